//! Reads a council's own unit costs from a CSV table, every mistake of every row at once.

use super::Entry;
use super::choice::Status;
use super::columns::Columns;
use super::diagnostic::Collected;
use super::library::{Library, PublishedSpread, UnitCost};
use super::limits::MOST_COSTS;
use super::names::nearest;
use super::source::Sources;
use crate::quantity::{FinancialYear, Kind, Remarks};
use std::collections::HashSet;
use std::fmt::Display;

/// Columns that every table has.
const REQUIRED: [&str; 7] = ["id", "label", "value", "price_year", "paid_by", "source", "licence"];
/// Columns that a table may have: `low`, `high` and `spread` (what the two are), `status` (else `read`), `includes` and `note`.
const OPTIONAL: [&str; 6] = ["status", "low", "high", "spread", "includes", "note"];

/// The library in one of the sources.
pub(super) fn library_of_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<Library> {
    let source = sources.get(index)?;
    let mut columns = Columns::new(source, index);
    let mut reader = columns.reader();
    let mut records = reader.records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    columns.find(&header, "unit costs", &REQUIRED, &OPTIONAL, faults)?;
    let mut table = Table { columns: &columns, faults };
    let mut rows = Vec::new();
    for record in records.filter_map(Result::ok) {
        if table.faults.is_full() || rows.len() >= MOST_COSTS {
            let help = format!("correct what is named, and keep to {MOST_COSTS} costs");
            return table.faults.refuse(columns.place(&record, None), "the table is too long to read on", help);
        }
        rows.push((table.row(&record), record));
    }
    if rows.is_empty() {
        table.faults.fault(columns.place(&header, None), "the table holds no unit cost", "add a row for each cost");
    }
    table.names(&rows);
    let name = format!("`{}`", source.name());
    let entries: Option<Vec<Entry<UnitCost>>> = rows.into_iter().map(|(row, _)| row).collect();
    Some(Library::new(name, entries.filter(|entries| !entries.is_empty())?))
}

/// A table while it is read.
struct Table<'t> {
    columns: &'t Columns<'t>,
    faults: &'t mut Collected,
}

impl Table<'_> {
    /// One row, or `None` after saying everything that is wrong with it.
    fn row(&mut self, record: &csv::StringRecord) -> Option<Entry<UnitCost>> {
        if !self.columns.fit(record, self.faults) {
            return None;
        }
        let id = self.word(record, "id");
        let label = self.text(record, "label");
        let value = self.parsed(record, "value", |text| Kind::Money.parse(text));
        let price_year = self.parsed(record, "price_year", str::parse::<FinancialYear>);
        let paid_by = self.paid_by(record);
        let source = self.text(record, "source");
        let licence = self.text(record, "licence");
        let status = self.status(record);
        let spread = self.spread(record);
        let includes = parts(self.columns.field(record, "includes")).map(str::to_owned).collect();
        let note = Some(self.columns.field(record, "note")).filter(|note| !note.is_empty()).map(str::to_owned);
        let remarks = Remarks { source: Some(source?), note, ..Remarks::default() };
        let place = self.columns.place(record, Some("value"));
        let cost = UnitCost {
            label: label?,
            value: value?,
            spread: spread?,
            price_year: price_year?,
            paid_by: paid_by?,
            licence: licence?,
            status: status?,
            includes,
            place,
            remarks,
        };
        Some(Entry { id: id?, place: self.columns.place(record, Some("id")), value: cost })
    }

    fn fault<T>(&mut self, record: &csv::StringRecord, column: &str, message: String, help: &str) -> Option<T> {
        self.faults.refuse(self.columns.place(record, Some(column)), message, help)
    }

    /// A field that may not be empty.
    fn text(&mut self, record: &csv::StringRecord, column: &str) -> Option<String> {
        let text = self.columns.field(record, column);
        if text.is_empty() {
            let help = match column {
                "licence" => {
                    "say on what terms it may be used, such as `Open Government Licence v3.0`, `own figures` or `unknown`"
                }
                "source" => "say where the figure was read",
                _ => "fill it in",
            };
            return self.fault(record, column, format!("this cost has no {column}"), help);
        }
        Some(text.to_owned())
    }

    /// A field that is an id.
    fn word(&mut self, record: &csv::StringRecord, column: &str) -> Option<String> {
        let text = self.text(record, column)?;
        if is_word(&text) {
            return Some(text);
        }
        let help = "write small letters, digits and underscores, beginning with a letter, such as `bed_day`";
        self.fault(record, column, format!("`{text}` cannot be an id"), help)
    }

    fn parsed<T, E: Display>(
        &mut self,
        record: &csv::StringRecord,
        column: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(record, column)?;
        parse(&text).map_or_else(|error| self.misspelt(record, column, &error), Some)
    }

    fn misspelt<T>(&mut self, record: &csv::StringRecord, column: &str, error: &impl Display) -> Option<T> {
        let otherwise = "write an amount such as £1200, a year such as 2024/25";
        self.faults.explain(self.columns.place(record, Some(column)), error, otherwise)
    }

    /// `nhs 85%; housing 15%`, or one payer alone.
    fn paid_by(&mut self, record: &csv::StringRecord) -> Option<Vec<(String, f64)>> {
        const HELP: &str = "write one payer, such as `nhs`, or shares that sum to 100%, such as `nhs 85%; housing 15%`";
        let text = self.text(record, "paid_by")?;
        let mut shares = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (payer, share) = part.split_once([' ', ':']).unwrap_or((part, "100%"));
            if !is_word(payer) {
                return self.fault(record, "paid_by", format!("`{payer}` cannot be the id of a payer"), HELP);
            }
            match Kind::Share.parse(share.trim()) {
                Ok(share) => shares.push((payer.to_owned(), share)),
                Err(error) => return self.misspelt(record, "paid_by", &error),
            }
        }
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > 1e-9 {
            let message = format!("the shares of `{text}` sum to {:.4}%, not to 100%", 100.0 * sum);
            return self.fault(record, "paid_by", message, HELP);
        }
        Some(shares)
    }

    fn status(&mut self, record: &csv::StringRecord) -> Option<Status> {
        let word = self.columns.field(record, "status");
        if word.is_empty() {
            return Some(Status::Read);
        }
        let found = Status::CHOICES.iter().find(|(known, _)| *known == word).map(|(_, status)| *status);
        found.or_else(|| {
            let help =
                "write read (seen in the source), derived (arithmetic on such figures) or recalled (from memory)";
            self.fault(record, "status", format!("`{word}` is not a status"), help)
        })
    }

    /// `low`, `high` and `spread`, none of them or enough of them.
    fn spread(&mut self, record: &csv::StringRecord) -> Option<Option<PublishedSpread>> {
        let mut end = |column: &str| match self.columns.field(record, column) {
            "" => Some(None),
            _ => self.parsed(record, column, |text| Kind::Money.parse(text)).map(Some),
        };
        let (low, high) = (end("low")?, end("high")?);
        let is = self.columns.field(record, "spread").to_owned();
        let spread = PublishedSpread { low, high, is };
        match (low.is_none() && high.is_none(), spread.is.is_empty()) {
            (true, true) => Some(None),
            (false, true) => {
                let help = "fill in `spread`, such as `case-mix`, `regions` or `standard error`; only the last is doubt about the mean";
                self.fault(record, "low", "what `low` and `high` are is not said".to_owned(), help)
            }
            (true, false) => self.fault(
                record,
                "spread",
                "a spread needs `low` or `high`".to_owned(),
                "fill them in, or leave `spread` empty",
            ),
            (false, false) if low > high && high.is_some() => {
                self.fault(record, "low", "`low` is above `high`".to_owned(), "exchange the two")
            }
            (false, false) if spread.is_standard_error() && (low.is_none() || high.is_none()) => {
                let help = "give the mean less and plus one standard error";
                self.fault(record, "spread", "a standard error needs both `low` and `high`".to_owned(), help)
            }
            (false, false) => Some(Some(spread)),
        }
    }

    /// Whether every id stands once, and every included id stands in the table.
    fn names(&mut self, rows: &[(Option<Entry<UnitCost>>, csv::StringRecord)]) {
        let ids: Vec<&str> = rows.iter().map(|(_, record)| self.columns.field(record, "id")).collect();
        let mut seen = HashSet::new();
        for ((_, record), id) in rows.iter().zip(&ids) {
            if !id.is_empty() && !seen.insert(*id) {
                let message = format!("the id `{id}` stands in an earlier row already");
                let _: Option<()> = self.fault(record, "id", message, "give each cost an id of its own");
            }
            for part in parts(self.columns.field(record, "includes")) {
                if !ids.contains(&part) {
                    let help = nearest(part, ids.iter().copied()).map_or_else(
                        || "name costs of this table, separated by blanks".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let _: Option<()> =
                        self.fault(record, "includes", format!("there is no cost `{part}` in this table"), &help);
                }
            }
        }
    }
}

/// The ids of a list.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split([' ', ';', ',']).filter(|id| !id.is_empty())
}

/// Small letters, digits and underscores, beginning with a letter.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
