//! Says where the time of a run went, for `--timings`.

use std::time::Duration;

use super::{Block, Cell, Document, Row, Section, Table, columns};
use crate::render::number::whole;

/// The time of one part of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What was done.
    pub part: &'static str,
    /// The time that passed meanwhile.
    pub passed: Duration,
    /// The processor time that it took on all threads; `None` where the system does not tell.
    pub processor: Option<Duration>,
}

/// The time of one file, or of several of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file, or what kind of file.
    pub what: String,
    /// How many.
    pub files: usize,
    /// How long making and writing them took, each on one thread.
    pub took: Duration,
}

/// A table of the parts of a run and of the files that it wrote; `run` is all of it.
#[must_use]
pub fn timings(parts: &[Spent], made: &[Made], run: &Spent) -> Document {
    let row = |spent: &Spent| {
        let processor = spent.processor.map_or_else(|| "not known".to_owned(), seconds);
        Row::named(spent.part, [seconds(spent.passed), processor].map(Cell::Text))
    };
    let heads = columns("part of the run", ["time passed", "processor time"]);
    let mut blocks = vec![Block::Table(Table::new("", heads, parts.iter().chain([run]).map(row)))];
    if !made.is_empty() {
        let row = |made: &Made| {
            let many = if made.files > 1 { format!("{} {}", made.files, made.what) } else { made.what.clone() };
            Row::named(many, [Cell::Text(seconds(made.took))])
        };
        blocks.push(Block::say(
            "Files are made at the same time on all threads, so that their own times add up to more than the time that passed:",
        ));
        blocks.push(Block::Table(Table::new("", columns("file", ["own time"]), made.iter().map(row))));
    }
    Document { sections: vec![Section::new("timings", "Where did the time go?", blocks)], ..Document::default() }
}

/// A time to the millisecond.
fn seconds(time: Duration) -> String {
    format!("{}.{:03} s", whole(time.as_secs()), time.subsec_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_every_part_and_file() {
        let spent = |part, millis| Spent {
            part,
            passed: Duration::from_millis(millis),
            processor: Some(Duration::from_millis(2 * millis)),
        };
        let made =
            |what: &str, files, millis| Made { what: what.to_owned(), files, took: Duration::from_millis(millis) };
        let said = timings(
            &[spent("drawing journeys", 1_234_567)],
            &[made("report.html", 1, 5), made("figures as SVG", 9, 41)],
            &Spent { processor: None, ..spent("the whole run", 1_234_600) },
        );
        let tables = said.sections[0].blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let line = |row: &Row| row.cells.iter().map(Cell::print).collect::<Vec<_>>().join(" ");
        let lines: Vec<String> = tables.flat_map(|table| &table.rows).map(line).collect();
        for wanted in [
            "drawing journeys 1,234.567 s 2,469.134 s",
            "the whole run 1,234.600 s not known",
            "report.html 0.005 s",
            "9 figures as SVG 0.041 s",
        ] {
            assert!(lines.contains(&wanted.to_owned()), "{wanted} in {lines:?}");
        }
        assert_eq!(timings(&[], &[], &spent("the whole run", 1)).sections[0].blocks.len(), 1);
    }
}
