//! Answers `averted stress` in one call, from the estimates of a run and the plans of its shocks.

use super::super::assemble::{Identity, facts, released_left_out};
use super::super::{Estimates, Generator, Ordered, Results, Strata};
use super::ask::{Ask, Stopped, StressRefused, Watch};
use super::capacity::Team;
use super::exact::{Exact, Outputs};
use super::sizes::Sizes;
use super::{
    Needed, PeopleNeeded, Stress, StressRun, TargetStress, cash, grid, people, prudent, reverse, shocks, switching,
};
use crate::engine::Draws;
use crate::model::Plan;
use crate::statistics::float;

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
        generator: Generator::default(),
        scenario: facts(plan, identity),
        run: StressRun {
            seed: plan.simulation.seed,
            draws: draws.count,
            people: plan.base.cohort.people,
            level: plan.simulation.level,
            tried: Vec::new(),
            self_check: estimates.results.run.self_check.clone(),
        },
        targets: targets(&exact, &outputs, estimates, watch)?,
        switching: switching::switching(&exact, &outputs, estimates.results.programme.as_ref(), watch)?,
        shocks: of_shocks?,
        grid: ask.grid.as_ref().map(|cells| grid::grid(plan, cells, watch)).transpose()?,
        cash: cash::cash(plan, draws),
        warnings: (estimates.results.warnings.iter().cloned())
            .chain(released_left_out(plan, "people needed and switching values"))
            .collect(),
    })
}

impl Stress {
    /// The label of the target `id`; the id where there is none.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.targets.get(id).map_or(id, |target| &target.target.label)
    }

    /// Fills in how many people each target takes, as this stress test of the same run found.
    pub fn fill(&self, results: &mut Results) {
        for (id, stressed) in self.targets.iter() {
            if let Some((_, target)) = results.targets.0.iter_mut().find(|(target, _)| target == id) {
                target.people_needed = Some(by_confidence(&stressed.people, |needed| needed.people.map(float)));
                target.people_needed_mcse = Some(by_confidence(&stressed.people, |needed| needed.mcse));
            }
        }
    }
}

fn by_confidence(people: &PeopleNeeded, of: impl Fn(&Needed) -> Option<f64>) -> Ordered<Option<f64>> {
    people.needed.iter().map(|(name, needed)| (name.to_owned(), of(needed))).collect()
}

fn targets(
    exact: &Exact<'_>,
    outputs: &Outputs,
    estimates: &Estimates,
    watch: &Watch<'_>,
) -> Result<Ordered<TargetStress>, Stopped> {
    let team = Team::new(exact, outputs);
    let mut sizes = Sizes::new(exact, outputs, watch);
    let mut found = Vec::new();
    for (index, (id, target)) in estimates.results.targets.iter().enumerate() {
        let values = &exact.draws.columns[exact.plan.measures.target(index)];
        let stressed = TargetStress {
            target: target.clone(),
            prudent: prudent::prudent(values, target, &Strata::of(exact.draws)),
            people: if exact.plan.base.targets[index].counting.has_expectation() {
                people::people(exact, team.as_ref(), &mut sizes, index)?
            } else {
                PeopleNeeded::of_now(exact.plan.base.cohort.people, target.chance.probability)
            },
            reverse: reverse::reverse(exact, index),
        };
        found.push((id.to_owned(), stressed));
    }
    Ok(Ordered(found))
}
