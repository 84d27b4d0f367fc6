//! Puts estimates into words and bytes; touches no disk and computes no statistic.

pub mod caption;
pub mod chance;
pub mod font;
pub mod number;
pub mod plot;
#[cfg(feature = "png")]
pub mod png;
pub mod report;

mod csv;
#[cfg(feature = "docx")]
mod docx;
mod html;
mod json;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::draws_csv;
#[cfg(feature = "docx")]
pub use docx::docx;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
#[cfg(feature = "parquet")]
pub use parquet::draws_parquet;
pub use text::{Made, Spent, check, comparison, cost, costs, drivers, stress, summary, timings, weighed};
#[cfg(feature = "xlsx")]
pub use xlsx::xlsx;
