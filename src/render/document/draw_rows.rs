//! Reads draws row by row, whether they come from a run or from a file of an earlier one.

use crate::estimate::DrawsTable;

/// A table of draws: names of columns, and the numbers of any row.
pub trait DrawRows {
    /// Names of the columns; the first two are the draw's number and its view, the others numbers.
    fn names(&self) -> &[String];
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// The view of a row; empty when the plan is not weighted.
    fn view(&self, row: usize) -> &str;
    /// Puts the numbers of a row, from the third column on, into `numbers`.
    fn numbers(&self, row: usize, numbers: &mut Vec<f64>);
}

impl DrawRows for DrawsTable<'_> {
    fn names(&self) -> &[String] {
        Self::names(self)
    }

    fn rows(&self) -> usize {
        Self::rows(self)
    }

    fn view(&self, row: usize) -> &str {
        Self::view(self, row)
    }

    fn numbers(&self, row: usize, numbers: &mut Vec<f64>) {
        Self::numbers(self, row, numbers);
    }
}
