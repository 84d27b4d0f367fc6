//! Fills the sheets of the workbook from the tables of the report.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::book::{Book, Placed, heading, notes, paragraph, put, text};
use super::charts;
use crate::estimate::Results;
use crate::render::document::{self, Finding, Table};
use crate::render::words;

/// Widths of the columns of the summary, in characters.
const SUMMARY: [f64; 8] = [46.0, 16.0, 16.0, 16.0, 16.0, 25.0, 16.0, 16.0];

/// The key figures, the answers in words, what is avoided by event and mechanism, and how the run was made.
pub(super) fn summary(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Summary")?;
    set_widths(sheet, &SUMMARY)?;
    text(sheet, 0, 0, &results.scenario.title, &Format::new().set_bold().set_font_size(16))?;
    let base = results.scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" at {year} prices"));
    let line = format!("All money in £{base}, cash unless it says present value. Avoided cost is not money saved.");
    text(sheet, 1, 0, &line, &Format::new().set_italic())?;
    let placed = put(sheet, 3, &document::key_figures(results), &SUMMARY)?;
    sheet.set_freeze_panes(4, 1)?;
    sheet.autofilter(3, 0, placed.end - 1, placed.last)?;
    let row = words(sheet, placed.end + 1, results)?;
    let (row, widest) = tables(sheet, row, results)?;
    let row = warnings(sheet, row, results)?;
    text(sheet, row, 0, "To make these numbers again", &heading())?;
    let mut last = row;
    for (name, value) in document::provenance(results) {
        last += 1;
        paragraph(sheet, last, &format!("{name}: {value}"), &SUMMARY, &Format::new())?;
    }
    last += 1;
    paragraph(sheet, last, &document::trust(results), &SUMMARY, &Format::new())?;
    sheet.set_print_area(0, 0, last, widest)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The answers, one below the other; returns the row after them.
fn words(sheet: &mut Worksheet, mut row: RowNum, results: &Results) -> Result<RowNum, XlsxError> {
    for answer in answers(results) {
        paragraph(sheet, row, &answer.question, &SUMMARY, &Format::new().set_bold())?;
        paragraph(sheet, row + 1, &answer.headline, &SUMMARY, &Format::new().set_bold())?;
        row += 2;
        for sentence in &answer.sentences {
            paragraph(sheet, row, sentence, &SUMMARY, &Format::new())?;
            row += 1;
        }
        row += 1;
    }
    if let Some(caution) = words::caveat(results) {
        paragraph(sheet, row, &format!("Caution. {caution}"), &SUMMARY, &Format::new().set_bold())?;
        row += 2;
    }
    Ok(row)
}

/// Every warning with its id, also one that is silenced, with the reason; returns the row after them.
fn warnings(sheet: &mut Worksheet, mut row: RowNum, results: &Results) -> Result<RowNum, XlsxError> {
    let lines = words::warnings(&results.warnings);
    if lines.is_empty() {
        return Ok(row);
    }
    text(sheet, row, 0, "Warnings", &heading())?;
    for line in lines {
        row += 1;
        paragraph(sheet, row, &line, &SUMMARY, &Format::new())?;
    }
    Ok(row + 2)
}

/// The smaller tables, one below the other; returns the row after them and the last column of the widest.
fn tables(sheet: &mut Worksheet, mut row: RowNum, results: &Results) -> Result<(RowNum, ColNum), XlsxError> {
    let mut widest: ColNum = 7;
    let mut tables: Vec<Table> = document::events(results).into_iter().collect();
    if results.counts_money() {
        tables.extend([document::mechanisms(results), document::years(results)]);
    }
    tables.extend(
        [
            document::segments(results),
            document::gains(results),
            document::value_map(results),
            document::published(results),
        ]
        .into_iter()
        .flatten(),
    );
    for table in tables {
        text(sheet, row, 0, &table.caption, &heading())?;
        let placed = put(sheet, row + 1, &table, &SUMMARY)?;
        widest = widest.max(placed.last);
        row = notes(sheet, placed.end, &table)? + 1;
    }
    Ok((row, widest))
}

fn answers(results: &Results) -> Vec<Finding> {
    let mut answers: Vec<Finding> =
        results.targets.iter().map(|(_, target)| document::target_finding(target, results)).collect();
    if results.counts_money() {
        answers.extend([document::per_person(results), document::total(results)]);
    }
    answers.extend(document::social_value(results));
    answers.extend([document::programme(results), document::sureness(results)]);
    answers
}

/// Every payer and group in every year, one row each, with the chart of who gains.
pub(super) fn payers(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Payers by year")?;
    let widths = [24.0, 34.0, 9.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0];
    let table = document::payers_by_year(results);
    let placed = filtered(sheet, &table, &widths, 2)?;
    notes(sheet, placed.end + 1, &table)?;
    let mut last = placed.end + 3;
    if placed.end > 1 {
        last = charts::who_gains(sheet, results, &placed)?;
    }
    sheet.set_print_area(0, 0, last, placed.last)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Every target, with the chart of the first.
pub(super) fn targets(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Targets")?;
    let widths = [44.0, 22.0, 12.0, 14.0, 14.0, 14.0, 14.0, 14.0, 12.0, 12.0, 16.0];
    let row = match document::targets(results) {
        Some(table) => {
            let placed = filtered(sheet, &table, &widths, 1)?;
            notes(sheet, placed.end + 1, &table)? + 1
        }
        None => {
            set_widths(sheet, &widths)?;
            text(sheet, 0, 0, "The scenario states no target.", &Format::new())?;
            2
        }
    };
    charts::exceedance(sheet, results, row)?;
    sheet.set_print_area(0, 0, row + 24, 10)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Views side by side.
pub(super) fn views(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Views")?;
    let Some(table) = document::views(results) else {
        text(sheet, 0, 0, "The scenario states no views.", &Format::new())?;
        return Ok(());
    };
    let mut widths = vec![15.0; 2 * table.columns.len()];
    widths[0] = 44.0;
    let placed = filtered(sheet, &table, &widths, 1)?;
    notes(sheet, placed.end + 1, &table)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The assumptions log.
pub(super) fn assumptions(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Assumptions")?;
    let table = document::assumptions(results);
    let placed = filtered(sheet, &table, &[44.0, 34.0, 13.0, 13.0, 13.0, 8.0, 44.0, 70.0], 1)?;
    notes(sheet, placed.end + 1, &table)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A table at the head of a sheet, with its head and first columns frozen, repeated in print, and filters.
fn filtered(sheet: &mut Worksheet, table: &Table, widths: &[f64], frozen: ColNum) -> Result<Placed, XlsxError> {
    set_widths(sheet, widths)?;
    let placed = put(sheet, 0, table, widths)?;
    sheet.set_freeze_panes(1, frozen)?.set_repeat_rows(0, 0)?;
    if placed.end > 1 {
        sheet.autofilter(0, 0, placed.end - 1, placed.last)?;
    }
    Ok(placed)
}

fn set_widths(sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
    for (column, width) in (0..ColNum::MAX).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}
