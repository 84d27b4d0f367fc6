//! Says what is wrong with a Parquet file as a whole, and what can always be done.

use super::super::sheet::Refused;

/// What can always be done.
pub(super) const AS_CSV: &str = "save the table as CSV and name that file";

/// A file of which nothing more can be said.
pub(super) fn damaged() -> Refused {
    ("the Parquet file is damaged or cut off".to_owned(), format!("write it again, or {AS_CSV}"))
}
