//! Describes a report as titled sections of plain blocks, so that every format says the same and differs in punctuation.

use crate::estimate::Chance;
use crate::quantity::Kind;
use crate::render::{chance, number};

/// A whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Title of the scenario.
    pub title: String,
    /// What is said under the title.
    pub lead: String,
    /// Facts beside the title: name and value.
    pub facts: Vec<(String, String)>,
    /// Sections in reading order.
    pub sections: Vec<Section>,
}

/// One section with a heading of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Anchor, unique in the report.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// One piece of a section. All text is plain: a format escapes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A heading within the section.
    Heading(String),
    /// A question with its answer.
    Answer(Answer),
    /// Points.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// The place of a figure, by its index in what was handed in.
    Figure(usize),
    /// A formula or other text set as it is.
    Formula(String),
    /// Terms with their meaning.
    Terms(Vec<(String, String)>),
    /// What a reader must not overlook.
    Caution(String),
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The answer in a few words.
    pub headline: String,
    /// Sentences that explain it.
    pub sentences: Vec<String>,
}

/// A table whose first column names the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Caption above it.
    pub caption: String,
    /// Columns from the left.
    pub columns: Vec<Column>,
    /// Rows from the top.
    pub rows: Vec<Row>,
    /// Footnotes below it.
    pub notes: Vec<String>,
}

impl Table {
    /// The cells of one of its rows, each with whether its column holds numbers.
    pub fn aligned<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (bool, &'a Cell)> {
        self.columns.iter().map(|column| column.numeric).zip(&row.cells)
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub head: String,
    /// Whether it holds numbers, set flush right.
    pub numeric: bool,
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(head: &str) -> Self {
        Self { head: head.to_owned(), numeric: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(head: &str) -> Self {
        Self { head: head.to_owned(), numeric: true }
    }
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
    pub const fn body(cells: Vec<Cell>) -> Self {
        Self { cells, role: Role::Body }
    }

    /// The sum or whole of the others.
    #[must_use]
    pub const fn total(cells: Vec<Cell>) -> Self {
        Self { cells, role: Role::Total }
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
    /// A number of the scenario, not simulated, in the unit of its kind.
    Written(f64, Kind),
    /// The ends of a range of such numbers.
    WrittenRange(f64, f64, Kind),
}

/// A number of the scenario in the unit of its kind.
fn written(kind: Kind, value: f64) -> String {
    match kind {
        Kind::Share => format!("{}%", figures(value * 100.0)),
        Kind::Money if value.abs() >= 100.0 => number::exact_money(value),
        Kind::Money => number::money(value, 0.0),
        Kind::Rate => format!("{} a year", figures(value)),
        Kind::Factor => figures(value),
    }
}

/// Three figures of a number, no more than its author would have written.
fn figures(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.1 => format!("{value:.3}"),
        size if size < 10.0 => number::trimmed(value),
        _ => number::trimmed((value * 10.0).round() / 10.0),
    }
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
            Self::MoneyError(error) => number::money_error(*error),
            Self::Money(value, error) => number::money(*value, *error),
            Self::MoneyRange([low, high]) => {
                format!("{} to {}", number::money(low.0, low.1), number::money(high.0, high.1))
            }
            Self::Chance(of) => chance::percent(of),
            Self::Share(share, error) => number::share(*share, *error),
            Self::PlainShare(share) => number::plain_share(*share),
            Self::Count(value, error) => number::count(*value, *error),
            Self::Plain(value) => number::trimmed(*value),
            Self::Written(value, kind) => written(*kind, *value),
            Self::WrittenRange(low, high, Kind::Rate) => format!("{} to {} a year", figures(*low), figures(*high)),
            Self::WrittenRange(low, high, kind) => format!("{} to {}", written(*kind, *low), written(*kind, *high)),
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
