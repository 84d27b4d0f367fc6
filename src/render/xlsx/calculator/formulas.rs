//! Lists the names that the calculator's formulas use, and every formula with what it does.

use rust_xlsxwriter::{RowNum, XlsxError};

use super::super::book::{Book, column_head, heading, text, wrapped};

/// The sheet that explains the formulas.
const EXPLAINED: &str = "Formulas";

/// What was written and is to be explained.
#[derive(Default)]
pub(crate) struct Explained {
    /// Names, what each stands for, and what that is.
    pub(super) names: Vec<[String; 3]>,
    /// Formulas: the cell, what it is of, its text and what it does.
    pub(super) formulas: Vec<[String; 4]>,
}

pub(super) fn sheet(book: &mut Book, explained: &Explained) -> Result<(), XlsxError> {
    let sheet = book.sheet(EXPLAINED)?;
    for (column, width) in (0..).zip([30.0, 52.0, 74.0, 74.0]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, "What the names in the formulas stand for", &heading())?;
    for (column, head) in (0..).zip(["Name", "Cells", "What it is"]) {
        sheet.write_string_with_format(1, column, head, &column_head())?;
    }
    let mut row: RowNum = 2;
    for name in &explained.names {
        for (column, words) in (0..).zip(name) {
            text(sheet, row, column, words, &wrapped())?;
        }
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "What each formula does", &heading())?;
    row += 1;
    for (column, head) in (0..).zip(["Cell", "What it is of", "Formula", "What it does"]) {
        sheet.write_string_with_format(row, column, head, &column_head())?;
    }
    for formula in &explained.formulas {
        row += 1;
        for (column, words) in (0..).zip(formula) {
            // A formula that is shown is a text, also after it is edited.
            text(sheet, row, column, &words.replace("_xlfn.", ""), &wrapped())?;
        }
        let longest = formula.iter().skip(2).map(String::len).max().unwrap_or(0);
        sheet.set_row_height(
            row,
            if longest > 210 {
                60
            } else if longest > 130 {
                46
            } else {
                31
            },
        )?;
    }
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
