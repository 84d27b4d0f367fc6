//! Says how likely each target is to be reached, and how much is missing when it is not.

use std::cmp::Ordering;

use super::held_against::TargetResults;
use super::sample::Sample;
use super::strata::Strata;
use crate::model::Counting;
use crate::statistics::{proportion_mcse, wilson};

/// z of Wilson's 95% limits.
const Z_95: f64 = 1.959_963_984_540_054;

/// A simulated probability with its errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chance {
    /// The share of draws.
    pub(super) probability: f64,
    /// √(p(1-p)/K), or from the randomisations of Sobol points; at 0 and 1 half the width of Wilson's interval at one standard error, so that it is never nothing.
    pub(super) mcse: f64,
    /// Wilson's lower 95% limit.
    pub(super) low: f64,
    /// Wilson's upper 95% limit.
    pub(super) high: f64,
}

/// The chance estimated by `hits`, one for each draw of `strata`: 1, 0, or half for a tie.
///
/// Its errors are those of as many independent draws as would know it as well.
#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
pub(super) fn chance(hits: &[f64], strata: &Strata) -> Chance {
    let (seen, draws) = (hits.iter().sum::<f64>(), hits.len() as f64);
    let probability = seen / draws;
    let count = strata.worth(hits);
    let seen = seen * (count / draws);
    let mcse = if probability > 0.0 && probability < 1.0 {
        proportion_mcse(probability, count)
    } else {
        let (low, high) = wilson(seen, count, 1.0);
        0.5 * (high - low)
    };
    let (low, high) = wilson(seen, count, Z_95);
    Chance { probability, mcse, low, high }
}

/// 1 where `more` is above `less`, half where they are equal, else 0.
pub(super) fn beyond(more: f64, less: f64) -> f64 {
    match more.partial_cmp(&less) {
        Some(Ordering::Greater) => 1.0,
        Some(Ordering::Equal) => 0.5,
        _ => 0.0,
    }
}

/// The results of target `index`; `None` when no draw has a value.
///
/// Views may differ in its amount: each draw is held against the amount of its own model.
#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
pub(super) fn target(sample: &Sample, index: usize) -> TargetResults {
    let target = &sample.plan.base.targets[index];
    let measure = sample.plan.measures.target(index);
    let missing: Vec<f64> = sample
        .per_draw(|k| sample.model(k).targets[index].amount)
        .into_iter()
        .zip(sample.column(measure).iter())
        .map(|(amount, value)| amount - value)
        .collect();
    // A value that is no number reaches no target.
    let hits: Vec<f64> = missing.iter().map(|missing| f64::from(u8::from(*missing <= 0.0))).collect();
    let chance = chance(&hits, &sample.strata);
    let missed: Vec<usize> = (0..missing.len()).filter(|&draw| missing[draw] > 0.0).collect();
    let shortfalls: Vec<f64> = missed.iter().map(|&draw| missing[draw]).collect();
    let shortfall_mcse = sample.strata.at(&missed).without_views().mean_mcse(&shortfalls);
    let mean_shortfall = (!shortfalls.is_empty()).then(|| shortfalls.iter().sum::<f64>() / shortfalls.len() as f64);
    TargetResults {
        label: target.label.clone(),
        amount: sample.average(|model| model.targets[index].amount),
        written: sample.average(|model| model.targets[index].written),
        prices: if target.outturn { "outturn" } else { "base" }.to_owned(),
        payers: target.payers_written.clone(),
        year: target.year.map(|year| sample.plan.years[year].id.clone()),
        counting: match target.counting {
            Counting::Avoided => "avoided",
            Counting::Averted => "averted",
            Counting::Cashable => "cashable",
            Counting::Released => "released",
        }
        .to_owned(),
        net_of_programme: target.net_of_programme,
        value: sample.measure(measure),
        probability: chance.probability,
        mcse: chance.mcse,
        low: chance.low,
        high: chance.high,
        mean_shortfall: mean_shortfall.filter(|value| value.is_finite()),
        mean_shortfall_mcse: Some(shortfall_mcse).filter(|error| error.is_finite()),
        people_needed: None,
        people_needed_mcse: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(count: usize, draws: usize) -> Vec<f64> {
        (0..draws).map(|draw| f64::from(u8::from(draw < count))).collect()
    }

    #[test]
    fn a_chance_in_the_middle_has_the_binomial_error() {
        let chance = chance(&hits(1360, 4000), &Strata::default());
        assert!((chance.probability - 0.34).abs() < 1e-12);
        assert!((chance.mcse - (0.34_f64 * 0.66 / 4000.0).sqrt()).abs() < 1e-12);
        // Wilson by hand: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n).
        assert!((chance.low - 0.325_5).abs() < 1e-4, "{}", chance.low);
        assert!((chance.high - 0.354_8).abs() < 1e-4, "{}", chance.high);
    }

    #[test]
    fn never_seen_is_not_impossible() {
        let never = chance(&hits(0, 4000), &Strata::default());
        assert_eq!(never.probability, 0.0);
        assert!(never.mcse > 0.0);
        // z²/(n + z²).
        assert!((never.high - 3.841_459 / 4_003.841_459).abs() < 1e-8);
        let always = chance(&hits(4000, 4000), &Strata::default());
        assert!((always.low - (1.0 - never.high)).abs() < 1e-12);
    }
}
