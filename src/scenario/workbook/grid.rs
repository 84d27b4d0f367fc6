//! Finds the columns of a scenario's sheet by their heads, and cuts it into rows.

use super::super::names::{REMARKS, nearest};
use super::super::table::{Cell, CellKind, Sheet, cell_name};
use super::way::Part;
use crate::quantity::listed;
use std::collections::{BTreeMap, BTreeSet};

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The name of an entry.
    Id,
    /// The key, as a path below the entry or the block.
    Key,
    /// The way in which the value is written.
    Way,
    /// A cell of the value.
    Value(Part),
    /// Source, note and so on.
    Remark(&'static str),
}

/// The head of what explains a key, which is not read.
pub(super) const MEANING: &str = "what it says";

impl Column {
    /// Every column, in order.
    pub(super) fn all() -> Vec<Self> {
        let values = Part::ALL.into_iter().map(Self::Value);
        let remarks = REMARKS.into_iter().map(Self::Remark);
        [Self::Id, Self::Key, Self::Way].into_iter().chain(values).chain(remarks).collect()
    }

    /// Its head.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Key => "key",
            Self::Way => "way",
            Self::Value(part) => part.head(),
            Self::Remark(remark) => remark,
        }
    }
}

/// Where the columns of a sheet are.
pub(super) struct Heads {
    row: usize,
    places: BTreeMap<Column, usize>,
}

/// What is wrong with a head, or with a column that has none.
pub(super) struct HeadFault {
    pub(super) at: (usize, usize),
    pub(super) shown: String,
    pub(super) message: String,
    pub(super) help: String,
}

/// Heads are looked for in so many rows.
const MOST_ROWS_ABOVE: usize = 20;

impl Heads {
    /// The heads of a sheet: the first row that has `key` and `value`.
    pub(super) fn find(sheet: &Sheet) -> Option<Self> {
        (0..MOST_ROWS_ABOVE).find_map(|row| {
            let mut places = BTreeMap::new();
            for (&(_, column), cell) in sheet.cells.range((row, 0)..(row + 1, 0)) {
                let head = named(&cell.text);
                if let Some(known) = Column::all().into_iter().find(|known| known.head() == head) {
                    places.entry(known).or_insert(column);
                }
            }
            let whole = places.contains_key(&Column::Key) && places.contains_key(&Column::Value(Part::Value));
            whole.then_some(Self { row, places })
        })
    }

    /// What is wrong with the heads, each with its place: one that is given twice or that stands among the known and is none of
    /// them, and a column that holds something without a head. Columns to the right of the known are somebody's own.
    pub(super) fn faults(&self, sheet: &Sheet) -> Vec<HeadFault> {
        let rightmost = self.places.values().max().copied().unwrap_or(0);
        let known = |column: usize| self.places.values().any(|place| *place == column);
        let mut faults = Vec::new();
        for (&(row, column), cell) in sheet.cells.range((self.row, 0)..(self.row + 1, 0)) {
            let head = named(&cell.text);
            if known(column) || head == MEANING {
                continue;
            }
            let missing: Vec<Column> = Column::all().into_iter().filter(|one| !self.places.contains_key(one)).collect();
            let near = nearest(&cell.text, missing.iter().map(|one| one.head()));
            let help = match near {
                _ if Column::all().iter().any(|one| one.head() == head) => "keep one of the two".to_owned(),
                Some(near) => format!("did you mean `{near}`?"),
                None if column > rightmost => continue,
                None => format!(
                    "missing are {}; a column of your own stands to the right of all others",
                    listed(missing.iter().map(|one| one.head()), "and")
                ),
            };
            let message = if help.starts_with("keep") {
                format!("the column `{}` is given twice", cell.text)
            } else {
                format!("`{}` is not a column of a scenario", cell.text)
            };
            faults.push(HeadFault { at: (row, column), shown: cell.text.clone(), message, help });
        }
        let mut told = BTreeSet::new();
        for (&at, cell) in sheet.cells.range((self.row + 1, 0)..) {
            let headless = !known(at.1) && !sheet.cells.contains_key(&(self.row, at.1)) && is_said(cell);
            if headless && told.insert(at.1) {
                let message = "this cell is filled in, and its column has no head".to_owned();
                let help =
                    format!("put the head of the column back into {}, or clear the cell", cell_name((self.row, at.1)));
                faults.push(HeadFault { at, shown: cell.text.clone(), message, help });
            }
        }
        faults
    }

    /// The rows below the heads.
    pub(super) fn lines<'s>(&self, sheet: &'s Sheet) -> Vec<Line<'s>> {
        let mut lines: Vec<Line<'s>> = Vec::new();
        let column_of = |at: usize| self.places.iter().find(|(_, place)| **place == at).map(|(column, _)| *column);
        for (&(row, at), cell) in sheet.cells.range((self.row + 1, 0)..) {
            let Some(column) = column_of(at) else { continue };
            if lines.last().is_none_or(|line| line.row != row) {
                lines.push(Line { row, cells: BTreeMap::new() });
            }
            if let Some(line) = lines.last_mut() {
                line.cells.insert(column, (at, cell));
            }
        }
        // An id that is merged over several rows is that of all of them.
        if let Some(&id) = self.places.get(&Column::Id) {
            for &[(first, left), (last, right)] in &sheet.merged {
                let Some(cell) = sheet.cells.get(&(first, left)).filter(|_| left == id && right == id) else {
                    continue;
                };
                let from = lines.partition_point(|line| line.row <= first);
                for line in lines[from..].iter_mut().take_while(|line| line.row <= last) {
                    line.cells.insert(Column::Id, (id, cell));
                }
            }
        }
        lines
    }
}

/// A head without blanks, capitals and underscores, as it is known.
fn named(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text == MEANING { text } else { text.replace(' ', "_") }
}

/// A row.
pub(super) struct Line<'s> {
    row: usize,
    cells: BTreeMap<Column, (usize, &'s Cell)>,
}

impl<'s> Line<'s> {
    /// A cell that holds anything, and where it is.
    pub(super) fn cell(&self, column: Column) -> Option<((usize, usize), &'s Cell)> {
        let (at, cell) = self.cells.get(&column)?;
        is_said(cell).then_some(((self.row, *at), *cell))
    }

    /// The text of a cell, without blanks around it.
    pub(super) fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(|(_, cell)| match cell.kind {
            CellKind::Open => String::new(),
            _ => cell.text.trim().to_owned(),
        })
    }

    /// Where a cell is.
    pub(super) fn place(&self, column: Column) -> Option<(usize, usize)> {
        self.cell(column).map(|(at, _)| at)
    }

    /// Where its first cell is that holds anything.
    pub(super) fn first(&self) -> (usize, usize) {
        (self.row, self.cells.values().map(|(at, _)| *at).min().unwrap_or(0))
    }

    /// Its cells of a value.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Part, (usize, usize), &'s Cell)> {
        Part::ALL.into_iter().filter_map(|part| self.cell(Column::Value(part)).map(|(at, cell)| (part, at, cell)))
    }

    /// Where the first cell of its value is.
    pub(super) fn first_of_value(&self) -> Option<(usize, usize)> {
        self.parts().next().map(|(_, at, _)| at)
    }

    /// Whether it states a value.
    pub(super) fn has_value(&self) -> bool {
        self.parts().next().is_some()
    }

    /// Whether it states anything.
    pub(super) fn is_filled(&self) -> bool {
        self.has_value() || REMARKS.into_iter().any(|remark| self.cell(Column::Remark(remark)).is_some())
    }
}

/// Whether a cell holds anything that could be used or refused.
fn is_said(cell: &Cell) -> bool {
    cell.kind != CellKind::Text || !cell.text.trim().is_empty()
}
