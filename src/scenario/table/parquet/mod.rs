//! Reads the numbers of a Parquet file, within limits, whoever made it.
//!
//! ```text
//! bytes ─claims▶ columns and groups of rows ─Pages▶ pages, unpacked ─decode▶ numbers
//! ```
//! The readers of the crate `parquet`, which writes draws.parquet, trust a file: they set aside what it claims to need and
//! stop the program at offsets before the file or a run with too long a head. These read less, and no byte unchecked.

mod claims;
mod compact;
mod decode;
mod pages;
mod refusal;

use self::claims::{Holds, claims};
use self::pages::Pages;
use self::refusal::damaged;
use super::super::limits::LARGEST_PART;
use super::sheet::Refused;
use super::stored::{Stored, StoredColumn};

/// Every column, those of numbers with one or nothing for each row.
pub(super) fn read(bytes: &[u8]) -> Result<Stored, Refused> {
    let (columns, groups) = claims(bytes)?;
    let mut room = LARGEST_PART;
    let mut stored = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let mut values = Vec::new();
        let other = if let Holds::Other(other) = column.holds { Some(other) } else { None };
        for group in groups.iter().filter(|_| other.is_none()) {
            let chunk = *group.chunks.get(index).ok_or_else(damaged)?;
            let pages = Pages::new(bytes, chunk, column).ok_or_else(damaged)?;
            let found = pages.values(group.rows, &mut room)?;
            values.extend(found.into_iter().map(|value| value.filter(|value| value.is_finite())));
        }
        stored.push(StoredColumn { name: column.name.clone(), values, other });
    }
    Ok(Stored { rows: groups.iter().map(|group| group.rows).sum(), columns: stored })
}

#[cfg(test)]
mod tests;
