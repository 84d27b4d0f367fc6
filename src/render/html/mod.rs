//! Sets a document as a page: one file that needs nothing else, no network, and no script to be read; it prints well on A4.

mod drawing;
mod links;
mod page;
mod policy;

pub use page::{html, html_of, onepage_html};
