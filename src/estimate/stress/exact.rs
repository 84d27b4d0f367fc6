//! Expects what is asked about, draw by draw, with one value set or all as drawn, and simulates nobody.

use super::super::funding::{DrawCost, certain_present};
use crate::engine::{self, Draws};
use crate::expectation::{Expectation, Expected};
use crate::model::{Model, Plan, Total};
use crate::numeric::normal_cdf;

/// Draws from which on the chance spread is taken from the simulation.
const CALIBRATED_FROM: usize = 30;

/// The exact expectation of the headline's models, and how much the simulation spreads around it.
pub(super) struct Exact<'a> {
    pub(super) plan: &'a Plan,
    pub(super) draws: &'a Draws,
    readings: Vec<Evaluator<'a>>,
    /// By target: chance variance over what [`Outputs::variance`] says of it.
    ratio: Vec<f64>,
}

struct Evaluator<'a> {
    model: &'a Model,
    exact: Expectation,
    /// Present value of programme cost, where it is the same in every draw.
    cost: Option<f64>,
}

/// What is expected of each draw.
pub(super) struct Outputs {
    /// Present value of avoided less programme cost.
    pub(super) net: Vec<f64>,
    /// Avoided cost of the whole cohort.
    pub(super) avoided: Vec<f64>,
    /// Expected value of each target, by target and draw.
    pub(super) mean: Vec<Vec<f64>>,
    /// `E[Σ contributions²]` of each target, by target and draw.
    pub(super) second: Vec<Vec<f64>>,
    /// The same less what "at most once" takes off: the chance variance of each target, by target and draw, where people
    /// are alike and chains of events apart.
    pub(super) variance: Vec<Vec<f64>>,
}

impl<'a> Exact<'a> {
    /// Expects every draw and calibrates the chance spread of each target.
    ///
    /// That variance leaves out what personal risk and knock-on add; one ratio per target puts that right on average:
    ///
    /// ```text
    /// r = Σ_k (simulated_k - expected_k)² / Σ_k (E[Σ contributions² | θ_k] - Σ over events at most once of mean²/N)
    /// ```
    pub(super) fn new(plan: &'a Plan, draws: &'a Draws) -> (Self, Outputs) {
        let mut exact = Self::uncalibrated(plan, draws);
        let outputs = exact.outputs(draws.count, None);
        if draws.count >= CALIBRATED_FROM {
            for target in 0..exact.ratio.len() {
                let simulated = &draws.columns[plan.measures.target(target)];
                let residual: f64 = simulated
                    .iter()
                    .zip(&outputs.mean[target])
                    .map(|(value, mean)| (value - mean) * (value - mean))
                    .sum();
                let expected: f64 = outputs.variance[target].iter().sum();
                let ratio = residual / expected;
                exact.ratio[target] = if ratio.is_finite() { ratio } else { 0.0 };
            }
        }
        (exact, outputs)
    }

    /// Expects without knowing how chance spreads: for means alone, of draws that nobody has simulated.
    pub(super) fn uncalibrated(plan: &'a Plan, draws: &'a Draws) -> Self {
        let models: Vec<&Model> =
            if plan.weighted { plan.views.iter().map(|view| &view.model).collect() } else { vec![&plan.base] };
        let reading = |model| Evaluator { model, exact: Expectation::new(plan, model), cost: certain_present(model) };
        let readings = models.into_iter().map(reading).collect();
        Self { plan, draws, readings, ratio: vec![1.0; plan.base.targets.len()] }
    }

    /// The model of a draw.
    pub(super) fn model(&self, draw: usize) -> &'a Model {
        self.reading(draw).model
    }

    fn reading(&self, draw: usize) -> &Evaluator<'a> {
        &self.readings[self.draws.view.get(draw).copied().unwrap_or(0)]
    }

    /// What is expected of the first `count` draws, all values as drawn but the one that is set.
    pub(super) fn outputs(&self, count: usize, set: Option<(usize, f64)>) -> Outputs {
        let measures = &self.plan.measures;
        let targets = self.ratio.len();
        let width = 2 + 3 * targets;
        let chunks = engine::in_chunks(count, 32, |rows| {
            let (mut expected, mut out) = (Expected::default(), Vec::with_capacity(rows.len() * width));
            let mut theta = Vec::new();
            for draw in rows {
                theta.clear();
                theta.extend_from_slice(self.draws.theta(draw));
                if let Some((parameter, value)) = set {
                    theta[parameter] = value;
                }
                let reading = self.reading(draw);
                reading.exact.at(&theta, &mut expected);
                let value = |measure: usize| expected.mean[measure];
                let cost = reading.cost.unwrap_or_else(|| {
                    DrawCost { plan: self.plan, model: reading.model, theta: &theta, value }.present()
                });
                out.push(expected.mean[measures.total(Total::AvoidedPv)] - cost);
                out.push(expected.mean[measures.total(Total::Avoided)]);
                out.extend((0..targets).map(|target| expected.mean[measures.target(target)]));
                out.extend((0..targets).map(|target| expected.second[measures.target(target)]));
                out.extend((0..targets).map(|target| {
                    let measure = measures.target(target);
                    (expected.second[measure] - expected.at_most_once[measure]).max(0.0)
                }));
            }
            out
        });
        let rows = chunks.concat();
        let column = |place: usize| rows.chunks(width).map(|row| row[place]).collect::<Vec<f64>>();
        Outputs {
            net: column(0),
            avoided: column(1),
            mean: (0..targets).map(|target| column(2 + target)).collect(),
            second: (0..targets).map(|target| column(2 + targets + target)).collect(),
            variance: (0..targets).map(|target| column(2 + 2 * targets + target)).collect(),
        }
    }

    /// Chance sd of a target's value from an entry of [`Outputs::variance`].
    pub(super) fn sd(&self, target: usize, variance: f64) -> f64 {
        (self.ratio[target] * variance).max(0.0).sqrt()
    }

    /// The chance, by draw, that a target is reached.
    pub(super) fn chances(&self, target: usize, outputs: &Outputs) -> Vec<f64> {
        let means = outputs.mean[target].iter().zip(&outputs.variance[target]).enumerate();
        let chance = |(draw, (&mean, &variance)): (usize, (&f64, &f64))| {
            reached(mean, self.sd(target, variance), self.model(draw).targets[target].amount)
        };
        means.map(chance).collect()
    }

    /// 1 for each of the first draws whose value, as simulated, reaches the target, else 0.
    pub(super) fn hits(&self, target: usize, values: &[f64]) -> Vec<f64> {
        let hit = |(draw, value): (usize, &f64)| f64::from(u8::from(*value >= self.model(draw).targets[target].amount));
        values.iter().enumerate().map(hit).collect()
    }
}

/// The chance that a nearly normal value reaches an amount; certain where it does not vary.
///
/// ```text
/// Φ((mean - amount)/sd)
/// ```
pub(super) fn reached(mean: f64, sd: f64, amount: f64) -> f64 {
    let scale = mean.abs().max(amount.abs());
    if sd <= 1e-9 * scale || sd <= 0.0 {
        return f64::from(u8::from(mean - amount >= -1e-9 * scale));
    }
    normal_cdf((mean - amount) / sd)
}

/// The least and the most that the chance of reaching an amount can be, whatever the law of the value (Cantelli 1928).
///
/// ```text
/// P(V ≥ a) ≤ s²/(s² + (a - m)²)  where a > m,   P(V ≥ a) ≥ 1 - s²/(s² + (m - a)²)  where m > a
/// ```
pub(super) fn bounds(mean: f64, sd: f64, amount: f64) -> [f64; 2] {
    let beyond = (mean - amount) * (mean - amount);
    let tail = if beyond > 0.0 { sd * sd / (sd * sd + beyond) } else { 1.0 };
    // Rounding decides nothing.
    let equal = (mean - amount).abs() <= 1e-9 * mean.abs().max(amount.abs());
    [if mean > amount && !equal { 1.0 - tail } else { 0.0 }, if mean < amount && !equal { tail } else { 1.0 }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{RunOf, Silent};
    use crate::model::example::plan;

    #[test]
    fn what_does_not_vary_is_certain() {
        assert_eq!(reached(100.0, 0.0, 100.0), 1.0);
        assert_eq!(reached(100.0 - 1e-8, 0.0, 100.0), 1.0, "rounding decides nothing");
        assert_eq!(reached(99.0, 0.0, 100.0), 0.0);
        assert_eq!(reached(0.0, 0.0, 0.0), 1.0);
        assert!((reached(100.0, 10.0, 110.0) - normal_cdf(-1.0)).abs() < 1e-15);
    }

    #[test]
    fn no_law_exceeds_its_bounds() {
        // Of all laws of mean 0 and sd 1, P(V ≥ 2) is at most 1/5: that of the law on 2 and -1/2.
        assert_eq!(bounds(0.0, 1.0, 2.0), [0.0, 0.2]);
        assert_eq!(bounds(2.0, 1.0, 0.0), [0.8, 1.0]);
        assert_eq!(bounds(1.0, 0.0, 1.0), [0.0, 1.0]);
        assert_eq!(bounds(3.0, 0.0, 1.0), [1.0, 1.0]);
    }

    #[test]
    fn what_comes_at_most_once_spreads_as_a_binomial() {
        let plan = plan(
            "title: Town\nhorizon: 12 months\ncohort: {people: 50}\npayers: {nhs: {label: NHS}}\nevents:\n  a: {probability: \
             30%, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n  b: {rate: 0.2, unit_cost: £500, varies: \
             {gamma: {cv: 100%}}, paid_by: {nhs: 100%}, support: {prevents: 100%}}\ntargets: {t: {amount: £9k}}\nsimulation: \
             {draws: 4000}\n",
        );
        let draws = engine::simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let (exact, outputs) = Exact::new(&plan, &draws);
        // N p(1-p) m² and N λ m² (1 + CV²).
        let variance = 50.0 * (0.3 * 0.7 * 1e6 + 0.2 * 250e3 * 2.0);
        assert!((outputs.variance[0][7] / variance - 1.0).abs() < 1e-9, "{}", outputs.variance[0][7]);
        // The variance of 4,000 draws is known to √(2/4000) = 2.2% and a little more.
        assert!((exact.ratio[0] - 1.0).abs() < 0.1, "{}", exact.ratio[0]);
    }
}
