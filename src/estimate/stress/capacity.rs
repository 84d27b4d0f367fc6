//! Says what a number of people asks of the team, and when it is more than the team can see.

use super::super::{Strata, Summary};
use super::exact::{Exact, Outputs};
use super::{CapacityResults, NeededCapacity};
use crate::model::{Capacity, Model, Plan};
use crate::statistics::{float, mean_and_sd};

/// What the team can do, draw by draw.
pub(super) struct Team<'a> {
    plan: &'a Plan,
    strata: Strata,
    /// Coordinator-years while people join, averaged over draws (views may differ).
    coordinator_years: Vec<f64>,
    /// New people that a coordinator can take on in a year.
    each: Vec<f64>,
    /// £ for a coordinator and year.
    cost_each: Option<Vec<f64>>,
    /// Expected avoided cost per person of the scenario as written.
    avoided: Vec<f64>,
}

impl<'a> Team<'a> {
    /// `None` without `programme.capacity` in every model.
    pub(super) fn new(exact: &Exact<'a>, outputs: &Outputs) -> Option<Self> {
        let plan = exact.plan;
        let people = float(plan.base.cohort.people);
        let mut team = Self {
            plan,
            strata: Strata::of(exact.draws),
            coordinator_years: Vec::new(),
            each: Vec::new(),
            cost_each: Some(Vec::new()),
            avoided: outputs.avoided.iter().map(|avoided| avoided / people).collect(),
        };
        for draw in 0..exact.draws.count {
            let model = exact.model(draw);
            let theta = exact.draws.theta(draw);
            let capacity = model.programme.as_ref()?.capacity.as_ref()?;
            team.coordinator_years.push(coordinator_years(plan, model, capacity));
            team.each.push(capacity.new_people_each.value(theta));
            let cost = capacity.cost_each.as_ref().map(|cost| cost.value(theta));
            team.cost_each = team.cost_each.zip(cost).map(|(mut all, cost)| {
                all.push(cost);
                all
            });
        }
        Some(team)
    }

    fn summary(&self, values: &[f64]) -> Summary {
        Summary::of(values, &self.strata, self.plan.simulation.level)
    }

    fn sees(&self) -> Vec<f64> {
        self.coordinator_years.iter().zip(&self.each).map(|(years, each)| years * each).collect()
    }

    /// What the team as it is can see.
    pub(super) fn results(&self) -> CapacityResults {
        CapacityResults {
            coordinator_years: mean_and_sd(&self.coordinator_years).0,
            people: self.summary(&self.sees()),
        }
    }

    /// What `people` people ask of it, where that number itself has the standard error `error`, and `chances` are those of
    /// the target in each draw with so many.
    ///
    /// ```text
    /// y = N·ȳ₁:   se² = se(ȳ)² + 2ρ·se(ȳ)·(ȳ/N)·se(N) + ((ȳ/N)·se(N))²,   ρ = -corr(y, chance)·sd(chance)/√(p(1 - p))
    /// ```
    ///
    /// Where the draws are hopeful fewer people seem to be enough: N̂ has the influence -(hit - p)/slope, of which only the
    /// part that the evidence explains goes with y.
    pub(super) fn needed(&self, people: u64, error: f64, chances: &[f64]) -> NeededCapacity {
        let people = float(people);
        let relative = if error > 0.0 { error / people } else { 0.0 };
        let summary = |values: &[f64]| with_error(self.summary(values), relative, values, chances);
        let years: Vec<f64> = self.each.iter().map(|each| people / each).collect();
        let cost: Option<Vec<f64>> =
            self.cost_each.as_ref().map(|each| years.iter().zip(each).map(|(years, each)| years * each).collect());
        let net = cost.as_ref().map(|cost| {
            let net: Vec<f64> = self.avoided.iter().zip(cost).map(|(each, cost)| people * each - cost).collect();
            summary(&net)
        });
        let sees = self.sees();
        let beyond: Vec<f64> = sees.iter().map(|sees| f64::from(u8::from(people > *sees))).collect();
        NeededCapacity {
            coordinator_years: summary(&years),
            cost: cost.map(|cost| summary(&cost)),
            net,
            beyond_team: mean_and_sd(&beyond).0,
            more_than_the_team_can_see: people > mean_and_sd(&sees).0,
        }
    }
}

/// The summary of `values`, which are in proportion to a number that is known to within the share `relative` of itself, by
/// hits with the chances `chances`. The influence of a draw on a quantile is that it is above it.
fn with_error(mut summary: Summary, relative: f64, values: &[f64], chances: &[f64]) -> Summary {
    let joint = |own: f64, value: f64, influence: &[f64]| {
        let (other, together) = (relative * value, -association(influence, chances));
        (own * own + 2.0 * together * own * other + other * other).max(0.0).sqrt()
    };
    summary.mcse = joint(summary.mcse, summary.mean, values);
    for quantile in &mut summary.quantiles {
        let above: Vec<f64> = values.iter().map(|value| f64::from(u8::from(*value > quantile.value))).collect();
        quantile.mcse = joint(quantile.mcse, quantile.value, &above);
    }
    summary
}

/// The correlation of values with hits whose chances, draw by draw, are `chances`; 0 where either never varies.
fn association(values: &[f64], chances: &[f64]) -> f64 {
    let ((mean, sd), (p, _)) = (mean_and_sd(values), mean_and_sd(chances));
    let products: Vec<f64> = values.iter().zip(chances).map(|(value, chance)| (value - mean) * (chance - p)).collect();
    let found = mean_and_sd(&products).0 / (sd * (p * (1.0 - p)).sqrt());
    if found.is_finite() { found.clamp(-1.0, 1.0) } else { 0.0 }
}

/// Coordinator-years of the months in which people join: a year counts by the part of it that lies between the first
/// and the last joining; where everybody joins at once, the year of joining counts in full.
fn coordinator_years(plan: &Plan, model: &Model, capacity: &Capacity) -> f64 {
    let joining = model.cohort.joining.iter().filter(|window| window.people > 0);
    let (from, to) =
        joining.fold((f64::INFINITY, 0.0_f64), |(from, to), window| (from.min(window.from), to.max(window.to)));
    let part = |year: usize| {
        let Some(year) = plan.years.get(year) else { return 0.0 };
        if to > from {
            (year.to.min(to) - year.from.max(from)).max(0.0) / 12.0
        } else {
            f64::from(u8::from(year.from <= from && from < year.to))
        }
    };
    capacity.coordinators.iter().map(|&(year, coordinators)| coordinators * part(year)).sum()
}
