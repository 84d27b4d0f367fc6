//! Lists the figures of the whole programme in one table, each with its error, its interval and what that covers.

use super::{Cell, Column, Row, Table, interval_cell, interval_column, mean_cell};
use crate::estimate::{Results, Summary};
use crate::render::words::{figure, taking_cash};

const EVIDENCE: &str = "weak evidence";
const BOTH: &str = "weak evidence and chance";
const PEOPLE: &str = "how people differ";

/// The key figures.
#[must_use]
pub fn key_figures(results: &Results) -> Table {
    let level = results.run.level;
    let mut rows = Vec::new();
    let mut row = |label: &str, summary: &Summary, covers: &str| {
        let error = Some(figure(summary).1).filter(|error| *error > 0.0).map_or(Cell::Empty, Cell::MoneyError);
        let cells = [mean_cell(summary), error, interval_cell(summary, level), Cell::text(covers)];
        rows.push(Row::named(label, cells));
    };
    let (person, total) = (&results.per_person, &results.total);
    row("Expected cost avoided per person", &person.expected, EVIDENCE);
    row("Cost avoided per person, average of the cohort", &person.cohort, BOTH);
    row("Cost avoided by one person", &person.person, PEOPLE);
    row("Cost avoided in total", &total.avoided, BOTH);
    row("Of which put off past the horizon (deferred)", &results.mechanisms.deferred, BOTH);
    if let Some(past) = &total.past_horizon {
        row("Of which runs on past the horizon of its person", past, BOTH);
    }
    let cashable = taking_cash(results).map_or_else(
        || "Of which cashable savings".to_owned(),
        |what| format!("Cashable savings, less the cash of what {what}"),
    );
    row(&cashable, &total.cashable, BOTH);
    row("Cost avoided in total, present value", &total.avoided_pv, BOTH);
    row("Cost of these people without support", &total.without_support, BOTH);
    row("Cost of these people with support", &total.with_support, BOTH);
    if let Some(value) = &total.social_value_pv {
        row("Social value, present value (in no budget)", value, BOTH);
    }
    if let Some(programme) = &results.programme {
        row("Net: cost avoided less programme cost", &programme.net, BOTH);
        row("Net, present value", &programme.net_pv, BOTH);
        if let Some(ratio) = &programme.bcr {
            row("Cost avoided for each £1 spent, present value", ratio, BOTH);
        }
        if let Some(ratio) = &programme.sroi {
            row("Cost avoided and social value for each £1 spent (SROI), present value", ratio, BOTH);
        }
    }
    Table::new("Figures of the whole programme", vec![
            Column::text("Figure"),
            Column::number("Mean"),
            Column::number("Simulation error"),
            interval_column(results.run.level),
            Column::text("The interval covers"),
        ], rows).note("An interval that covers weak evidence alone is a credible interval; one that covers chance as well is a prediction \
             interval.")
}
