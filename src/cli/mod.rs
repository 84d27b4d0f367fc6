//! Reads, writes, prints and exits: the only layer that does.
//!
//! ```text
//! args ▶ scenario (read, build) ▶ run: simulate, estimate, render, write   or   check: read back, expect
//! results.json ▶ render: draw again, write
//! ```

mod args;
mod check;
mod evidence;
mod exit_code;
mod files;
mod formats;
mod main;
mod output;
mod progress;
mod render;
mod run;
mod scenario;

pub use main::main;
pub use scenario::plan;
