//! Runs many scenarios, or one with many values, an answer each, on whatever machines; and gathers all answers into one table.

mod answer;
mod gather;
mod grid;
mod run;

pub(super) use gather::gather;
pub(super) use run::sweep;
