//! Reads the cells of one sheet of an .xlsx workbook, within limits, whoever made it.
//!
//! Ecma 376: a zip archive whose parts are XML. Numbers are read as they are stored, so that a date is the number of its
//! day. Readers made for whole workbooks take a part's own word for how much memory to set aside; this one does not.

use super::super::limits::{LARGEST_FILE, LARGEST_PART, MOST_NODES, MOST_SHEET_CELLS};
use super::super::names::nearest;
use crate::quantity::listed;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The cells of a sheet that hold anything.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// By row and column, both from 0.
    pub(super) cells: BTreeMap<(usize, usize), String>,
}

/// What is wrong, and what to do if it is nothing usual.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn damaged() -> Self {
        Self::of("the workbook is damaged, or no .xlsx workbook")
    }
}

/// A worksheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    part: String,
}

/// The sheet called `wanted`, else the first that is not hidden.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, Fault> {
    let mut archive = Archive::open(bytes)?;
    let root = archive.related("")?;
    let book = root.iter().find(|(_, kind, _)| kind == "officeDocument").ok_or_else(Fault::damaged)?.2.clone();
    let related = archive.related(&book)?;
    let text = archive.part(&book)?.ok_or_else(Fault::damaged)?;
    let sheets = sheets(&parsed(&text)?, &related);
    let sheet = chosen(&sheets, wanted)?;
    let strings = match related.iter().find(|(_, kind, _)| kind == "sharedStrings") {
        Some((_, _, part)) => match archive.part(part)? {
            Some(text) => strings(&parsed(&text)?),
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    let text = archive.part(&sheet.part)?.ok_or_else(Fault::damaged)?;
    let cells = cells(&parsed(&text)?, &strings, &sheet.name)?;
    Ok(Sheet { name: sheet.name.clone(), cells })
}

fn chosen<'s>(sheets: &'s [Listed], wanted: Option<&str>) -> Result<&'s Listed, Fault> {
    let Some(wanted) = wanted else {
        return sheets
            .iter()
            .find(|sheet| !sheet.hidden)
            .ok_or_else(|| Fault::of("the workbook has no sheet to be seen"));
    };
    let exact = sheets.iter().find(|sheet| sheet.name == wanted);
    let alike = || sheets.iter().find(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase());
    exact.or_else(alike).ok_or_else(|| {
        let names = || sheets.iter().map(|sheet| sheet.name.as_str());
        let help = nearest(wanted, names()).map_or_else(
            || format!("its sheets are {}", listed(names().take(20), "and")),
            |near| format!("did you mean `#{near}`?"),
        );
        Fault { message: format!("the workbook has no sheet `{wanted}`"), help: Some(help) }
    })
}

/// Id, kind and part of what one part refers to.
type Related = Vec<(String, String, String)>;

/// The archive, its parts read within limits.
struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Archive<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| Fault::damaged())
    }

    /// The text of a part; `None` where there is no such part.
    fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Ok(part) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        // What the archive says of the size is not trusted: one byte more than is allowed tells.
        part.take(LARGEST_PART as u64 + 1).read_to_end(&mut bytes).map_err(|_| Fault::damaged())?;
        if bytes.len() > LARGEST_PART {
            let message = "the workbook holds more than 32 MiB in one part once it is unpacked";
            let help = "keep to one table, without pictures and formats of empty cells, or save the sheet as CSV";
            return Err(Fault { message: message.to_owned(), help: Some(help.to_owned()) });
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Fault::damaged())
    }

    /// What `part` refers to; the whole archive where that is empty.
    fn related(&mut self, part: &str) -> Result<Related, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let between = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.part(&format!("{folder}{between}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let document = parsed(&text)?;
        let related = elements(document.root_element(), "Relationship").filter_map(|one| {
            let kind = one.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((one.attribute("Id")?.to_owned(), kind, joined(folder, one.attribute("Target")?)))
        });
        Ok(related.collect())
    }
}

/// The part that a reference from `folder` leads to.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn parsed(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            Fault::of("the workbook holds too many cells to be a table of people or costs")
        }
        _ => Fault::damaged(),
    })
}

/// The children of this name, in whatever namespace.
fn elements<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn sheets(book: &Document<'_>, related: &Related) -> Vec<Listed> {
    let lists = elements(book.root_element(), "sheets");
    let all = lists.flat_map(|list| elements(list, "sheet")).filter_map(|sheet| {
        let id = sheet.attributes().find(|one| one.name() == "id" && one.namespace().is_some())?.value();
        let (_, _, part) = related.iter().find(|(own, kind, _)| own == id && kind == "worksheet")?;
        let hidden = sheet.attribute("state").is_some_and(|state| state != "visible");
        Some(Listed { name: sheet.attribute("name")?.to_owned(), hidden, part: part.clone() })
    });
    all.collect()
}

/// Texts that cells refer to by number.
fn strings(document: &Document<'_>) -> Vec<String> {
    elements(document.root_element(), "si").map(runs).collect()
}

/// A text, its runs of different type put together, without what says how to pronounce it.
fn runs(text: Node<'_, '_>) -> String {
    let whole = elements(text, "t").chain(elements(text, "r").flat_map(|run| elements(run, "t")));
    whole.filter_map(|part| part.text()).collect()
}

fn cells(document: &Document<'_>, strings: &[String], sheet: &str) -> Result<BTreeMap<(usize, usize), String>, Fault> {
    let mut cells = BTreeMap::new();
    let (mut row, mut bytes) = (0_usize, 0);
    let rows = elements(document.root_element(), "sheetData").flat_map(|data| elements(data, "row"));
    for one in rows {
        // Rows and cells may leave out their number: they then follow the one before.
        row = one.attribute("r").and_then(|text| text.parse().ok()).unwrap_or(row + 1);
        let mut column = 0;
        for cell in elements(one, "c") {
            let at = cell.attribute("r").map(|text| place(text).ok_or_else(Fault::damaged)).transpose()?;
            let (at_row, at_column) = at.unwrap_or((row.saturating_sub(1), column));
            column = at_column + 1;
            if at_row >= 1 << 20 || at_column >= 1 << 14 {
                return Err(Fault::damaged());
            }
            let text = content(cell, strings).map_err(|fault| Fault {
                message: format!("the cell {sheet}!{} {}", cell.attribute("r").unwrap_or("?"), fault.message),
                ..fault
            })?;
            if text.trim().is_empty() {
                continue;
            }
            bytes += text.len();
            cells.insert((at_row, at_column), text);
            if cells.len() > MOST_SHEET_CELLS || bytes > LARGEST_FILE {
                let message = format!("the sheet `{sheet}` holds more than 4 MiB of text or a million cells");
                return Err(Fault { message, help: Some("leave out what is not part of the table".to_owned()) });
            }
        }
    }
    Ok(cells)
}

/// Row and column, both from 0, of `D7`.
fn place(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(usize::from(value) + 1)?;
    }
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// What a cell shows, without its format.
fn content(cell: Node<'_, '_>, strings: &[String]) -> Result<String, Fault> {
    let kind = cell.attribute("t").unwrap_or("n");
    let value = elements(cell, "v").next().and_then(|value| value.text()).unwrap_or("");
    let wrong = |message: &str, help: &str| Fault { message: message.to_owned(), help: Some(help.to_owned()) };
    if value.is_empty() && kind == "n" && elements(cell, "f").next().is_some() {
        return Err(wrong(
            "holds a formula that was never worked out",
            "open the workbook in a spreadsheet program, save it and try again",
        ));
    }
    Ok(match kind {
        "inlineStr" => elements(cell, "is").map(runs).collect(),
        "s" if value.is_empty() => String::new(),
        "s" => {
            let text = value.trim().parse::<usize>().ok().and_then(|index| strings.get(index));
            text.ok_or_else(|| wrong("names a text that the workbook does not hold", "save the workbook again"))?
                .clone()
        }
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        // Stored with up to 17 digits, or as 1.2E+12, which is no way to show the number of a person.
        "n" => match value.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => number.to_string(),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    })
}
