//! Finds the amount that can be put in the budget at each confidence.

use super::super::TargetResults;
use super::Prudent;
use crate::statistics::{quantile_mcse_sorted, quantile_sorted};

/// The confidences that a finance team asks for.
const CONFIDENCES: [f64; 4] = [0.5, 0.65, 0.8, 0.9];

/// For each confidence c the amount that is reached with that chance: the quantile of the target's value at 1 - c.
pub(super) fn prudent(values: &[f64], target: &TargetResults) -> Vec<Prudent> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.is_empty() {
        return Vec::new();
    }
    let in_writing = (target.amount > 0.0).then(|| target.written / target.amount);
    CONFIDENCES
        .into_iter()
        .map(|confidence| {
            let amount = quantile_sorted(&sorted, 1.0 - confidence);
            let mcse = (sorted.len() > 1).then(|| quantile_mcse_sorted(&sorted, 1.0 - confidence));
            Prudent { confidence, amount, mcse, as_written: in_writing.map(|ratio| ratio * amount) }
        })
        .collect()
}
