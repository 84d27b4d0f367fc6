//! Answers a page: text in, text out, one function for "scenario and changes to answer".
//!
//! ```text
//! request ▶ Session ─open▶ controls   ─expect▶ numbers   ─turn▶ switching value   ─simulate, report▶ page
//!                   ─file▶ results.json, draws.csv …     ─questions, start▶ a new scenario
//! ```
//!
//! It holds no clock, disk or network, so that it runs in a browser; `module/` makes it WebAssembly.

#[cfg(all(feature = "live", feature = "xlsx"))]
mod as_text;
mod control;
mod exact;
mod files;
mod opening;
#[cfg(feature = "live")]
mod page;
mod patch;
mod request;
mod session;
mod start;
mod static_report;

#[cfg(feature = "live")]
pub use page::{PageError, empty, live};
pub use session::Session;
