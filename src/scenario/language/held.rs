//! Lists the keys of what results are held against, and of what goes together.

use super::{Block, Form, Rule, key};
use crate::quantity::Kind;
use crate::scenario::limits::MOST_PEOPLE;

/// An entry of `correlations`.
pub(in crate::scenario) const CORRELATION: Block = Block {
    name: "a correlation",
    id: "correlation",
    about: "Two uncertain values that tend to be high or low together.",
    keys: &[
        key(
            "between",
            Form::Pair,
            "The paths of the two values: [events.eviction.probability, events.admission.rate].",
        )
        .required(),
        key("rho", Form::Correlation, "Rank correlation (Spearman), from -1 to 1.").required(),
    ],
    rules: &[],
};

/// An entry of `targets`.
pub(in crate::scenario) const TARGET: Block = Block {
    name: "a target",
    id: "target",
    about: "A savings target that the results are held against.",
    keys: &[
        key("label", Form::Text, "What the target is called in reports. Default: its name, spelled out."),
        key("amount", Form::Money, "What is to be saved, £: £500k.").required(),
        key("payers", Form::Words, "Payers, or groups of payers, whose savings count. Default: all."),
        key("year", Form::Year, "The financial year in which savings count, such as 2022/23. Default: the whole span."),
        key("counting", Form::Choice(&["cashable", "released", "averted", "avoided"]), "What counts: cashable (what can leave a budget), released (what has left by the end of a year, as releases of the payers says), averted (avoided without what is only put off), or avoided.").default("avoided"),
        key("prices", Form::Choice(&["base", "outturn"]), "What prices the amount is in: base (those of price_base) or outturn (cash of its year).").default("base"),
        key("net_of_programme", Form::Switch, "Whether the programme cost that these payers bear is taken off first.").default("false"),
    ],
    rules: &[],
};

/// `published`.
pub(in crate::scenario) const PUBLISHED: Block = Block {
    name: "the published figures",
    id: "published",
    about: "What an evaluation found. The model is held against it; it is never fed into the draws.",
    keys: &[
        key(
            "people",
            Form::Whole(1, MOST_PEOPLE),
            "How many people the evaluation looked at. Needed beside figures of cost avoided.",
        ),
        key("of", Form::Text, "The segment that its people came from. Default: the whole cohort."),
        key("over", Form::Length, "The period that its figures cover: 12 months. Default: the horizon."),
        key(
            "counting",
            Form::Choice(&["gross", "credited"]),
            "What was counted: gross (before attribution, displacement and optimism bias) or credited (after them).",
        )
        .default("credited"),
        key(
            "overstates",
            Form::Value(Kind::Share),
            "Share of these figures that is owed to choosing the cases, for `averted evidence --update` alone.",
        )
        .default("0%"),
        key("mean_avoided", Form::Money, "Cost avoided per person, £, on average."),
        key("total_avoided", Form::Money, "Cost avoided in total, £."),
        key("low", Form::Money, "Low end of the published range of the cost avoided per person, £."),
        key("high", Form::Money, "High end of the published range of the cost avoided per person, £."),
        key("social_value", Form::Money, "Social value in total, £, for SROI scenarios."),
        key("sroi_ratio", Form::Factor, "Social return on investment: £ of value for each £1."),
    ],
    rules: &[Rule::Needs(&["mean_avoided", "total_avoided", "low", "high"], "people")],
};
