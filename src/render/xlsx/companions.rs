//! Writes a sheet for each answer beside the results: stress test, drivers, evidence, comparison.

use rust_xlsxwriter::{Format, RowNum, Worksheet, XlsxError};

use super::book::{Book, heading, paragraph, put, text};
use crate::render::answer::Companion;
use crate::render::document::Block;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 9] = [46.0, 18.0, 18.0, 18.0, 18.0, 18.0, 18.0, 18.0, 18.0];

/// Columns that tables may need beyond those that paragraphs run across, and their width.
const BEYOND: std::ops::Range<u16> = 9..24;
const WIDTH_BEYOND: f64 = 15.0;

/// A sheet for each of `companions`, named after its file.
pub(super) fn sheets(book: &mut Book, companions: &[&dyn Companion]) -> Result<(), XlsxError> {
    for companion in companions {
        let name = companion.file().trim_end_matches(".json");
        let name = crate::quantity::capital(if name == "compare" { "comparison" } else { name });
        sheet(book.sheet(&name)?, *companion)?;
    }
    Ok(())
}

/// All that one answer says.
fn sheet(sheet: &mut Worksheet, companion: &dyn Companion) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    for column in BEYOND {
        sheet.set_column_width(column, WIDTH_BEYOND)?;
    }
    let document = companion.whole();
    text(sheet, 0, 0, &document.title, &Format::new().set_bold().set_font_size(16))?;
    let mut row = 2;
    for line in &document.lead {
        row = said(sheet, row, line, &Format::new())?;
    }
    let mut widest = 8;
    for section in &document.sections {
        if section.headed() {
            text(sheet, row, 0, &section.title, &heading())?;
            row += 1;
        }
        for block in &section.blocks {
            (row, widest) = write(sheet, row, block, widest)?;
        }
        row += 1;
    }
    sheet.set_print_area(0, 0, row, widest)?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A paragraph; returns the row after it.
fn said(sheet: &mut Worksheet, row: RowNum, line: &str, format: &Format) -> Result<RowNum, XlsxError> {
    paragraph(sheet, row, line, &WIDTHS, format)?;
    Ok(row + 1)
}

/// A block; returns the row after it, and the last column of all that was written.
fn write(sheet: &mut Worksheet, mut row: RowNum, block: &Block, widest: u16) -> Result<(RowNum, u16), XlsxError> {
    let (plain, bold) = (Format::new(), Format::new().set_bold());
    match block {
        Block::Paragraph(line) | Block::Formula(line) => row = said(sheet, row, line, &plain)?,
        Block::Caution(line) => row = said(sheet, row, &format!("Caution. {line}"), &bold)?,
        Block::Heading(line) => row = said(sheet, row, line, &bold)?,
        Block::List(points) => {
            for point in points {
                row = said(sheet, row, &format!("• {point}"), &plain)?;
            }
        }
        Block::Finding(finding) => {
            for line in [&finding.question, &finding.headline].into_iter().filter(|line| !line.is_empty()) {
                row = said(sheet, row, line, &bold)?;
            }
            for sentence in &finding.sentences {
                row = said(sheet, row, sentence, &plain)?;
            }
        }
        Block::Terms(terms) => {
            for (term, meaning) in terms {
                row = said(sheet, row, &format!("{term}: {meaning}"), &plain)?;
            }
        }
        Block::Table(table) => {
            if !table.caption.is_empty() {
                row = said(sheet, row, &table.caption, &bold)?;
            }
            let placed = put(sheet, row, table, &WIDTHS)?;
            row = placed.end;
            for note in &table.notes {
                row = said(sheet, row, note, &Format::new().set_italic().set_font_color(0x004A_5563))?;
            }
            return Ok((row + 1, widest.max(placed.last)));
        }
        Block::Figure(_) => {}
    }
    Ok((row, widest))
}
