//! Holds one assumption at a time more or less firmly, by weights on the draws there are (power-scaling).
//!
//! ```text
//! w_k ∝ p_j(θ_kj)^(α-1),   p_j the density that the view of draw k draws value j by
//! m   = Σ w x,   moved = m - mean of x,   ψ_k = r_k (x_k - m_v) - (x_k - x̄_v),   r_k = K w_k
//! ```
//!
//! Under these weights value j follows p_j^α, and all else given value j is as drawn (Kallioinen, Paananen, Bürkner &
//! Vehtari 2023). p_j is the density of value j alone, so a value that is correlated with it moves along: what is held more
//! firmly is the opinion about j, not the correlation. Weights are normalised within each view, so that views keep their
//! shares, and the error is by the delta method, from ψ, the influence of each draw on the move. At α = ½ the weights of
//! a law with endless tails have the tail index ½, the last at which such estimates may be relied on without smoothing
//! (Pareto k̂ below 0.7: Vehtari, Simpson, Gelman, Yao & Gabry 2024), so a law is held no looser than half as firmly.

use super::super::label::label;
use super::super::{Chance, Ordered, Strata};
use super::evaluate::{Of, Outputs};
use super::firmness::{ChanceMoved, Held, PowerScaling, PowerScalingRow, TargetAsDrawn};
use super::regressors::Regressors;
use crate::engine;
use crate::model::{Law, Plan, Target};
use crate::numeric::exp;
use crate::statistics::{float, mean_and_sd};

/// Twice as firmly, and half as firmly.
const POWERS: [f64; 2] = [2.0, 0.5];
/// Effective draws below which nothing is said: with fewer the error of a weighted mean is itself not known to 10%, and
/// with less than a tenth of the draws a few of them speak for all.
const FEWEST_EFFECTIVE: f64 = 100.0;
const LEAST_EFFECTIVE_SHARE: f64 = 0.1;
/// Why a law cannot be raised to a power.
const NO_DENSITY: &str = "it is drawn from a list, or one of its values has a probability of its own, so it has no density \
                          that could be raised to a power";

/// What every assumption of a plan moves when it is held more or less firmly.
pub(super) fn power_scaling(regressors: &Regressors<'_>, outputs: &Outputs) -> PowerScaling {
    let plan = regressors.plan;
    let targets = plan.base.targets.iter().enumerate().filter(|(_, target)| target.counting.has_expectation());
    let hits = |(index, target): (usize, &Target)| {
        let amount = |draw: usize| plan.model_of_draw(draw as u64).targets[index].amount;
        let values = outputs.of(Of::Target(index)).into_iter().enumerate();
        (target.id.clone(), values.map(|(draw, value)| f64::from(u8::from(value - amount(draw) > 0.0))).collect())
    };
    let count = regressors.draws.count;
    let asked = Asked {
        regressors,
        strata: Strata::of(regressors.draws),
        views: if plan.weighted { regressors.draws.view.clone() } else { vec![0; count] },
        headline: outputs.of(Of::Headline),
        targets: targets.clone().map(hits).collect(),
        fewest: FEWEST_EFFECTIVE.max(LEAST_EFFECTIVE_SHARE * float(count)),
    };
    let rows = engine::in_chunks(plan.parameters.len(), 1, |one| asked.row(one.start));
    let mut values: Vec<PowerScalingRow> = rows.into_iter().flatten().collect();
    let reach = |row: &PowerScalingRow| {
        let moves = row.firmer.iter().chain(&row.looser).map(|held| held.moved.abs());
        moves.fold(f64::NEG_INFINITY, f64::max)
    };
    // Stable: values that move it as far keep the order of the file.
    values.sort_by(|a, b| reach(b).total_cmp(&reach(a)));
    let as_drawn = |((_, target), (id, hits)): ((usize, &Target), &(String, Vec<f64>))| {
        (id.clone(), TargetAsDrawn { label: target.label.clone(), chance: mean_and_sd(hits).0 })
    };
    PowerScaling {
        fewest_effective: asked.fewest,
        headline: mean_and_sd(&asked.headline).0,
        targets: targets.zip(&asked.targets).map(as_drawn).collect(),
        values,
    }
}

/// The draws and what is asked of them.
struct Asked<'a> {
    regressors: &'a Regressors<'a>,
    strata: Strata,
    /// The view of each draw.
    views: Vec<usize>,
    headline: Vec<f64>,
    /// By target: 1 where the expected value is above the amount.
    targets: Vec<(String, Vec<f64>)>,
    fewest: f64,
}

impl Asked<'_> {
    /// One assumption; `None` where no view is in doubt about it, or no result rests on it.
    fn row(&self, index: usize) -> Option<PowerScalingRow> {
        let plan = self.regressors.plan;
        let parameter = &plan.parameters[index];
        let laws = laws(plan, index);
        if laws.iter().all(|law| matches!(law, Law::Certain(_))) || parameter.path.starts_with("published.") {
            return None;
        }
        let mut row = PowerScalingRow {
            path: parameter.path.clone(),
            label: label(plan, &parameter.path),
            group: parameter.group,
            firmer: None,
            looser: None,
            refused: None,
        };
        if !laws.iter().all(|law| law.can_be_scaled()) {
            row.refused = Some(NO_DENSITY.to_owned());
            return Some(row);
        }
        let density = |draw: usize| laws[self.views[draw]].log_density(self.regressors.draws.theta(draw)[index]);
        let logs: Vec<f64> = (0..self.views.len()).map(density).collect();
        let [firmer, looser] = POWERS.map(|power| self.held(power, &logs));
        let few: Vec<String> = [("twice", &firmer), ("half", &looser)]
            .into_iter()
            .filter(|(_, held)| held.effective.is_nan() || held.effective < self.fewest)
            .map(|(how, _)| format!("held {how} as firmly, too few of the draws count"))
            .collect();
        row.refused = (!few.is_empty()).then(|| few.join("; "));
        row.firmer = Some(firmer).filter(|held| held.effective >= self.fewest);
        row.looser = Some(looser).filter(|held| held.effective >= self.fewest);
        Some(row)
    }

    /// The answers with the density, of which `logs` are the logarithms, raised to `power`.
    fn held(&self, power: f64, logs: &[f64]) -> Held {
        let ratios = ratios(power - 1.0, logs, &self.views);
        let count = float(ratios.len());
        let effective = count * count / ratios.iter().map(|ratio| ratio * ratio).sum::<f64>();
        let (moved, mcse) = self.moved(&ratios, &self.headline);
        let target = |(id, hits): &(String, Vec<f64>)| {
            let (moved, mcse) = self.moved(&ratios, hits);
            let all = hits.iter().all(|hit| *hit == hits[0]);
            // Where all draws say the same, their spread says nothing of those that would not.
            let unseen = all && effective < count;
            let mcse = if unseen { Chance::in_draws(hits[0], effective).mcse } else { mcse };
            (id.clone(), ChanceMoved { moved, mcse })
        };
        Held { power, effective, moved, mcse, targets: self.targets.iter().map(target).collect::<Ordered<_>>() }
    }

    /// How far the mean of `values` moves under the weights, with its standard error.
    fn moved(&self, ratios: &[f64], values: &[f64]) -> (f64, f64) {
        let views = self.views.iter().max().map_or(0, |last| last + 1);
        let mut sums = vec![[0.0; 3]; views];
        for ((&view, ratio), value) in self.views.iter().zip(ratios).zip(values) {
            let [count, plain, weighted] = &mut sums[view];
            *count += 1.0;
            *plain += value;
            *weighted += ratio * value;
        }
        let influence = self.views.iter().zip(ratios).zip(values).map(|((&view, ratio), value)| {
            let [count, plain, weighted] = sums[view];
            ratio * (value - weighted / count) - (value - plain / count)
        });
        let mean = mean_and_sd(values).0;
        let moved = ratios.iter().zip(values).map(|(ratio, value)| (ratio - 1.0) * (value - mean)).sum::<f64>();
        (moved / float(values.len()), self.strata.mean_mcse(&influence.collect::<Vec<f64>>()))
    }
}

/// The law that each view draws a value by.
fn laws(plan: &Plan, index: usize) -> Vec<&Law> {
    if plan.weighted {
        plan.views.iter().map(|view| &view.model.laws[index]).collect()
    } else {
        vec![&plan.base.laws[index]]
    }
}

/// K times the weight of each draw, of mean exactly 1 in every view whose weights are all the same.
fn ratios(exponent: f64, logs: &[f64], views: &[usize]) -> Vec<f64> {
    let count = views.iter().max().map_or(0, |last| last + 1);
    let mut largest = vec![f64::NEG_INFINITY; count];
    for (&view, log) in views.iter().zip(logs) {
        largest[view] = largest[view].max(exponent * log);
    }
    let raw: Vec<f64> = views.iter().zip(logs).map(|(&view, log)| exp(exponent * log - largest[view])).collect();
    let mut sums = vec![(0.0, 0.0); count];
    for (&view, raw) in views.iter().zip(&raw) {
        sums[view].0 += raw;
        sums[view].1 += 1.0;
    }
    views.iter().zip(raw).map(|(&view, raw)| raw / (sums[view].0 / sums[view].1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_keep_their_shares_whatever_the_densities_are() {
        let views = [0, 1, 1, 0, 1, 2];
        let logs = [0.3, -500.0, -501.0, 2.0, -499.0, 7.0];
        for exponent in [1.0, -0.5] {
            let ratios = ratios(exponent, &logs, &views);
            for (view, size) in [(0, 2.0), (1, 3.0), (2, 1.0)] {
                let own = views.iter().zip(&ratios).filter(|(of, _)| **of == view).map(|(_, ratio)| ratio).sum::<f64>();
                assert!((own - size).abs() < 1e-12, "{view}: {own}");
            }
        }
        assert_eq!(ratios(1.0, &[-3.7; 3], &[0, 0, 1]), [1.0; 3], "what is flat weighs nothing differently");
    }
}
