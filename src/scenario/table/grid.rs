//! Cuts a text into rows and fields, finds out what parts its columns, and knows where every field stands.

use super::super::Place;
use super::super::diagnostic::Collected;
use super::super::source::Source;
use super::heads::Head;
use super::sheet::cell_name;
use csv::StringRecord;

/// What may part columns; the first where nothing tells.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// How many rows a table may have.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct Limit {
    /// Most rows below the head.
    pub(in crate::scenario) rows: usize,
    /// The same in words: `100,000`.
    pub(in crate::scenario) worded: &'static str,
}

/// A row that holds anything.
#[derive(Clone, Debug, Default)]
pub(in crate::scenario) struct Row {
    fields: StringRecord,
    /// The byte that its line begins with.
    start: usize,
    /// Its number in the file, from 1.
    line: usize,
}

impl Row {
    /// A field; empty where the row has none.
    pub(in crate::scenario) fn get(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or("")
    }

    /// Its number in the file, from 1.
    pub(in crate::scenario) const fn line(&self) -> usize {
        self.line
    }

    pub(in crate::scenario) fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    fn is_blank(&self) -> bool {
        self.fields.iter().all(str::is_empty)
    }
}

/// The rows of a table, blank ones left out.
#[derive(Debug)]
pub(in crate::scenario) struct Grid<'t> {
    source: &'t Source,
    index: usize,
    /// What parts its columns.
    pub(in crate::scenario) delimiter: char,
    /// The first row.
    pub(in crate::scenario) head: Row,
    /// The others.
    pub(in crate::scenario) rows: Vec<Row>,
}

impl<'t> Grid<'t> {
    /// The table in the source with this index, whose columns are headed by some of `heads`; `None` after saying that it
    /// has too many rows, before anything else is said of it.
    pub(in crate::scenario) fn read(
        source: &'t Source,
        index: usize,
        heads: &[Head],
        limit: Limit,
        faults: &mut Collected,
    ) -> Option<Self> {
        let text = source.text();
        let (from, delimiter) = if source.sheet().is_some() { (0, ',') } else { delimiter(text, heads) };
        let head = Row { line: 1, ..Row::default() };
        let mut grid = Self { source, index, delimiter, head, rows: Vec::new() };
        let mut reader = reader(&text[from..], delimiter);
        let (mut at, mut line) = (0, 1);
        let mut has_head = false;
        for fields in reader.records().filter_map(Result::ok) {
            let position = fields.position().map_or(0, csv::Position::byte);
            // A record is said to begin where the one before ends, before any empty lines.
            let end = from + usize::try_from(position).unwrap_or(0);
            let rest = text.get(end..).unwrap_or("");
            let start = text.len() - rest.trim_start_matches(['\n', '\r']).len();
            line += text.get(at..start).unwrap_or("").bytes().filter(|byte| *byte == b'\n').count();
            at = at.max(start);
            let row = Row { fields, start, line };
            if row.is_blank() {
                continue;
            }
            if !has_head {
                (grid.head, has_head) = (row, true);
            } else if grid.rows.len() < limit.rows {
                grid.rows.push(row);
            } else {
                let message = format!("the table has more than {} rows", limit.worded);
                return faults.refuse(
                    grid.place(&row, None),
                    message,
                    "leave the rest out; what else may be wrong is said then",
                );
            }
        }
        Some(grid)
    }

    /// Where a row, or the field in one of its columns, is written: in a sheet by its cell, elsewhere by the head above it.
    pub(in crate::scenario) fn place(&self, row: &Row, column: Option<usize>) -> Place {
        let text = self.source.text();
        let line = text.get(row.start..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or("");
        let field = column.and_then(|column| field_of(line, column, self.delimiter));
        let (from, to) = field.unwrap_or((0, line.len()));
        let path = match (self.source.sheet(), column) {
            (Some(sheet), Some(column)) => format!("{sheet}!{}", cell_name((row.line.saturating_sub(1), column))),
            (Some(sheet), None) => format!("{sheet}!{0}:{0}", row.line),
            (None, Some(column)) => self.head.get(column).to_owned(),
            (None, None) => String::new(),
        };
        Place { path, source: self.index, start: row.start + from, end: row.start + to }
    }

    /// What parts the columns, in words.
    pub(super) fn parted_by(&self) -> &'static str {
        match self.delimiter {
            ';' => "a semicolon",
            '\t' => "a tab",
            _ => "a comma",
        }
    }

    /// Whether rows may be shorter than the head: a sheet has no fields beyond the last that is filled in.
    pub(super) fn is_sheet(&self) -> bool {
        self.source.sheet().is_some()
    }
}

fn reader(text: &str, delimiter: char) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes())
}

/// Where the table begins, and what parts its columns: what the spreadsheet itself says in a first line `sep=;`, else what
/// makes most known heads of the first line, else most fields.
fn delimiter(text: &str, heads: &[Head]) -> (usize, char) {
    let first = text.lines().next().unwrap_or("");
    if let Some(said) = first.trim().trim_matches('"').strip_prefix("sep=") {
        let said = DELIMITERS.into_iter().find(|delimiter| said.starts_with(*delimiter));
        return (first.len(), said.unwrap_or(','));
    }
    let found = |delimiter: char| {
        let mut records = reader(text, delimiter).into_records().filter_map(Result::ok);
        let head = records.find(|fields| fields.iter().any(|field| !field.is_empty())).unwrap_or_default();
        let known = head.iter().filter(|field| heads.iter().any(|head| head.is(field))).count();
        (known, head.len())
    };
    // The first of equals.
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| found(*delimiter));
    (0, best.unwrap_or(','))
}

/// The bytes of a field in its line, without blanks around it; a separator between quotes parts no fields.
fn field_of(line: &str, column: usize, delimiter: char) -> Option<(usize, usize)> {
    let mut ends = Vec::new();
    let mut quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            _ if letter == delimiter && !quoted => ends.push(at),
            _ => {}
        }
    }
    // A field that goes on in the next line has no place in this one.
    if quoted {
        return None;
    }
    ends.push(line.len());
    let end = *ends.get(column)?;
    let start = column.checked_sub(1).map_or(0, |before| ends[before] + 1);
    let field = &line[start..end];
    let leading = field.len() - field.trim_start().len();
    Some((start + leading, start + leading + field.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [Head; 2] = [Head::plain("person"), Head::plain("saving")];

    #[test]
    fn fields_are_found_between_commas_that_no_quotes_hold() {
        let line = "a, \"x, \"\"y\"\", z\" ,c";
        let field = |column| field_of(line, column, ',').map(|(from, to)| &line[from..to]);
        assert_eq!([field(0), field(1), field(2), field(3)], [Some("a"), Some("\"x, \"\"y\"\", z\""), Some("c"), None]);
        assert_eq!(field_of("a,\"b", 1, ','), None);
        assert_eq!(field_of("a;b,c", 1, ';'), Some((2, 5)));
    }

    #[test]
    fn what_parts_the_columns_is_found_by_their_heads() {
        for (text, expected) in [
            ("person,saving\n", (0, ',')),
            ("Person;Saving\nA;1,50\n", (0, ';')),
            ("\n\nperson\tsaving\n", (0, '\t')),
            ("\"Person, name\";saving;x\n", (0, ';')),
            ("a;b;c\n", (0, ';')),
            ("person\n", (0, ',')),
            ("sep=;\nperson,saving\n", (5, ';')),
            ("\"sep=\t\"\nperson\tsaving\n", (7, '\t')),
            ("", (0, ',')),
        ] {
            assert_eq!(delimiter(text, &HEADS), expected, "{text:?}");
        }
    }
}
