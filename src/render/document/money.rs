//! Lays out who pays and who gains: by payer, by year, and by payer and year.

use super::{Cell, Column, Row, Table, estimate_cells, interval_column, interval_column_of, mean_cell};
use crate::estimate::{Ordered, PartResults, PayerResults, Results};
use crate::render::words::{capital, cost_avoided, group_name};

/// Programme cost, cost avoided and its cashable part by payer and group, over the whole span.
#[must_use]
pub fn payers(results: &Results) -> Table {
    let payers = results.payers.iter().map(|(_, payer)| row(results, &payer.label, &payer.part));
    let groups = results.groups.iter().map(|(id, group)| row(results, &all_of(id), group).summed());
    let whole = row(results, WHOLE, &whole(results)).summed();
    Table::new(
        "Who pays and who gains, over the whole span",
        columns("Payer", results, results.programme.is_some()),
        payers.chain(groups).chain([whole]),
    )
    .notes(notes(results))
}

/// Programme cost, cost avoided and its cashable part by year.
#[must_use]
pub fn years(results: &Results) -> Table {
    let years = results.years.iter().map(|year| row(results, &year.label, &year.part));
    let whole = row(results, "The whole span", &whole(results)).summed();
    let mut notes = vec!["Means add up over the years; the ends of intervals do not.".to_owned()];
    if results.mechanisms.deferred.mean > 0.0 {
        notes.push("What is put off past the time followed leaves the year in which it would have fallen.".to_owned());
    }
    Table::new("By year", columns("Year", results, results.programme.is_some()), years.chain([whole])).notes(notes)
}

/// Mean cost avoided by payer (rows) and year (columns).
#[must_use]
pub(super) fn payers_across_years(results: &Results) -> Table {
    let years = || results.years.iter();
    let avoided =
        |parts: &Ordered<PartResults>, id: &str| parts.get(id).map_or(Cell::Empty, |part| mean_cell(&part.avoided));
    let payer =
        |(id, payer): (&str, &PayerResults)| Row::named(&payer.label, years().map(|year| avoided(&year.payers, id)));
    let group = |(id, _)| Row::named(all_of(id), years().map(|year| avoided(&year.groups, id))).summed();
    let whole = Row::named(WHOLE, years().map(|year| mean_cell(&year.part.avoided))).summed();
    let rows = results.payers.iter().map(payer).chain(results.groups.iter().map(group)).chain([whole]);
    let columns = super::table::columns("Payer", years().map(|year| year.label.as_str()));
    Table::new(format!("{} by payer and year, means", capital(cost_avoided(results))), columns, rows)
}

/// Every payer and group in every year, one row each, for pivoting; the whole span first.
#[must_use]
pub fn payers_by_year(results: &Results) -> Table {
    let mut columns = columns("Payer", results, true);
    columns.insert(0, Column::text("Year"));
    columns.insert(2, Column::text("Kind"));
    let row = |year: &str, name: &str, kind: &str, part: &PartResults| {
        let cells = [Cell::text(name), Cell::text(kind), cost(part)];
        Row::named(year, cells.into_iter().chain(gains(results, part)))
    };
    let group = |year: &str, (id, part): (&str, &PartResults)| row(year, &all_of(id), "Group", part);
    let span = "Whole span";
    let mut rows: Vec<Row> = results.payers.iter().map(|(_, one)| row(span, &one.label, "Payer", &one.part)).collect();
    rows.extend(results.groups.iter().map(|of| group(span, of)));
    for year in &results.years {
        let in_it = |(id, one): (&str, &PayerResults)| {
            year.payers.get(id).map(|part| row(&year.label, &one.label, "Payer", part))
        };
        rows.extend(results.payers.iter().filter_map(in_it));
        rows.extend(year.groups.iter().map(|of| group(&year.label, of)));
    }
    Table::new("Payers by year", columns, rows).notes(notes(results))
}

/// Programme cost with its error.
fn cost(part: &PartResults) -> Cell {
    let (cost, error) = part.cost();
    Cell::Money(cost, error)
}

/// The name of all payers.
const WHOLE: &str = "The whole system";

/// The name of a group among its payers.
fn all_of(id: &str) -> String {
    format!("All of {}", group_name(id))
}

/// What all payers gain and pay, over the whole span.
pub(super) fn whole(results: &Results) -> PartResults {
    PartResults {
        avoided: results.total.avoided.clone(),
        cashable: results.total.cashable.clone(),
        programme_cost: results.programme.as_ref().map_or(0.0, |programme| programme.cost),
        programme_cost_summary: (results.programme.as_ref())
            .filter(|programme| programme.cost_varies)
            .map(|programme| programme.cost_summary.clone()),
    }
}

fn columns(first: &str, results: &Results, with_cost: bool) -> Vec<Column> {
    let mut columns = vec![Column::text(first)];
    if with_cost {
        columns.push(Column::number("Pays for the programme"));
    }
    columns.extend([
        Column::number(&capital(cost_avoided(results))),
        interval_column(results.run.level),
        Column::number("Cashable savings"),
        interval_column_of(results.run.level, "cashable"),
    ]);
    columns
}

fn row(results: &Results, label: &str, part: &PartResults) -> Row {
    let cost = results.programme.is_some().then(|| cost(part));
    Row::named(label, cost.into_iter().chain(gains(results, part)))
}

fn gains(results: &Results, part: &PartResults) -> impl Iterator<Item = Cell> + use<> {
    let level = results.run.level;
    [estimate_cells(&part.avoided, level), estimate_cells(&part.cashable, level)].into_iter().flatten()
}

fn notes(results: &Results) -> Vec<String> {
    let prices = match &results.scenario.price_base {
        Some(year) => format!("Cash, not discounted, at {year} prices."),
        None => "Cash, not discounted.".to_owned(),
    };
    let mut notes = vec![format!("{prices} Means, with prediction intervals that cover weak evidence and chance.")];
    if !results.groups.is_empty() {
        notes.push("A group gathers payers that stand in rows of their own: do not add both.".to_owned());
    }
    notes
}
