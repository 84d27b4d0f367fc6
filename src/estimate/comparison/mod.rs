//! Compares scenarios, what they share drawn once: by how much they differ, how surely, and in which assumptions.

mod best;
mod common;
mod compare;
mod compared;
mod differing;
mod pattern;
mod results;
mod sharing;

pub use compare::compare;
pub use compared::Compared;
pub use results::*;
pub use sharing::{Sharing, Spellings, share};
