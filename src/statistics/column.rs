//! Holds one input's draws as a regression reads them: ranks, which no tail can stretch, and values on a common scale.

use super::{float, mean_and_sd};

/// The draws of one input.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Mid-ranks in (0, 1): ties share the mean of their ranks.
    pub(super) ranks: Vec<f64>,
    /// Values less their mean, over their standard deviation.
    pub(super) values: Vec<f64>,
}

impl Column {
    /// The input with these draws; `None` when it never varies or a draw is not finite, so that nothing can be learnt.
    pub(super) fn new(draws: &[f64]) -> Option<Self> {
        if draws.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let first = *draws.first()?;
        if draws.iter().all(|value| *value == first) {
            return None;
        }
        let (mean, sd) = mean_and_sd(draws);
        let usable = sd.is_finite() && sd > 0.0;
        usable
            .then(|| Self { ranks: mid_ranks(draws), values: draws.iter().map(|value| (value - mean) / sd).collect() })
    }
}

/// (rank - ½)/n with ranks from 1, ties sharing the mean of theirs.
fn mid_ranks(draws: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..draws.len()).collect();
    order.sort_unstable_by(|&a, &b| draws[a].total_cmp(&draws[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; draws.len()];
    let mut start = 0;
    for tied in order.chunk_by(|&a, &b| draws[a] == draws[b]) {
        let middle = float(start) + 0.5 * float(tied.len());
        for &index in tied {
            ranks[index] = middle / float(draws.len());
        }
        start += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_rank() {
        assert_eq!(mid_ranks(&[3.0, 1.0, 3.0, 9.0]), [0.5, 0.125, 0.5, 0.875]);
    }

    #[test]
    fn what_does_not_vary_is_no_predictor() {
        assert!(Column::new(&[0.4; 10]).is_none());
        assert!(Column::new(&[]).is_none());
        assert!(Column::new(&[1.0, f64::NAN]).is_none());
        assert!(Column::new(&[1.0, 2.0]).is_some());
    }
}
