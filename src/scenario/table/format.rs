//! Tells files of stored columns (Parquet) from text, and reads those that this program was built to read.

use super::sheet::Refused;
use super::stored::Stored;
use std::path::Path;

/// Whether a file is one of stored columns: by its first bytes, or by its name if those are lost.
pub(in crate::scenario) fn is_stored(path: &Path, bytes: &[u8]) -> bool {
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    named || bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}

/// The table in a Parquet file.
#[cfg(feature = "parquet")]
pub(in crate::scenario) fn stored(bytes: &[u8]) -> Result<Stored, Refused> {
    super::parquet::read(bytes)
}

/// Says that no such file is read.
#[cfg(not(feature = "parquet"))]
pub(in crate::scenario) fn stored(_: &[u8]) -> Result<Stored, Refused> {
    let message = "it is a Parquet file, and this program was built without reading any (feature `parquet`)";
    Err((message.to_owned(), "save the table as CSV and name that file".to_owned()))
}
