//! Lists every formula of the calculator with what it does.

use rust_xlsxwriter::{Format, XlsxError};

use super::super::book::{Book, column_head, heading, wrapped};
use super::lines::NAME;

/// The sheet that explains the formulas.
const EXPLAINED: &str = "Formulas";

/// A formula that was written: its cell, what it is of, its text and what it does.
pub(crate) type Explained = (String, String, String, String);

pub(super) fn sheet(book: &mut Book, explained: &[Explained]) -> Result<(), XlsxError> {
    let sheet = book.sheet(EXPLAINED)?;
    for (column, width) in (0..).zip([8.0, 50.0, 70.0, 74.0]) {
        sheet.set_column_width(column, width)?;
    }
    let title = format!("What the formulas of the sheet {NAME} do");
    sheet.write_string_with_format(0, 0, title, &heading())?;
    let about = "Names such as draws_avoided stand for columns of the sheet Draws, people and confidence for yellow cells, and \
                 people_in_the_run for what the run had.";
    sheet.write_string_with_format(1, 0, about, &Format::new())?;
    for (column, head) in (0..).zip(["Cell", "What it is of", "Formula", "What it does"]) {
        sheet.write_string_with_format(3, column, head, &column_head())?;
    }
    for (row, (cell, label, formula, says)) in (4..).zip(explained) {
        for (column, words) in (0..).zip([cell, label, &formula.replace("_xlfn.", ""), says]) {
            // A formula that is shown is a text, also after it is edited.
            sheet.write_string_with_format(row, column, words, &wrapped().set_quote_prefix())?;
        }
        sheet.set_row_height(row, if formula.len() > 140 { 46 } else { 30 })?;
    }
    sheet.set_freeze_panes(4, 0)?.set_repeat_rows(3, 3)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
