//! Lays out the value map of outcomes: for whom, how many, worth what, and how much of it is due to the programme.

use super::document::{Cell, Column, Row, Table};
use super::phrase::{interval_cell, interval_head, mean_cell};
use crate::estimate::{OutcomeResults, Results};
use crate::quantity::Kind;

/// The value map, outcomes of one beneficiary together; `None` without outcomes.
#[must_use]
pub fn value_map(results: &Results) -> Option<Table> {
    let total = results.total.social_value_pv.as_ref()?;
    let level = results.run.level;
    let mut beneficiaries: Vec<Option<&str>> = Vec::new();
    for (_, outcome) in results.outcomes.iter() {
        if !beneficiaries.contains(&outcome.beneficiary.as_deref()) {
            beneficiaries.push(outcome.beneficiary.as_deref());
        }
    }
    let mut rows = Vec::new();
    for beneficiary in beneficiaries {
        let theirs = results.outcomes.iter().filter(|(_, outcome)| outcome.beneficiary.as_deref() == beneficiary);
        rows.extend(theirs.map(|(_, outcome)| Row::body(cells(outcome, level))));
    }
    let blanks = std::iter::repeat_n(Cell::Empty, 9);
    let sum = [mean_cell(total), interval_cell(total, level)];
    rows.push(Row::total([Cell::text("All outcomes")].into_iter().chain(blanks.clone()).chain(sum).collect()));
    if !results.events.is_empty() {
        let avoided = &results.total.avoided_pv;
        let label = [Cell::text("Costs avoided, kept apart")];
        let apart = [mean_cell(avoided), interval_cell(avoided, level)];
        rows.push(Row::total(label.into_iter().chain(blanks).chain(apart).collect()));
    }
    Some(Table {
        caption: "Outcomes by who benefits".to_owned(),
        columns: columns(&interval_head(results)),
        rows,
        notes: vec![
            "Proxy: what the outcome is worth per person and year at full distance. Terms are means; their ranges stand in the \
             assumptions log. Value: present value for the whole cohort."
                .to_owned(),
            "Social value is what outcomes are worth to people. It is in no budget and is never added to costs avoided, except \
             in the SROI ratio."
                .to_owned(),
        ],
    })
}

fn columns(interval: &str) -> Vec<Column> {
    let mut columns = vec![Column::text("Outcome"), Column::text("For")];
    let numbers = [
        "Achieved by",
        "Distance",
        "Proxy",
        "Months",
        "Deadweight",
        "Attribution",
        "Displacement",
        "Drop-off a year",
        "Value",
        interval,
    ];
    columns.extend(numbers.map(Column::number));
    columns
}

fn cells(outcome: &OutcomeResults, level: f64) -> Vec<Cell> {
    let terms = &outcome.terms;
    let share = |value: f64| Cell::Written(value, Kind::Share);
    vec![
        Cell::text(&outcome.label),
        Cell::text(outcome.beneficiary.as_deref().unwrap_or("not stated")),
        share(terms.achieved_by),
        share(terms.distance),
        Cell::Written(terms.value, Kind::Money),
        Cell::Written(terms.lasts, Kind::Factor),
        share(terms.deadweight),
        share(terms.attribution),
        share(terms.displacement),
        share(terms.drop_off),
        mean_cell(&outcome.value_pv),
        interval_cell(&outcome.value_pv, level),
    ]
}
