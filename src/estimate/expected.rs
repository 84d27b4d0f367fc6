//! Runs the exact expectation over the draws, keeping what the self-check, the decomposition and the fan need.

use super::cumulants::{Cumulants, enter_cumulants, has_expectation, lawful};
use super::funding::{DrawCost, certain_present};
use super::payback::{monthly_cost, payback_month};
use super::tally::Tally;
use crate::engine::{self, Draws, RunOf};
use crate::expectation::{Expectation, Expected};
use crate::model::{Model, Plan, Total};
use crate::statistics::float;

/// Draws whose months are kept for the fan, at most.
const FAN_DRAWS: usize = 10_000;
/// Numbers kept for the fan, at most: it bounds the memory of a very long span.
const FAN_NUMBERS: usize = 8_000_000;

/// What is expected of every draw of one run.
#[derive(Clone, Debug, Default)]
pub struct ExpectedDraws {
    /// μ, the expected avoided cost per person, by draw.
    pub per_person: Vec<f64>,
    /// What is expected to be avoided and gained, less programme cost, both at present value, by draw; empty without a programme.
    pub net_pv: Vec<f64>,
    /// Expected avoided cash by month, one row a draw, of the first draws only.
    pub months: Vec<Vec<f64>>,
    /// Programme cost by month over the same draws, by view, one unless the plan is weighted; empty where it is the same in all.
    pub costs: Vec<MonthlySum>,
    /// The month of payback, by draw (`None`: never); empty without a programme.
    pub payback: Vec<Option<usize>>,
    /// The cumulants given the evidence of the cohort's avoided cost, and of each target, by measure and draw; of a target
    /// that counts what is released, none.
    pub cumulants: Vec<Vec<Cumulants>>,
    /// Simulated against expected: `tallies[view][measure]`, one view unless the plan is weighted.
    pub tallies: Vec<Vec<Tally>>,
}

/// Numbers by month, added up over draws.
#[derive(Clone, Debug, Default)]
pub struct MonthlySum {
    /// How many draws.
    pub draws: usize,
    /// By month.
    pub months: Vec<f64>,
}

impl MonthlySum {
    fn add(&mut self, months: &[f64]) {
        self.merge(&Self { draws: 1, months: months.to_vec() });
    }

    fn merge(&mut self, other: &Self) {
        self.draws += other.draws;
        self.months.resize(self.months.len().max(other.months.len()), 0.0);
        self.months.iter_mut().zip(&other.months).for_each(|(sum, month)| *sum += month);
    }

    /// The mean over draws.
    pub(super) fn mean(&self) -> Vec<f64> {
        self.months.iter().map(|sum| sum / float(self.draws.max(1))).collect()
    }
}

/// Computes the exact expectation of every draw of a run.
#[must_use]
pub fn expect(plan: &Plan, draws: &Draws, which: RunOf) -> ExpectedDraws {
    let models = which.models(plan);
    let readings: Vec<Expectation> = models.iter().map(|model| Expectation::new(plan, model)).collect();
    // What is the same in every draw is spread over months once.
    let certain = |model: &&Model| {
        let programme = model.programme.as_ref().filter(|programme| programme.is_certain())?;
        Some(monthly_cost(programme, &[], model.span, &[]))
    };
    let costs: Vec<Option<Vec<f64>>> = models.iter().map(certain).collect();
    let presents: Vec<Option<f64>> = models.iter().map(|model| certain_present(model)).collect();
    let segments = segment_measures(plan);
    let lawful = lawful(plan);
    // At most 256 chunks, so that the partial tallies stay small however many draws there are.
    let chunk = draws.count.div_ceil(256).max(16);
    let none = || ExpectedDraws {
        costs: vec![MonthlySum::default(); models.len()],
        cumulants: vec![Vec::new(); lawful.len()],
        tallies: vec![vec![Tally::default(); plan.measures.len()]; models.len()],
        ..ExpectedDraws::default()
    };
    let parts = engine::in_chunks(draws.count, chunk, |rows| {
        let mut part = none();
        let mut expected = Expected::default();
        for k in rows {
            let view = which.model_of_draw(plan, k);
            readings[view].at(draws.theta(k), &mut expected);
            let model = models[view];
            part.per_person.push(per_person(plan, model, &expected));
            let kept = k < FAN_DRAWS && (k + 1) * expected.months.len() <= FAN_NUMBERS;
            if let Some(programme) = &model.programme {
                let value = |measure: usize| expected.mean[measure];
                let present =
                    presents[view].unwrap_or_else(|| DrawCost { plan, model, theta: draws.theta(k), value }.present());
                part.net_pv.push(expected.mean[plan.measures.total(Total::AvoidedPv)] - present);
                let own;
                let cost = match &costs[view] {
                    Some(cost) => cost,
                    None => {
                        own = monthly_cost(programme, draws.theta(k), model.span, &expected.following_months);
                        &own
                    }
                };
                part.payback.push(payback_month(&expected.months, cost));
                if kept && costs[view].is_none() {
                    part.costs[view].add(cost);
                }
            }
            enter_cumulants(plan, model, &lawful, &expected, &mut part.cumulants);
            if kept {
                part.months.push(expected.months.clone());
            }
            tally(plan, model, draws, k, &segments, &expected, &mut part.tallies[view]);
        }
        part
    });
    gather(parts, none())
}

fn per_person(plan: &Plan, model: &Model, expected: &Expected) -> f64 {
    expected.mean[plan.measures.total(Total::Avoided)] / float(model.cohort.people)
}

/// The segment of every measure that is of one segment's people.
fn segment_measures(plan: &Plan) -> Vec<Option<usize>> {
    let mut of = vec![None; plan.measures.len()];
    for segment in 0..plan.base.cohort.segments.len() {
        let measure = plan.measures.segment(segment);
        if measure < of.len() && plan.measures.name(measure).starts_with("segments.") {
            of[measure] = Some(segment);
        }
    }
    of
}

/// Adds draw `k` to the tallies of its view.
///
/// The second moments of segment and published measures are of one person: the variance of a mean over n people is
/// that over n. A draw with nobody in a segment says nothing about it, nor an expectation about what is released.
fn tally(
    plan: &Plan,
    model: &Model,
    draws: &Draws,
    k: usize,
    segments: &[Option<usize>],
    expected: &Expected,
    tallies: &mut [Tally],
) {
    for (measure, tally) in tallies.iter_mut().enumerate().filter(|(measure, _)| has_expectation(plan, model, *measure))
    {
        let people = if let Some(segment) = segments[measure] {
            draws.segment_people[segment][k]
        } else if plan.measures.published() == Some(measure) {
            model.published.as_ref().map_or(1.0, |published| float(published.people))
        } else {
            1.0
        };
        if people > 0.0 {
            let chance = expected.second[measure] + expected.through_risk[measure];
            tally.add(draws.columns[measure][k], expected.mean[measure], chance / people);
        }
    }
}

fn gather(parts: Vec<ExpectedDraws>, mut all: ExpectedDraws) -> ExpectedDraws {
    for part in parts {
        all.per_person.extend(part.per_person);
        all.net_pv.extend(part.net_pv);
        all.months.extend(part.months);
        all.payback.extend(part.payback);
        all.cumulants.iter_mut().zip(part.cumulants).for_each(|(all, part)| all.extend(part));
        all.costs.iter_mut().zip(part.costs).for_each(|(sum, part)| sum.merge(&part));
        for (to, from) in all.tallies.iter_mut().flatten().zip(part.tallies.iter().flatten()) {
            to.merge(from);
        }
    }
    all
}
