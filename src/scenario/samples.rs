//! Reads a table of draws of another model: a column a value, a row a draw.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::diagnostic::Collected;
use super::extends::Loading;
use super::limits::MOST_ROWS;
use super::source::Sources;
use super::table::{Grid, Limit, Stored, is_stored, sheet_of, stored};
use super::tree::Span;

/// The draws of another model.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleTable {
    /// What messages call it.
    pub name: String,
    /// Its columns, in the order of the file.
    pub columns: Vec<SampleColumn>,
    /// The number of its rows.
    pub rows: usize,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleColumn {
    /// Its head.
    pub name: String,
    /// Its values by row; `None` where what stands there is no number. Empty where its type holds none.
    pub values: Vec<Option<f64>>,
    /// The line of each row in the file; its number where the file has no lines.
    pub lines: Vec<usize>,
    /// What it holds instead of numbers, where its type says so: text, dates or times.
    pub other: Option<&'static str>,
}

impl SampleTable {
    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&SampleColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

const LIMIT: Limit = Limit { rows: MOST_ROWS, worded: "100,000" };

/// What is said of a table without rows.
const NO_DRAW: &str = "the table holds no draw";

impl Loading<'_> {
    /// The table at `path`, which `asked` names: CSV, a workbook with or without `#SHEET` after its name, or Parquet.
    pub(super) fn sampled_in(&mut self, path: &Path, asked: Span) -> Option<SampleTable> {
        if sheet_of(path).1.is_none() {
            let bytes = self.bytes(path, Some((asked, "samples")))?;
            if is_stored(path, &bytes) {
                return self.stored_in(path, bytes, asked);
            }
        }
        let source = self.table(path, Some((asked, "samples")))?;
        sample_table(source, &self.sources, &mut self.faults)
    }

    /// The table in a Parquet file, whose bytes are no place that could be shown.
    fn stored_in(&mut self, path: &Path, bytes: Vec<u8>, asked: Span) -> Option<SampleTable> {
        let mut refuse = |message: &str, help: String| {
            let message = format!("`{}`: {message}", path.display());
            self.faults.refuse(asked.at("samples"), message, help)
        };
        let Stored { rows, columns } = match stored(&bytes) {
            Ok(table) => table,
            Err((message, help)) => return refuse(&message, help),
        };
        if rows == 0 {
            return refuse(NO_DRAW, "it needs a column for each value and a row for each draw".to_owned());
        }
        let mut seen = HashSet::new();
        if let Some(twice) = columns.iter().find(|column| !seen.insert(column.name.as_str())) {
            return refuse(&format!("the column `{}` is given twice", twice.name), "keep one of the two".to_owned());
        }
        let columns = columns.into_iter().map(|column| SampleColumn {
            name: column.name,
            lines: (1..=column.values.len()).collect(),
            values: column.values,
            other: column.other,
        });
        let columns = columns.collect();
        let source = self.sources.add_bytes(path, bytes);
        Some(SampleTable { name: self.sources.get(source)?.shown(), columns, rows })
    }
}

/// The table in one of the sources; what a column holds is judged by what uses it.
fn sample_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<SampleTable> {
    let source = sources.get(index)?;
    let grid = Grid::read(source, index, &[], LIMIT, faults)?;
    if grid.rows.is_empty() {
        let help = "its first row names the columns, and every other row is a draw";
        return faults.refuse(grid.place(&grid.head, None), NO_DRAW, help);
    }
    let mut columns: Vec<SampleColumn> = Vec::new();
    let mut seen = HashMap::new();
    let mut complete = true;
    for (column, name) in grid.head.fields().enumerate().filter(|(_, name)| !name.is_empty()) {
        if seen.insert(name, column).is_some() {
            let place = grid.place(&grid.head, Some(column));
            faults.fault(place, format!("the column `{name}` is given twice"), "keep one of the two");
            complete = false;
        }
        let value = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
        columns.push(SampleColumn {
            name: name.to_owned(),
            values: grid.rows.iter().map(|row| value(row.get(column))).collect(),
            lines: grid.rows.iter().map(|row| row.line()).collect(),
            other: None,
        });
    }
    complete.then(|| SampleTable { name: source.shown(), columns, rows: grid.rows.len() })
}
