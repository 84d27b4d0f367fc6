//! Keeps what the evidence of each draw says of the law of a cohort's value: its first cumulants.

use crate::engine::{self, Draws, RunOf};
use crate::expectation::{Expectation, Expected};
use crate::model::{Model, Plan, Total};
use crate::numeric::powi;

/// Mean, variance and third cumulant of a cohort's value, given the evidence of one draw: its law under chance alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cumulants {
    /// £.
    pub mean: f64,
    /// £², at least: what people's risks add is a lower bound.
    pub variance: f64,
    /// £³.
    pub third: f64,
    /// The size of one contribution, £, as far as its square weighs.
    pub size: f64,
}

/// Draws from which on simulated values say how they vary.
const COMPARED_FROM: usize = 30;

impl Cumulants {
    /// Those of `measure`, which is the cohort's avoided cost or a target.
    pub(super) fn of(expected: &Expected, measure: usize) -> Self {
        let Expected { mean, second, at_most_once, through_risk, third, absolute_third, .. } = expected;
        let variance = second[measure] - at_most_once[measure] + through_risk[measure];
        Self::new(mean[measure], variance, third[measure], (absolute_third[measure], second[measure]))
    }

    /// Of a variance that rounding may have put below nothing, and of the sums that tell the size of a contribution.
    pub(super) fn new(mean: f64, variance: f64, third: f64, (sizes, second): (f64, f64)) -> Self {
        // Of what no size is known of, nothing is known.
        let size = match (second > 0.0, sizes) {
            (false, _) => 0.0,
            (true, 0.0) => f64::INFINITY,
            (true, sizes) => sizes / second,
        };
        Self { mean, variance: variance.max(0.0), third, size }
    }

    /// How many times the variance that cumulants say the `simulated` values of the same draws have; `None` of too few.
    ///
    /// ```text
    /// r = Σ_k (simulated_k - mean_k)² / Σ_k variance_k
    /// ```
    pub(super) fn variance_ratio(cumulants: &[Self], simulated: &[f64]) -> Option<f64> {
        let residual: f64 = cumulants.iter().zip(simulated).map(|(of, value)| powi(value - of.mean, 2)).sum();
        let expected: f64 = cumulants.iter().map(|of| of.variance).sum();
        (simulated.len() >= COMPARED_FROM).then_some(residual / expected)
    }
}

/// The measures whose law given the evidence is kept: the cohort's avoided cost, then the targets.
pub(super) fn lawful(plan: &Plan) -> Vec<usize> {
    let targets = (0..plan.base.targets.len()).map(|target| plan.measures.target(target));
    std::iter::once(plan.measures.total(Total::Avoided)).chain(targets).collect()
}

/// Adds those of one draw to the columns of `lawful` measures.
pub(super) fn enter_cumulants(
    plan: &Plan,
    model: &Model,
    lawful: &[usize],
    expected: &Expected,
    columns: &mut [Vec<Cumulants>],
) {
    for (column, &measure) in columns.iter_mut().zip(lawful) {
        if has_expectation(plan, model, measure) {
            column.push(Cumulants::of(expected, measure));
        }
    }
}

/// The cumulants of the first `count` of `draws`, of the headline, and of nothing else, which takes less than [`expect`].
pub(super) fn cumulants(plan: &Plan, draws: &Draws, count: usize) -> Vec<Vec<Cumulants>> {
    let which = RunOf::Headline;
    let models = which.models(plan);
    let readings: Vec<Expectation> = models.iter().map(|model| Expectation::new(plan, model).narrowed()).collect();
    let lawful = lawful(plan);
    let parts = engine::in_chunks(count, count.div_ceil(256).max(16), |rows| {
        let mut expected = Expected::default();
        let mut part = vec![Vec::with_capacity(rows.len()); lawful.len()];
        for k in rows {
            let view = which.model_of_draw(plan, k);
            readings[view].at(draws.theta(k), &mut expected);
            enter_cumulants(plan, models[view], &lawful, &expected, &mut part);
        }
        part
    });
    let mut all = vec![Vec::with_capacity(count); lawful.len()];
    for part in parts {
        all.iter_mut().zip(part).for_each(|(all, part)| all.extend(part));
    }
    all
}

/// Whether a measure can be judged: not a target that counts what is released.
pub(super) fn has_expectation(plan: &Plan, model: &Model, measure: usize) -> bool {
    let target = measure.checked_sub(plan.measures.target(0)).and_then(|index| model.targets.get(index));
    target.is_none_or(|target| target.counting.has_expectation())
}
