//! Writes a plain table as a workbook: numbers as numbers, everything else as text.

use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, Format, RowNum, XlsxError};

use super::book::{Book, column_head};

/// A table as a CSV file has it.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// What it is called.
    pub name: String,
    /// Its rows, the heads first.
    pub rows: Vec<Vec<String>>,
}

/// The bytes of the workbook of a table. What would be spelled
/// otherwise as a number, such as `007` or `1e3`, stays text.
///
/// # Errors
///
/// When the table is larger than a sheet.
pub fn table_xlsx(grid: &Grid) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let allowed = |letter: &char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = grid.name.chars().filter(allowed).take(31).collect();
    let sheet = book.sheet(if name.is_empty() { "Table" } else { &name })?;
    let words = Format::new().set_num_format("@");
    for (at, row) in (0 as RowNum..).zip(&grid.rows) {
        for (column, field) in (0 as ColNum..).zip(row).filter(|(_, field)| !field.is_empty()) {
            let number = field.parse::<f64>().ok().filter(|number| number.is_finite() && number.to_string() == *field);
            match number {
                _ if at == 0 => sheet.write_string_with_format(at, column, field, &column_head())?,
                Some(number) => sheet.write_number(at, column, number)?,
                None => sheet.write_string_with_format(at, column, field, &words)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.bytes()
}
