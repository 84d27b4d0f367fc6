//! Expects what is asked about, draw by draw, with one value set or all as drawn, and simulates nobody.

use super::super::cumulants::Cumulants;
use super::super::funding::{DrawCost, certain_present};
use crate::engine::{self, Draws};
use crate::expectation::{Expectation, Expected, Part};
use crate::model::{Model, Plan, Total};
use crate::numeric::powi;
use crate::statistics::{TranslatedGamma, float, quantile_sorted};

/// The exact expectation of the headline's models, and how much the simulation spreads around it.
pub(super) struct Exact<'a> {
    pub(super) plan: &'a Plan,
    pub(super) draws: &'a Draws,
    readings: Vec<Evaluator<'a>>,
    /// By target: chance variance over what [`Outputs::cumulants`] say of it.
    ratio: Vec<f64>,
}

struct Evaluator<'a> {
    model: &'a Model,
    exact: Expectation,
    /// Present value of programme cost, where it is the same in every draw.
    cost: Option<f64>,
}

/// What is expected of each draw.
#[derive(Clone, Debug)]
pub(super) struct Outputs {
    /// Present value of avoided less programme cost.
    pub(super) net: Vec<f64>,
    /// Avoided cost of the whole cohort.
    pub(super) avoided: Vec<f64>,
    /// `E[Σ contributions²]` of each target, by target and draw.
    pub(super) second: Vec<Vec<f64>>,
    /// Mean, chance variance and third cumulant of each target, by target and draw.
    pub(super) cumulants: Vec<Vec<Cumulants>>,
}

/// The quantile of the draws whose number of contributions speaks for all.
const FEW: f64 = 0.2;

/// The numbers of a row before the targets': present value avoided, programme cost, avoided.
const TOTALS: usize = 3;
/// Those of a target: mean, second moment, what comes at most once, mean in proportion to risk, third cumulant, and the same
/// without signs.
const EACH: usize = 6;

impl<'a> Exact<'a> {
    /// Expects every draw and calibrates the chance spread of each target.
    ///
    /// The variance leaves out what knock-on adds; one ratio per target ([`Cumulants::variance_ratio`]) puts that right on
    /// average.
    pub(super) fn new(plan: &'a Plan, draws: &'a Draws) -> (Self, Outputs) {
        let mut exact = Self::uncalibrated(plan, draws);
        let outputs = exact.outputs();
        for (target, ratio) in exact.ratio.iter_mut().enumerate() {
            let simulated = &draws.columns[plan.measures.target(target)];
            if let Some(found) = Cumulants::variance_ratio(&outputs.cumulants[target], simulated) {
                *ratio = if found.is_finite() { found } else { 0.0 };
            }
        }
        (exact, outputs)
    }

    /// Expects without knowing how chance spreads: for means alone, of draws that nobody has simulated.
    pub(super) fn uncalibrated(plan: &'a Plan, draws: &'a Draws) -> Self {
        let models: Vec<&Model> =
            if plan.weighted { plan.views.iter().map(|view| &view.model).collect() } else { vec![&plan.base] };
        let reading = |model| {
            let exact = Expectation::new(plan, model).narrowed();
            Evaluator { model, exact, cost: certain_present(model) }
        };
        let readings = models.into_iter().map(reading).collect();
        Self { plan, draws, readings, ratio: vec![1.0; plan.base.targets.len()] }
    }

    /// The model of a draw.
    pub(super) fn model(&self, draw: usize) -> &'a Model {
        self.readings[self.view(draw)].model
    }

    /// The index of that model among [`Exact::models`].
    pub(super) fn view(&self, draw: usize) -> usize {
        self.draws.view.get(draw).copied().unwrap_or(0)
    }

    /// All models.
    pub(super) fn models(&self) -> impl Iterator<Item = &'a Model> {
        self.readings.iter().map(|reading| reading.model)
    }

    /// What is expected of all draws as they were drawn.
    pub(super) fn outputs(&self) -> Outputs {
        self.read(&self.rows(self.draws.count, None, |_| Part::Whole), None)
    }

    /// How many numbers there are in a row of [`Exact::rows`].
    pub(super) fn width(&self) -> usize {
        TOTALS + EACH * self.ratio.len()
    }

    /// Whether a place in a row is a third cumulant.
    pub(super) fn is_third(&self, place: usize) -> bool {
        place >= TOTALS && (place - TOTALS) % EACH >= EACH - 2
    }

    /// What part of the expectation of the first `count` draws adds to everything that outputs are read from, a row a draw,
    /// all values as drawn but the one that is set.
    pub(super) fn rows<'p>(
        &self,
        count: usize,
        set: Option<(usize, f64)>,
        part: impl Fn(usize) -> Part<'p> + Sync,
    ) -> Vec<f64> {
        let measures = &self.plan.measures;
        let chunks = engine::in_chunks(count, 32, |rows| {
            let (mut expected, mut out) = (Expected::default(), Vec::with_capacity(rows.len() * self.width()));
            let mut theta = Vec::new();
            for draw in rows {
                theta.clear();
                theta.extend_from_slice(self.draws.theta(draw));
                if let Some((parameter, value)) = set {
                    theta[parameter] = value;
                }
                let view = self.view(draw);
                let (reading, part) = (&self.readings[view], part(view));
                reading.exact.at_part(&theta, part, &mut expected);
                let cost = if matches!(part, Part::Rest(_)) {
                    0.0
                } else {
                    let value = |measure: usize| expected.mean[measure];
                    let drawn = || DrawCost { plan: self.plan, model: reading.model, theta: &theta, value }.present();
                    reading.cost.unwrap_or_else(drawn)
                };
                out.push(expected.mean[measures.total(Total::AvoidedPv)]);
                out.push(cost);
                out.push(expected.mean[measures.total(Total::Avoided)]);
                for measure in (0..self.ratio.len()).map(|target| measures.target(target)) {
                    let Expected { mean, second, at_most_once, risked, third, absolute_third, .. } = &expected;
                    out.extend([mean, second, at_most_once, risked, third, absolute_third].map(|of| of[measure]));
                }
            }
            out
        });
        chunks.concat()
    }

    /// Reads outputs from rows, and what is to be added to them.
    pub(super) fn read(&self, rows: &[f64], rest: Option<&[f64]>) -> Outputs {
        let (width, targets) = (self.width(), self.ratio.len());
        let count = rows.len() / width;
        let mut outputs = Outputs {
            net: Vec::with_capacity(count),
            avoided: Vec::with_capacity(count),
            second: vec![Vec::with_capacity(count); targets],
            cumulants: vec![Vec::with_capacity(count); targets],
        };
        let mut row = vec![0.0; width];
        for (draw, own) in rows.chunks(width).enumerate() {
            row.copy_from_slice(own);
            if let Some(rest) = rest {
                row.iter_mut().zip(&rest[draw * width..]).for_each(|(sum, more)| *sum += more);
            }
            outputs.net.push(row[0] - row[1]);
            outputs.avoided.push(row[2]);
            let cohort = &self.model(draw).cohort;
            let risk = powi(cohort.frailty, 2) / float(cohort.people);
            for (target, of) in row[TOTALS..].chunks(EACH).enumerate() {
                let [mean, second, once, risked, third, sizes] = [of[0], of[1], of[2], of[3], of[4], of[5]];
                let variance = second - once + risk * risked * risked;
                outputs.second[target].push(second);
                outputs.cumulants[target].push(Cumulants::new(mean, variance, third, (sizes, second)));
            }
        }
        outputs
    }

    /// The chance variance of the simulation over what the cumulants of a target say of it.
    pub(super) fn ratio(&self, target: usize) -> f64 {
        self.ratio[target]
    }

    /// The law of a target's value given the evidence, its spread as the simulation shows it.
    pub(super) fn law(&self, target: usize, of: Cumulants) -> TranslatedGamma {
        calibrated(self.ratio[target], of)
    }

    /// How many equal contributions a target's value is worth, μ²/E[Σ contributions²], in a draw with few.
    pub(super) fn contributions(&self, target: usize, outputs: &Outputs) -> f64 {
        let goal = |draw: usize| &self.model(draw).targets[target];
        let worth = |(draw, (of, second)): (usize, (&Cumulants, &f64))| {
            let fixed = goal(draw).fixed_cost(self.model(draw).programme.as_ref(), self.draws.theta(draw));
            if *second > 0.0 { powi(of.mean + fixed, 2) / second } else { f64::INFINITY }
        };
        let each = outputs.cumulants[target].iter().zip(&outputs.second[target]).enumerate();
        let mut worths: Vec<f64> = each.map(worth).collect();
        worths.sort_unstable_by(f64::total_cmp);
        quantile_sorted(&worths, FEW)
    }

    /// The chance, by draw, that a target is reached.
    pub(super) fn chances(&self, target: usize, outputs: &Outputs) -> Vec<f64> {
        let chance =
            |(draw, of): (usize, &Cumulants)| self.law(target, *of).at_least(self.model(draw).targets[target].amount);
        outputs.cumulants[target].iter().enumerate().map(chance).collect()
    }

    /// 1 for each of the first draws whose value, as simulated, reaches the target, else 0.
    pub(super) fn hits(&self, target: usize, values: &[f64]) -> Vec<f64> {
        let hit = |(draw, value): (usize, &f64)| f64::from(u8::from(*value >= self.model(draw).targets[target].amount));
        values.iter().enumerate().map(hit).collect()
    }
}

/// The law of `cumulants` whose variance is `ratio` times theirs. Skewness stays as it is: amounts are put right, not how many
/// there are.
pub(super) fn calibrated(ratio: f64, of: Cumulants) -> TranslatedGamma {
    TranslatedGamma::new(of.mean, ratio * of.variance, ratio * ratio.sqrt() * of.third)
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
        assert!((outputs.cumulants[0][7].variance / variance - 1.0).abs() < 1e-9, "{:?}", outputs.cumulants[0][7]);
        // The variance of 4,000 draws is known to √(2/4000) = 2.2% and a little more.
        assert!((exact.ratio[0] - 1.0).abs() < 0.1, "{}", exact.ratio[0]);
    }
}
