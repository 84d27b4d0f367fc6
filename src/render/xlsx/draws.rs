//! Lists the draws on a sheet, as draws.csv does.

use rust_xlsxwriter::{ColNum, Format, RowNum, XlsxError};

use super::book::{Book, column_head, text};
use crate::estimate::DrawRows;

/// Draws listed at most, for a workbook that still opens at once; draws.csv has all.
pub(super) const MOST: usize = 10_000;

pub(super) fn sheet(book: &mut Book, draws: Option<&dyn DrawRows>) -> Result<(), XlsxError> {
    let sheet = book.sheet("Draws")?;
    let plain = Format::new();
    let Some(draws) = draws else {
        text(sheet, 0, 0, "The draws are in draws.csv; this workbook was made again without them.", &plain)?;
        return Ok(());
    };
    let columns = || 0..ColNum::MAX;
    for (column, described) in columns().zip(draws.columns()) {
        text(sheet, 0, column, &described.name, &column_head())?;
        sheet.set_column_width(column, if column == 0 { 8 } else { 15 })?;
    }
    let rows = draws.rows().min(MOST);
    let mut numbers = Vec::new();
    let mut at: RowNum = 0;
    for row in 0..rows {
        at += 1;
        draws.numbers(row, &mut numbers);
        sheet.write_number(at, 0, f64::from(at))?;
        text(sheet, at, 1, draws.view(row), &plain)?;
        for (column, &number) in columns().skip(2).zip(&numbers) {
            if number.is_finite() {
                sheet.write_number(at, column, number)?;
            }
        }
    }
    if draws.rows() > MOST {
        let message = format!("The first {MOST} of {} draws; draws.csv has all.", draws.rows());
        text(sheet, at + 2, 0, &message, &plain)?;
    }
    // A thousand pages of draws are not to be printed by chance: one, of the heads, is.
    sheet.set_print_area(0, 0, 0, 6)?.set_freeze_panes(1, 2)?;
    if at > 0 && !draws.columns().is_empty() {
        let last = ColNum::try_from(draws.columns().len() - 1).unwrap_or(ColNum::MAX);
        sheet.autofilter(0, 0, at, last)?;
    }
    Ok(())
}
