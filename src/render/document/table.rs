//! Describes tables as columns, rows and cells, in which a number keeps its exact value and its error.

use crate::estimate::Chance;
use crate::quantity::Kind;
use crate::render::number;
use crate::render::words::{percent, stated, stated_range, to};

/// A table whose first column names the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Caption above it; empty where the text before it says what it is.
    pub caption: String,
    /// Columns from the left.
    pub columns: Vec<Column>,
    /// Rows from the top.
    pub rows: Vec<Row>,
    /// Footnotes below it.
    pub notes: Vec<String>,
}

/// A column with what stands in it of each item.
pub(super) type Described<'a, T> = (Column, &'a dyn Fn(&T) -> Cell);

impl Table {
    /// A table without footnotes.
    #[must_use]
    pub fn new(
        caption: impl Into<String>,
        columns: impl IntoIterator<Item = Column>,
        rows: impl IntoIterator<Item = Row>,
    ) -> Self {
        let (columns, rows) = (columns.into_iter().collect(), rows.into_iter().collect());
        Self { caption: caption.into(), columns, rows, notes: Vec::new() }
    }

    /// A table with a row for each of `items`: its columns, each with what stands in it.
    pub(super) fn of<T>(
        caption: impl Into<String>,
        items: impl IntoIterator<Item = T>,
        columns: &[Described<'_, T>],
    ) -> Self {
        let row = |item: T| Row::body(columns.iter().map(|(_, cell)| cell(&item)));
        Self::new(caption, columns.iter().map(|(column, _)| column.clone()), items.into_iter().map(row))
    }

    /// The same with one more footnote.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        self.notes([note.into()])
    }

    /// The same with more footnotes.
    #[must_use]
    pub fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// The table, if it has a row.
    #[must_use]
    pub fn filled(self) -> Option<Self> {
        (!self.rows.is_empty()).then_some(self)
    }

    /// The cells of one of its rows, each with whether its column holds numbers.
    pub fn aligned<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (bool, &'a Cell)> {
        self.columns.iter().map(|column| column.numeric).zip(&row.cells)
    }

    /// Takes out the columns that are left out where there is little room.
    pub(super) fn shorten(&mut self) {
        self.leave_out(|column| column.detail);
    }

    /// Takes out the columns of what belongs to the numbers before them, such as intervals.
    pub(super) fn leave_out_beside(&mut self) {
        self.leave_out(|column| column.beside);
    }

    fn leave_out(&mut self, which: impl Fn(&Column) -> bool) {
        for row in &mut self.rows {
            let mut column = 0;
            row.cells.retain(|_| {
                column += 1;
                !self.columns.get(column - 1).is_some_and(&which)
            });
        }
        self.columns.retain(|column| !which(column));
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub head: String,
    /// Whether it holds numbers, set flush right.
    pub numeric: bool,
    /// Whether its cells belong to the numbers before them, such as their intervals: a narrow format sets both in one cell.
    pub beside: bool,
    /// Whether it may be left out where there is little room.
    pub detail: bool,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(head: &str) -> Self {
        Self { head: head.to_owned(), numeric: false, beside: false, detail: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(head: &str) -> Self {
        Self { head: head.to_owned(), numeric: true, beside: false, detail: false }
    }

    /// A column of what belongs to the numbers before it.
    #[must_use]
    pub fn beside(head: &str) -> Self {
        Self { beside: true, ..Self::number(head) }
    }

    /// The same column, to be left out where there is little room.
    #[must_use]
    pub fn in_detail(self) -> Self {
        Self { detail: true, ..self }
    }
}

/// A column of text and columns of numbers.
pub(super) fn columns<'a>(first: &str, numbers: impl IntoIterator<Item = &'a str>) -> Vec<Column> {
    [Column::text(first)].into_iter().chain(numbers.into_iter().map(Column::number)).collect()
}

/// A row of as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What part it plays.
    pub role: Role,
}

/// The part that a row plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of many.
    Body,
    /// The sum or whole of the others.
    Total,
}

impl Row {
    /// One row of many.
    #[must_use]
    pub fn body(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), role: Role::Body }
    }

    /// One row of many, whose first cell is its name.
    pub(super) fn named(name: impl Into<String>, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self::body(std::iter::once(Cell::text(name)).chain(cells))
    }

    /// The same as the sum or whole of the others.
    pub(super) fn summed(self) -> Self {
        Self { role: Role::Total, ..self }
    }
}

/// One cell: a number keeps its exact value for a workbook and its error for print.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// Text.
    Text(String),
    /// The path of a value in the scenario, which may be broken after its dots.
    Path(String),
    /// A Monte Carlo standard error, £.
    MoneyError(f64),
    /// £, with its Monte Carlo standard error (0: certain).
    Money(f64, f64),
    /// A change of £, with its error: printed with its sign.
    Change(f64, f64),
    /// The ends of an interval of £, each with its error.
    MoneyRange([(f64, f64); 2]),
    /// A simulated chance.
    Chance(Chance),
    /// A simulated share from 0 to 1 that is no chance, such as a share of the variance, with its error.
    Share(f64, f64),
    /// A share that was written, not simulated.
    PlainShare(f64),
    /// A count or other number, with its error.
    Count(f64, f64),
    /// A plain number, certain.
    Plain(f64),
    /// A number of the scenario, not simulated, of its kind.
    Written(f64, Kind),
    /// The ends of a range of such numbers.
    WrittenRange(f64, f64, Kind),
}

impl Cell {
    /// A cell of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A cell that may be empty.
    #[must_use]
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// The cell as it is printed, rounded to what its error supports.
    #[must_use]
    pub fn print(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Path(text) => text.clone(),
            Self::MoneyError(error) => format!("± {}", number::money_error(*error)),
            Self::Change(change, error) => {
                format!("{}{}", if *change > 0.0 { "+" } else { "" }, number::money(*change, *error))
            }
            Self::Money(value, error) => number::money(*value, *error),
            Self::MoneyRange([low, high]) => to(&number::end(low.0, low.1), &number::end(high.0, high.1)),
            Self::Share(share, error) => number::share(*share, *error),
            Self::Chance(of) => percent(of),
            Self::PlainShare(share) => number::plain_share(*share),
            Self::Count(value, error) => number::count(*value, *error),
            Self::Plain(value) => number::trimmed(*value),
            Self::Written(value, kind) => stated(*kind, *value),
            Self::WrittenRange(low, high, kind) => stated_range(*kind, *low, *high),
        }
    }

    /// The number by which it is put in order: of a range its low end; `None` of text.
    #[must_use]
    pub const fn value(&self) -> Option<f64> {
        match self {
            Self::Empty | Self::Text(_) | Self::Path(_) => None,
            Self::MoneyError(value)
            | Self::Money(value, _)
            | Self::Change(value, _)
            | Self::MoneyRange([(value, _), _])
            | Self::Share(value, _)
            | Self::PlainShare(value)
            | Self::Count(value, _)
            | Self::Plain(value)
            | Self::Written(value, _)
            | Self::WrittenRange(value, ..) => Some(*value),
            Self::Chance(of) => Some(of.probability),
        }
    }

    /// The printed text in pieces between which a line may break: those of a path, else the whole.
    #[must_use]
    pub fn pieces(&self) -> Vec<String> {
        match self {
            Self::Path(path) => path.split_inclusive(['.', '_']).map(str::to_owned).collect(),
            other => vec![other.print()],
        }
    }
}
