//! Finds the columns of a table by their heads, whatever stands between and beside them.

use super::super::Place;
use super::super::diagnostic::{Collected, Diagnostic};
use super::super::limits::MOST_COLUMNS;
use super::grid::{Grid, Row};
use super::heads::Head;
use crate::quantity::listed;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a column whose head is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Unknown {
    /// It is refused.
    Refused,
    /// It is left unread, and named in the report.
    Unread,
}

/// The columns of one table.
#[derive(Debug)]
pub(in crate::scenario) struct Columns<'g> {
    grid: &'g Grid<'g>,
    places: BTreeMap<&'static str, usize>,
    /// Columns that are not read.
    unread: BTreeSet<usize>,
    /// One more than the last column with a head.
    width: usize,
}

impl<'g> Columns<'g> {
    /// The columns of a table of `what`; `None` after saying what is wrong with them. Columns without a head that hold
    /// nothing are no columns.
    pub(in crate::scenario) fn find(
        grid: &'g Grid<'g>,
        what: &str,
        heads: &[Head],
        unknown: Unknown,
        faults: &mut Collected,
    ) -> Option<Self> {
        let width = 1 + grid.head.fields().enumerate().filter(|(_, head)| !head.is_empty()).map(|(at, _)| at).max()?;
        let remedy = || format!("the columns are {}", listed(heads.iter().map(|head| head.name), "and"));
        if width > MOST_COLUMNS {
            return faults.refuse(grid.place(&grid.head, None), "the table has far too many columns", remedy());
        }
        let mut columns = Self { grid, places: BTreeMap::new(), unread: BTreeSet::new(), width };
        let mut complete = true;
        for (column, name) in grid.head.fields().enumerate().take(width) {
            let place = || grid.place(&grid.head, Some(column));
            let fault = if name.is_empty() {
                let Some(row) = grid.rows.iter().find(|row| !row.get(column).is_empty()) else { continue };
                let message = format!("`{}` stands in a column without a head", row.get(column));
                Diagnostic::error(grid.place(row, Some(column)), message).help("give the column a head, or clear it")
            } else if let Some(head) = heads.iter().find(|head| head.is(name)) {
                match columns.places.insert(head.name, column) {
                    None => continue,
                    Some(earlier) if head.one_will_do => {
                        let kept = if head.is_itself(name) { column } else { earlier };
                        columns.places.insert(head.name, kept);
                        columns.unread.insert(earlier + column - kept);
                        continue;
                    }
                    Some(earlier) if grid.head.get(earlier) == name => {
                        Diagnostic::error(place(), format!("the column `{name}` is given twice"))
                            .help("keep one of the two")
                    }
                    Some(earlier) => {
                        let message = format!("`{name}` and `{}` are the same column", grid.head.get(earlier));
                        Diagnostic::error(place(), message).help("keep one of the two")
                    }
                }
            } else if let Some(near) = heads.iter().find(|head| head.is_near(name)) {
                Diagnostic::error(place(), format!("`{name}` is not a column of {what}"))
                    .help(format!("did you mean `{}`?", near.name))
            } else if unknown == Unknown::Unread {
                columns.unread.insert(column);
                continue;
            } else {
                let known = heads.iter().map(|head| head.name);
                Diagnostic::error(place(), format!("`{name}` is not a column of {what}")).meant(name, known, remedy)
            };
            faults.push(fault);
            complete = false;
        }
        complete.then_some(columns)
    }

    /// Whether the table has a column.
    pub(in crate::scenario) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Heads of columns that are not read, as written.
    pub(in crate::scenario) fn unread(&self) -> Vec<String> {
        self.unread.iter().map(|column| self.grid.head.get(*column).to_owned()).collect()
    }

    /// Takes a column for one that is not read.
    pub(in crate::scenario) fn leave(&mut self, name: &str) {
        if let Some(column) = self.places.remove(name) {
            self.unread.insert(column);
        }
    }

    /// Whether a row has as many fields as there are columns, after saying so if not.
    pub(in crate::scenario) fn fit(&self, row: &Row, faults: &mut Collected) -> bool {
        let filled = 1 + (0..row.len()).rev().find(|column| !row.get(*column).is_empty()).unwrap_or(0);
        let fields = if filled > self.width { filled } else { row.len() };
        let fits = filled <= self.width && (row.len() >= self.width || self.grid.is_sheet());
        if !fits {
            let message = format!("this row has {fields} fields, but there are {} columns", self.width);
            let help = if self.grid.is_sheet() {
                "clear what stands beside the table, or give it a head".to_owned()
            } else {
                format!("put quotes around a field that holds {}, such as \"£1,200\"", self.grid.parted_by())
            };
            faults.counted("", Diagnostic::error(self.place(row, None), message).help(help));
        }
        fits
    }

    /// A field by the name of its column; empty where there is no such column.
    pub(in crate::scenario) fn field<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        self.places.get(name).map_or("", |column| row.get(*column))
    }

    /// Where a row, or the field in one of its columns, is written.
    pub(in crate::scenario) fn place(&self, row: &Row, column: Option<&str>) -> Place {
        self.grid.place(row, column.and_then(|name| self.places.get(name)).copied())
    }

    /// The head of a column as it is written.
    pub(in crate::scenario) fn head(&self, name: &str) -> &str {
        self.places.get(name).map_or("", |column| self.grid.head.get(*column))
    }

    /// Says what is wrong with a row or a field; one fault that many rows share is said once and counted.
    pub(in crate::scenario) fn fault<T>(
        &self,
        row: &Row,
        column: Option<&str>,
        message: impl Into<String>,
        help: impl Into<String>,
        faults: &mut Collected,
    ) -> Option<T> {
        let fault = Diagnostic::error(self.place(row, column), message).help(help);
        faults.counted(column.unwrap_or_default(), fault);
        None
    }
}
