//! Lists the figures of the whole programme in one table, each with its error, its interval and what that covers.

use super::{Cell, Column, Row, Table, interval_cell, interval_column, mean_cell};
use crate::estimate::{Results, Summary};
use crate::render::words::{capital, cost_avoided, figure, taking_cash};

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
    let avoided = cost_avoided(results);
    let all = capital(avoided);
    row(&format!("Expected {avoided} per person"), &person.expected, EVIDENCE);
    row(&format!("{all} per person, average of the cohort"), &person.cohort, BOTH);
    row(&format!("{all} of one person"), &person.person, PEOPLE);
    row(&format!("{all} in total"), &total.avoided, BOTH);
    row("Put off past the time followed (deferred)", &results.mechanisms.deferred, BOTH);
    if let Some(past) = &total.past_horizon {
        row("What runs on past the horizon of its person", past, BOTH);
    }
    let cashable = taking_cash(results).map_or_else(
        || "Cashable savings".to_owned(),
        |what| format!("Cashable savings, less the cash of what {what}"),
    );
    row(&cashable, &total.cashable, BOTH);
    row(&format!("{all} in total, present value"), &total.avoided_pv, BOTH);
    row("Cost of these people without support", &total.without_support, BOTH);
    row("Cost of these people with support", &total.with_support, BOTH);
    if let Some(gained) = &results.mechanisms.gained {
        row("Gained by budgets (fiscal gains)", gained, BOTH);
    }
    if let Some(value) = &total.social_value_pv {
        row("Social value, present value (in no budget)", value, BOTH);
    }
    if let Some(programme) = &results.programme {
        if programme.cost_varies {
            row("Programme cost", &programme.cost_summary, BOTH);
        }
        row(&format!("Net: {avoided} less programme cost"), &programme.net, BOTH);
        if let Some(net) = &programme.expected_net_pv {
            row("Expected net benefit, present value", net, EVIDENCE);
        }
        row("Net of the simulated cohorts, present value", &programme.net_pv, BOTH);
        if let Some(ratio) = &programme.bcr {
            row(&format!("{all} for each £1 spent, present value"), ratio, BOTH);
        }
        if let Some(ratio) = &programme.sroi {
            row(&sroi_label(results), ratio, BOTH);
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

/// What social value and all else that counts come to for £1.
fn sroi_label(results: &Results) -> String {
    match results.mechanisms.gained {
        Some(_) => "Cost avoided, gains and social value for each £1 spent (SROI), present value".to_owned(),
        None => "Cost avoided and social value for each £1 spent (SROI), present value".to_owned(),
    }
}
