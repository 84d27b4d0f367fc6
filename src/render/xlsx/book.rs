//! Keeps the formats of the workbook and puts tables on its sheets, every number a number and every text a text.

use crate::quantity::{Kind, printable};
use rust_xlsxwriter::{ColNum, Color, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet, XlsxError};

use super::archive::of_unix;
use crate::estimate::float;
use crate::render::document::{Cell, Role, Row, Table};
use crate::render::words as render_words;

const POUNDS: &str = "[$£-809]#,##0;[Red]-[$£-809]#,##0";
const PENCE: &str = "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00";
const FINE: &str = "[$£-809]0.0000";
const PERCENT: &str = "0.0%";
/// A simulated chance is never printed as 0% or 100%.
const CHANCE: &str = "[<0.0005]\"below 0.1%\";[>0.9995]\"above 99.9%\";0.0%";
const COUNT: &str = "#,##0.0";
const NUMBER: &str = "#,##0.###";
const MONTHS: &str = "#,##0.## \"months\"";
const PER_YEAR: &str = "#,##0.## \"a year\"";

/// Longest text that a cell holds.
const LONGEST: usize = 32_767;

/// A workbook being written.
pub(super) struct Book {
    pub(super) workbook: Workbook,
}

/// Where a table came to stand: its head, the row after its last, and the first column of each of its columns.
pub(super) struct Placed {
    pub(super) head: RowNum,
    pub(super) end: RowNum,
    pub(super) columns: Vec<ColNum>,
    pub(super) last: ColNum,
}

impl Book {
    pub(super) fn new() -> Self {
        Self { workbook: Workbook::new() }
    }

    /// The file that it is.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer().map(of_unix)
    }

    /// A new sheet, printed on A4 across.
    pub(super) fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, XlsxError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_landscape().set_paper_size(9);
        sheet.set_footer("&L&F &R&A, page &P of &N");
        Ok(sheet)
    }
}

/// A heading above a table or paragraph.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_size(13).set_font_color(Color::RGB(0x000B_5165))
}

/// Text that is broken to the width of its column.
pub(super) fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The head of a column.
pub(super) fn column_head() -> Format {
    wrapped()
        .set_bold()
        .set_background_color(Color::RGB(0x000B_5165))
        .set_font_color(Color::White)
        .set_border_bottom(FormatBorder::Thin)
}

/// Writes text as text whatever it begins with: a formula is never made of it, not even when the cell is edited.
pub(super) fn text(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let kept: String = printable(text).chars().take(LONGEST / 2).collect();
    if kept.starts_with(['=', '+', '-', '@']) {
        sheet.write_string_with_format(row, column, kept, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, kept, format)?;
    }
    Ok(())
}

/// Puts a table on `sheet`, its head in `row`, an interval in two columns; `widths` are of the sheet's columns, in
/// characters, and decide how high the rows must be.
pub(super) fn put(sheet: &mut Worksheet, row: RowNum, table: &Table, widths: &[f64]) -> Result<Placed, XlsxError> {
    let mut columns = Vec::with_capacity(table.columns.len());
    let mut next: ColNum = 0;
    let mut lines: f64 = 1.0;
    for (index, column) in table.columns.iter().enumerate() {
        columns.push(next);
        let heads = if two_wide(table, index) {
            vec![format!("{}: from", column.head), format!("{}: to", column.head)]
        } else {
            vec![column.head.clone()]
        };
        let side = if column.numeric { FormatAlign::Right } else { FormatAlign::Left };
        for head in heads {
            lines = lines.max(lines_of(&head, width(widths, next)));
            text(sheet, row, next, &head, &column_head().set_align(side))?;
            next += 1;
        }
    }
    sheet.set_row_height(row, lines * LINE)?;
    let mut at = row + 1;
    for line in &table.rows {
        put_row(sheet, at, line, &columns)?;
        let printed = line.cells.iter().zip(&columns).filter_map(|(cell, column)| match cell {
            Cell::Text(text) | Cell::Path(text) => Some(lines_of(text, width(widths, *column))),
            _ => None,
        });
        sheet.set_row_height(at, printed.fold(1.0, f64::max) * LINE)?;
        at += 1;
    }
    Ok(Placed { head: row, end: at, columns, last: next.saturating_sub(1) })
}

/// Writes the notes of a table below each other; returns the row after them.
pub(super) fn notes(sheet: &mut Worksheet, mut row: RowNum, table: &Table) -> Result<RowNum, XlsxError> {
    let format = Format::new().set_italic().set_font_color(Color::RGB(0x004A_5563));
    for note in &table.notes {
        text(sheet, row, 0, note, &format)?;
        row += 1;
    }
    Ok(row)
}

/// A paragraph across all columns of `widths`, as high as it must be.
pub(super) fn paragraph(
    sheet: &mut Worksheet,
    row: RowNum,
    content: &str,
    widths: &[f64],
    format: &Format,
) -> Result<(), XlsxError> {
    let last = ColNum::try_from(widths.len()).unwrap_or(ColNum::MAX).saturating_sub(1);
    let format = format.clone().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
    if last > 0 {
        sheet.merge_range(row, 0, row, last, "", &format)?;
    }
    text(sheet, row, 0, content, &format)?;
    sheet.set_row_height(row, lines_of(content, widths.iter().sum()) * LINE)?;
    Ok(())
}

/// Height of a line of text, in points.
const LINE: f64 = 15.0;

/// Lines that a text takes in a column of `width` characters, a little more than less.
fn lines_of(text: &str, width: f64) -> f64 {
    let of = |line: &str| (float(line.chars().count()) / width.max(4.0)).ceil().max(1.0);
    text.split('\n').map(of).sum::<f64>().clamp(1.0, 27.0)
}

fn width(widths: &[f64], column: ColNum) -> f64 {
    widths.get(usize::from(column)).or(widths.last()).copied().unwrap_or(8.0)
}

fn two_wide(table: &Table, index: usize) -> bool {
    table.rows.iter().any(|row| matches!(row.cells.get(index), Some(Cell::MoneyRange(..) | Cell::WrittenRange(..))))
}

fn put_row(sheet: &mut Worksheet, at: RowNum, row: &Row, columns: &[ColNum]) -> Result<(), XlsxError> {
    for (cell, &column) in row.cells.iter().zip(columns) {
        let base = if row.role == Role::Total { wrapped().set_bold() } else { wrapped() };
        match cell {
            Cell::Empty => {}
            Cell::Text(plain) | Cell::Path(plain) => {
                // An indent keeps text off the number to its left.
                let base = if column > 0 { base.set_indent(1) } else { base };
                text(sheet, at, column, plain, &base)?;
            }
            Cell::MoneyError(error) => {
                number(sheet, at, column, *error, base, if *error < 1.0 { FINE } else { POUNDS })?
            }
            Cell::Money(value, _) | Cell::Change(value, _) => {
                number(sheet, at, column, *value, base, money_format(*value))?
            }
            Cell::MoneyRange([(low, _), (high, _)]) => {
                let format = money_format(low.abs().max(high.abs()));
                number(sheet, at, column, *low, base.clone(), format)?;
                number(sheet, at, column + 1, *high, base, format)?;
            }
            Cell::Chance(of) => match render_words::decimals(of) {
                Some(decimals) => number(sheet, at, column, of.probability, base, &percentage(decimals))?,
                // What is no number with an error is said in words.
                None => text(sheet, at, column, &render_words::percent(of), &base.set_align(FormatAlign::Right))?,
            },
            Cell::Share(value, _) => number(sheet, at, column, *value, base, CHANCE)?,
            Cell::PlainShare(value) => number(sheet, at, column, *value, base, PERCENT)?,
            Cell::Count(value, _) => number(sheet, at, column, *value, base, COUNT)?,
            Cell::Plain(value) => number(sheet, at, column, *value, base, NUMBER)?,
            Cell::Written(value, kind) => number(sheet, at, column, *value, base, kind_format(*kind, *value))?,
            Cell::WrittenRange(low, high, kind) => {
                number(sheet, at, column, *low, base.clone(), kind_format(*kind, *high))?;
                number(sheet, at, column + 1, *high, base, kind_format(*kind, *high))?;
            }
        }
    }
    Ok(())
}

/// A number format of percentages with so many decimals.
fn percentage(decimals: usize) -> String {
    if decimals == 0 { "0%".to_owned() } else { format!("0.{}%", "0".repeat(decimals)) }
}

/// Writes a number; one that does not exist leaves its cell empty.
fn number(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    value: f64,
    base: Format,
    shown: &str,
) -> Result<(), XlsxError> {
    if value.is_finite() {
        sheet.write_number_with_format(row, column, value, &base.set_num_format(shown))?;
    }
    Ok(())
}

fn money_format(value: f64) -> &'static str {
    if value.abs() < 100.0 && value.fract() != 0.0 { PENCE } else { POUNDS }
}

fn kind_format(kind: Kind, value: f64) -> &'static str {
    match kind {
        Kind::Share | Kind::Effect | Kind::Annual | Kind::Growth | Kind::Distance => PERCENT,
        Kind::Money | Kind::Amount => money_format(value),
        Kind::Rate => PER_YEAR,
        Kind::Factor => NUMBER,
        Kind::Length => MONTHS,
    }
}
