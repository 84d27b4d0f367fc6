//! Writes the sheet of notes, and the sheet that says how a scenario is filled in.

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::super::book::{Book, column_head, heading, wrapped};
use crate::scenario::Outline;

const STEPS: [&str; 13] = [
    "1. Start: what the scenario is called, how long people are followed, which year's prices.",
    "2. Cohort: how many people are supported, and when they join. Rows with an id are segments: groups with risks of their own.",
    "3. Payers: who bears costs, each under an id of its own, such as nhs. Rename or take out an id on every sheet that names it.",
    "4. Programme: what support costs, a line of funding under each number in the column id.",
    "5. Events: what may happen WITHOUT support, how often, what it costs and whom. One id for all rows of an event.",
    "6. Support: what changes WITH support; what an event says of itself (support.prevents) goes before it.",
    "7. Shared: a value that is used in several places, under an id; elsewhere choose the way shared and write that id.",
    "8. Targets, Views, Shocks, Published, Outcomes and Correlations if you have any. A row without a value says nothing; delete rows \
     or clear their values as you like. name_it stands for an id of your own.",
    "9. What differs by year, payer or event has a row for each, with the key spelled out: amounts.2025/26, joining.2025/26, \
     paid_by.nhs, cashable.nhs, silence.W30, scale.events.*.unit_cost.",
    "10. Choose the way in which a value is written; the cells that it does not use turn grey. Two groups of a trial: way compared, 12 of \
     100 in value, 20 of 100 in without. A cost by the week: rows unit_cost.each, unit_cost.per and unit_cost.for.",
    "11. What has no cells of its own is written into the cell value as in a text file, such as {sum: [£500, £1_200]}.",
    "12. Keep the heads. Columns to the right of the last head, and sheets without these heads, are yours.",
    "13. Save, then: averted check FILE.xlsx reads it back in plain English, averted run FILE.xlsx simulates it and writes results.xlsx.",
];

pub(super) fn write(book: &mut Book, outline: &Outline) -> Result<(), XlsxError> {
    let sheet = book.sheet(outline.help_name)?;
    sheet.set_column_width(0, 18)?.set_column_width(1, 44)?.set_column_width(2, 100)?;
    sheet.write_string_with_format(0, 0, "How to fill in this workbook", &heading())?;
    let mut row = 1;
    for step in STEPS {
        let format = wrapped().set_align(FormatAlign::Left);
        sheet.merge_range(row, 0, row, 2, step, &format)?;
        sheet.set_row_height(row, if step.len() > 150 { 32 } else { 17 })?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Ways to write a value", &heading())?;
    row += 1;
    for (column, head) in (0..).zip(["way", "cells that it uses", "meaning"]) {
        sheet.write_string_with_format(row, column, head, &column_head())?;
    }
    for way in &outline.ways {
        row += 1;
        sheet.write_string_with_format(row, 0, way.name, &Format::new().set_bold().set_align(FormatAlign::Top))?;
        sheet.write_string_with_format(row, 1, way.cells(), &wrapped())?;
        sheet.write_string_with_format(row, 2, way.about, &wrapped())?;
        sheet.set_row_height(row, if way.about.len() > 110 { 32 } else { 17 })?;
    }
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

pub(super) fn notes(book: &mut Book, outline: &Outline) -> Result<(), XlsxError> {
    let sheet = book.sheet(outline.notes_name)?;
    sheet.set_column_width(0, 40)?.set_column_width(1, 110)?;
    for (column, head) in (0..).zip(["path", "note"]) {
        sheet.write_string_with_format(0, column, head, &column_head())?;
    }
    let words = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    for (row, (path, note)) in (1..).zip(&outline.notes) {
        sheet.write_string_with_format(row, 0, path, &words)?;
        sheet.write_string_with_format(row, 1, note, &words)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_print_fit_to_pages(1, 0);
    Ok(())
}
