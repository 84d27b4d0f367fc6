//! Gathers the further answers that stand beside the results of a run, for papers that say more where they are.

use crate::estimate::{Drivers, Evidence, Stress};

/// The further answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// What it would take, what if, whose cash.
    pub stress: Option<&'a Stress>,
    /// What drives the answer, and what is worth knowing better.
    pub drivers: Option<&'a Drivers>,
    /// What a few case studies can tell.
    pub evidence: Option<&'a Evidence>,
}

/// The first of `wanted` that was drawn.
pub(super) fn first_drawn(wanted: &[&'static str], drawn: &[&str]) -> Option<&'static str> {
    wanted.iter().find(|id| drawn.contains(id)).copied()
}
