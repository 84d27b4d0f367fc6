//! Finds how many people a target takes for a confidence, and confirms it by a run with that many people.

use super::super::chance::Chance;
use super::super::strata::Strata;
use super::ask::{Stopped, Watch};
use super::capacity::Team;
use super::exact::{Exact, Outputs, reached};
use super::{CurvePoint, Needed, PeopleNeeded, SimulatedChance};
use crate::engine::{self, Which};
use crate::statistics::mean_and_sd;

/// The confidences asked about.
const CONFIDENCES: [(&str, f64); 4] = [("50%", 0.5), ("80%", 0.8), ("90%", 0.9), ("95%", 0.95)];
/// Most people of a scenario.
const MOST_PEOPLE: u64 = 10_000_000;
/// Journeys that one confirmation may take.
const MOST_JOURNEYS: u64 = 16_000_000;
/// Fewest draws with which a confirmation says anything.
const FEWEST_DRAWS: u64 = 50;
/// Runs that correct what was computed, for each confidence.
const CORRECTIONS: usize = 1;

/// The target's value per person, draw by draw.
struct PerPerson {
    /// μ_k.
    mean: Vec<f64>,
    /// s_k.
    sd: Vec<f64>,
    /// a: the amount plus, if net, the programme cost held fixed.
    amount: Vec<f64>,
    /// People of the draw's model for one person of the scenario as written.
    times: Vec<f64>,
    /// As if of one view: what views add to the spread is not taken out of the errors.
    strata: Strata,
}

impl PerPerson {
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    fn new(exact: &Exact<'_>, outputs: &Outputs, target: usize) -> Self {
        let base = exact.plan.base.cohort.people as f64;
        let strata = Strata::of(exact.draws).without_views();
        let mut found = Self { mean: Vec::new(), sd: Vec::new(), amount: Vec::new(), times: Vec::new(), strata };
        for (draw, (mean, second)) in outputs.mean[target].iter().zip(&outputs.second[target]).enumerate() {
            let model = exact.model(draw);
            let people = model.cohort.people as f64;
            let goal = &model.targets[target];
            let cost = goal.programme_cost(model.programme.as_ref());
            found.mean.push((mean + cost) / people);
            found.sd.push(exact.sd(target, *second) / people.sqrt());
            found.amount.push(goal.amount + cost);
            found.times.push(people / base);
        }
        found
    }

    /// The chance of each of the first `count` draws with `people` people.
    ///
    /// ```text
    /// Φ((N μ_k - a)/(√N s_k))
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    fn chances(&self, people: u64, count: usize) -> Vec<f64> {
        let chance = |draw: usize| {
            let people = (people as f64 * self.times[draw]).round().max(1.0);
            reached(people * self.mean[draw], people.sqrt() * self.sd[draw], self.amount[draw])
        };
        (0..count).map(chance).collect()
    }

    fn chance(&self, people: u64) -> f64 {
        mean_and_sd(&self.chances(people, self.mean.len())).0
    }

    /// The fewest people with a chance of at least `wanted`, looked for among `grid` and refined between two of it.
    fn fewest(&self, grid: &[(u64, f64)], wanted: f64) -> Option<u64> {
        let place = grid.iter().position(|&(_, chance)| chance >= wanted)?;
        let (mut low, mut high) = (if place == 0 { 0 } else { grid[place - 1].0 }, grid[place].0);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.chance(middle) >= wanted { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The standard error of a number of people: that of the chance over its slope.
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    fn error(&self, people: u64) -> Option<f64> {
        let (below, above) = (people - (people / 50).max(1).min(people - 1), people + (people / 50).max(1));
        let slope = (self.chance(above) - self.chance(below)) / (above - below) as f64;
        let error = self.strata.mean_mcse(&self.chances(people, self.mean.len())) / slope;
        error.is_finite().then_some(error)
    }
}

/// Numbers of people from 1 to the most, each about 12% more than the one before, and the present one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "people stay far below 2^53"
)]
fn numbers(now: u64) -> Vec<u64> {
    let mut numbers = vec![now];
    let mut next = 1_u64;
    while next < MOST_PEOPLE {
        numbers.push(next);
        next = (next + 1).max((next as f64 * 1.12) as u64);
    }
    numbers.push(MOST_PEOPLE);
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// How many people target `target` takes, each number confirmed by a run.
///
/// # Errors
///
/// When the runs are stopped.
pub(super) fn people(
    exact: &Exact<'_>,
    outputs: &Outputs,
    target: usize,
    watch: &Watch<'_>,
) -> Result<PeopleNeeded, Stopped> {
    let per_person = PerPerson::new(exact, outputs, target);
    let now = exact.plan.base.cohort.people;
    let numbers = numbers(now);
    let grid: Vec<(u64, f64)> = engine::in_chunks(numbers.len(), 4, |range| {
        range.map(|index| (numbers[index], per_person.chance(numbers[index]))).collect::<Vec<_>>()
    })
    .concat();
    let team = Team::new(exact, outputs);
    let mut needed = Vec::new();
    for (name, confidence) in CONFIDENCES {
        let found = needed_for(exact, &per_person, &grid, target, confidence, watch)?;
        let capacity = found.people.zip(team.as_ref()).map(|(people, team)| team.needed(people));
        needed.push((name.to_owned(), Needed { capacity, ..found }));
    }
    let needed = super::super::Ordered(needed);
    Ok(PeopleNeeded {
        now,
        best_chance: grid.iter().map(|&(_, chance)| chance).fold(0.0, f64::max),
        looked_up_to: MOST_PEOPLE,
        curve: curve(&per_person, &grid, now, &needed),
        team: team.as_ref().map(Team::results),
        needed,
    })
}

/// The people for one confidence: computed, simulated, corrected by what the simulation shows, simulated again.
fn needed_for(
    exact: &Exact<'_>,
    per_person: &PerPerson,
    grid: &[(u64, f64)],
    target: usize,
    confidence: f64,
    watch: &Watch<'_>,
) -> Result<Needed, Stopped> {
    let none = Needed { confidence, people: None, mcse: None, simulated: None, capacity: None };
    let Some(mut people) = per_person.fewest(grid, confidence) else { return Ok(none) };
    let mut simulated = simulate(exact, per_person, target, people, watch)?;
    for _ in 0..CORRECTIONS {
        let Some(run) = &simulated else { break };
        // What the normal law misses, seen on the same draws; noise is not corrected.
        let missed = run.chance.probability - run.computed;
        if missed.abs() <= 2.0 * run.difference_mcse {
            break;
        }
        match per_person.fewest(grid, (confidence - missed).clamp(0.0, 1.0)) {
            Some(better) if better != people => people = better,
            _ => break,
        }
        simulated = simulate(exact, per_person, target, people, watch)?;
    }
    Ok(Needed { people: Some(people), mcse: per_person.error(people), simulated, ..none })
}

/// The chance with `people` people in a run of the engine; `None` where that would take too long.
#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
fn simulate(
    exact: &Exact<'_>,
    per_person: &PerPerson,
    target: usize,
    people: u64,
    watch: &Watch<'_>,
) -> Result<Option<SimulatedChance>, Stopped> {
    let draws = (MOST_JOURNEYS / people.max(1)).min(exact.draws.count as u64);
    if draws < FEWEST_DRAWS.min(exact.draws.count as u64) {
        return Ok(None);
    }
    let mut plan = exact.plan.resized(people);
    plan.simulation.draws = usize::try_from(draws).unwrap_or(1);
    let run = watch.simulate(&format!("{people} people"), &plan, Which::Headline)?;
    let values = &run.columns[plan.measures.target(target)];
    let hits: Vec<f64> = values
        .iter()
        .enumerate()
        .map(|(draw, value)| f64::from(u8::from(*value >= exact.model(draw).targets[target].amount)))
        .collect();
    let computed = per_person.chances(people, run.count);
    let differences: Vec<f64> = hits.iter().zip(&computed).map(|(hit, computed)| hit - computed).collect();
    // Given the chances themselves, hits vary by Σ p(1-p); that counts where no difference was seen at all.
    let binomial = computed.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt() / run.count as f64;
    Ok(Some(SimulatedChance {
        draws: run.count,
        chance: Chance::of(&hits, &per_person.strata.first(run.count)),
        computed: mean_and_sd(&computed).0,
        difference_mcse: per_person.strata.first(run.count).mean_mcse(&differences).max(binomial),
    }))
}

/// The part of the grid that a reader wants to see: from a tenth of the people now to beyond the last number needed, or to
/// the very end where some confidence is out of reach, so that it can be seen to be.
fn curve(
    per_person: &PerPerson,
    grid: &[(u64, f64)],
    now: u64,
    needed: &super::super::Ordered<Needed>,
) -> Vec<CurvePoint> {
    let last = needed.iter().filter_map(|(_, needed)| needed.people).max().unwrap_or(0);
    let first = needed.iter().filter_map(|(_, needed)| needed.people).min().unwrap_or(now).min(now);
    let out_of_reach = needed.iter().any(|(_, needed)| needed.people.is_none());
    let (from, to) = (first / 10, if out_of_reach { MOST_PEOPLE } else { (2 * last).max(2 * now) });
    grid.iter()
        .filter(|(people, _)| (from..=to).contains(people))
        .map(|&(people, probability)| CurvePoint {
            people,
            probability,
            mcse: per_person.strata.mean_mcse(&per_person.chances(people, per_person.mean.len())),
        })
        .collect()
}
