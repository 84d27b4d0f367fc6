//! Answers a page: text in, text out, one function for "scenario and changes to answer".
//!
//! ```text
//! request ▶ Session ─open▶ controls    ─expect▶ numbers    ─simulate, report▶ page    ─file▶ results.json, draws.csv …
//! ```
//!
//! It holds no clock, disk or network, so that it runs in a browser; `module/` makes it WebAssembly.

mod control;
mod exact;
mod files;
mod opening;
mod patch;
mod request;
mod session;
mod static_report;

pub use session::Session;
