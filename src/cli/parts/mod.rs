//! Cuts a run into parts that any scheduler may draw on any machine, and puts them together again, to the same bytes.

mod merge;
mod part;
mod pattern;
mod task;

pub(super) use merge::{draws, merge};
pub(super) use part::{draw, kept};
pub(super) use task::{MOST, PartOf};
