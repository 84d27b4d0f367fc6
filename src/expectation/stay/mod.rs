//! Works out what costs that run over time are expected to be: how long stays that begin in a cell run in every month.
//!
//! ```text
//! Spread ─▶ Lengths ─ℓ, κ▶ Limited: G(x) = E[min(L, x)] (limited) ─▶ Flow of a stretch (exposure) ─▶ Table over ℓ (table)
//! ```

mod exposure;
mod flow;
mod kernel;
mod limited;
mod table;

pub(super) use exposure::{Exposure, Stretch};
pub(super) use flow::{Flow, Layout as FlowLayout};
pub(super) use limited::Lengths;
pub(super) use table::Table;
