//! Works out what costs that run over time are expected to be: how long stays that begin in a cell run in every month.
//!
//! ```text
//! Spread ─▶ Lengths (lengths) ─ℓ, κ▶ G(x) = E[min(L, x)] (limited) ─▶ Flow of a stretch (exposure) ─▶ Table over ℓ (table)
//! ```

mod exposure;
mod flow;
mod force;
mod hermite;
mod kernel;
mod lengths;
mod limited;
mod moments;
mod store;
mod table;
mod worth;

pub(super) use exposure::{Exposure, Stretch};
pub(super) use flow::{Flow, Layout as FlowLayout};
pub(super) use lengths::Lengths;
pub(super) use limited::{Known, Limited};
pub(super) use moments::Moments;
pub(super) use store::stored;
pub(super) use table::Table;
