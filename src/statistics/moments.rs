//! Sums up a sample by its mean and spread.

use crate::numeric::float;

/// Mean and standard deviation (divisor n - 1) of `values`, in two passes so that a large mean costs no accuracy.
///
/// The standard deviation of a single value is 0; an empty sample gives (NaN, NaN).
#[must_use]
pub fn mean_and_sd(values: &[f64]) -> (f64, f64) {
    let n = float(values.len());
    // Divided before it is added up, so that a sum cannot overflow; then corrected by the mean residual.
    let rough = total(values, |value| value / n);
    if values.is_empty() {
        return (f64::NAN, f64::NAN);
    }
    let residual = total(values, |value| value - rough) / n;
    let mean = rough + residual;
    if values.len() == 1 {
        return (values[0], 0.0);
    }
    let squares = total(values, |value| (value - mean) * (value - mean));
    (mean, (squares / (n - 1.0)).sqrt())
}

/// The sum of `of` each value, in eight sums taken in turn: one alone would have to wait for itself.
fn total(values: &[f64], of: impl Fn(f64) -> f64) -> f64 {
    let (groups, rest) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for group in groups {
        for (sum, &value) in sums.iter_mut().zip(group) {
            *sum += of(value);
        }
    }
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += of(value);
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_values() {
        assert_eq!(mean_and_sd(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]), (5.0, (32.0f64 / 7.0).sqrt()));
        assert_eq!(mean_and_sd(&[3.5]), (3.5, 0.0));
        assert_eq!(mean_and_sd(&[0.1; 3]), (0.1, 0.0));
        assert!(mean_and_sd(&[]).0.is_nan() && mean_and_sd(&[]).1.is_nan());
    }

    #[test]
    fn a_large_mean_costs_no_accuracy() {
        let (mean, sd) = mean_and_sd(&[1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]);
        assert_eq!((mean, sd), (1e9 + 10.0, 30.0f64.sqrt()));
    }
}
