//! Reads tables that people keep: what parts their columns, what heads them, amounts in every spelling, sheets of a workbook.
//!
//! ```text
//! text, or a sheet made into text ─Grid▶ head and rows with their places ─Columns▶ fields by name ─Amounts▶ £
//! ```

mod amounts;
mod columns;
mod grid;
mod heads;
mod sheet;
#[cfg(feature = "xlsx")]
mod workbook;

pub(super) use amounts::{Amounts, count};
pub(super) use columns::{Columns, Unknown};
pub(super) use grid::{Grid, Limit, Row};
pub(super) use heads::Head;
pub use sheet::sheet_of;
pub(super) use sheet::{is_workbook, of_workbook};
