//! Lists the keys of a library of unit costs.

use super::Form;
use super::block::block;
use crate::scenario::choice::Status;
use crate::scenario::{Entry, Placed, PublishedSpread};

block! {
    #[expect(unreachable_pub, reason = "read into a `UnitCost`, which is what others see")]
    UNIT_COST UnitCostWritten, "a unit cost", "unit_cost", "What one of something costs, with its source.";
    label: needs(text), "What the unit cost is of, in a few words.";
    value: needs(placed number Money) like "£719", "Mean cost of one, £ in prices of price_year.";
    per: maybe(own unit_word: String = Form::Text), "What one is, in a word or a few: day, night, week, month or year for a cost by time, or any other such as bed day, visit or eviction.";
    spread: maybe(own spread: PublishedSpread = Form::Block(&SPREAD)), "How far the cost spreads, as published. Only a standard error becomes uncertainty.";
    price_year: needs(year) like "2024/25", "The financial year of its prices, such as 2024/25.";
    paid_by: maybe(own paid_by: Vec<Entry<f64>> = Form::PaidBy) or Vec::new(), "Who usually bears it: a suggestion for the event that uses it.";
    licence: needs(text) like "unknown", "The licence that the figure is published under, or unknown.";
    status: needs(choice Status) like "read", "How well it is founded: read (seen in its source), derived (arithmetic on figures that were read) or recalled (from memory, refused unless the scenario allows it).";
    includes: maybe(own ids: Vec<Placed<String>> = Form::Words) or Vec::new(), "Ids of costs that are inside this one already. Using both counts them twice.";
}

block! {
    #[expect(unreachable_pub, reason = "read into a `Spread`, which is what others see")]
    SPREAD SpreadWritten, "the spread of a unit cost", "spread", "How far a published unit cost spreads.";
    low: maybe(number Money), "Low end as published, £ in prices of price_year.";
    high: maybe(number Money), "High end as published, £ in prices of price_year.";
    is: needs(text) like "case-mix", "What the two ends are: case-mix, quartiles, a standard error and so on.";
}
