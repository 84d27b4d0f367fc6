//! Keeps the text of every cell that is read, so that messages can show it.

use super::super::diagnostic::Collected;
use super::super::source::CellPlace;
use super::super::tree::{Notes, Span};

/// Reads sheets one after the other.
pub(super) struct Reader<'f> {
    pub(super) source: usize,
    pub(super) faults: &'f mut Collected,
    pub(super) text: String,
    pub(super) cells: Vec<CellPlace>,
    pub(super) notes: Notes,
}

impl Reader<'_> {
    /// Keeps the text of a cell; says where it is.
    pub(super) fn keep(&mut self, sheet: &str, at: (usize, usize), text: &str) -> Span {
        let start = self.text.len();
        self.cells.push(CellPlace { start, sheet: sheet.to_owned(), row: at.0, column: at.1 });
        self.text.push_str(text);
        let end = self.text.len();
        self.text.push('\n');
        Span { source: self.source, start, end }
    }
}
