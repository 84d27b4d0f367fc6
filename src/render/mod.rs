//! Puts estimates into words and bytes; touches no disk and computes no statistic.

pub mod number;
pub mod report;

mod csv;
mod html;
mod json;
mod text;

pub use csv::draws_csv;
pub use html::html;
pub use json::json;
pub use text::{check, summary};
