//! The front door for programs: from files and changes to results, as the command line does it, without a screen.
//!
//! ```text
//! path ─run▶ Run        files in memory + Request ─run_of▶ Run
//! ```

mod disk;
mod draws;
mod error;
mod inputs;
mod partial;
mod plan;
mod precise;
mod request;

pub use disk::{Disk, near};
pub use draws::{Run, run, run_of};
pub use error::RunError;
pub use inputs::Recorded;
pub use partial::PartialRun;
#[cfg(feature = "cli")]
pub(crate) use plan::hexadecimal;
pub use plan::{Loaded, TooManyDraws, checksum, fingerprint, load, plan};
pub use precise::{MOST_UNASKED, most_draws, precise_draws};
pub use request::Request;
