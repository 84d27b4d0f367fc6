//! Writes draws.csv, row by row, so that no copy of all draws is held.

use crate::quantity::printable;
use std::io::Write;

use crate::dictionary::Row;
use crate::estimate::{AnswerColumn, AnswerValues, DrawRows};

/// Writes the draws as UTF-8 CSV into `sink`.
///
/// Draws are numbered from 1. Numbers are as exact as they are held; one that does not exist (a segment with nobody
/// in it) is an empty cell.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn draws_csv(table: &dyn DrawRows, sink: impl Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(table.columns().iter().map(|column| guarded(&column.name)))?;
    let mut numbers = Vec::new();
    for row in 0..table.rows() {
        table.numbers(row, &mut numbers);
        writer.write_field((row + 1).to_string())?;
        writer.write_field(guarded(table.view(row)))?;
        for number in &numbers {
            writer.write_field(spelled(*number))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// Writes the answers of a sweep as UTF-8 CSV into `sink`; a number that does not exist is an empty cell.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn answers_csv(columns: &[AnswerColumn], sink: impl Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(columns.iter().map(|column| &column.name))?;
    let rows = columns.first().map_or(0, |column| column.values.len());
    for row in 0..rows {
        for column in columns {
            match &column.values {
                AnswerValues::Words(words) => {
                    writer.write_field(words[row].as_deref().map_or_else(String::new, guarded))?
                }
                AnswerValues::Numbers(numbers) => writer.write_field(spelled(numbers[row]))?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// A number with all its digits; nothing where it does not exist.
fn spelled(number: f64) -> String {
    if number.is_finite() { number.to_string() } else { String::new() }
}

/// Writes a dictionary as UTF-8 CSV into `sink`, with the mark by which spreadsheets know it.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn dictionary_csv(rows: &[Row], mut sink: impl Write) -> csv::Result<()> {
    sink.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(sink);
    writer.write_record(["name", "meaning", "unit", "interval_covers"])?;
    for row in rows {
        writer.write_record([&row.name, &row.meaning, row.unit, row.covers].map(guarded))?;
    }
    writer.flush()?;
    Ok(())
}

/// A text that no spreadsheet takes for a formula: a leading `=`, `+`, `-` or `@` gets an apostrophe.
fn guarded(text: &str) -> String {
    let text = printable(text);
    if text.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_a_formula() {
        assert_eq!(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(guarded("@sum"), "'@sum");
        assert_eq!(guarded("optimistic"), "optimistic");
    }
}
