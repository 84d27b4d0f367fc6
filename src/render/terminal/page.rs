//! Lays out headings, paragraphs, numbers and tables for a terminal of so many columns.

use crate::quantity::spelled_out;
use std::fmt::Write as _;

use anstyle::Style;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// A growing page of text.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    /// Columns that text is broken at.
    width: u16,
}

impl Page {
    /// An empty page of so many columns.
    pub(super) const fn new(width: u16) -> Self {
        Self { text: String::new(), width }
    }

    /// The title at the head of the page.
    pub(super) fn title(&mut self, text: &str) {
        self.styled(text);
    }

    /// A question or part, with an empty line before it.
    pub(super) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.styled(text);
    }

    fn styled(&mut self, text: &str) {
        let bold = Style::new().bold();
        let from = self.text.len();
        self.indented(text, "", "");
        let lines = self.text.split_off(from);
        for line in lines.lines() {
            let _ = writeln!(self.text, "{bold}{line}{bold:#}");
        }
    }

    /// A paragraph, broken between words, every line indented by two columns.
    pub(super) fn say(&mut self, text: &str) {
        self.indented(text, "  ", "  ");
    }

    /// A point of a list.
    pub(super) fn point(&mut self, text: &str) {
        self.indented(text, "  • ", "    ");
    }

    /// An empty line.
    pub(super) fn space(&mut self) {
        self.text.push('\n');
    }

    /// A number with what it is, its text beside those of the other numbers: `room` is the width of the widest.
    pub(super) fn number(&mut self, value: &str, room: usize, text: &str) {
        let aside = room.saturating_sub(value.chars().count());
        let (before, rest) = (" ".repeat(4 + aside), " ".repeat(6 + room));
        // Spaces within the number keep its columns when the line is broken into words.
        self.indented(text, &format!("{before}{value}  "), &rest);
    }

    fn indented(&mut self, text: &str, first: &str, rest: &str) {
        let width = usize::from(self.width);
        let mut line = first.to_owned();
        let mut filled = false;
        for word in plain(text).split_whitespace() {
            if filled && line.chars().count() + 1 + word.chars().count() > width {
                self.text.push_str(line.trim_end());
                self.text.push('\n');
                line = rest.to_owned();
                filled = false;
            }
            if filled {
                line.push(' ');
            }
            line.push_str(word);
            filled = true;
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A table with `texts` columns of text before the figures, which are aligned right. A cell may have several lines.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>], texts: usize) {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(self.width.saturating_sub(2));
        let cell = |(column, text): (usize, String)| {
            Cell::new(text).set_alignment(if column < texts { CellAlignment::Left } else { CellAlignment::Right })
        };
        table.set_header(head.iter().map(|text| (*text).to_owned()).enumerate().map(cell));
        for row in rows {
            table.add_row(row.iter().map(|text| plain(text)).enumerate().map(cell));
        }
        // Rows of several lines are told apart by rules; rows of one need none.
        let tall = rows.iter().flatten().any(|cell| cell.contains('\n'));
        let drawn = table.to_string();
        let last = drawn.lines().count().saturating_sub(1);
        for (index, line) in drawn.lines().enumerate() {
            if tall || index == 0 || index == last || !line.starts_with('─') {
                let _ = writeln!(self.text, "  {}", line.trim_end());
            }
        }
    }

    /// The whole page.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Text of a scenario with what could steer the terminal spelled out.
fn plain(text: &str) -> String {
    spelled_out(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_keep_their_indent() {
        let mut page = Page::new(100);
        page.point(&"word ".repeat(30));
        let text = page.finish();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("  • word") && lines[1].starts_with("    word"));
        assert!(lines.iter().all(|line| line.chars().count() <= 100));
    }

    #[test]
    fn a_scenario_cannot_steer_the_terminal() {
        let mut page = Page::new(100);
        page.say("NHS\u{1b}[2J\u{7} board");
        assert_eq!(page.finish(), "  NHS\\u{1b}[2J\\u{7} board\n");
    }
}
