//! Holds what a stress test is asked, and whoever watches its runs.

use thiserror::Error;

use crate::engine::{self, Draws, Progress, RunOf};
use crate::model::Plan;

/// What is tried beside the scenario as it is.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Shocks, all together last.
    pub shocks: Vec<Shock>,
    /// A heat map.
    pub grid: Option<Grid>,
}

/// A shock, understood.
#[derive(Clone, Debug)]
pub struct Shock {
    /// What to call it.
    pub label: String,
    /// Whether it is all the others together.
    pub together: bool,
    /// The scenario after it.
    pub plan: Plan,
}

/// A heat map to be run.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Down.
    pub rows: GridAxis,
    /// Across.
    pub columns: GridAxis,
    /// The scenario in each cell, row by row.
    pub cells: Vec<Plan>,
}

/// One axis of a heat map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridAxis {
    /// The path.
    pub path: String,
    /// Its values, as they would be typed.
    pub values: Vec<String>,
}

/// The caller stopped the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the run was stopped")]
pub struct Stopped;

/// Why a stress test is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StressRefused {
    /// A heat map is of targets.
    #[error("a grid shows the chance of targets, and this scenario has no `targets`")]
    NoTargets,
    /// Stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Whoever watches the runs.
pub struct Watch<'w> {
    /// Told of every chunk of draws.
    pub progress: &'w dyn Progress,
    /// Told what the next run is.
    pub next: &'w dyn Fn(&str),
}

impl Watch<'_> {
    /// Runs the engine.
    pub(super) fn simulate(&self, name: &str, plan: &Plan, which: RunOf) -> Result<Draws, Stopped> {
        (self.next)(name);
        engine::simulate(plan, which, self.progress).ok_or(Stopped)
    }
}
