//! Writes the sheets that calculate: cells to be changed, formulas over the draws that follow them, and what each does.
//!
//! A value stands in every cell, so that readers see the numbers of the run at once; a spreadsheet program works them out
//! again to the same.

mod columns;
mod formula;
mod formulas;
mod inputs;
mod lines;
mod targets;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationRule, Format, FormatBorder, Formula as Written, RowNum, Worksheet, XlsxError,
};

use self::columns::Columns;
use self::formula::{Formula, POUNDS, chance_format};
use self::formulas::Explained;
use self::inputs::Input;
use self::lines::Line;
use self::targets::TargetLine;
use super::book::{Book, column_head, heading, paragraph, text, wrapped};
use crate::estimate::{DrawRows, Results};
use crate::render::number::whole;

/// The sheet of the cells to be changed.
const NAME: &str = "Calculator";
const WIDTHS: [f64; 8] = [62.0, 18.0, 16.0, 16.0, 18.0, 18.0, 18.0, 56.0];
/// Where the cells to be changed begin.
const FIRST_INPUT: RowNum = 4;
/// The column of what a row says.
const SAYS: ColNum = 4;

/// The calculator of a run whose draws are at hand; returns what its second sheet is to explain.
pub(super) fn sheet(book: &mut Book, results: &Results, draws: &dyn DrawRows) -> Result<Explained, XlsxError> {
    let columns = Columns::new(draws);
    let inputs = inputs::inputs(results, &columns);
    let targets = targets::targets(results, &columns);
    let lines = lines::lines(results, &columns);
    let mut explained = Explained::default();
    let sheet = book.sheet(NAME)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    text(sheet, 0, 0, "What if: change the yellow cells", &heading())?;
    paragraph(sheet, 1, &about(&columns), &WIDTHS, &Format::new())?;
    head(sheet, FIRST_INPUT - 1, &["To be changed", "Value", "", "As in the run", "What it is", "", "", ""])?;
    let mut row = FIRST_INPUT;
    for input in &inputs {
        write_input(sheet, row, input)?;
        row += 1;
    }
    if !targets.is_empty() {
        let heads = [
            "Target",
            "Amount",
            "Chance of reaching it",
            "± Monte Carlo error",
            "Chance in the run",
            "Prudent number, with the confidence",
            "Missing on average when missed",
            "What it says",
        ];
        row += 2;
        head(sheet, row, &heads)?;
        for target in &targets {
            row += 1;
            write_target(sheet, row, target, &chance_format(columns.rows()), &mut explained)?;
        }
        row += 1;
    }
    row += 2;
    head(sheet, row, &["What follows", "Value", "± Monte Carlo error", "As in the run", "What it says", "", "", ""])?;
    for line in &lines {
        row += 1;
        write_line(sheet, row, line, &mut explained)?;
    }
    sheet.set_freeze_panes(FIRST_INPUT, 1)?.set_print_area(0, 0, row + 1, 7)?.set_print_fit_to_pages(1, 0);
    name(book, &columns, &inputs, &mut explained)?;
    Ok(explained)
}

/// The sheet that says what each formula does.
pub(super) fn explanations(book: &mut Book, explained: &Explained) -> Result<(), XlsxError> {
    formulas::sheet(book, explained)
}

/// What the sheet is, and what of.
fn about(columns: &Columns) -> String {
    let some = if columns.rows() < columns.all() {
        let [listed, all] = [columns.rows(), columns.all()].map(|count| whole(count as u64));
        format!(
            " They are of the {listed} draws that Draws lists, out of {all}, so that they differ a little from the run."
        )
    } else {
        String::new()
    };
    format!(
        "Every number in the columns Value, Chance, Prudent number and Missing is a formula over the sheet Draws and follows the yellow \
         cells.{some} People multiply every draw, luck included; a run with more people has relatively less luck in it."
    )
}

fn head(sheet: &mut Worksheet, row: RowNum, heads: &[&str]) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(heads) {
        text(sheet, row, column, name, &column_head())?;
    }
    sheet.set_row_height(row, 30)?;
    Ok(())
}

/// A cell to be changed.
fn yellow(format: &str) -> Format {
    Format::new()
        .set_background_color(0x00FF_F2B3)
        .set_border(FormatBorder::Thin)
        .set_border_color(0x00B0_8900)
        .set_num_format(format)
}

fn plain(format: &str) -> Format {
    Format::new().set_num_format(format)
}

fn write_input(sheet: &mut Worksheet, row: RowNum, input: &Input) -> Result<(), XlsxError> {
    text(sheet, row, 0, input.label, &Format::new())?;
    sheet.write_number_with_format(row, 1, input.value, &yellow(input.format))?;
    sheet.write_number_with_format(row, 3, input.value, &plain(input.format))?;
    let rule = DataValidationRule::Between(input.range.0, input.range.1);
    let refused = DataValidation::new()
        .allow_decimal_number(rule)
        .set_error_title(input.label.chars().take(32).collect::<String>())?
        .set_error_message("This has to be a number that makes sense here: see what stands at the right.")?;
    sheet.add_data_validation(row, 1, row, 1, &refused)?;
    says(sheet, row, input.says)
}

/// Writes what a row says across the columns that it leaves empty.
fn says(sheet: &mut Worksheet, row: RowNum, sentence: &str) -> Result<(), XlsxError> {
    let indented = Format::new().set_indent(1);
    sheet.merge_range(row, SAYS, row, 7, "", &indented)?;
    text(sheet, row, SAYS, sentence, &indented)
}

/// Writes a formula with its value, and keeps what it does.
fn write_formula(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    of: &Formula,
    label: &str,
    explained: &mut Explained,
) -> Result<(), XlsxError> {
    let written =
        Written::new(of.text.as_str()).set_result(of.value.map_or_else(String::new, |value| value.to_string()));
    sheet.write_formula_with_format(row, column, written, &plain(&of.format))?;
    explained.formulas.push([row_col_to_cell(row, column), label.to_owned(), of.text.clone(), of.says.to_owned()]);
    Ok(())
}

fn write_line(sheet: &mut Worksheet, row: RowNum, line: &Line, explained: &mut Explained) -> Result<(), XlsxError> {
    text(sheet, row, 0, &line.label, &Format::new())?;
    write_formula(sheet, (row, 1), &line.value, &line.label, explained)?;
    if let Some(error) = &line.error {
        write_formula(sheet, (row, 2), error, &line.label, explained)?;
    }
    if let Some(said) = line.said {
        sheet.write_number_with_format(row, 3, said, &plain(&line.value.format))?;
    }
    says(sheet, row, line.value.says)
}

fn write_target(
    sheet: &mut Worksheet,
    row: RowNum,
    target: &TargetLine,
    chance: &str,
    explained: &mut Explained,
) -> Result<(), XlsxError> {
    text(sheet, row, 0, &target.label, &wrapped())?;
    sheet.write_number_with_format(row, 1, target.amount, &yellow(POUNDS))?;
    let cell = row_col_to_cell(row, 1);
    for (column, of) in [(2, &target.chance), (3, &target.error), (5, &target.reached), (6, &target.missing)] {
        let of = Formula { text: of.text.replace("AMOUNT", &cell), ..of.clone() };
        write_formula(sheet, (row, column), &of, &target.label, explained)?;
    }
    sheet.write_number_with_format(row, 4, target.said, &plain(chance))?;
    text(sheet, row, 7, &target.says, &wrapped())?;
    sheet.set_row_height(row, 30)?;
    Ok(())
}

/// Names for the columns of draws and the cells to be changed, by which formulas read as sentences.
fn name(book: &mut Book, columns: &Columns, inputs: &[Input], explained: &mut Explained) -> Result<(), XlsxError> {
    for (row, input) in (FIRST_INPUT + 1..).zip(inputs) {
        let run = format!("{}_in_the_run", input.name);
        for (name, cell, what) in [
            (input.name, format!("{NAME}!$B${row}"), "as changed"),
            (run.as_str(), format!("{NAME}!$D${row}"), "as in the run"),
        ] {
            book.workbook.define_name(name, &format!("={cell}"))?;
            explained.names.push([name.to_owned(), cell, format!("{}, {what}", input.label)]);
        }
    }
    for (name, range, label) in columns.ranges() {
        book.workbook.define_name(&name, &format!("={range}"))?;
        explained.names.push([name, range, format!("{label}, draw by draw")]);
    }
    Ok(())
}
