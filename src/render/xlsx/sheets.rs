//! Fills the sheets of the workbook from the tables of the report.

use rust_xlsxwriter::{ColNum, Format, Worksheet, XlsxError};

use super::book::{Book, heading, notes, put, text, wrapped};
use super::charts;
use crate::estimate::Results;
use crate::render::report::{self, Answer, Table};

/// The answers in words, the key figures, what is avoided by event and mechanism, and how the run was made.
pub(super) fn summary(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Summary")?;
    text(sheet, 0, 0, &results.scenario.title, &Format::new().set_bold().set_font_size(16))?;
    let base = results.scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" at {year} prices"));
    let line = format!("All money in £{base}, cash unless it says present value. Avoided cost is not money saved.");
    text(sheet, 1, 0, &line, &Format::new().set_italic())?;
    let figures = report::key_figures(results);
    let placed = put(sheet, 3, &figures)?;
    sheet.set_freeze_panes(4, 1)?;
    sheet.autofilter(3, 0, placed.end - 1, placed.last)?;
    let mut row = placed.end + 1;
    for answer in answers(results) {
        text(sheet, row, 0, &answer.question, &Format::new().set_bold())?;
        text(sheet, row + 1, 0, &answer.headline, &Format::new())?;
        row += 2;
        for sentence in &answer.sentences {
            text(sheet, row, 0, sentence, &Format::new())?;
            row += 1;
        }
        row += 1;
    }
    if let Some(caution) = report::caveat(results) {
        text(sheet, row, 0, &format!("Caution. {caution}"), &Format::new().set_bold())?;
        row += 2;
    }
    let mut tables: Vec<Table> = report::events(results).into_iter().collect();
    if !results.events.is_empty() {
        tables.extend([report::mechanisms(results), report::years(results)]);
    }
    tables.extend([report::segments(results), report::value_map(results), report::published(results)].into_iter().flatten());
    for table in tables {
        text(sheet, row, 0, &table.caption, &heading())?;
        let placed = put(sheet, row + 1, &table)?;
        row = notes(sheet, placed.end, &table)? + 1;
    }
    text(sheet, row, 0, "To make these numbers again", &heading())?;
    for (name, value) in report::provenance(results) {
        row += 1;
        text(sheet, row, 0, &name, &wrapped())?;
        text(sheet, row, 1, &value, &Format::new())?;
    }
    widths(sheet, &[46.0, 16.0, 16.0, 16.0, 16.0, 16.0, 16.0])
}

fn answers(results: &Results) -> Vec<Answer> {
    let mut answers: Vec<Answer> =
        results.targets.iter().map(|(_, target)| report::target_answer(target, results)).collect();
    if !results.events.is_empty() {
        answers.extend([report::per_person(results), report::total(results)]);
    }
    answers.extend(report::social_value(results));
    answers.extend([report::programme_answer(results), report::sureness(results)]);
    answers
}

/// Every payer and group in every year, one row each, with the chart of who gains.
pub(super) fn payers(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Payers by year")?;
    let table = report::payers_by_year(results);
    let placed = put(sheet, 0, &table)?;
    sheet.set_freeze_panes(1, 2)?.set_repeat_rows(0, 0)?;
    if placed.end > 1 {
        sheet.autofilter(0, 0, placed.end - 1, placed.last)?;
        charts::who_gains(sheet, results, &placed)?;
    }
    notes(sheet, placed.end + 1, &table)?;
    widths(sheet, &[24.0, 34.0, 9.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0])
}

/// Every target, with the chart of the first.
pub(super) fn targets(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Targets")?;
    let Some(table) = report::targets(results) else {
        text(sheet, 0, 0, "The scenario states no target.", &Format::new())?;
        charts::exceedance(sheet, results, 2)?;
        sheet.set_freeze_panes(1, 0)?;
        return widths(sheet, &[34.0]);
    };
    let placed = put(sheet, 0, &table)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, placed.end - 1, placed.last)?;
    let row = notes(sheet, placed.end + 1, &table)?;
    charts::exceedance(sheet, results, row + 1)?;
    widths(sheet, &[44.0, 22.0, 12.0, 14.0, 14.0, 14.0, 14.0, 14.0, 12.0, 12.0, 16.0])
}

/// Views side by side.
pub(super) fn views(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Views")?;
    let Some(table) = report::views(results) else {
        text(sheet, 0, 0, "The scenario states no views.", &Format::new())?;
        return widths(sheet, &[34.0]);
    };
    let placed = put(sheet, 0, &table)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, placed.end - 1, placed.last)?;
    notes(sheet, placed.end + 1, &table)?;
    widths(sheet, &[44.0])?;
    for column in 1..=placed.last {
        sheet.set_column_width(column, 15)?;
    }
    Ok(())
}

/// The assumptions log.
pub(super) fn assumptions(book: &mut Book, results: &Results) -> Result<(), XlsxError> {
    let sheet = book.sheet("Assumptions")?;
    let table = report::assumptions(results);
    let placed = put(sheet, 0, &table)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    if placed.end > 1 {
        sheet.autofilter(0, 0, placed.end - 1, placed.last)?;
    }
    notes(sheet, placed.end + 1, &table)?;
    widths(sheet, &[44.0, 32.0, 13.0, 13.0, 13.0, 8.0, 44.0, 70.0])
}

fn widths(sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
    for (column, width) in (0..ColNum::MAX).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}
