//! Sets documents in Word, with real heading styles: the briefing that a person edits, and the answer on one page.

mod caption;
mod element;
mod look;
mod media;
mod package;
mod paper;
mod set;
mod sheet;
mod styles;
mod table;
mod template;
mod text;

pub use paper::{briefing_docx, onepage_docx};
pub use template::{LARGEST_TEMPLATE, Template, TemplateFault};
