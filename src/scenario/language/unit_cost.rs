//! Lists the keys of a library of unit costs.

use super::{Block, Form, key};

/// An entry of a unit-cost library.
pub(in crate::scenario) const UNIT_COST: Block = Block {
    name: "a unit cost",
    id: "unit_cost",
    about: "What one of something costs, with its source.",
    keys: &[
        key("label", Form::Text, "What the unit cost is of, in a few words.").required(),
        key("value", Form::Money, "Mean cost of one, £ in prices of price_year.").required(),
        key("spread", Form::Block(&SPREAD), "How far the cost spreads, as published. Only a standard error becomes uncertainty."),
        key("price_year", Form::Year, "The financial year of its prices, such as 2024/25.").required(),
        key("paid_by", Form::PaidBy, "Who usually bears it: a suggestion for the event that uses it."),
        key("licence", Form::Text, "The licence that the figure is published under, or unknown.").required(),
        key("status", Form::Choice(&["read", "derived", "recalled"]), "How well it is founded: read (seen in its source), derived (arithmetic on figures that were read) or recalled (from memory, refused unless the scenario allows it).").required(),
        key("includes", Form::Words, "Ids of costs that are inside this one already. Using both counts them twice."),
    ],
    rules: &[],
};

/// `spread` of a unit cost.
pub(in crate::scenario) const SPREAD: Block = Block {
    name: "the spread of a unit cost",
    id: "spread",
    about: "How far a published unit cost spreads.",
    keys: &[
        key("low", Form::Money, "Low end as published, £ in prices of price_year."),
        key("high", Form::Money, "High end as published, £ in prices of price_year."),
        key("is", Form::Text, "What the two ends are: case-mix, quartiles, a standard error and so on.").required(),
    ],
    rules: &[],
};
