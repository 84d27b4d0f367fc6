//! Writes the sheets that calculate: cells to be changed, formulas over the draws that follow them, and what each does.
//!
//! A value stands in every cell, so that readers see the numbers of the run at once; a spreadsheet program works them out
//! again to the same.

mod columns;
mod formulas;
mod lines;

use rust_xlsxwriter::{ColNum, Format, FormatBorder, Formula, RowNum, Worksheet, XlsxError};

use self::columns::Columns;
use self::formulas::Explained;
use self::lines::{Input, Line, NAME, TargetLine};
use super::book::{Book, column_head, heading, paragraph, text, wrapped};
use crate::estimate::{DrawRows, Results};

const WIDTHS: [f64; 8] = [62.0, 18.0, 16.0, 16.0, 18.0, 18.0, 18.0, 56.0];
/// Where the cells to be changed begin.
const FIRST_INPUT: RowNum = 4;

/// The calculator of a run whose draws are at hand; returns its formulas for the sheet that explains them.
pub(super) fn sheet(book: &mut Book, results: &Results, draws: &dyn DrawRows) -> Result<Vec<Explained>, XlsxError> {
    let columns = Columns::new(draws);
    let inputs = lines::inputs(results, &columns);
    let targets = lines::targets(results, &columns);
    let first_target = FIRST_INPUT + rows(inputs.len()) + 3;
    let first_line =
        if targets.is_empty() { FIRST_INPUT + rows(inputs.len()) + 2 } else { first_target + rows(targets.len()) + 3 };
    let sheet = book.sheet(NAME)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    text(sheet, 0, 0, "What if: change the yellow cells", &heading())?;
    paragraph(sheet, 1, &about(results, &columns), &WIDTHS, &Format::new())?;
    head(sheet, FIRST_INPUT - 1, &["To be changed", "Value", "", "As in the run", "What it is", "", "", ""])?;
    for (row, input) in (FIRST_INPUT..).zip(&inputs) {
        write_input(sheet, row, input)?;
    }
    let mut explained = Vec::new();
    if !targets.is_empty() {
        let heads = [
            "Target",
            "Amount",
            "Chance of reaching it",
            "± Monte Carlo error",
            "Chance in the run",
            "Reached with the confidence",
            "Missing on average when missed",
            "What it says",
        ];
        head(sheet, first_target - 1, &heads)?;
        for (row, target) in (first_target..).zip(&targets) {
            write_target(sheet, row, target, &mut explained)?;
        }
    }
    head(
        sheet,
        first_line - 1,
        &["What follows", "Value", "± Monte Carlo error", "As in the run", "What it says", "", "", ""],
    )?;
    let lines = lines::lines(results, &columns);
    for (row, line) in (first_line..).zip(&lines) {
        write_line(sheet, row, line, &mut explained)?;
    }
    let last = first_line + rows(lines.len());
    sheet.set_freeze_panes(FIRST_INPUT, 1)?.set_print_area(0, 0, last, 7)?.set_print_fit_to_pages(1, 0);
    name(book, &columns, &inputs)?;
    Ok(explained)
}

/// The sheet that says what each formula does.
pub(super) fn explanations(book: &mut Book, explained: &[Explained]) -> Result<(), XlsxError> {
    formulas::sheet(book, explained)
}

/// What the sheet is, and what of.
fn about(results: &Results, columns: &Columns) -> String {
    let some = if columns.rows() < columns.all() {
        format!(
            "They are of the {} draws that the sheet Draws lists, out of {}, so that they differ a little from the run. ",
            lines::whole(columns.rows()),
            lines::whole(columns.all())
        )
    } else {
        String::new()
    };
    format!(
        "Every number below is a formula over the sheet Draws, and follows the yellow cells. {some}People scale every draw: the play of \
         chance among more people is a little smaller than that, which `averted run {} --set cohort.people=…` simulates.",
        results.scenario.file
    )
}

fn rows(count: usize) -> RowNum {
    RowNum::try_from(count).unwrap_or(0)
}

fn head(sheet: &mut Worksheet, row: RowNum, heads: &[&str]) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(heads) {
        text(sheet, row, column, name, &column_head())?;
    }
    sheet.set_row_height(row, 30)?;
    Ok(())
}

/// A cell to be changed.
fn yellow() -> Format {
    Format::new()
        .set_background_color(0x00FF_F2B3)
        .set_border(FormatBorder::Thin)
        .set_border_color(0x00B0_8900)
        .set_unlocked()
}

fn write_input(sheet: &mut Worksheet, row: RowNum, input: &Input) -> Result<(), XlsxError> {
    text(sheet, row, 0, input.label, &Format::new())?;
    sheet.write_number_with_format(row, 1, input.value, &yellow().set_num_format(input.format))?;
    sheet.write_number_with_format(row, 3, input.value, &Format::new().set_num_format(input.format))?;
    says(sheet, row, input.says)
}

/// Writes what a row says across the columns that it leaves empty.
fn says(sheet: &mut Worksheet, row: RowNum, sentence: &str) -> Result<(), XlsxError> {
    let indented = Format::new().set_indent(1);
    sheet.merge_range(row, 4, row, 7, "", &indented)?;
    text(sheet, row, 4, sentence, &indented)
}

/// Writes a formula with its value, and keeps what it does.
fn formula(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    of: &lines::Formula,
    label: &str,
    explained: &mut Vec<Explained>,
) -> Result<(), XlsxError> {
    let written =
        Formula::new(of.text.as_str()).set_result(of.value.map_or_else(String::new, |value| value.to_string()));
    sheet.write_formula_with_format(row, column, written, &Format::new().set_num_format(of.format))?;
    if !of.says.is_empty() {
        let cell = rust_xlsxwriter::utility::row_col_to_cell(row, column);
        explained.push((cell, label.to_owned(), of.text.clone(), of.says.clone()));
    }
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: RowNum,
    line: &Line,
    explained: &mut Vec<Explained>,
) -> Result<(), XlsxError> {
    text(sheet, row, 0, &line.label, &Format::new())?;
    formula(sheet, (row, 1), &line.value, &line.label, explained)?;
    if let Some(error) = &line.error {
        formula(sheet, (row, 2), error, &line.label, explained)?;
    }
    if let Some(said) = line.said.filter(|said| said.is_finite()) {
        sheet.write_number_with_format(row, 3, said, &Format::new().set_num_format(line.value.format))?;
    }
    says(sheet, row, &line.value.says)
}

fn write_target(
    sheet: &mut Worksheet,
    row: RowNum,
    target: &TargetLine,
    explained: &mut Vec<Explained>,
) -> Result<(), XlsxError> {
    text(sheet, row, 0, &target.label, &Format::new())?;
    sheet.write_number_with_format(row, 1, target.amount, &yellow().set_num_format(lines::POUNDS))?;
    let cell = rust_xlsxwriter::utility::row_col_to_cell(row, 1);
    for (column, of) in [(2, &target.chance), (3, &target.error), (5, &target.reached), (6, &target.missing)] {
        let of = lines::Formula { text: of.text.replace("AMOUNT", &cell), ..of.clone() };
        formula(sheet, (row, column), &of, &target.label, explained)?;
    }
    sheet.write_number_with_format(row, 4, target.said, &Format::new().set_num_format(lines::CHANCE))?;
    text(sheet, row, 7, &target.says, &wrapped())?;
    sheet.set_row_height(row, 30)?;
    Ok(())
}

/// Names for the columns of draws and the cells to be changed, by which formulas read as sentences.
fn name(book: &mut Book, columns: &Columns, inputs: &[Input]) -> Result<(), XlsxError> {
    for (name, range) in columns.ranges() {
        book.workbook.define_name(name, &format!("={range}"))?;
    }
    for (row, input) in (FIRST_INPUT + 1..).zip(inputs) {
        book.workbook.define_name(input.name, &format!("={NAME}!$B${row}"))?;
        book.workbook.define_name(format!("{}_in_the_run", input.name), &format!("={NAME}!$D${row}"))?;
    }
    Ok(())
}
