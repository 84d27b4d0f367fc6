//! Lays out who pays and who gains: by payer, by year, and by payer and year.

use super::cells::{estimate_cells, interval_column, interval_column_of, mean_cell};
use super::table::{Cell, Column, Row, Table};
use crate::estimate::{PartResults, Results, Summary};
use crate::render::words::group_name;

/// Programme cost, cost avoided and its cashable part by payer and group, over the whole span.
#[must_use]
pub fn payers(results: &Results) -> Table {
    let with_cost = results.programme.is_some();
    let row = |label: String, cost: f64, avoided: &Summary, cashable: &Summary| {
        let mut cells = vec![Cell::Text(label)];
        cells.extend(figures(results, cost, avoided, cashable));
        cells
    };
    let payers = results
        .payers
        .iter()
        .map(|(_, payer)| Row::body(row(payer.label.clone(), payer.programme_cost, &payer.avoided, &payer.cashable)));
    let groups = results.groups.iter().map(|(id, group)| {
        Row::total(row(format!("All of {}", group_name(id)), group.programme_cost, &group.avoided, &group.cashable))
    });
    let cost = results.programme.as_ref().map_or(0.0, |programme| programme.cost);
    let whole = row("The whole system".to_owned(), cost, &results.total.avoided, &results.total.cashable);
    Table::new(
        "Who pays and who gains, over the whole span",
        columns("Payer", results, with_cost),
        payers.chain(groups).chain([Row::total(whole)]),
    )
    .notes(notes(results))
}

/// Programme cost, cost avoided and its cashable part by year.
#[must_use]
pub fn years(results: &Results) -> Table {
    let mut rows: Vec<Row> = results
        .years
        .iter()
        .map(|year| {
            let mut cells = vec![Cell::text(&year.label)];
            cells.extend(figures(results, year.programme_cost, &year.avoided, &year.cashable));
            Row::body(cells)
        })
        .collect();
    let mut whole = vec![Cell::text("The whole span")];
    let cost = results.programme.as_ref().map_or(0.0, |programme| programme.cost);
    whole.extend(figures(results, cost, &results.total.avoided, &results.total.cashable));
    rows.push(Row::total(whole));
    let mut notes = vec!["Means add up over the years; the ends of intervals do not.".to_owned()];
    if results.mechanisms.deferred.mean > 0.0 {
        notes.push("What is put off past the horizon leaves the year in which it would have fallen.".to_owned());
    }
    Table::new("By year", columns("Year", results, results.programme.is_some()), rows).notes(notes)
}

/// Mean cost avoided by payer (rows) and year (columns).
#[must_use]
pub(super) fn payers_across_years(results: &Results) -> Table {
    let mut columns = vec![Column::text("Payer")];
    columns.extend(results.years.iter().map(|year| Column::number(&year.label)));
    let payers = results.payers.iter().map(|(id, payer)| {
        let of_year =
            results.years.iter().map(|year| year.payers.get(id).map_or(Cell::Empty, |part| mean_cell(&part.avoided)));
        Row::body([Cell::text(&payer.label)].into_iter().chain(of_year).collect())
    });
    let groups = results.groups.iter().map(|(id, _)| {
        let of_year =
            results.years.iter().map(|year| year.groups.get(id).map_or(Cell::Empty, |part| mean_cell(&part.avoided)));
        Row::total([Cell::text(format!("All of {}", group_name(id)))].into_iter().chain(of_year).collect())
    });
    let whole = [Cell::text("The whole system")].into_iter();
    let whole = Row::total(whole.chain(results.years.iter().map(|year| mean_cell(&year.avoided))).collect());
    Table::new("Cost avoided by payer and year, means", columns, payers.chain(groups).chain([whole]))
}

/// Every payer and group in every year, one row each, for pivoting; the whole span first.
#[must_use]
pub fn payers_by_year(results: &Results) -> Table {
    let mut columns = columns("Payer", results, true);
    columns.insert(0, Column::text("Year"));
    columns.insert(2, Column::text("Kind"));
    let row = |year: &str, payer: String, kind: &str, part: (f64, &Summary, &Summary)| {
        let mut cells = vec![Cell::text(year), Cell::Text(payer), Cell::text(kind)];
        cells.push(Cell::Money(part.0, 0.0));
        cells.extend(gains(results, part.1, part.2));
        Row::body(cells)
    };
    let span = "Whole span";
    let mut rows: Vec<Row> = results
        .payers
        .iter()
        .map(|(_, payer)| {
            row(span, payer.label.clone(), "Payer", (payer.programme_cost, &payer.avoided, &payer.cashable))
        })
        .collect();
    rows.extend(results.groups.iter().map(|(id, group)| {
        row(
            span,
            format!("All of {}", group_name(id)),
            "Group",
            (group.programme_cost, &group.avoided, &group.cashable),
        )
    }));
    let part = |part: &PartResults| (part.programme_cost, part.avoided.clone(), part.cashable.clone());
    for year in &results.years {
        for (id, payer) in results.payers.iter() {
            if let Some((cost, avoided, cashable)) = year.payers.get(id).map(part) {
                rows.push(row(&year.label, payer.label.clone(), "Payer", (cost, &avoided, &cashable)));
            }
        }
        for (id, group) in year.groups.iter() {
            let (cost, avoided, cashable) = part(group);
            rows.push(row(&year.label, format!("All of {}", group_name(id)), "Group", (cost, &avoided, &cashable)));
        }
    }
    Table::new("Payers by year", columns, rows).notes(notes(results))
}

fn columns(first: &str, results: &Results, with_cost: bool) -> Vec<Column> {
    let mut columns = vec![Column::text(first)];
    if with_cost {
        columns.push(Column::number("Pays for the programme"));
    }
    columns.extend([
        Column::number("Cost avoided"),
        interval_column(results.run.level),
        Column::number("Cashable savings"),
        interval_column_of(results.run.level, "cashable"),
    ]);
    columns
}

fn figures(results: &Results, cost: f64, avoided: &Summary, cashable: &Summary) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(5);
    if results.programme.is_some() {
        cells.push(Cell::Money(cost, 0.0));
    }
    cells.extend(gains(results, avoided, cashable));
    cells
}

fn gains(results: &Results, avoided: &Summary, cashable: &Summary) -> impl Iterator<Item = Cell> {
    let level = results.run.level;
    [estimate_cells(avoided, level), estimate_cells(cashable, level)].into_iter().flatten()
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
