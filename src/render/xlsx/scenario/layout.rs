//! Says where things stand on the sheets of a scenario, and how a cell to be filled in looks.

use rust_xlsxwriter::{Format, FormatBorder};

use crate::scenario::{Outline, Part};

/// Rows that are prepared for more than there is.
pub(super) const SPARE: u32 = 60;

/// The column of a part of a value.
pub(super) fn column_of(outline: &Outline, part: usize) -> u16 {
    u16::try_from(outline.heads.len() + part).unwrap_or(u16::MAX)
}

/// The column of a remark.
pub(super) fn column_of_remark(outline: &Outline, remark: usize) -> u16 {
    column_of(outline, Part::ALL.len() + remark)
}

/// A name that formulas know a list by: letters and `_` alone.
pub(super) fn list_name(kind: &str, sheet: &str) -> String {
    format!("{kind}_{}", sheet.to_lowercase().replace(' ', "_"))
}

/// A cell that is filled in.
pub(super) fn input() -> Format {
    Format::new().set_background_color(0x00FF_FBE6).set_border(FormatBorder::Thin).set_border_color(0x00D0_D5DA)
}
