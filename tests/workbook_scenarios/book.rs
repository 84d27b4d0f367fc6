//! Makes workbooks of scenarios: from text, or cell by cell as somebody would type them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use averted::render::scenario_xlsx;
use averted::scenario::{Files, Reading, meaning_of, outline_of, read, yaml_text};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Memory {
    pub(super) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(PathBuf::from(path), bytes.into());
        self
    }

    /// The scenario, or everything that is wrong with it.
    pub(super) fn read(&self, path: &str) -> Result<Reading, String> {
        read(Path::new(path), self, &[]).map(|(reading, _)| reading).map_err(|faults| faults.render(false))
    }

    pub(super) fn meaning(&self, path: &str) -> Result<String, String> {
        meaning_of(Path::new(path), self).map_err(|faults| faults.render(false))
    }

    /// A file as a workbook.
    pub(super) fn workbook(&self, path: &str, prompts: bool) -> Result<Vec<u8>, String> {
        let outline = outline_of(Path::new(path), self, prompts).map_err(|faults| faults.render(false))?;
        scenario_xlsx(&outline, &["bed_day".to_owned()]).map_err(|error| error.to_string())
    }

    /// A file as text.
    pub(super) fn yaml(&self, path: &str) -> Result<String, String> {
        yaml_text(Path::new(path), self).map_err(|faults| faults.render(false))
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

/// What was read, without where it was written and how it was spelled: £1k is £1,000.
pub(super) fn placeless(reading: &Reading) -> String {
    let all = format!("{:?} {:?} {:?}", reading.base, reading.views, reading.shocks);
    let place = |rest: &str| rest.find(" }").map_or(rest.len(), |end| end + 2);
    // A text as it is shown for programmers: it ends with a quotation mark that no backslash stands before.
    let spelling = |rest: &str| {
        let mut escaped = false;
        let end = rest.char_indices().find(|&(_, letter)| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        });
        end.map_or(rest.len(), |(at, _)| at + 1)
    };
    without(&without(&all, "Place {", place), "spelling: \"", spelling)
}

/// A text without all that `begins` so, as far as `end` says.
fn without(all: &str, begins: &str, end: impl Fn(&str) -> usize) -> String {
    let (mut kept, mut rest) = (String::with_capacity(all.len()), all);
    while let Some(at) = rest.find(begins) {
        kept.push_str(&rest[..at]);
        rest = &rest[at + begins.len()..];
        rest = &rest[end(rest)..];
    }
    kept + rest
}

/// A workbook with one part replaced.
pub(super) fn with_part(bytes: &[u8], part: &str, change: impl Fn(String) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(String::from_utf8(content).unwrap());
        }
        out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// That two readings are the same, or where they begin to differ.
#[track_caller]
pub(super) fn assert_same(left: &str, right: &str, what: &str) {
    if let Some(at) = left.chars().zip(right.chars()).position(|(one, other)| one != other) {
        let near = |text: &str| text.chars().skip(at.saturating_sub(120)).take(240).collect::<String>();
        panic!("{what}\n  {}\n  {}", near(left), near(right));
    }
    assert_eq!(left.len(), right.len(), "{what}");
}

/// The heads of a sheet that somebody typed.
const HEADS: [&str; 9] = ["id", "key", "way", "value", "low", "high", "of", "without", "source"];

/// The column of each head, as `Events!D7` names it.
pub(super) fn heads(sheet: &mut Worksheet) {
    for (column, head) in (0..).zip(HEADS) {
        sheet.write(0, column, head).unwrap();
    }
}

/// A workbook whose sheets hold these rows below the heads, each a list of cells.
pub(super) fn typed(sheets: &[(&str, &[&[&str]])], more: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        heads(sheet);
        for (row, cells) in (1..).zip(*rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
    more(&mut book);
    book.save_to_buffer().unwrap()
}

/// The rows of a small scenario that is right.
pub(super) const START: &[&[&str]] = &[&["", "title", "", "Typed"], &["", "horizon", "", "24 months"]];
pub(super) const COHORT: &[&[&str]] = &[&["", "people", "", "100"]];
pub(super) const PAYERS: &[&[&str]] = &[&["nhs", "label", "", "NHS"], &["council"]];
pub(super) const EVENTS: &[&[&str]] = &[
    &["eviction", "probability", "pert", "15%", "5%", "30%"],
    &["eviction", "unit_cost", "", "£9,000"],
    &["eviction", "paid_by.council", "", "100%"],
    &["admission", "rate", "observed", "12", "", "", "8 person-years"],
    &["admission", "unit_cost", "range", "", "£400", "£900"],
    &["admission", "paid_by", "", "{nhs: 100%}"],
    &["admission", "support.prevents", "compared", "12 of 100", "", "", "", "20 of 100", "A trial"],
];
