//! Reads, writes, prints and exits: the only layer that does.
//!
//! ```text
//! args ▶ scenario (read, build) ▶ run, stress, compare: simulate, estimate, render, write   or   check: read back, expect
//! results.json ▶ render: draw again, write
//! ```

mod answers;
mod args;
mod check;
mod checkpoint;
mod compare;
mod costs;
mod deliver;
mod disk;
mod drivers;
mod evidence;
mod exit_code;
mod figures;
mod files;
mod format;
mod formats;
mod grid;
mod inputs;
mod main;
mod manual;
mod new;
#[cfg(test)]
mod one_spelling;
mod output;
mod precise;
mod progress;
mod remedy;
mod render;
mod room;
mod run;
mod scenario;
mod schema;
mod simulate;
mod stop;
mod stored;
mod stress;
mod timings;
mod unfinished;
mod verify;
mod witness;

pub use main::main;
pub use scenario::plan;
