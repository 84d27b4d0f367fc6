//! Finds the columns of a CSV table by their names, and the place of every field.

use super::Place;
use super::diagnostic::{Collected, Diagnostic};
use super::limits::MOST_COLUMNS;
use super::source::Source;
use crate::quantity::listed;
use std::collections::HashMap;

/// The columns of one table.
pub(super) struct Columns<'t> {
    source: &'t Source,
    index: usize,
    places: HashMap<String, usize>,
}

impl<'t> Columns<'t> {
    /// Of the source with this index, before its first line is read.
    pub(super) fn new(source: &'t Source, index: usize) -> Self {
        Self { source, index, places: HashMap::new() }
    }

    /// A reader of its lines, the first one too.
    pub(super) fn reader(&self) -> csv::Reader<&'t [u8]> {
        csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(self.source.text().as_bytes())
    }

    /// Finds the columns in the first line; `None` after saying what is wrong with them.
    pub(super) fn find(
        &mut self,
        header: &csv::StringRecord,
        what: &str,
        required: &[&str],
        optional: &[&str],
        faults: &mut Collected,
    ) -> Option<()> {
        let known = || required.iter().chain(optional).copied();
        let remedy = || format!("its first line must be {}", required.join(","));
        if header.len() > MOST_COLUMNS {
            return faults.refuse(self.place(header, None), "the table has far too many columns", remedy());
        }
        let mut complete = true;
        for (column, name) in header.iter().enumerate() {
            let place = self.place_of(header, Some(column));
            let fault = if !known().any(|word| word == name) {
                let fault = Diagnostic::error(place, format!("`{name}` is not a column of {what}"));
                fault.meant(name, known(), || format!("the columns are {}", listed(known(), "and")))
            } else if self.places.insert(name.to_owned(), column).is_some() {
                let message = format!("the column `{name}` is given twice");
                Diagnostic::error(place, message).help("keep one of the two")
            } else {
                continue;
            };
            faults.push(fault);
            complete = false;
        }
        for name in required {
            if complete && !self.places.contains_key(*name) {
                faults.fault(self.place(header, None), format!("the table has no column `{name}`"), remedy());
                complete = false;
            }
        }
        complete.then_some(())
    }

    /// Whether a row has as many fields as there are columns, after saying so if not.
    pub(super) fn fit(&self, record: &csv::StringRecord, faults: &mut Collected) -> bool {
        let fits = record.len() == self.places.len();
        if !fits {
            let message = format!("this row has {} fields, but there are {} columns", record.len(), self.places.len());
            let help = "put quotes around a field that holds a comma, such as \"£1,200\"";
            faults.fault(self.place(record, None), message, help);
        }
        fits
    }

    /// A field by the name of its column; empty where there is no such column.
    pub(super) fn field<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.places.get(name).and_then(|column| record.get(*column)).unwrap_or("")
    }

    /// Where a row, or the field in one of its columns, is written.
    pub(super) fn place(&self, record: &csv::StringRecord, column: Option<&str>) -> Place {
        self.place_of(record, column.and_then(|name| self.places.get(name)).copied())
    }

    fn place_of(&self, record: &csv::StringRecord, column: Option<usize>) -> Place {
        let text = self.source.text();
        let position = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let blank = |c: char| c == '\n' || c == '\r';
        let start = text.get(position..).map_or(text.len(), |rest| text.len() - rest.trim_start_matches(blank).len());
        let line = text.get(start..).and_then(|rest| rest.split(blank).next()).unwrap_or("");
        let (from, to) = column.and_then(|column| field_of(line, column)).unwrap_or((0, line.len()));
        let path = column.and_then(|column| self.places.iter().find(|(_, known)| **known == column));
        let path = path.map_or_else(String::new, |(name, _)| name.clone());
        Place { path, source: self.index, start: start + from, end: start + to }
    }
}

/// The bytes of a field in its line, without blanks around it; a comma between quotes parts no fields.
fn field_of(line: &str, column: usize) -> Option<(usize, usize)> {
    let mut ends = Vec::new();
    let mut quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => ends.push(at),
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

    #[test]
    fn fields_are_found_between_commas_that_no_quotes_hold() {
        let line = "a, \"x, \"\"y\"\", z\" ,c";
        let field = |column| field_of(line, column).map(|(from, to)| &line[from..to]);
        assert_eq!([field(0), field(1), field(2), field(3)], [Some("a"), Some("\"x, \"\"y\"\", z\""), Some("c"), None]);
        assert_eq!(field_of("a,\"b", 1), None);
    }
}
