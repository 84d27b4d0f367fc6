//! Sets a document as a page: one file that needs nothing else, no network, and no script to be read; it prints well on A4.

mod drawing;
mod links;
#[cfg(feature = "live")]
mod live;
mod page;
mod policy;

#[cfg(feature = "live")]
pub use live::{Engine, empty_live_html, live_html};
pub use page::{html, html_of, onepage_html};
