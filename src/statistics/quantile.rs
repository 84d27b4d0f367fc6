//! Reads quantiles off a sorted sample, with their Monte Carlo standard errors.

use crate::numeric::{IncompleteBeta, normal_cdf};
use std::cell::RefCell;
use std::collections::HashMap;

use super::order::place;
use super::{float, whole_part};

/// The type 7 quantile (Hyndman & Fan 1996) of values in ascending order: linear between order statistics.
///
/// NaN for an empty sample; `p` is clamped to 0–1.
#[must_use]
pub fn quantile_sorted(values: &[f64], p: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else {
        return f64::NAN;
    };
    let (below, above, weight) = place_of(last, p);
    // A weighted mean of two equal values must be that value, so the difference is scaled.
    values[below] + weight * (values[above] - values[below])
}

/// The two ranks up to `last` that a quantile lies between, and how far from the lower one.
fn place_of(last: usize, p: f64) -> (usize, usize, f64) {
    between(last, float(last) * p.clamp(0.0, 1.0))
}

/// The two ranks up to `last` that `rank` lies between, and how far from the lower one.
fn between(last: usize, rank: f64) -> (usize, usize, f64) {
    let below = whole_part::<usize>(rank).min(last);
    (below, (below + 1).min(last), rank - float(below))
}

/// Puts those of `values` in ascending order that [`quantile_sorted`] and [`quantile_mcse_sorted`] read for `levels`,
/// for less than sorting them all.
pub fn place_quantiles(values: &mut [f64], levels: &[f64]) {
    let Some(last) = values.len().checked_sub(1) else { return };
    let worth = float(values.len());
    let read = |&p: &f64| {
        let (below, above, _) = place_of(last, p);
        let [low, high] = ends_of(values.len(), p, worth).map(|rank| between(last, rank));
        [low.0, low.1, below, above, high.0, high.1]
    };
    let mut ranks: Vec<usize> = levels.iter().flat_map(read).collect();
    ranks.sort_unstable();
    ranks.dedup();
    place(values, &ranks);
}

/// Monte Carlo standard error of [`quantile_sorted`]: half the distance of the order statistics at the
/// probabilities Φ(±1) of Beta(Kp + 1, K(1-p) + 1), the law of the rank (Doss et al. 2014; Vehtari et al. 2021), linear
/// between them: rounded outwards the ranks make it a third too large in the tails of a few hundred draws.
///
/// NaN for an empty sample, 0 for a single value.
#[must_use]
pub fn quantile_mcse_sorted(values: &[f64], p: f64) -> f64 {
    quantile_mcse_of(values, p, float(values.len()))
}

/// [`quantile_mcse_sorted`] where the share of values up to the quantile is known as well as from `worth` independent
/// ones: the ranks are as uncertain as theirs.
#[must_use]
pub fn quantile_mcse_of(values: &[f64], p: f64, worth: f64) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    let last = values.len() - 1;
    let [low, high] = ends_of(values.len(), p, worth).map(|rank| {
        let (below, above, weight) = between(last, rank);
        values[below] + weight * (values[above] - values[below])
    });
    (high - low) / 2.0
}

/// The ranks, from 0 and with their fractions, of the two order statistics whose distance is twice the error.
fn ends_of(count: usize, p: f64, worth: f64) -> [f64; 2] {
    let (count, p) = (float(count), p.clamp(0.0, 1.0));
    // The share u of the values is reached half-way to the next one, as by the k-th of K, which is at (k - ½)/K.
    rank_limits(worth * p + 1.0, worth * (1.0 - p) + 1.0).map(|u| (u * count - 0.5).clamp(0.0, count - 1.0))
}

/// The quantiles of Beta(a, b) at Φ(-1) and Φ(1), for a, b ≥ 1.
fn rank_limits(a: f64, b: f64) -> [f64; 2] {
    KNOWN.with_borrow_mut(|known| {
        let limits = || [normal_cdf(-1.0), normal_cdf(1.0)].map(|u| IncompleteBeta::new(a, b).quantile(u));
        *known.entry([a.to_bits(), b.to_bits()]).or_insert_with(limits)
    })
}

thread_local! {
    /// Limits found before: a run asks for the same few, measure after measure, and each takes microseconds.
    static KNOWN: RefCell<HashMap<[u64; 2], [f64; 2]>> = RefCell::new(HashMap::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_seven_by_hand() {
        let values = [1.0, 2.0, 4.0, 8.0];
        for (p, value) in [(0.0, 1.0), (1.0, 8.0), (0.5, 3.0), (0.25, 1.75), (0.9, 6.8), (-1.0, 1.0), (2.0, 8.0)] {
            assert!((quantile_sorted(&values, p) - value).abs() < 1e-12, "{p}");
        }
        assert_eq!(quantile_sorted(&[5.0], 0.3), 5.0);
        assert_eq!(quantile_sorted(&[0.1; 7], 0.37), 0.1);
        assert!(quantile_sorted(&[], 0.5).is_nan());
    }

    #[test]
    fn placed_quantiles_are_those_of_the_sorted_sample() {
        let values: Vec<f64> = (0..4000_u32).map(|k| f64::from(k.wrapping_mul(2_654_435_761) % 3001)).collect();
        for levels in [&[0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975][..], &[0.0, 1.0], &[0.3]] {
            for count in [4000, 33, 2, 1] {
                let mut placed = values[..count].to_vec();
                let mut sorted = placed.clone();
                sorted.sort_unstable_by(f64::total_cmp);
                place_quantiles(&mut placed, levels);
                for &p in levels {
                    assert_eq!(quantile_sorted(&placed, p), quantile_sorted(&sorted, p));
                    assert_eq!(quantile_mcse_sorted(&placed, p), quantile_mcse_sorted(&sorted, p));
                }
            }
        }
        place_quantiles(&mut [], &[0.5]);
    }

    /// On the values 1, 2, …, K the error is half the difference of the two ranks; these were computed with
    /// SciPy's `beta.ppf`.
    #[test]
    fn errors_take_the_ranks_of_an_independent_evaluator() {
        let table: [(u32, f64, f64); 20] = [
            (1, 0.5, 0.000000),
            (2, 0.5, 0.495736),
            (10, 0.0, 0.520549),
            (10, 0.5, 1.442074),
            (10, 1.0, 0.520549),
            (1000, 0.025, 4.992627),
            (1000, 0.5, 15.795599),
            (1000, 0.975, 4.992627),
            (1001, 0.4, 15.485072),
            (1001, 0.5, 15.803510),
            (4000, 0.0, 0.670069),
            (4000, 0.025, 9.902147),
            (4000, 0.25, 27.382324),
            (4000, 0.5, 31.614874),
            (4000, 0.975, 9.902147),
            (4000, 1.0, 0.670069),
            (100_000, 0.0001, 3.266036),
            (100_000, 0.025, 49.376643),
            (100_000, 0.5, 158.112302),
            (100_000, 0.999, 10.028069),
        ];
        for (count, p, error) in table {
            let values: Vec<f64> = (0..count).map(f64::from).collect();
            let found = quantile_mcse_sorted(&values, p);
            // Of large shapes one standard error stands for the two quantiles: right to one part in 1/min(a, b).
            assert!((found - error).abs() <= 1e-3 * error + 1e-6, "K = {count}, p = {p}: {found} for {error}");
        }
        assert!(quantile_mcse_sorted(&[], 0.5).is_nan());
    }
}
