//! Reads a council's own unit costs from a CSV table, every mistake of every row at once.

use super::Entry;
use super::choice::Status;
use super::diagnostic::{Collected, split};
use super::library::{Library, PublishedSpread, UnitCost, unit_word};
use super::limits::MOST_COSTS;
use super::names::nearest;
use super::source::Sources;
use super::table::{Amounts, Columns, Grid, Head, Limit, Row, Unknown};
use crate::quantity::{FinancialYear, Kind, Remarks};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Display;

/// Columns that every table has, then those that it may have: `per` (what one is), `status` (else `read`), `low`, `high` and
/// `spread` (what the two are), `includes` and `note`.
const HEADS: [Head; 14] = [
    Head::plain("id"),
    Head::plain("label"),
    Head::plain("value"),
    Head::plain("price_year"),
    Head::plain("paid_by"),
    Head::plain("source"),
    Head::named("licence", &["license"]),
    Head::plain("per"),
    Head::plain("status"),
    Head::plain("low"),
    Head::plain("high"),
    Head::plain("spread"),
    Head::plain("includes"),
    Head::named("note", &["notes"]),
];
/// How many of them are required.
const REQUIRED: usize = 7;

const LIMIT: Limit = Limit { rows: MOST_COSTS, worded: "10,000" };

/// Why the cost of something is not below zero.
const NOT_NEGATIVE: &str = "a cost is £0 or more, and what support saves follows from the events";

/// Unit costs from a table.
#[derive(Clone, Debug)]
pub struct ImportedCosts {
    /// The costs.
    pub library: Library,
    /// Ids that were written with capital letters, as written and as they are now, each once, sorted.
    pub folded: Vec<(String, String)>,
}

/// The library in one of the sources.
pub(super) fn library_of_table(index: usize, sources: &Sources, faults: &mut Collected) -> Option<ImportedCosts> {
    let source = sources.get(index)?;
    let grid = Grid::read(source, index, &HEADS, LIMIT, faults)?;
    let columns = columns(&grid, faults)?;
    let amounts = |name: &'static str| grid.rows.iter().map(move |row| (name, row));
    let texts = ["value", "low", "high"].into_iter().flat_map(amounts).map(|(name, row)| columns.field(row, name));
    let amounts = Amounts::of(grid.delimiter, texts);
    let mut table = Table { columns: &columns, amounts, folded: BTreeMap::new(), faults };
    let rows: Vec<Option<Entry<UnitCost>>> = grid.rows.iter().map(|row| table.row(row)).collect();
    if rows.is_empty() {
        let place = grid.place(&grid.head, None);
        table.faults.fault(place, "the table holds no unit cost", "add a row for each cost");
    }
    table.names(&grid.rows);
    let folded = table.folded.into_iter().collect();
    let name = format!("`{}`", source.name());
    let entries: Option<Vec<Entry<UnitCost>>> = rows.into_iter().collect();
    let library = Library::new(name, entries.filter(|entries| !entries.is_empty())?);
    Some(ImportedCosts { library, folded })
}

/// The columns of the table, if all that are required are there.
fn columns<'g>(grid: &'g Grid<'g>, faults: &mut Collected) -> Option<Columns<'g>> {
    let required = || HEADS.iter().take(REQUIRED).map(|head| head.name);
    let remedy = || format!("its first line must be {}", required().collect::<Vec<_>>().join(","));
    if grid.head.get(0).is_empty() && grid.rows.is_empty() {
        return faults.refuse(grid.place(&grid.head, None), "the table is empty", remedy());
    }
    let columns = Columns::find(grid, "unit costs", &HEADS, Unknown::Refused, faults)?;
    let missing: Vec<&str> = required().filter(|name| !columns.has(name)).collect();
    for name in &missing {
        faults.fault(grid.place(&grid.head, None), format!("the table has no column `{name}`"), remedy());
    }
    missing.is_empty().then_some(columns)
}

/// A table while it is read.
struct Table<'t> {
    columns: &'t Columns<'t>,
    amounts: Amounts,
    folded: BTreeMap<String, String>,
    faults: &'t mut Collected,
}

impl Table<'_> {
    /// One row, or `None` after saying everything that is wrong with it.
    fn row(&mut self, record: &Row) -> Option<Entry<UnitCost>> {
        if !self.columns.fit(record, self.faults) {
            return None;
        }
        let id = self.word(record, "id");
        let label = self.text(record, "label");
        let amounts = self.amounts;
        let value = self.parsed(record, "value", |text| amounts.positive(text, NOT_NEGATIVE));
        let price_year = self.parsed(record, "price_year", str::parse::<FinancialYear>);
        let paid_by = self.paid_by(record);
        let source = self.text(record, "source");
        let licence = self.text(record, "licence");
        let per = self.per(record);
        let status = self.status(record);
        let spread = self.spread(record);
        let includes = parts(self.columns.field(record, "includes")).map(|id| self.fold(id)).collect();
        let note = Some(self.columns.field(record, "note")).filter(|note| !note.is_empty()).map(str::to_owned);
        let remarks = Remarks { source: Some(source?), note, ..Remarks::default() };
        let place = self.columns.place(record, Some("value"));
        let cost = UnitCost {
            label: label?,
            value: value?,
            per: per?,
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

    /// An id in small letters, noted where it was not.
    fn fold(&mut self, id: &str) -> String {
        let small = id.to_ascii_lowercase();
        if small != id && is_word(&small) {
            self.folded.insert(id.to_owned(), small.clone());
        }
        small
    }

    fn fault<T>(&mut self, record: &Row, column: &str, message: String, help: &str) -> Option<T> {
        self.columns.fault(record, Some(column), message, help, self.faults)
    }

    /// A field that may not be empty.
    fn text(&mut self, record: &Row, column: &str) -> Option<String> {
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
    fn word(&mut self, record: &Row, column: &str) -> Option<String> {
        let text = self.text(record, column)?;
        let small = self.fold(&text);
        if is_word(&small) {
            return Some(small);
        }
        let help = "write small letters, digits and underscores, beginning with a letter, such as `bed_day`";
        self.fault(record, column, format!("`{text}` cannot be an id"), help)
    }

    fn parsed<T, E: Display>(&mut self, record: &Row, column: &str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let text = self.text(record, column)?;
        parse(&text).map_or_else(|error| self.misspelt(record, column, &error), Some)
    }

    fn misspelt<T>(&mut self, record: &Row, column: &str, error: &impl Display) -> Option<T> {
        let otherwise = "write an amount such as £1200, a year such as 2024/25";
        let explanation = error.to_string();
        let (message, help) = split(&explanation);
        self.fault(record, column, message.to_owned(), help.unwrap_or(otherwise))
    }

    /// `nhs 85%; housing 15%`, or one payer alone.
    fn paid_by(&mut self, record: &Row) -> Option<Vec<(String, f64)>> {
        const HELP: &str = "write one payer, such as `nhs`, or shares that sum to 100%, such as `nhs 85%; housing 15%`";
        let text = self.text(record, "paid_by")?;
        let mut shares = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (written, share) = part.split_once([' ', ':']).unwrap_or((part, "100%"));
            let payer = self.fold(written);
            if !is_word(&payer) {
                return self.fault(record, "paid_by", format!("`{written}` cannot be the id of a payer"), HELP);
            }
            match Kind::Share.parse(share.trim()) {
                Ok(share) => shares.push((payer, share)),
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

    /// What one is, where that is said.
    fn per(&mut self, record: &Row) -> Option<Option<String>> {
        if self.columns.field(record, "per").is_empty() {
            return Some(None);
        }
        self.parsed(record, "per", unit_word).map(Some)
    }

    fn status(&mut self, record: &Row) -> Option<Status> {
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
    fn spread(&mut self, record: &Row) -> Option<Option<PublishedSpread>> {
        let amounts = self.amounts;
        let mut end = |column: &str| match self.columns.field(record, column) {
            "" => Some(None),
            _ => self.parsed(record, column, |text| amounts.positive(text, NOT_NEGATIVE)).map(Some),
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
    fn names(&mut self, rows: &[Row]) {
        let columns = self.columns;
        let ids: Vec<String> = rows.iter().map(|row| columns.field(row, "id").to_ascii_lowercase()).collect();
        let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut seen = HashSet::new();
        for (row, id) in rows.iter().zip(&ids) {
            if !id.is_empty() && !seen.insert(id) {
                let message = format!("the id `{id}` stands in an earlier row already");
                let _: Option<()> = self.fault(row, "id", message, "give each cost an id of its own");
            }
            for part in parts(columns.field(row, "includes")) {
                let part = part.to_ascii_lowercase();
                if !known.contains(part.as_str()) {
                    let help = nearest(&part, ids.iter().map(String::as_str)).map_or_else(
                        || "name costs of this table, separated by blanks".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let _: Option<()> =
                        self.fault(row, "includes", format!("there is no cost `{part}` in this table"), &help);
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
