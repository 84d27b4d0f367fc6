//! Turns tables, such as draws and people, into workbooks and back.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::exit_code::Failure;
use crate::render::{Grid, table_xlsx};
use crate::run::Disk;
use crate::scenario;

/// Rows of a sheet, the heads among them.
const MOST_ROWS: usize = 1_048_576;
/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Cells that are put into one workbook: more take longer to open than anybody waits.
const MOST_CELLS: usize = 5_000_000;

/// The workbook of a CSV table.
pub(super) fn workbook_of_table(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot =
        |error: String| wrong(&format!("{} cannot be read: {error}", path.display()), "check the name and the folder");
    let file = File::open(path).map_err(|error| cannot(error.to_string()))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(BufReader::new(file));
    let (mut rows, mut cells): (Vec<Vec<String>>, usize) = (Vec::new(), 0);
    for record in reader.records() {
        let record = record.map_err(|error| cannot(error.to_string()))?;
        cells += record.len();
        let large = rows.len() >= MOST_ROWS || record.len() > MOST_COLUMNS || cells > MOST_CELLS;
        if large {
            let message = format!("{} is too large for a workbook", path.display());
            let help = "a sheet holds 1,048,576 rows and 16,384 columns, and no more than 5,000,000 cells are put into one; keep the CSV \
                        file, or write draws.parquet";
            return Err(wrong(&message, help));
        }
        // A mark that some programs put before the first head says how the file is encoded.
        rows.push(record.iter().map(|field| field.trim_start_matches('\u{feff}').to_owned()).collect());
    }
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let grid = Grid { name, rows };
    table_xlsx(&grid).map_err(|error| wrong(&format!("the workbook cannot be made: {error}"), "keep the CSV file"))
}

/// The CSV table of a sheet: the one that follows a `#`, else the first.
pub(super) fn table_of_workbook(path: &Path) -> Result<Vec<u8>, Failure> {
    let disk = Disk::beside(&scenario::sheet_of(path).0);
    Ok(format!("{}\n", scenario::sheet_text(path, &disk)?.trim_end_matches('\n')).into_bytes())
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::wrong(format!("{message}\n  = help: {help}"))
}
