//! Reads a table of case studies and checks every row; what the values imply is computed elsewhere.

use super::Place;
use super::columns::Columns;
use super::diagnostic::Collected;
use super::source::{Source, Sources};
use crate::quantity::Kind;
use crate::scenario::limits::{MOST_ROWS, MOST_VIEWS};
use std::collections::HashSet;

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
    let mut table = Table { source, faults, columns: Columns::new(source, index) };
    table.read()
}

/// A table while it is read.
struct Table<'t> {
    source: &'t Source,
    faults: &'t mut Collected,
    columns: Columns<'t>,
}

impl Table<'_> {
    fn read(&mut self) -> Option<CaseTable> {
        let source = self.source;
        let mut reader = self.columns.reader();
        let mut records = reader.records();
        let header = records.next().and_then(Result::ok).unwrap_or_default();
        self.columns.find(&header, "case studies", &REQUIRED, &["view"], self.faults)?;
        let mut rows = Vec::new();
        let mut complete = true;
        for record in records {
            let Ok(record) = record else { continue };
            if self.faults.is_full() {
                return None;
            }
            if rows.len() >= MOST_ROWS {
                let message = "the table has more than 100,000 rows";
                return self.faults.refuse(self.place(&record, None), message, "leave the rest out");
            }
            match self.row(&record) {
                Some(row) => rows.push((row, self.place(&record, None))),
                None => complete = false,
            }
        }
        complete &= self.check_repeats(&rows) && self.check_views(&rows);
        if complete && rows.is_empty() {
            let message = "the table holds no case study";
            return self.faults.refuse(self.place(&header, None), message, "add a row for each person and event");
        }
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        complete.then(|| CaseTable { name: source.shown(), rows })
    }

    /// One row, or `None` after saying what is wrong with it.
    fn row(&mut self, record: &csv::StringRecord) -> Option<CaseRow> {
        if !self.columns.fit(record, self.faults) {
            return None;
        }
        let person = self.field(record, "person").to_owned();
        let event = Some(self.field(record, "event")).filter(|event| !event.is_empty()).map(str::to_owned);
        if person.is_empty() {
            let message = "this row names no person";
            return self.faults.refuse(self.place(record, None), message, "give each person a name or number");
        }
        let occurrences = self.occurrences(record, event.is_some());
        let avoided_cost = self.avoided_cost(record, event.is_some());
        let view = Some(self.field(record, "view")).filter(|view| !view.is_empty()).map(str::to_owned);
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
            let place = self.place(record, Some("occurrences"));
            self.faults.fault(place, format!("`{text}` occurrences make no sense here"), help);
        }
        number
    }

    fn avoided_cost(&mut self, record: &csv::StringRecord, has_event: bool) -> Option<f64> {
        let text = self.field(record, "avoided_cost");
        if text.is_empty() && !has_event {
            return Some(0.0);
        }
        let place = self.place(record, Some("avoided_cost"));
        match Kind::Money.parse(text) {
            Ok(money) if has_event || money == 0.0 => Some(money),
            Ok(_) => self.faults.refuse(
                place,
                "a cost is avoided, but the row names no event",
                "name the event, or leave the cost empty",
            ),
            Err(error) => self.faults.explain(place, &error, "write an amount such as £1200"),
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
            self.faults.fault(place.clone(), message, help);
        }
        clean
    }

    /// Whether the table tells of no more views than a scenario may have.
    fn check_views(&mut self, rows: &[(CaseRow, Place)]) -> bool {
        let mut seen = HashSet::new();
        let mut views = rows.iter().filter_map(|(row, place)| Some((row.view.as_deref()?, place)));
        let Some((_, place)) = views.by_ref().filter(|(view, _)| seen.insert(*view)).nth(MOST_VIEWS) else {
            return true;
        };
        let message = format!("the table tells of more than {MOST_VIEWS} views");
        let help = "leave some out; a view is one account of everybody's journey, not a person";
        self.faults.fault(place.clone(), message, help);
        false
    }

    /// A field by the name of its column.
    fn field<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.columns.field(record, name)
    }

    /// Where a row, or one field of it, is written.
    fn place(&self, record: &csv::StringRecord, column: Option<&str>) -> Place {
        self.columns.place(record, column)
    }
}
