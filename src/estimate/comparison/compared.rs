//! Holds what is compared: a scenario with its draws and what they support.

use super::super::{Estimates, Identity};
use super::sharing::Spellings;
use crate::engine::Draws;
use crate::model::Plan;

/// A scenario that was run with the seed and draws of the first.
pub struct Compared<'a> {
    /// What to call it.
    pub name: String,
    /// The scenario.
    pub plan: &'a Plan,
    /// What identifies its file.
    pub identity: &'a Identity,
    /// Its draws.
    pub draws: &'a Draws,
    /// What they support.
    pub estimates: &'a Estimates,
    /// What it states.
    pub stated: Spellings,
}
