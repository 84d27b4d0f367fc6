//! Reads the cells of the sheets of an .xlsx workbook.
//!
//! Numbers are read as they are stored; a cell that shows a date says so beside the number of its day.

use super::super::limits::{LARGEST_FILE, MOST_SHEET_CELLS};
use super::super::names::nearest;
use super::package::{Archive, Fault, Related, elements, parsed};
use super::styles::{Shown, date_of, styles};
use crate::quantity::listed;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// A workbook whose sheets can be read one by one.
pub(in crate::scenario) struct Workbook<'b> {
    archive: Archive<'b>,
    sheets: Vec<Listed>,
    /// Texts that cells refer to by number.
    strings: Vec<String>,
    /// What cells of each style show.
    styles: Vec<Shown>,
}

/// A worksheet as the workbook lists it.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Listed {
    pub(in crate::scenario) name: String,
    pub(in crate::scenario) hidden: bool,
    part: String,
}

/// The cells of a sheet that hold anything.
#[derive(Debug, Default)]
pub(in crate::scenario) struct Sheet {
    pub(in crate::scenario) name: String,
    /// By row and column, both from 0.
    pub(in crate::scenario) cells: BTreeMap<(usize, usize), Cell>,
    /// First and last cell of those that are merged into one.
    pub(in crate::scenario) merged: Vec<[(usize, usize); 2]>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenario) struct Cell {
    /// Its text, or its number as it is stored.
    pub(in crate::scenario) text: String,
    pub(in crate::scenario) kind: CellKind,
}

/// What kind of thing that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum CellKind {
    Text,
    Number,
    /// A number shown as so many hundredths.
    Percentage,
    Pounds,
    /// Year, month and day.
    Date(u16, u8, u8),
    /// A formula that could not be worked out: `#REF!`.
    Error,
    /// A formula that nothing has worked out yet.
    Open,
}

impl<'b> Workbook<'b> {
    /// The workbook in these bytes.
    pub(in crate::scenario) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let mut archive = Archive::open(bytes)?;
        let root = archive.related("")?;
        let book = root.iter().find(|(_, kind, _)| kind == "officeDocument").ok_or_else(Fault::damaged)?.2.clone();
        let related = archive.related(&book)?;
        let text = archive.part(&book)?.ok_or_else(Fault::damaged)?;
        let document = parsed(&text)?;
        let sheets = sheets(&document, &related);
        let from_1904 = elements(document.root_element(), "workbookPr")
            .any(|one| matches!(one.attribute("date1904"), Some("1" | "true")));
        if from_1904 {
            let message = "the workbook counts its days from 1904, as old ones for Macintosh do";
            let help = "switch that off in the options of the spreadsheet program, look over its dates, and save it";
            return Err(Fault { message: message.to_owned(), help: Some(help.to_owned()) });
        }
        let mut kept = |kind: &str| match related.iter().find(|(_, own, _)| own == kind) {
            Some((_, _, part)) => archive.part(part),
            None => Ok(None),
        };
        let strings = kept("sharedStrings")?.map_or_else(|| Ok(Vec::new()), |text| Ok(strings(&parsed(&text)?)))?;
        let styles = kept("styles")?.map_or_else(|| Ok(Vec::new()), |text| Ok(styles(&parsed(&text)?)))?;
        Ok(Self { archive, sheets, strings, styles })
    }

    /// Its sheets in order.
    pub(in crate::scenario) fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    /// The cells of a sheet.
    pub(in crate::scenario) fn sheet(&mut self, sheet: &Listed) -> Result<Sheet, Fault> {
        let text = self.archive.part(&sheet.part)?.ok_or_else(Fault::damaged)?;
        let document = parsed(&text)?;
        let cells = self.cells(&document, &sheet.name)?;
        let lists = elements(document.root_element(), "mergeCells");
        let merged = lists.flat_map(|list| elements(list, "mergeCell")).filter_map(|one| {
            let (first, last) = one.attribute("ref")?.split_once(':')?;
            Some([place(first)?, place(last)?])
        });
        Ok(Sheet { name: sheet.name.clone(), cells, merged: merged.take(MOST_MERGED).collect() })
    }

    /// The sheet called `wanted`, else the first that is not hidden.
    pub(super) fn chosen(&self, wanted: Option<&str>) -> Result<Listed, Fault> {
        let Some(wanted) = wanted else {
            let seen = self.sheets.iter().find(|sheet| !sheet.hidden).cloned();
            return seen.ok_or_else(|| Fault::of("the workbook has no sheet to be seen"));
        };
        let exact = self.sheets.iter().find(|sheet| sheet.name == wanted);
        let alike = || self.sheets.iter().find(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase());
        exact.or_else(alike).cloned().ok_or_else(|| {
            let names = || self.sheets.iter().map(|sheet| sheet.name.as_str());
            let help = nearest(wanted, names()).map_or_else(
                || format!("its sheets are {}", listed(names().take(20), "and")),
                |near| format!("did you mean `#{near}`?"),
            );
            Fault { message: format!("the workbook has no sheet `{wanted}`"), help: Some(help) }
        })
    }

    fn cells(&self, document: &Document<'_>, sheet: &str) -> Result<BTreeMap<(usize, usize), Cell>, Fault> {
        let mut cells = BTreeMap::new();
        let (mut row, mut bytes) = (0_usize, 0);
        let rows = elements(document.root_element(), "sheetData").flat_map(|data| elements(data, "row"));
        for one in rows {
            // Rows and cells may leave out their number: they then follow the one before.
            row = one.attribute("r").and_then(|text| text.parse().ok()).unwrap_or_else(|| row.saturating_add(1));
            let mut column = 0;
            for cell in elements(one, "c") {
                let at = cell.attribute("r").map(|text| place(text).ok_or_else(Fault::damaged)).transpose()?;
                let (at_row, at_column) = at.unwrap_or((row.saturating_sub(1), column));
                column = at_column.saturating_add(1);
                if at_row >= 1 << 20 || at_column >= 1 << 14 {
                    return Err(Fault::damaged());
                }
                let Some(content) = self.content(cell).map_err(|fault| Fault {
                    message: format!("the cell {sheet}!{} {}", cell.attribute("r").unwrap_or("?"), fault.message),
                    ..fault
                })?
                else {
                    continue;
                };
                bytes += content.text.len();
                cells.insert((at_row, at_column), content);
                if cells.len() > MOST_SHEET_CELLS || bytes > LARGEST_FILE {
                    let message = format!("the sheet `{sheet}` holds more than 4 MiB of text or a million cells");
                    return Err(Fault { message, help: Some("leave out what is not part of the table".to_owned()) });
                }
            }
        }
        Ok(cells)
    }

    /// What a cell holds; `None` of blanks.
    fn content(&self, cell: Node<'_, '_>) -> Result<Option<Cell>, Fault> {
        let kind = cell.attribute("t").unwrap_or("n");
        let value = elements(cell, "v").next().and_then(|value| value.text()).unwrap_or("");
        if value.is_empty() && kind == "n" && elements(cell, "f").next().is_some() {
            return Ok(Some(Cell { text: String::new(), kind: CellKind::Open }));
        }
        let (text, kind) = match kind {
            "inlineStr" => (elements(cell, "is").map(runs).collect(), CellKind::Text),
            "s" if value.is_empty() => return Ok(None),
            "s" => {
                let text = value.trim().parse::<usize>().ok().and_then(|index| self.strings.get(index));
                let missing = || Fault {
                    message: "names a text that the workbook does not hold".to_owned(),
                    help: Some("save the workbook again".to_owned()),
                };
                (text.ok_or_else(missing)?.clone(), CellKind::Text)
            }
            "b" => (if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(), CellKind::Text),
            "e" => (value.to_owned(), CellKind::Error),
            // Stored with up to 17 digits, or as 1.2E+12, which is no way to show the number of a person.
            "n" => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => (number.to_string(), self.number(cell, number)),
                _ => (value.to_owned(), CellKind::Text),
            },
            _ => (unescaped(value), CellKind::Text),
        };
        Ok((!text.trim().is_empty()).then_some(Cell { text, kind }))
    }

    /// What a number shows itself as.
    fn number(&self, cell: Node<'_, '_>, number: f64) -> CellKind {
        let style = cell.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        match self.styles.get(style).copied().unwrap_or_default() {
            Shown::Date => {
                date_of(number).map_or(CellKind::Number, |(year, month, day)| CellKind::Date(year, month, day))
            }
            Shown::Percentage => CellKind::Percentage,
            Shown::Pounds => CellKind::Pounds,
            Shown::Number => CellKind::Number,
        }
    }
}

/// Most merged cells that are looked at.
const MOST_MERGED: usize = 10_000;

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

fn strings(document: &Document<'_>) -> Vec<String> {
    elements(document.root_element(), "si").map(runs).collect()
}

/// A text, its runs of different type put together, without what says how to pronounce it.
fn runs(text: Node<'_, '_>) -> String {
    let whole = elements(text, "t").chain(elements(text, "r").flat_map(|run| elements(run, "t")));
    unescaped(&whole.filter_map(|part| part.text()).collect::<String>())
}

/// Characters that XML cannot hold stand as `_x000D_`, and what looks like one begins with `_x005F_`.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let escape = rest.get(at + 2..at + 7).filter(|code| code.ends_with('_'));
        let code = escape.and_then(|code| u32::from_str_radix(&code[..4], 16).ok()).and_then(char::from_u32);
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        (plain, rest) = match code {
            Some(letter) => (plain + letter.encode_utf8(&mut [0; 4]), &after[7..]),
            None => (plain + "_x", &after[2..]),
        };
    }
    plain + rest
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_read_as_it_was_written() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x0041_ _x_ _xZZZZ_"), "_x0041_ _x_ _xZZZZ_");
        assert_eq!(unescaped("cost_x"), "cost_x");
    }

    #[test]
    fn cells_are_placed_by_letters_and_numbers() {
        assert_eq!(place("D7"), Some((6, 3)));
        assert_eq!(place("AA1"), Some((0, 26)));
        assert_eq!((place("7"), place("A0"), place("£1")), (None, None, None));
    }
}
