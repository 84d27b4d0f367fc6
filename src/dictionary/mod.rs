//! Says of every key that is written what it means, its unit and what its interval covers: for JSON Schemas and for tables.
//!
//! The struct that is written is the one source: the macro `dictionary!` around it reads each field's sentence, its
//! `#[unit(…)]` and `#[covers(…)]`, and how serde writes it.

mod entry;
mod form;
mod key;
mod rows;
mod schema;
mod unit;

pub(crate) use entry::dictionary;
pub use form::{Block, Dictionary, Form, Key};
pub use key::KeyText;
pub(crate) use key::words;
pub use rows::{Row, rows};
pub use schema::schema;
pub use unit::{Covers, Unit};
