//! Makes cells of estimates, and the heads of their columns, the same in every table.

use super::table::{Cell, Column};
use crate::estimate::{Difference, Summary};
use crate::render::words::{ends, figure, level};

/// The mean as a cell.
pub(super) fn mean_cell(summary: &Summary) -> Cell {
    let (value, error) = figure(summary);
    Cell::Money(value, error)
}

/// The interval at `at` as a cell; empty when nothing varies.
pub(super) fn interval_cell(summary: &Summary, at: f64) -> Cell {
    ends(summary, at).map_or(Cell::Empty, Cell::MoneyRange)
}

/// Mean and interval, for two columns.
pub(super) fn estimate_cells(summary: &Summary, at: f64) -> [Cell; 2] {
    [mean_cell(summary), interval_cell(summary, at)]
}

/// A column of intervals: `95% interval`.
pub(super) fn interval_column(at: f64) -> Column {
    Column::beside(&format!("{} interval", level(at)))
}

/// A column of intervals of one of several numbers: `95% interval, cashable`.
pub(super) fn interval_column_of(at: f64, what: &str) -> Column {
    Column::beside(&format!("{} interval, {what}", level(at)))
}

/// A change on common random numbers and its error, for two columns; `no change` where there is none.
pub(super) fn change_cells(of: &Difference) -> [Cell; 2] {
    let Summary { mean, mcse, .. } = of.difference;
    if of.difference.is_nothing() {
        return [Cell::text("no change"), Cell::Empty];
    }
    [Cell::Change(mean, mcse), Cell::MoneyError(mcse)]
}
