//! Reads the typed scenario from its tree, one file a block, going on after every mistake so that all are found.
//!
//! A function that returns `None` has said why; its caller goes on with the rest and gives up only at the end.

mod cohort;
mod compared;
mod context;
mod contrast;
mod cost;
mod cursor;
mod elicited;
mod event;
mod fields;
mod known;
mod law;
#[cfg(test)]
mod lengths;
mod library;
mod observed;
mod plain;
mod programme;
mod published;
mod reference;
mod scenario;
mod shared;
mod told;
mod value;

pub(super) use context::Reader;
pub(super) use cursor::{At, join};
pub(super) use known::Known;
pub(super) use library::library;
pub(super) use scenario::Sheet;
