//! Writes results.xlsx: numbers as numbers, text as text, and charts that can be edited.

mod archive;
mod book;
mod calculator;
mod charts;
mod companions;
mod draws;
mod scenario;
mod sheets;
mod table;

use crate::quantity::printable;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use self::book::Book;
pub use self::scenario::scenario_xlsx;
pub use self::table::{Grid, table_xlsx};
use crate::estimate::{DrawRows, Results};
use crate::render::answer::Companion;

/// The bytes of results.xlsx, with a sheet for each of `companions`; `draws` fills the last sheet and may be left out where
/// there are none at hand, and with them what calculates.
///
/// Sheets: Summary, Calculator, Payers by year, Targets, Views, Stress, Drivers, Evidence, Assumptions, Formulas, Draws. The
/// same results give the same bytes.
///
/// # Errors
///
/// When the workbook cannot be put together, which does not happen to results within Excel's limits.
pub fn xlsx(
    results: &Results,
    companions: &[&dyn Companion],
    draws: Option<&dyn DrawRows>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    // A fixed time of creation, for the same run to give the same file.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(printable(&results.scenario.title))
        .set_subject("Costs that a programme may avoid, and how sure that is")
        .set_author(printable(&format!("{} {}", results.generator.name, results.generator.version)))
        .set_comment(printable(&format!("Scenario {}, SHA-256 {}", results.scenario.file, results.scenario.sha256)))
        .set_creation_datetime(&created);
    book.workbook.set_properties(&properties);
    sheets::summary(&mut book, results)?;
    let calculated = draws.filter(|_| results.counts_money());
    let formulas = calculated.map(|draws| calculator::sheet(&mut book, results, draws)).transpose()?;
    sheets::payers(&mut book, results)?;
    sheets::targets(&mut book, results)?;
    sheets::views(&mut book, results)?;
    companions::sheets(&mut book, companions)?;
    sheets::assumptions(&mut book, results)?;
    if let Some(formulas) = formulas {
        calculator::explanations(&mut book, &formulas)?;
    }
    draws::sheet(&mut book, draws)?;
    book.bytes()
}

/// The bytes of the workbook of one answer by itself, such as a comparison. The same answer gives the same bytes.
///
/// # Errors
///
/// As [`xlsx`].
pub fn answer_xlsx(answer: &dyn Companion) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    companions::sheets(&mut book, &[answer])?;
    book.bytes()
}
