//! Weighs draws by how likely they made something that was seen, and sums them up by those weights.

use crate::numeric::{exp, powi};

/// Weights of draws, not negative, summing to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Weights proportional to the exponentials of `logs`; `None` when none of them is above -∞.
    ///
    /// NaN counts as -∞.
    #[must_use]
    pub fn from_logs(logs: &[f64]) -> Option<Self> {
        let largest = logs.iter().copied().filter(|log| !log.is_nan()).fold(f64::NEG_INFINITY, f64::max);
        if !largest.is_finite() {
            return None;
        }
        let raw: Vec<f64> = logs.iter().map(|log| if log.is_nan() { 0.0 } else { exp(log - largest) }).collect();
        let total: f64 = raw.iter().sum();
        Some(Self(raw.into_iter().map(|weight| weight / total).collect()))
    }

    /// How many draws of equal weight are worth as much (Kish 1965).
    ///
    /// ```text
    /// (Σw)² / Σw²
    /// ```
    #[must_use]
    pub fn effective(&self) -> f64 {
        1.0 / self.0.iter().map(|weight| weight * weight).sum::<f64>()
    }

    /// The weight of each draw.
    #[must_use]
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }

    /// The weighted mean of `values`, one for each draw, with its Monte Carlo standard error.
    ///
    /// ```text
    /// m = Σ w x,   mcse = √(Σ w² (x - m)²)          (of self-normalised importance sampling)
    /// ```
    #[must_use]
    pub fn mean(&self, values: &[f64]) -> (f64, f64) {
        // Around the first value, so that a constant comes back exactly.
        let origin = values.first().copied().unwrap_or(f64::NAN);
        let mean = origin + self.0.iter().zip(values).map(|(weight, value)| weight * (value - origin)).sum::<f64>();
        let squares: f64 = self.0.iter().zip(values).map(|(weight, value)| powi(weight * (value - mean), 2)).sum();
        (mean, squares.sqrt())
    }

    /// The weighted quantiles of `values` at the probabilities `at`, ascending: the smallest value up to which the weights
    /// reach each. NaN of nothing.
    #[must_use]
    pub fn quantiles(&self, values: &[f64], at: &[f64]) -> Vec<f64> {
        let mut order: Vec<(f64, f64)> = values.iter().copied().zip(self.0.iter().copied()).collect();
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let (mut reached, mut place) = (0.0, 0);
        let mut found = Vec::with_capacity(at.len());
        for &p in at {
            while place < order.len() && reached + order[place].1 < p {
                reached += order[place].1;
                place += 1;
            }
            found.push(order.get(place).or(order.last()).map_or(f64::NAN, |entry| entry.0));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_by_hand() {
        let weights = Weights::from_logs(&[0.0, 2.0_f64.ln(), f64::NEG_INFINITY, f64::NAN, 0.0]).unwrap();
        assert_eq!(weights.as_slice(), [0.25, 0.5, 0.0, 0.0, 0.25]);
        assert!((weights.effective() - 1.0 / (0.0625 + 0.25 + 0.0625)).abs() < 1e-12);
        let values = [1.0, 3.0, 100.0, -50.0, 5.0];
        let (mean, error) = weights.mean(&values);
        assert!((mean - 3.0).abs() < 1e-12 && (error - 0.5_f64.sqrt()).abs() < 1e-12, "{mean} {error}");
        assert_eq!(weights.quantiles(&values, &[0.1, 0.25, 0.26, 0.75, 0.9, 1.0]), [1.0, 1.0, 3.0, 3.0, 5.0, 5.0]);
        assert_eq!(weights.mean(&[0.1; 5]).0, 0.1);
        assert_eq!(Weights::from_logs(&[f64::NEG_INFINITY, f64::NAN]), None);
        assert_eq!(Weights::from_logs(&[]), None);
    }
}
