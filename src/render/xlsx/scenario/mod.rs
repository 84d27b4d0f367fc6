//! Writes a workbook that is a scenario: a sheet a block, a row a value, with drop-downs, comments and a sheet of help.

mod help;
mod layout;
mod lists;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use super::book::Book;
use crate::scenario::Outline;

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
    book.bytes()
}
