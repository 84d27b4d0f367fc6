//! Answers `averted stress` in one call, from the estimates of a run and the plans of its shocks.

use thiserror::Error;

use super::super::assemble::{Identity, facts, released_left_out};
use super::super::results::Generator;
use super::super::strata::Strata;
use super::super::{Estimates, Ordered};
use super::exact::{Exact, Outputs};
use super::{Needed, PeopleNeeded, Stress, StressRun, TargetStress};
use super::{cash, grid, people, prudent, reverse, shocks, switching};
use crate::engine::{self, Draws, Progress, Which};
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
    pub(super) fn simulate(&self, name: &str, plan: &Plan, which: Which) -> Result<Draws, Stopped> {
        (self.next)(name);
        engine::simulate(plan, which, self.progress).ok_or(Stopped)
    }
}

/// Stress-tests a run: `draws` and `estimates` are of `plan`, and every shock and cell is run with its seed.
///
/// # Errors
///
/// When a grid is asked for without targets, or the runs are stopped.
pub fn stress(
    plan: &Plan,
    identity: &Identity,
    draws: &Draws,
    estimates: &Estimates,
    ask: &Ask,
    watch: &Watch<'_>,
) -> Result<Stress, StressRefused> {
    if ask.grid.is_some() && plan.base.targets.is_empty() {
        return Err(StressRefused::NoTargets);
    }
    let (exact, outputs) = Exact::new(plan, draws);
    let of_shocks: Result<Vec<_>, _> = ask.shocks.iter().map(|one| shocks::shock(plan, draws, one, watch)).collect();
    Ok(Stress {
        version: 1,
        generator: Generator { name: "averted".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        scenario: facts(plan, identity),
        run: StressRun {
            seed: plan.simulation.seed,
            draws: draws.count,
            people: plan.base.cohort.people,
            level: plan.simulation.level,
            self_check: estimates.results.run.self_check.clone(),
        },
        targets: targets(&exact, &outputs, estimates, watch)?,
        switching: switching::switching(&exact),
        shocks: of_shocks?,
        grid: ask.grid.as_ref().map(|cells| grid::grid(plan, cells, watch)).transpose()?,
        cash: cash::cash(plan, draws),
        warnings: (estimates.results.warnings.iter().cloned())
            .chain(released_left_out(plan, "people needed and switching values"))
            .collect(),
    })
}

/// By confidence, a number or none.
pub(in crate::estimate) type ByConfidence = Ordered<Option<f64>>;

/// How many people each target takes, for results.json: by target and confidence, with the Monte Carlo errors.
pub(in crate::estimate) fn people_needed(stress: &Stress) -> Vec<(String, ByConfidence, ByConfidence)> {
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    let people = |needed: &Needed| needed.people.map(|people| people as f64);
    let by = |all: &PeopleNeeded, of: &dyn Fn(&Needed) -> Option<f64>| {
        all.needed.iter().map(|(name, needed)| (name.to_owned(), of(needed))).collect()
    };
    let targets = stress.targets.iter();
    targets
        .map(|(id, target)| (id.to_owned(), by(&target.people, &people), by(&target.people, &|needed| needed.mcse)))
        .collect()
}

fn targets(
    exact: &Exact<'_>,
    outputs: &Outputs,
    estimates: &Estimates,
    watch: &Watch<'_>,
) -> Result<Ordered<TargetStress>, Stopped> {
    let mut found = Vec::new();
    for (index, (id, target)) in estimates.results.targets.iter().enumerate() {
        let values = &exact.draws.columns[exact.plan.measures.target(index)];
        let stressed = TargetStress {
            target: target.clone(),
            prudent: prudent::prudent(values, target, &Strata::of(exact.draws)),
            people: if exact.plan.base.targets[index].counting.has_expectation() {
                people::people(exact, outputs, index, watch)?
            } else {
                PeopleNeeded::of_now(exact.plan.base.cohort.people, target.probability)
            },
            reverse: reverse::reverse(exact, index),
        };
        found.push((id.to_owned(), stressed));
    }
    Ok(Ordered(found))
}
