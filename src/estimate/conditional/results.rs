//! What results.json holds of estimates conditional on the evidence.

use serde::{Deserialize, Serialize};

use super::super::cumulants::lawful;
use super::super::sample::Sample;
use super::super::{Chance, Ordered, Summary};
use super::laws::ConditionalLaws;
use crate::dictionary::dictionary;
use crate::model::{Event, Model, Spread};

/// The confidences that a finance team asks for.
pub(in crate::estimate) const CONFIDENCES: [f64; 4] = [0.5, 0.65, 0.8, 0.9];

dictionary! {
    /// Estimates conditional on the evidence: exact means, and chances and quantiles from the law that chance has in each draw; what draws.csv holds is simulated, and the headline is of that.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ConditionalResults {
        /// The cohort's avoided cost.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// Largest distance in probability that a quantile of these may be off, because the laws are approximations.
        #[unit(Share)]
        pub bound: f64,
        /// Targets by their names; those that count what is released have none.
        pub targets: Ordered<ConditionalTarget>,
    }
}

dictionary! {
    /// What is known of a target given the evidence of each draw.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ConditionalTarget {
        /// What counts towards the target.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub value: Summary,
        /// Chance of reaching it: the mean over draws of the chance that each draw's evidence gives it.
        #[serde(flatten)]
        pub chance: Chance,
        /// Largest distance that this chance may be off because the laws are approximations.
        #[unit(Share)]
        pub bound: f64,
        /// The amounts that can be put in the budget at each confidence.
        pub prudent: Vec<PrudentAmount>,
    }
}

dictionary! {
    /// The amount that is reached with a confidence.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PrudentAmount {
        /// The confidence.
        #[unit(Share)]
        pub confidence: f64,
        /// The amount.
        #[unit(Pounds)]
        pub amount: f64,
        /// Monte Carlo standard error of the amount.
        #[unit(Pounds)]
        pub mcse: Option<f64>,
    }
}

/// The laws of the headline's measures that have one, with the index of their target; the cohort's avoided cost first.
pub(in crate::estimate) fn laws(sample: &Sample) -> Vec<(Option<usize>, ConditionalLaws)> {
    let measures = lawful(sample.plan).into_iter().zip(&sample.expected.cumulants).enumerate();
    measures
        .filter(|(_, (_, cumulants))| !cumulants.is_empty())
        .map(|(place, (measure, cumulants))| {
            let target = place.checked_sub(1);
            let values = &sample.draws.columns[measure];
            let lumpy = lumpy(&sample.plan.base, target);
            (target, ConditionalLaws::new(cumulants, values, sample.strata.clone(), lumpy))
        })
        .collect()
}

/// Whether every event that counts towards a target, or towards what the cohort avoids, costs the same each time.
#[must_use]
pub(in crate::estimate) fn lumpy(model: &Model, target: Option<usize>) -> bool {
    let counts = |event: &&Event| {
        target.is_none_or(|target| model.targets[target].payers.iter().any(|&payer| event.paid_by[payer] != 0.0))
    };
    model.events.iter().filter(counts).all(|event| event.varies == Spread::None && event.stay_varies == Spread::None)
}

/// Everything that is estimated so; `None` without draws.
pub(in crate::estimate) fn conditional(
    sample: &Sample,
    laws: &[(Option<usize>, ConditionalLaws)],
) -> Option<ConditionalResults> {
    let level = sample.level();
    let (_, avoided) = laws.first()?;
    let targets = laws.iter().filter_map(|(target, laws)| {
        let index = (*target)?;
        let reached = laws.at_least(|draw| sample.model(draw).targets[index].amount);
        let value = laws.summary(level);
        let prudent = |confidence| {
            let p = 1.0 - confidence;
            let found = value.quantile(p).unwrap_or_else(|| laws.quantile(p));
            PrudentAmount { confidence, amount: found.value, mcse: Some(found.mcse).filter(|mcse| mcse.is_finite()) }
        };
        let result = ConditionalTarget {
            chance: reached.chance(laws.draws()),
            bound: reached.bound,
            prudent: CONFIDENCES.map(prudent).to_vec(),
            value,
        };
        Some((sample.plan.base.targets[index].id.clone(), result))
    });
    let summary = avoided.summary(level);
    Some(ConditionalResults {
        avoided: summary.clone(),
        bound: summary.quantiles.iter().map(|of| avoided.bound(|_| of.value)).fold(0.0, f64::max),
        targets: Ordered(targets.collect()),
    })
}
