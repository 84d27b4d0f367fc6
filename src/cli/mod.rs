//! Reads, writes, prints and exits: the only layer that does.
//!
//! ```text
//! args ▶ scenario (read, build) ▶ run, stress, compare: simulate, estimate, render, write   or   check: read back, expect
//! results.json ▶ render: draw again, write
//! ```

mod answers;
mod args;
mod caller;
mod check;
mod checkpoint;
mod compare;
#[cfg(feature = "xlsx")]
mod convert;
#[cfg(feature = "xlsx")]
mod convert_table;
mod costs;
mod deliver;
mod dictionary;
mod draws_file;
mod drivers;
mod effort;
mod evidence;
mod exit_code;
mod explain;
mod figures;
mod files;
mod folder;
mod format;
mod formats;
mod front_door;
mod grid;
mod hashing;
mod json;
#[cfg(feature = "live")]
mod live;
mod main;
mod manual;
mod mcp;
mod new;
#[cfg(test)]
mod one_spelling;
mod output;
mod parts;
mod place;
mod precision;
mod progress;
mod reference;
mod refusal;
mod render;
mod reply;
mod resources;
mod run;
mod scenario;
mod schema;
mod signals;
mod simulate;
mod single_file;
mod stop;
mod stored;
mod stress;
mod sweep;
mod template;
mod timings;
mod verify;
mod write_error;
mod written;

pub use caller::Caller;
pub use front_door::answer;
pub use main::main;
pub use refusal::Refusal;
pub use reply::Reply;
