//! Stress-tests a savings target: could it be missed, by how much, what would have to be true, whose cash is it?
//!
//! ```text
//! Estimates ─prudent▶ amounts   ─people, capacity▶ people needed   ─switching▶ what must be true
//!           ─reverse▶ how misses differ   ─shocks, grid▶ what if   ─cash▶ whose it is      ▶ Stress (stress.json)
//! ```
//!
//! Shocks and cells are runs of their own with the seed of the base, so they stand on common random numbers: what a
//! change does not touch is the same, to the bit, in both. People needed and switching values of a
//! target are looked for where the law around each draw's exact expectation says, and confirmed by runs of the targets alone.

mod ask;
mod capacity;
mod cash;
mod compared;
mod dependence;
mod double_sample;
mod exact;
mod grid;
mod paired;
mod people;
mod per_person;
mod probe;
mod prudent;
mod response;
mod results;
mod results_cash;
mod results_people;
mod results_switching;
mod reverse;
mod root;
mod run;
mod settings;
mod shocks;
mod sizes;
mod switching;

pub use ask::{Ask as StressAsk, Grid, GridAxis, Shock, Stopped, StressRefused, Watch};
pub use results::*;
pub use results_cash::*;
pub use results_people::*;
pub use results_switching::*;
pub use run::stress;
pub use switching::break_even;

pub(super) use paired::{Pair, net_pv};
