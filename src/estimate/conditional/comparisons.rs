//! Holds what is simulated against the laws that the evidence gives it, for the self-check.

use super::super::sample::Sample;
use super::super::{Quantile, Tally};
use super::laws::ConditionalLaws;
use super::results::ConditionalResults;
use crate::model::Total;

/// A law that may be further off than this, in probability, says too little to judge by.
const KNOWN: f64 = 0.05;
/// The probabilities whose quantiles are held against simulated ones.
const CHECKED: [f64; 3] = [0.1, 0.5, 0.9];

/// What is simulated against what these laws say, where they are known well enough: the chance of each target, and the share of draws below three quantiles of
/// each value.
pub(in crate::estimate) fn comparisons(
    sample: &Sample,
    laws: &[(Option<usize>, ConditionalLaws)],
    found: &ConditionalResults,
) -> Vec<(String, Tally)> {
    let mut all = Vec::new();
    for (target, laws) in laws {
        let (name, measure, value) = match target {
            Some(index) => {
                let id = &sample.plan.base.targets[*index].id;
                let Some(of) = found.targets.get(id) else { continue };
                (format!("targets.{id}.value"), sample.plan.measures.target(*index), &of.value)
            }
            None => ("total.avoided".to_owned(), sample.plan.measures.total(Total::Avoided), &found.avoided),
        };
        let values = &sample.draws.columns[measure];
        let mut compare = |name: String, amount: &dyn Fn(usize) -> f64| {
            let mut tally = Tally::default();
            for (draw, (chance, value)) in laws.each_at_least(amount).into_iter().zip(values).enumerate() {
                // Rounding decides nothing, here as in a law that does not vary.
                let room = 1e-9 * value.abs().max(amount(draw).abs());
                tally.add(f64::from(u8::from(*value >= amount(draw) - room)), chance, chance * (1.0 - chance));
            }
            let bound = laws.bound(amount);
            if bound <= KNOWN {
                all.push((name, tally.within(2.0 * bound)));
            }
        };
        for Quantile { p, value: quantile, .. } in CHECKED.into_iter().filter_map(|p| value.quantile(p)) {
            compare(format!("{name} above its conditional {:.0}% quantile", 100.0 * p), &|_| quantile);
        }
        if let Some(index) = *target {
            let id = &sample.plan.base.targets[index].id;
            compare(format!("targets.{id}.probability"), &|draw| sample.model(draw).targets[index].amount);
        }
    }
    all
}
