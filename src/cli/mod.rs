//! Reads, writes, prints and exits: the only layer that does.
//!
//! ```text
//! args ▶ scenario (read, build) ▶ run: simulate, estimate, render, write   or   check: read back, expect
//! ```

mod args;
mod check;
mod drivers;
mod exit_code;
mod files;
mod main;
mod output;
mod progress;
mod run;
mod scenario;

pub use main::main;
pub use scenario::plan;
