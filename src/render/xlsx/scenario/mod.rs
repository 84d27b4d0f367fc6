//! Writes a workbook that is a scenario: a sheet a block, a row a value, with drop-downs, comments and a sheet of help.

mod help;
mod lists;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, XlsxError};

use super::book::Book;
use crate::scenario::{Outline, Part};

/// Rows that are prepared for more than there is.
const SPARE: u32 = 60;

/// The bytes of the workbook of a scenario; `library` are the ids of unit costs that can be chosen. The same outline gives
/// the same bytes.
///
/// # Errors
///
/// When the workbook cannot be put together, which does not happen to an outline within Excel's limits.
pub fn scenario_xlsx(outline: &Outline, library: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title("A scenario for averted").set_creation_datetime(&created);
    book.workbook.set_properties(&properties);
    for sheet in &outline.sheets {
        sheet::write(&mut book, sheet, outline)?;
    }
    help::notes(&mut book, outline)?;
    help::write(&mut book, outline)?;
    lists::write(&mut book, outline, library)?;
    book.workbook.save_to_buffer()
}

/// The column of a part of a value.
fn column_of(outline: &Outline, part: usize) -> u16 {
    u16::try_from(outline.heads.len() + part).unwrap_or(u16::MAX)
}

/// The column of a remark.
fn column_of_remark(outline: &Outline, remark: usize) -> u16 {
    column_of(outline, Part::ALL.len() + remark)
}

/// A name that formulas know a list by: letters and `_` alone.
fn list_name(kind: &str, sheet: &str) -> String {
    format!("{kind}_{}", sheet.to_lowercase().replace(' ', "_"))
}

/// A cell that is filled in.
fn input() -> Format {
    Format::new().set_background_color(0x00FF_FBE6).set_border(FormatBorder::Thin).set_border_color(0x00D0_D5DA)
}
