//! Lays out the value map of outcomes: for whom, how many, worth what, and how much of it is due to the programme.

use super::document::{Cell, Column, Row, Table};
use super::phrase::{interval_cell, interval_head, mean_cell};
use crate::estimate::Results;

/// The value map, rows of one beneficiary together; `None` without outcomes.
#[must_use]
pub fn value_map(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let mut beneficiaries: Vec<Option<&str>> = Vec::new();
    for (_, outcome) in results.outcomes.iter() {
        if !beneficiaries.contains(&outcome.beneficiary.as_deref()) {
            beneficiaries.push(outcome.beneficiary.as_deref());
        }
    }
    let mut rows = Vec::new();
    for beneficiary in beneficiaries {
        for (_, outcome) in results.outcomes.iter().filter(|(_, outcome)| outcome.beneficiary.as_deref() == beneficiary) {
            rows.push(Row::body(vec![
                Cell::text(&outcome.label),
                Cell::text(beneficiary.unwrap_or("not stated")),
                mean_cell(&outcome.value_pv),
                interval_cell(&outcome.value_pv, level),
            ]));
        }
    }
    let total = results.total.social_value_pv.as_ref()?;
    rows.push(Row::total(vec![Cell::text("All outcomes"), Cell::Empty, mean_cell(total), interval_cell(total, level)]));
    (rows.len() > 1).then(|| Table {
        caption: "Outcomes by who benefits".to_owned(),
        columns: vec![
            Column::text("Outcome"),
            Column::text("For"),
            Column::number("Present value"),
            Column::number(&interval_head(results)),
        ],
        rows,
        notes: vec![
            "Social value is what outcomes are worth to people. It is in no budget and is never added to costs avoided, except \
             in the SROI ratio."
                .to_owned(),
        ],
    })
}
