//! Reads a table of case studies and checks every row; what the values imply is computed elsewhere.

use super::Place;
use super::diagnostic::{Collected, Diagnostic};
use super::names::{listed, nearest};
use super::reader::split_owned;
use super::source::{Source, Sources};
use crate::quantity::Money;
use crate::scenario::limits::{MOST_COLUMNS, MOST_ROWS};
use std::collections::{HashMap, HashSet};

/// Columns that every table has.
const REQUIRED: [&str; 4] = ["person", "event", "occurrences", "avoided_cost"];

/// A checked table of case studies.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseTable {
    /// What messages call it.
    pub name: String,
    /// Its rows in the order of the file.
    pub rows: Vec<CaseRow>,
}

/// What one person's study says about one event.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Who, as the table names them.
    pub person: String,
    /// The event; `None` for a person who had none.
    pub event: Option<String>,
    /// How many occurrences were avoided.
    pub occurrences: u32,
    /// Cost avoided in all, £.
    pub avoided_cost: f64,
    /// The view that the row belongs to, where the table has that column.
    pub view: Option<String>,
}

/// The table in one of the sources.
pub(super) fn case_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<CaseTable> {
    let source = sources.get(index)?;
    let mut table = Table { source, index, faults, columns: HashMap::new() };
    table.read()
}

/// A table while it is read.
struct Table<'t> {
    source: &'t Source,
    index: usize,
    faults: &'t mut Collected,
    columns: HashMap<String, usize>,
}

impl Table<'_> {
    fn read(&mut self) -> Option<CaseTable> {
        let source = self.source;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(source.text().as_bytes());
        let mut records = reader.records();
        let header = records.next().and_then(Result::ok).unwrap_or_default();
        self.header(&header)?;
        let mut rows = Vec::new();
        let mut complete = true;
        for record in records {
            let Ok(record) = record else { continue };
            if self.faults.is_full() {
                return None;
            }
            if rows.len() >= MOST_ROWS {
                let fault = Diagnostic::error(self.place(&record, None), "the table has more than 100,000 rows");
                self.faults.push(fault.help("leave the rest out"));
                return None;
            }
            match self.row(&record) {
                Some(row) => rows.push((row, self.place(&record, None))),
                None => complete = false,
            }
        }
        complete &= self.check_repeats(&rows);
        if complete && rows.is_empty() {
            let fault = Diagnostic::error(self.place(&header, None), "the table holds no case study");
            self.faults.push(fault.help("add a row for each person and event"));
            return None;
        }
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        complete.then(|| CaseTable { name: source.shown(), rows })
    }

    /// Finds the columns by their names.
    fn header(&mut self, header: &csv::StringRecord) -> Option<()> {
        let known = REQUIRED.iter().copied().chain(["view"]);
        if header.len() > MOST_COLUMNS {
            let fault = Diagnostic::error(self.place(header, None), "the table has far too many columns");
            self.faults.push(fault.help(format!("its first line must be {}", REQUIRED.join(","))));
            return None;
        }
        let mut complete = true;
        for (column, name) in header.iter().enumerate() {
            let fault = if !known.clone().any(|word| word == name) {
                let fault = Diagnostic::error(
                    self.place(header, Some(column)),
                    format!("`{name}` is not a column of case studies"),
                );
                match nearest(name, known.clone()) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault.help(format!("the columns are {}", listed(known.clone(), "and"))),
                }
            } else if self.columns.insert(name.to_owned(), column).is_some() {
                let message = format!("the column `{name}` is given twice");
                Diagnostic::error(self.place(header, Some(column)), message).help("keep one of the two")
            } else {
                continue;
            };
            self.faults.push(fault);
            complete = false;
        }
        for name in REQUIRED {
            if complete && !self.columns.contains_key(name) {
                let fault = Diagnostic::error(self.place(header, None), format!("the table has no column `{name}`"));
                self.faults.push(fault.help(format!("its first line must be {}", REQUIRED.join(","))));
                complete = false;
            }
        }
        complete.then_some(())
    }

    /// One row, or `None` after saying what is wrong with it.
    fn row(&mut self, record: &csv::StringRecord) -> Option<CaseRow> {
        if record.len() != self.columns.len() {
            let message = format!("this row has {} fields, but there are {} columns", record.len(), self.columns.len());
            let fault = Diagnostic::error(self.place(record, None), message);
            self.faults.push(fault.help("put quotes around a field that holds a comma, such as \"£1,200\""));
            return None;
        }
        let person = self.field(record, "person").to_owned();
        let event = Some(self.field(record, "event")).filter(|event| !event.is_empty()).map(str::to_owned);
        if person.is_empty() {
            let fault = Diagnostic::error(self.place(record, None), "this row names no person");
            self.faults.push(fault.help("give each person a name or number"));
            return None;
        }
        let occurrences = self.occurrences(record, event.is_some());
        let avoided_cost = self.avoided_cost(record, event.is_some());
        let view = self.columns.get("view").and_then(|column| record.get(*column));
        let view = view.filter(|view| !view.is_empty()).map(str::to_owned);
        Some(CaseRow { person, event, occurrences: occurrences?, avoided_cost: avoided_cost?, view })
    }

    fn occurrences(&mut self, record: &csv::StringRecord, has_event: bool) -> Option<u32> {
        let text = self.field(record, "occurrences");
        let (low, high) = if has_event { (1, 1_000_000) } else { (0, 0) };
        if text.is_empty() && !has_event {
            return Some(0);
        }
        let number = text.parse().ok().filter(|number| (low..=high).contains(number));
        if number.is_none() {
            let help =
                if has_event { "write a whole number from 1 on" } else { "leave it empty: the row names no event" };
            let place = self.place(record, self.columns.get("occurrences").copied());
            self.faults.push(Diagnostic::error(place, format!("`{text}` occurrences make no sense here")).help(help));
        }
        number
    }

    fn avoided_cost(&mut self, record: &csv::StringRecord, has_event: bool) -> Option<f64> {
        let text = self.field(record, "avoided_cost");
        if text.is_empty() && !has_event {
            return Some(0.0);
        }
        let place = self.place(record, self.columns.get("avoided_cost").copied());
        match Money::parse(text) {
            Ok(money) if has_event || money.get() == 0.0 => Some(money.get()),
            Ok(_) => {
                let fault = Diagnostic::error(place, "a cost is avoided, but the row names no event");
                self.faults.push(fault.help("name the event, or leave the cost empty"));
                None
            }
            Err(error) => {
                let (message, help) = split_owned(&error.to_string());
                let fault = Diagnostic::error(place, message);
                self.faults.push(fault.help(help.unwrap_or_else(|| "write an amount such as £1200".to_owned())));
                None
            }
        }
    }

    /// Whether each person has each event once, and no event beside "no event".
    fn check_repeats(&mut self, rows: &[(CaseRow, Place)]) -> bool {
        let mut seen = HashSet::new();
        let with_events: HashSet<(&str, Option<&str>)> = rows
            .iter()
            .filter(|(row, _)| row.event.is_some())
            .map(|(row, _)| (row.person.as_str(), row.view.as_deref()))
            .collect();
        let mut clean = true;
        for (row, place) in rows {
            let who = (row.person.as_str(), row.view.as_deref());
            let (message, help) = if !seen.insert((who, row.event.as_deref())) {
                (format!("`{}` has this event in an earlier row already", row.person), "add the two rows up")
            } else if row.event.is_none() && with_events.contains(&who) {
                (format!("`{}` has an event in another row, and none here", row.person), "take this row out")
            } else {
                continue;
            };
            clean = false;
            self.faults.push(Diagnostic::error(place.clone(), message).help(help));
        }
        clean
    }

    /// A field by the name of its column.
    fn field<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.columns.get(name).and_then(|column| record.get(*column)).unwrap_or("")
    }

    /// Where a row, or one field of it, is written.
    fn place(&self, record: &csv::StringRecord, column: Option<usize>) -> Place {
        let text = self.source.text();
        let position = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let blank = |c: char| c == '\n' || c == '\r';
        let start = text.get(position..).map_or(text.len(), |rest| text.len() - rest.trim_start_matches(blank).len());
        let line = text.get(start..).and_then(|rest| rest.split(blank).next()).unwrap_or("");
        let (from, to) = column.and_then(|column| field_of(line, column)).unwrap_or((0, line.len()));
        let path = match column {
            Some(column) => self.columns.iter().find(|(_, known)| **known == column).map(|(name, _)| name.clone()),
            None => None,
        };
        Place { path: path.unwrap_or_default(), source: self.index, start: start + from, end: start + to }
    }
}

/// The bytes of a field in its line, where no quotes make that hard to say.
fn field_of(line: &str, column: usize) -> Option<(usize, usize)> {
    if line.contains('"') {
        return None;
    }
    let mut start = 0;
    for (index, field) in line.split(',').enumerate() {
        if index == column {
            let leading = field.len() - field.trim_start().len();
            return Some((start + leading, start + leading + field.trim().len()));
        }
        start += field.len() + 1;
    }
    None
}
