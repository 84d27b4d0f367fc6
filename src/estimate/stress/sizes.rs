//! Simulates the targets with as many people as are asked for, once each, and as cheaply as the answer allows.

use crate::numeric::{exp, hypot, ln, normal_cdf, normal_quantile};
use std::collections::BTreeMap;

use super::super::chance::Chance;
use super::compared::{Compared, Computed};
use super::exact::{Exact, Outputs};
use super::per_person::PerPerson;
use super::{SimulatedChance, Stopped, Watch};
use crate::engine::{Narrow, RunOf};
use crate::statistics::{float, mean_and_sd};

/// What one run may take: draws times people, each measure of a draw counting as a person.
const MOST_OF_A_RUN: u64 = 2_000_000;
/// What all runs together may take.
const MOST_OF_ALL: u64 = 60_000_000;
/// Fewest draws with which a run says anything.
const FEWEST_DRAWS: u64 = 50;

/// A target's chance with a number of people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    /// The chance.
    pub(super) chance: f64,
    /// Its standard error.
    pub(super) error: f64,
    /// The run that says so; `None` where it is computed.
    pub(super) simulated: Option<SimulatedChance>,
}

/// Runs of many sizes on common random numbers, kept by their number of people.
pub(super) struct Sizes<'e, 'p> {
    exact: &'e Exact<'p>,
    watch: &'e Watch<'e>,
    /// By target.
    pub(super) targets: Vec<PerPerson>,
    /// By people, then by target.
    known: BTreeMap<u64, Vec<Estimate>>,
    left: u64,
}

impl<'e, 'p> Sizes<'e, 'p> {
    pub(super) fn new(exact: &'e Exact<'p>, outputs: &Outputs, watch: &'e Watch<'e>) -> Self {
        let targets = (0..exact.plan.base.targets.len()).map(|target| PerPerson::new(exact, outputs, target));
        Self { exact, watch, targets: targets.collect(), known: BTreeMap::new(), left: MOST_OF_ALL }
    }

    /// The chance of `target` with `people` people, by a run of so many unless that is too many to simulate.
    ///
    /// # Errors
    ///
    /// When the run is stopped.
    pub(super) fn at(&mut self, target: usize, people: u64) -> Result<Estimate, Stopped> {
        if !self.known.contains_key(&people)
            && let Some(found) = self.run(people)?
        {
            self.known.insert(people, found);
        }
        Ok(self.known.get(&people).map_or_else(|| self.guess(target, people), |found| found[target]))
    }

    /// The chance as far as it is known without a run: between runs on a line in normal scores over the logarithm of the
    /// people, beyond them by computation with what the last run differs from it, which fades as 1/√N.
    pub(super) fn guess(&self, target: usize, people: u64) -> Estimate {
        let below = self.known.range(..=people).next_back().map(|(&at, found)| (at, found[target]));
        let above = self.known.range(people..).next().map(|(&at, found)| (at, found[target]));
        if let (Some((low, lower)), Some((high, upper))) = (below, above) {
            let share = if high > low { ln(float(people) / float(low)) / ln(float(high) / float(low)) } else { 0.0 };
            let score = score(lower.chance) * (1.0 - share) + score(upper.chance) * share;
            let ends = [lower.chance, upper.chance];
            let chance = normal_cdf(score).clamp(ends[0].min(ends[1]), ends[0].max(ends[1]));
            return Estimate { chance, error: lower.error.max(upper.error), simulated: None };
        }
        let law = &self.targets[target];
        let chances = law.chances(people, law.draws());
        let [least, most] = law.bounds(people);
        let shift =
            below.map_or(0.0, |(at, found)| (found.chance - law.chance(at)) * (float(at) / float(people)).sqrt());
        let chance = (mean_and_sd(&chances).0 + shift).clamp(least.min(most), most).clamp(0.0, 1.0);
        let error = hypot(hypot(law.strata.mean_mcse(&chances), 0.5 * shift), law.half_a_step(people));
        Estimate { chance, error, simulated: None }
    }

    /// Whether `people` people give a chance of `wanted`; simulates only where neither Cantelli's inequality nor the
    /// computed law of very many contributions leaves no doubt.
    pub(super) fn enough(&mut self, target: usize, people: u64, wanted: f64) -> Result<bool, Stopped> {
        if !self.known.contains_key(&people) {
            let law = &self.targets[target];
            let [least, most] = law.bounds(people);
            if most < wanted || least >= wanted {
                return Ok(least >= wanted);
            }
            if law.contributions(people) >= 100.0 {
                let chance = law.chance(people);
                if (chance - wanted).abs() > 0.1 {
                    return Ok(chance >= wanted);
                }
            }
        }
        Ok(self.at(target, people)?.chance >= wanted)
    }

    /// The slope of the chance over people at `people`, from runs on either side that differ by more than luck.
    pub(super) fn slope(&self, target: usize, people: u64, at: Estimate) -> f64 {
        let far = |found: &Estimate| (found.chance - at.chance).abs() >= 4.0 * at.error;
        let point = |(&people, found): (&u64, &Vec<Estimate>)| (people, found[target]);
        let below = self.known.range(..people).rev().map(point).find(|(_, found)| far(found));
        let above = self.known.range(people + 1..).map(point).find(|(_, found)| far(found));
        let here = (people, at);
        if let (Some(low), Some(high)) = (below.or(above.map(|_| here)), above.or(below.map(|_| here))) {
            let rise = score(high.1.chance) - score(low.1.chance);
            let slope = rise / ln(float(high.0) / float(low.0)) / float(people);
            return slope * density(score(at.chance));
        }
        let law = &self.targets[target];
        let step = (people / 50).max(1);
        let (low, high) = (people.saturating_sub(step).max(1), people + step);
        (law.chance(high) - law.chance(low)) / float(high - low)
    }

    fn run(&mut self, people: u64) -> Result<Option<Vec<Estimate>>, Stopped> {
        let each = people + self.exact.plan.measures.len() as u64;
        let draws = (MOST_OF_A_RUN / each).min(self.exact.draws.count as u64);
        if draws < FEWEST_DRAWS.min(self.exact.draws.count as u64) || draws * each > self.left {
            return Ok(None);
        }
        self.left -= draws * each;
        let plan = self.exact.plan.resized(people);
        let measures: Vec<usize> = (0..self.targets.len()).map(|target| plan.measures.target(target)).collect();
        (self.watch.next)(&format!("{people} people"));
        let count = usize::try_from(draws).unwrap_or(1);
        let columns =
            Narrow::new(&plan, RunOf::Headline).columns(&measures, count, None, self.watch.progress).ok_or(Stopped)?;
        let estimates = columns
            .iter()
            .enumerate()
            .map(|(target, values)| self.estimate(target, people, &self.exact.hits(target, values)));
        Ok(Some(estimates.collect()))
    }

    /// What the hits of a run say; of fewer draws than there are, by how they differ from what is computed of the same draws,
    /// which is known on all of them.
    fn estimate(&self, target: usize, people: u64, hits: &[f64]) -> Estimate {
        let law = &self.targets[target];
        let chances = law.chances(people, law.draws());
        let (share, error) = (mean_and_sd(&chances).0, law.strata.mean_mcse(&chances));
        let compared = Compared::new(hits, &Computed { chances, share, error }, &law.strata);
        let found = Chance::of(hits, &law.strata.clone().first(hits.len()));
        let simulated = SimulatedChance {
            draws: hits.len(),
            chance: found,
            computed: compared.computed,
            difference_mcse: compared.difference_error,
        };
        let whole = hits.len() == law.draws();
        let (chance, error) = if whole { (found.probability, found.mcse) } else { (compared.chance, compared.error) };
        Estimate { chance, error, simulated: Some(simulated) }
    }
}

/// The normal score of a chance, of none or all that of one in ten thousand.
pub(super) fn score(chance: f64) -> f64 {
    normal_quantile(chance.clamp(1e-4, 1.0 - 1e-4))
}

/// φ.
fn density(score: f64) -> f64 {
    exp(-0.5 * score * score) / std::f64::consts::TAU.sqrt()
}
