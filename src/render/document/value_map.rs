//! Lays out the value map of outcomes: for whom, how many, worth what, and how much of it is due to the programme.

use super::{Cell, Column, Row, Table, estimate_cells, interval_cell, interval_column, mean_cell};
use crate::estimate::{OutcomeResults, Results, Summary};
use crate::quantity::Kind;
use crate::render::words::{capital, cost_avoided};

/// The value map, outcomes of one beneficiary together; `None` without outcomes.
#[must_use]
pub fn value_map(results: &Results) -> Option<Table> {
    let total = results.total.social_value_pv.as_ref()?;
    let level = results.run.level;
    let all: Vec<&OutcomeResults> = results.social_outcomes().collect();
    let mut grouped = all.clone();
    grouped.sort_by_key(|outcome| all.iter().position(|other| other.beneficiary == outcome.beneficiary));
    let mut table = terms("Outcomes by who benefits", "Proxy", grouped, level);
    let blanks = || std::iter::repeat_n(Cell::Empty, 9);
    let sum = |label: &str, of: &Summary| Row::named(label, blanks().chain(estimate_cells(of, level))).summed();
    table.rows.push(sum("All outcomes", total));
    if results.counts_money() {
        let apart = format!("{}, kept apart", capital(cost_avoided(results)));
        table.rows.push(sum(&apart, &results.total.avoided_pv));
    }
    Some(table.note("Proxy: what the outcome is worth per person and year at full distance. Terms are means; their ranges stand in the \
             assumptions log. Value: present value for the whole cohort.").note("Social value is what outcomes are worth to people. It is in no budget and is never added to costs avoided, except \
             in the SROI ratio."))
}

/// What budgets gain by each outcome, and by which terms; `None` where they gain nothing.
#[must_use]
pub fn gains(results: &Results) -> Option<Table> {
    terms("What budgets gain, by outcome", "Gain a year", results.gains().collect(), results.run.level)
        .note("Gain: what budgets gain per person and year at full distance. Terms are means. Value: present value for the whole \
               cohort. It counts with the costs avoided, and none of it as social value.")
        .filled()
}

/// What each outcome is worth, and by which terms.
fn terms(title: &str, worth: &str, outcomes: Vec<&OutcomeResults>, level: f64) -> Table {
    let share = |value: f64| Cell::Written(value, Kind::Share);
    Table::of(
        title,
        outcomes,
        &[
            (Column::text("Outcome"), &|outcome| Cell::text(&outcome.label)),
            (Column::text("For"), &|outcome| Cell::text(outcome.beneficiary.as_deref().unwrap_or("not stated"))),
            (Column::number("Achieved by"), &|outcome| share(outcome.terms.achieved_by)),
            (Column::number("Distance"), &|outcome| share(outcome.terms.distance)),
            (Column::number(worth), &|outcome| Cell::Written(outcome.terms.value, Kind::Money)),
            (Column::number("Months"), &|outcome| Cell::Written(outcome.terms.lasts, Kind::Factor)),
            (Column::number("Deadweight"), &|outcome| share(outcome.terms.deadweight)),
            (Column::number("Attribution"), &|outcome| share(outcome.terms.attribution)),
            (Column::number("Displacement"), &|outcome| share(outcome.terms.displacement)),
            (Column::number("Drop-off a year"), &|outcome| share(outcome.terms.drop_off)),
            (Column::number("Value"), &|outcome| mean_cell(&outcome.value_pv)),
            (interval_column(level), &|outcome| interval_cell(&outcome.value_pv, level)),
        ],
    )
}

/// What each outcome is worth, in short; `None` without outcomes.
pub(super) fn values(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let row = |outcome: &OutcomeResults| {
        let whom = Cell::optional(outcome.beneficiary.as_deref());
        Row::named(&outcome.label, [whom].into_iter().chain(estimate_cells(&outcome.value_pv, level)))
    };
    let rows = results.social_outcomes().map(row);
    let columns =
        [Column::text("Outcome"), Column::text("For"), Column::number("Present value"), interval_column(level)];
    Table::new("Social value by outcome", columns, rows).filled()
}
