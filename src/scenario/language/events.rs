//! Lists the keys of events, of what support changes, and of outcomes.

use super::{Block, Form, Rule, key};
use crate::quantity::Kind;

/// An entry of `events`.
pub(in crate::scenario) const EVENT: Block = Block {
    name: "an event",
    id: "event",
    about: "Something that may happen to a person, costs money, and may be averted by support.",
    keys: &[
        key("label", Form::Text, "What the event is called in reports. Default: its name, spelled out."),
        key(
            "probability",
            Form::ValueOrCases(Kind::Share),
            "Chance that it happens within the horizon WITHOUT support, at most once: 30%, or {observed: 3 of 8}.",
        ),
        key(
            "rate",
            Form::Value(Kind::Rate),
            "How often it happens WITHOUT support, where it can happen again: 1.2 per year, or {observed: 12 in 8 person-years}. A bare number is per year.",
        ),
        key("timing", Form::EvenOr(&TIMING), "When it falls: even over the horizon, or early: {decays: 6 months}.")
            .default("even"),
        key(
            "follows",
            Form::Entries(&FOLLOW),
            "Events that lead to this one: {eviction: {probability: 30%, after: 2 months}}.",
        ),
        key(
            "unit_cost",
            Form::ValueOrCases(Kind::Money),
            "Mean cost of one occurrence, £: £1_200, {library: ID}, {library: ID, times: 35} or a distribution.",
        )
        .required(),
        key(
            "varies",
            Form::WholeBlock(&VARIES),
            "How much the cost differs from one occurrence to the next. Default: not at all.",
        ),
        key(
            "paid_by",
            Form::PaidBy,
            "Who bears the cost: the share of each payer, 100% in all: {nhs: 85%, adult_social_care: 15%}.",
        )
        .required(),
        key(
            "cashable",
            Form::Cashable,
            "Share of the avoided cost that can leave a budget, for all payers or by payer: 10%, or {nhs: 5%}.",
        )
        .default("0%"),
        key(
            "support",
            Form::Block(&SUPPORT),
            "What changes WITH support. What is left out comes from support at the top level.",
        ),
    ],
    rules: &[Rule::AnyOf(&["probability", "rate", "follows"]), Rule::NotBoth(["probability", "rate"])],
};

/// `timing`.
pub(in crate::scenario) const TIMING: Block = Block {
    name: "the timing",
    id: "timing",
    about: "When events fall.",
    keys: &[key(
        "decays",
        Form::Length,
        "Events come early and grow rarer: after this time they are 1/e (37%) as frequent.",
    )
    .required()],
    rules: &[],
};

/// An entry of `follows`.
pub(in crate::scenario) const FOLLOW: Block = Block {
    name: "what an event follows",
    id: "follow",
    about: "How one event leads to another.",
    keys: &[
        key(
            "probability",
            Form::ValueOrCases(Kind::Share),
            "Chance that an occurrence of the earlier event leads to this one.",
        )
        .required(),
        key("after", Form::Delay, "How long after the earlier event this one comes: 2 months.").default("0"),
    ],
    rules: &[],
};

/// `varies`.
pub(in crate::scenario) const VARIES: Block = Block {
    name: "the spread between people",
    id: "varies",
    about: "How much the cost differs from one occurrence to the next: one of the two.",
    keys: &[
        key(
            "gamma",
            Form::Variation,
            "Costs spread as a gamma distribution: {cv: 60%}, the standard deviation over the mean.",
        ),
        key("lognormal", Form::Variation, "Costs spread as a lognormal distribution, with a longer tail: {cv: 80%}."),
    ],
    rules: &[Rule::AnyOf(&["gamma", "lognormal"]), Rule::NotBoth(["gamma", "lognormal"])],
};

/// `support`.
pub(in crate::scenario) const SUPPORT: Block = Block {
    name: "support",
    id: "support",
    about: "What changes with support.",
    keys: &[
        key("prevents", Form::Value(Kind::Share), "Chance that an occurrence does not happen because of support. Leave room for no effect.").default("0%"),
        key("reduces", Form::Value(Kind::Share), "Share cut off the cost of an occurrence that still happens.").default("0%"),
        key("delays", Form::Delay, "How much later an occurrence that still happens comes: 3 months. Certain.").default("0"),
        key("adds", Form::Value(Kind::Rate), "Extra occurrences a year that support itself causes, such as referrals; they take away from the avoided cost.").default("0"),
        key("adds_cash", Form::Value(Kind::Share), "Share of the cost of those extra occurrences that a budget has to find in cash. Say less where the work is done by staff already paid.").default("100%"),
        key("starts_after", Form::Delay, "Support acts from this long after joining. Certain.").default("0"),
        key("lasts", Form::Length, "Support acts until this long after joining. Certain. Default: to the horizon."),
        key("drop_off", Form::Value(Kind::Share), "Share of the effect lost in each full year since joining.").default("0%"),
        key("attribution", Form::Value(Kind::Share), "Share of the benefit that is due to this programme and not to others.").default("100%"),
        key("displacement", Form::Value(Kind::Share), "Share of the benefit that only moved elsewhere.").default("0%"),
        key("optimism_bias", Form::Bias, "Cut applied to the benefit because such forecasts turn out too high: a share, or {grade: 3} for a grade of the data from 1 (best) to 6.").default("0%"),
    ],
    rules: &[],
};

/// An entry of `outcomes`.
pub(in crate::scenario) const OUTCOME: Block = Block {
    name: "an outcome",
    id: "outcome",
    about: "A good that support does for people, valued in £. Never added to costs avoided.",
    keys: &[
        key("label", Form::Text, "What the outcome is called in reports. Default: its name, spelled out."),
        key("beneficiary", Form::Text, "Who gains, such as people supported. Free text; groups the value map."),
        key("achieved_by", Form::Value(Kind::Share), "Share of people who achieve it.").required(),
        key(
            "distance",
            Form::Value(Kind::Share),
            "Distance travelled: how far people move on the scale of the outcome.",
        )
        .default("100%"),
        key("value", Form::Value(Kind::Money), "Financial proxy, £ per person and year at full distance.").required(),
        key("lasts", Form::Length, "How long the outcome lasts: 3 years. A bare number is months.").required(),
        key("deadweight", Form::Value(Kind::Share), "Share that would have happened anyway.").default("0%"),
        key(
            "attribution",
            Form::Value(Kind::Share),
            "Share of the outcome that is due to this programme and not to others.",
        )
        .default("100%"),
        key("displacement", Form::Value(Kind::Share), "Share of the outcome that only moved elsewhere.").default("0%"),
        key("drop_off", Form::Value(Kind::Share), "Share of the value lost in each year after the first.")
            .default("0%"),
    ],
    rules: &[],
};
