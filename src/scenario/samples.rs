//! Reads a table of draws of another model: a column a value, a row a draw.

use std::collections::HashMap;

use super::diagnostic::Collected;
use super::limits::MOST_ROWS;
use super::source::Sources;
use super::table::{Grid, Limit};

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
    /// Its values by row; `None` where what stands there is no number.
    pub values: Vec<Option<f64>>,
    /// The line of each row in the file.
    pub lines: Vec<usize>,
}

impl SampleTable {
    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&SampleColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

const LIMIT: Limit = Limit { rows: MOST_ROWS, worded: "100,000" };

/// The table in one of the sources; what a column holds is judged by what uses it.
pub(super) fn sample_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<SampleTable> {
    let source = sources.get(index)?;
    let grid = Grid::read(source, index, &[], LIMIT, faults)?;
    if grid.rows.is_empty() {
        let help = "its first row names the columns, and every other row is a draw";
        return faults.refuse(grid.place(&grid.head, None), "the table holds no draw", help);
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
        });
    }
    complete.then(|| SampleTable { name: source.shown(), columns, rows: grid.rows.len() })
}
