//! Makes text of one sheet of a workbook, a line a row, so that whatever reads a text table reads it too.

use super::super::limits::LARGEST_FILE;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is wrong with a workbook, and what to do.
pub(in crate::scenario) type Refused = (String, String);

/// The file and the sheet of `people.xlsx#Sheet 2`; every other path is that of a file, whatever it holds.
#[must_use]
pub fn sheet_of(path: &Path) -> (PathBuf, Option<String>) {
    let whole = || (path.to_path_buf(), None);
    let Some(text) = path.to_str() else { return whole() };
    // Small letters of ASCII take as many bytes as capital ones.
    match text.to_ascii_lowercase().rfind(".xlsx#") {
        Some(at) => {
            let (file, sheet) = text.split_at(at + ".xlsx".len());
            (PathBuf::from(file), Some(sheet[1..].to_owned()))
        }
        None => whole(),
    }
}

/// The first bytes of an archive, which a workbook is.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// The first bytes of older workbooks, and of those with a password.
pub(in crate::scenario) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether a file is a workbook, by its first bytes.
pub(in crate::scenario) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ARCHIVE) || bytes.starts_with(COMPOUND)
}

/// The name of a sheet of a workbook and its cells as text: the sheet called `wanted`, else the first that is to be seen.
pub(in crate::scenario) fn of_workbook(bytes: &[u8], wanted: Option<&str>) -> Result<(String, String), Refused> {
    const AS_CSV: &str = "save the sheet as CSV and name that file";
    if bytes.starts_with(COMPOUND) {
        let help = "save it as .xlsx without a password, or save the sheet as CSV";
        return Err(("this is an old .xls workbook, or one with a password".to_owned(), help.to_owned()));
    }
    if !bytes.starts_with(ARCHIVE) {
        let help = "leave out the `#` and what follows, or name a workbook";
        return Err(("only a workbook has sheets, and this file is none".to_owned(), help.to_owned()));
    }
    if wanted == Some("") {
        let help = "name one, as in `people.xlsx#Sheet 2`, or leave the `#` out to read the first";
        return Err(("no sheet is named after the `#`".to_owned(), help.to_owned()));
    }
    opened(bytes, wanted).map_err(|(fault, help)| (fault, help.unwrap_or_else(|| AS_CSV.to_owned())))
}

#[cfg(feature = "xlsx")]
fn opened(bytes: &[u8], wanted: Option<&str>) -> Result<(String, String), (String, Option<String>)> {
    let whole = |fault: super::package::Fault| (fault.message, fault.help);
    let mut workbook = super::workbook::Workbook::open(bytes).map_err(whole)?;
    let listed = workbook.chosen(wanted).map_err(whole)?;
    let sheet = workbook.sheet(&listed).map_err(whole)?;
    let open = sheet.cells.iter().find(|(_, cell)| cell.kind == super::workbook::CellKind::Open);
    if let Some((&at, _)) = open {
        let message = format!("the cell {}!{} holds a formula that was never worked out", sheet.name, cell_name(at));
        let help = "open the workbook in a spreadsheet program, save it and try again";
        return Err((message, Some(help.to_owned())));
    }
    let cells = sheet.cells.into_iter().map(|(at, cell)| (at, cell.text)).collect();
    let text = text_of(&cells).ok_or_else(|| {
        let message = format!("the sheet `{}` holds more than 4 MiB of text", sheet.name);
        (message, Some("leave out what is not part of the table".to_owned()))
    })?;
    Ok((sheet.name, text))
}

#[cfg(not(feature = "xlsx"))]
fn opened(_: &[u8], _: Option<&str>) -> Result<(String, String), (String, Option<String>)> {
    Err(("it is a workbook, and this program was built without reading any (feature `xlsx`)".to_owned(), None))
}

/// What people call the cell at a row and column, both from 0: `D7`.
pub(in crate::scenario) fn cell_name((row, column): (usize, usize)) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The letters of a column of a sheet: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Cells by row and column, both from 0, as lines of CSV: line n is row n. `None` where that is longer than any file may be.
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "nothing reads a sheet"))]
fn text_of(cells: &BTreeMap<(usize, usize), String>) -> Option<String> {
    let width = cells.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    let mut text = String::new();
    let (mut row, mut column) = (0, 0);
    for (&(at_row, at_column), cell) in cells {
        if text.len() + (at_row - row) + width + cell.len() > LARGEST_FILE {
            return None;
        }
        if at_row > row {
            if column > 0 {
                text.extend(std::iter::repeat_n(',', width - column));
            }
            text.extend(std::iter::repeat_n('\n', at_row - row));
            (row, column) = (at_row, 0);
        }
        // The first cell of a row stands before any comma.
        text.extend(std::iter::repeat_n(',', if column == 0 { at_column } else { at_column + 1 - column }));
        let cell: String = cell.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        if cell.contains([',', '"']) {
            let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            text.push_str(&cell);
        }
        column = at_column + 1;
    }
    text.extend(std::iter::repeat_n(',', width.saturating_sub(column)));
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_after_the_file() {
        let of = |path: &str| {
            let (file, sheet) = sheet_of(Path::new(path));
            (file.display().to_string(), sheet)
        };
        assert_eq!(of("a/b.xlsx#Sheet 2"), ("a/b.xlsx".to_owned(), Some("Sheet 2".to_owned())));
        assert_eq!(of("B.XLSX#x"), ("B.XLSX".to_owned(), Some("x".to_owned())));
        for plain in ["b.xlsx", "a#b.csv", "b.csv#x"] {
            assert_eq!(of(plain), (plain.to_owned(), None));
        }
    }

    #[test]
    fn columns_of_a_sheet_have_letters() {
        assert_eq!([0, 3, 25, 26, 701, 702].map(letters), ["A", "D", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(cell_name((6, 3)), "D7");
    }

    #[test]
    fn cells_become_lines_that_keep_their_rows_and_columns() {
        let cell = |row, column, text: &str| ((row, column), text.to_owned());
        let cells = BTreeMap::from([
            cell(1, 1, "person"),
            cell(1, 2, "saving"),
            cell(3, 1, "A, \"B\""),
            cell(3, 2, "1200"),
            cell(4, 2, "two\nlines"),
            cell(5, 1, "C"),
        ]);
        let expected = "\n,person,saving\n\n,\"A, \"\"B\"\"\",1200\n,,two lines\n,C,";
        assert_eq!(text_of(&cells).as_deref(), Some(expected));
        assert_eq!(text_of(&BTreeMap::new()).as_deref(), Some(""));
        assert_eq!(text_of(&BTreeMap::from([cell(LARGEST_FILE, 0, "x")])), None);
    }
}
