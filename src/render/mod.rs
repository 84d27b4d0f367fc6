//! Puts estimates into words and bytes; touches no disk and computes no statistic.

pub mod answer;
pub mod caption;
pub mod document;
pub mod figure;
pub mod font;
pub mod number;
#[cfg(feature = "figures")]
pub mod plot;
#[cfg(feature = "png")]
pub mod png;

mod csv;
#[cfg(feature = "docx")]
mod docx;
mod html;
mod json;
mod markdown;
mod markup;
#[cfg(feature = "parquet")]
mod parquet;
mod terminal;
pub mod words;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::{answers_csv, dictionary_csv, draws_csv};
#[cfg(feature = "docx")]
pub use docx::{LARGEST_TEMPLATE, Template, TemplateFault, briefing_docx, onepage_docx};
#[cfg(feature = "live")]
pub use html::{Engine, empty_live_html, live_html};
pub use html::{html, html_of, onepage_html};
pub use json::json;
pub use markdown::{markdown, plain_markdown};
#[cfg(feature = "parquet")]
pub use parquet::{answers_parquet, draws_parquet};
pub use terminal::terminal;
#[cfg(feature = "xlsx")]
pub use xlsx::{Grid, answer_xlsx, scenario_xlsx, table_xlsx, xlsx};
