//! Lays out the value map of outcomes: for whom, how many, worth what, and how much of it is due to the programme.

use super::cells::{estimate_cells, interval_column};
use super::table::{Cell, Column, Row, Table};
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
    let sum = estimate_cells(total, level);
    rows.push(Row::total([Cell::text("All outcomes")].into_iter().chain(blanks.clone()).chain(sum).collect()));
    if !results.events.is_empty() {
        let avoided = &results.total.avoided_pv;
        let label = [Cell::text("Costs avoided, kept apart")];
        let apart = estimate_cells(avoided, level);
        rows.push(Row::total(label.into_iter().chain(blanks).chain(apart).collect()));
    }
    Some(Table::new("Outcomes by who benefits", columns(level), rows).note("Proxy: what the outcome is worth per person and year at full distance. Terms are means; their ranges stand in the \
             assumptions log. Value: present value for the whole cohort.").note("Social value is what outcomes are worth to people. It is in no budget and is never added to costs avoided, except \
             in the SROI ratio."))
}

fn columns(level: f64) -> Vec<Column> {
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
    ];
    columns.extend(numbers.map(Column::number));
    columns.push(interval_column(level));
    columns
}

fn cells(outcome: &OutcomeResults, level: f64) -> Vec<Cell> {
    let terms = &outcome.terms;
    let share = |value: f64| Cell::Written(value, Kind::Share);
    let mut cells = vec![
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
    ];
    cells.extend(estimate_cells(&outcome.value_pv, level));
    cells
}

/// What each outcome is worth, in short; `None` without outcomes.
pub(super) fn values(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let row = |outcome: &OutcomeResults| {
        let names = [Cell::text(&outcome.label), Cell::optional(outcome.beneficiary.as_deref())];
        Row::body(names.into_iter().chain(estimate_cells(&outcome.value_pv, level)).collect())
    };
    let rows = results.outcomes.iter().map(|(_, outcome)| row(outcome));
    Table::new(
        "Social value by outcome",
        vec![Column::text("Outcome"), Column::text("For"), Column::number("Present value"), interval_column(level)],
        rows,
    )
    .filled()
}
