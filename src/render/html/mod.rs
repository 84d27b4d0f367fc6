//! Sets report.html: one file that needs nothing else, no script and no network, and that prints well on A4.

mod drawing;
mod page;

pub use page::html;
