//! Says how likely each target is to be reached, and how much is missing when it is not.

use serde::{Deserialize, Serialize};

use super::sample::Sample;
use super::{Chance, Ordered, Summary};
use crate::dictionary::dictionary;
use crate::model::{Counting, Prices};
use crate::statistics::float;

dictionary! {
    /// One target.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct TargetResults {
        /// Label of the target.
        pub label: String,
        /// Amount of the target at the price base.
        #[unit(Pounds)]
        pub amount: f64,
        /// Amount of the target as written.
        #[unit(Pounds)]
        pub written: f64,
        /// The prices that the amount was written in.
        pub prices: Prices,
        /// Payers and groups that count, as written; empty: all.
        pub payers: Vec<String>,
        /// Label of the target's year; null: the whole span.
        pub year: Option<String>,
        /// What part of avoided cost counts towards the target.
        pub counting: Counting,
        /// Whether programme cost is taken off what counts.
        pub net_of_programme: bool,
        /// Whether what its payers gain counts, beside what they avoid; left out where they gain nothing.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub gains: bool,
        /// What counts towards the target, over draws.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub value: Summary,
        /// Chance of reaching it.
        #[serde(flatten)]
        pub chance: Chance,
        /// What is missing on average when the target is missed; null when it never was.
        #[unit(Pounds)]
        pub mean_shortfall: Option<f64>,
        /// Monte Carlo standard error of the mean shortfall.
        #[unit(Pounds)]
        pub mean_shortfall_mcse: Option<f64>,
        /// People that the target would take, by confidence; filled by the stress test.
        #[unit(People)]
        pub people_needed: Option<Ordered<Option<f64>>>,
        /// Monte Carlo standard errors of the people needed.
        #[unit(People)]
        #[serde(default)]
        pub people_needed_mcse: Option<Ordered<Option<f64>>>,
    }
}

impl TargetResults {
    /// What is missing on average when it is missed, with its error; `None` where it never was.
    #[must_use]
    pub fn shortfall(&self) -> Option<(f64, f64)> {
        Some((self.mean_shortfall?, self.mean_shortfall_mcse.unwrap_or(f64::NAN)))
    }
}

/// The results of target `index`; `None` when no draw has a value.
///
/// Views may differ in its amount: each draw is held against the amount of its own model.
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
    let missed: Vec<usize> = (0..missing.len()).filter(|&draw| missing[draw] > 0.0).collect();
    let shortfalls: Vec<f64> = missed.iter().map(|&draw| missing[draw]).collect();
    let shortfall_mcse = sample.strata.at(&missed).without_views().mean_mcse(&shortfalls);
    let mean_shortfall = (!shortfalls.is_empty()).then(|| shortfalls.iter().sum::<f64>() / float(shortfalls.len()));
    TargetResults {
        label: target.label.clone(),
        amount: sample.average(|model| model.targets[index].amount),
        written: sample.average(|model| model.targets[index].written),
        prices: target.prices,
        payers: target.payers_written.clone(),
        year: target.year.map(|year| sample.plan.years[year].id.clone()),
        counting: target.counting,
        net_of_programme: target.net_of_programme,
        gains: target.payers.iter().any(|&payer| {
            sample.plan.base.outcomes.iter().any(|outcome| outcome.is_gain() && outcome.paid_to[payer] > 0.0)
        }),
        value: sample.measure(measure),
        chance: Chance::of(&hits, &sample.strata),
        mean_shortfall: mean_shortfall.filter(|value| value.is_finite()),
        mean_shortfall_mcse: Some(shortfall_mcse).filter(|error| error.is_finite()),
        people_needed: None,
        people_needed_mcse: None,
    }
}
