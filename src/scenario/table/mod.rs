//! Reads tables that people keep: what parts their columns, what heads them, amounts in every spelling, sheets of a workbook,
//! stored columns.
//!
//! ```text
//! text, or a sheet made into text ─Grid▶ head and rows with their places ─Columns▶ fields by name ─Amounts▶ £
//! stored columns ─stored▶ numbers by name
//! ```

mod amounts;
mod columns;
mod format;
mod grid;
mod heads;
#[cfg(feature = "xlsx")]
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod sheet;
mod stored;
#[cfg(feature = "xlsx")]
mod styles;
#[cfg(feature = "xlsx")]
mod workbook;

pub(super) use amounts::{Amounts, count};
pub(super) use columns::{Columns, Unknown};
pub(super) use format::{is_stored, stored};
pub(super) use grid::{Grid, Limit, Row};
pub(super) use heads::Head;
pub use sheet::sheet_of;
pub(super) use sheet::{cell_name, is_workbook, of_workbook};
pub(super) use stored::Stored;
#[cfg(feature = "xlsx")]
pub(super) use {
    package::Fault,
    sheet::COMPOUND,
    workbook::{Cell, CellKind, Sheet, Workbook},
};
