//! Puts estimates into words and bytes; touches no disk and computes no statistic.

pub mod number;

mod csv;
mod json;
mod text;

pub use csv::draws_csv;
pub use json::json;
pub use text::{check, drivers, summary};
