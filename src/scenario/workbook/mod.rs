//! Lets a workbook be a scenario: its sheets are the blocks of the language, its rows their values.
//!
//! ```text
//! cells ─input▶ tree ─ as of a text file
//! tree ─outline▶ rows of sheets, which the workbook is written from
//! tree ─yaml▶ text file
//! ```
//! Everything is made of the one table of the language: a key, a block or a distribution that it gains is known here too.

mod comments;
mod convert;
mod draft;
mod entry;
mod grid;
mod input;
mod kept;
mod keys;
mod meaning;
mod outline;
mod sheets;
mod text;
mod value;
mod way;
mod yaml;

pub use convert::{meaning_of, outline_of, yaml_text};
pub use entry::{EntryCells, PartCell};
pub(super) use input::input;
pub use keys::{Choices, KeyOutline};
pub use outline::{Outline, RowOutline, SheetOutline};
pub use way::{Part, Way, ways};

/// The sheet that explains the others, which is not read.
pub(super) const HELP: &str = "Help";
