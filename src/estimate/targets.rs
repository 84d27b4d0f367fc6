//! Says how likely each target is to be reached, and how much is missing when it is not.

use serde::{Deserialize, Serialize};

use super::sample::Sample;
use super::{Chance, Ordered, Summary};
use crate::model::{Counting, Prices};
use crate::statistics::float;

/// One target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetResults {
    /// Its label.
    pub label: String,
    /// £ at the price base.
    pub amount: f64,
    /// The amount as written.
    pub written: f64,
    /// The prices that it was written in.
    pub prices: Prices,
    /// Payers and groups as written; empty: all.
    pub payers: Vec<String>,
    /// Label of its year; null: the whole span.
    pub year: Option<String>,
    /// What counts towards it.
    pub counting: Counting,
    /// Whether programme cost is taken off.
    pub net_of_programme: bool,
    /// Whether what its payers gain counts, beside what they avoid; left out where they gain nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gains: bool,
    /// What counts towards it.
    pub value: Summary,
    /// Chance of reaching it.
    #[serde(flatten)]
    pub chance: Chance,
    /// What is missing on average when it is missed; null when it never was.
    pub mean_shortfall: Option<f64>,
    /// Its Monte Carlo standard error.
    pub mean_shortfall_mcse: Option<f64>,
    /// By confidence; filled by the stress test.
    pub people_needed: Option<Ordered<Option<f64>>>,
    /// Its Monte Carlo standard errors.
    #[serde(default)]
    pub people_needed_mcse: Option<Ordered<Option<f64>>>,
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
