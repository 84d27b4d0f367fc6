//! Reads a table of people and checks every row; what the values imply is computed elsewhere.
//!
//! ```text
//! Grid ─layout▶ what the columns mean ─rows▶ people, events, amounts ─checks▶ CaseTable
//! ```

mod checks;
mod groups;
mod layout;
mod rows;
mod table;

pub use table::{Amount, CaseRow, CaseTable, Groups};

use super::diagnostic::Collected;
use super::limits::MOST_ROWS;
use super::source::Sources;
use super::table::{Grid, Limit, Row};

const LIMIT: Limit = Limit { rows: MOST_ROWS, worded: "100,000" };

/// The table in one of the sources.
pub(super) fn case_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<CaseTable> {
    let source = sources.get(index)?;
    let grid = Grid::read(source, index, &layout::HEADS, LIMIT, faults)?;
    let layout = layout::find(&grid, faults)?;
    let groups = groups::find(&layout, &grid, faults);
    let mut rows: Vec<(CaseRow, &Row)> = Vec::new();
    let mut complete = groups.is_some();
    let groups = groups.flatten();
    for row in &grid.rows {
        if faults.is_full() {
            return None;
        }
        match rows::row(&layout, groups.as_ref(), row, faults) {
            Some(read) => rows.push((read, row)),
            None => complete = false,
        }
    }
    complete &= checks::repeats(&rows, &layout, faults) & checks::views(&rows, &layout, faults);
    if complete && rows.is_empty() {
        let place = grid.place(&grid.head, None);
        return faults.refuse(
            place,
            "the table holds nobody",
            "add a row for each person, or for each person and event",
        );
    }
    let rows = rows.into_iter().map(|(row, _)| row).collect();
    let unread = layout.columns.unread();
    complete.then(|| CaseTable { name: source.shown(), rows, amount: layout.amount, groups, unread })
}
