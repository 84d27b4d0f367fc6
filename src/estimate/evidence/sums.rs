//! Averages that differ in how far they listen to outliers, of a list or of a sketch.

use crate::dictionary::dictionary;
use crate::statistics::{Sketch, float, quantile_sorted};
use serde::{Deserialize, Serialize};

dictionary! {
    /// Averages that differ in how far they listen to outliers.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Averages {
        /// The mean.
        #[unit(PoundsPerPerson)]
        pub mean: f64,
        /// The median.
        #[unit(PoundsPerPerson)]
        pub median: f64,
        /// The mean without the lowest and highest 10%.
        #[unit(PoundsPerPerson)]
        pub trimmed: f64,
        /// The mean with the lowest and highest 10% set to the 10% and 90% quantiles.
        #[unit(PoundsPerPerson)]
        pub winsorised: f64,
    }
}

/// The share of people cut off, or pulled in, at either end.
const CUT: f64 = 0.1;

/// Averages of values in ascending order; NaN of none.
pub(super) fn of_sorted(values: &[f64]) -> Averages {
    let weighed: Vec<(f64, f64)> = values.iter().map(|&value| (value, 1.0)).collect();
    averages(&weighed, |p| quantile_sorted(values, p))
}

/// Averages of everything that a sketch has counted.
pub(super) fn of_sketch(sketch: &Sketch) -> Averages {
    let weighed: Vec<(f64, f64)> =
        sketch.iter_bins().map(|(low, high, count)| (f64::midpoint(low, high), float(count))).collect();
    averages(&weighed, |p| sketch.quantile(p))
}

/// ```text
/// trimmed    = ∫ Q(p) dp / 0.8 over p from 0.1 to 0.9, Q the step function of the values: of 8 people the first and the
///              last count a fifth each
/// winsorised = mean of min(max(x, Q₇(0.1)), Q₇(0.9)), Q₇ the type 7 quantile
/// ```
fn averages(weighed: &[(f64, f64)], quantile: impl Fn(f64) -> f64) -> Averages {
    let total: f64 = weighed.iter().map(|(_, weight)| weight).sum();
    let (from, to) = (CUT * total, (1.0 - CUT) * total);
    let (low, high) = (quantile(CUT), quantile(1.0 - CUT));
    let (mut sum, mut kept, mut pulled, mut passed) = (0.0, 0.0, 0.0, 0.0);
    for &(value, weight) in weighed {
        let inside = ((passed + weight).min(to) - f64::max(passed, from)).max(0.0);
        sum += value * weight;
        kept += value * inside;
        pulled += value.max(low).min(high) * weight;
        passed += weight;
    }
    Averages { mean: sum / total, median: quantile(0.5), trimmed: kept / (to - from), winsorised: pulled / total }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_of_ten_by_hand() {
        let values: Vec<f64> = (1..=9).map(f64::from).chain([100.0]).collect();
        let found = of_sorted(&values);
        assert_eq!((found.mean, found.median), (14.5, 5.5));
        assert!((found.trimmed - 44.0 / 8.0).abs() < 1e-12, "2 to 9");
        // Q₇(0.1) = 1.9 and Q₇(0.9) = 9 + 0.1·91 = 18.1.
        assert!((found.winsorised - (1.9 + 44.0 + 18.1) / 10.0).abs() < 1e-12);
    }

    #[test]
    fn of_few_the_ends_count_in_part() {
        let values = [0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 11.0];
        let found = of_sorted(&values);
        assert!((found.trimmed - (6.0 + 0.2 * 11.0) / 6.4).abs() < 1e-12);
        assert!(of_sorted(&[]).mean.is_nan() && of_sorted(&[]).winsorised.is_nan());
        let one = of_sorted(&[3.0]);
        assert_eq!((one.mean, one.median, one.winsorised), (3.0, 3.0, 3.0));
        assert!((one.trimmed - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_sketch_gives_the_same_within_its_bins() {
        let values: Vec<f64> = (1..=10_000).map(|index| f64::from(index).powi(2)).collect();
        let mut sketch = Sketch::new();
        values.iter().for_each(|&value| sketch.add(value));
        let mut sorted = values;
        sorted.sort_unstable_by(f64::total_cmp);
        let (exact, found) = (of_sorted(&sorted), of_sketch(&sketch));
        // Bins are at most 0.4% wide.
        for (exact, found) in [
            (exact.mean, found.mean),
            (exact.median, found.median),
            (exact.trimmed, found.trimmed),
            (exact.winsorised, found.winsorised),
        ] {
            assert!((found / exact - 1.0).abs() < 0.004, "{exact} {found}");
        }
    }
}
