//! Finds the amount that can be put in the budget at each confidence.

use super::super::conditional::CONFIDENCES;
use super::super::summary::quantile;
use super::super::{Strata, TargetResults};
use super::Prudent;

/// For each confidence c the amount that is reached with that chance: the quantile of the target's value at 1 - c.
pub(super) fn prudent(values: &[f64], target: &TargetResults, strata: &Strata) -> Vec<Prudent> {
    let kept: Vec<usize> = (0..values.len()).filter(|&draw| !values[draw].is_nan()).collect();
    let values: Vec<f64> = kept.iter().map(|&draw| values[draw]).collect();
    let strata = strata.at(&kept);
    let mut sorted = values.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.is_empty() {
        return Vec::new();
    }
    let in_writing = (target.amount > 0.0).then(|| target.written / target.amount);
    CONFIDENCES
        .into_iter()
        .map(|confidence| {
            let found = quantile(&values, &sorted, 1.0 - confidence, &strata);
            let (amount, mcse) = (found.value, Some(found.mcse).filter(|mcse| !mcse.is_nan()));
            Prudent { confidence, amount, mcse, as_written: in_writing.map(|ratio| ratio * amount) }
        })
        .collect()
}
