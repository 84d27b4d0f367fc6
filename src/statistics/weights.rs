//! Weighs draws by how likely they made something that was seen, and sums them up by those weights.

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
        let raw: Vec<f64> = logs.iter().map(|log| if log.is_nan() { 0.0 } else { (log - largest).exp() }).collect();
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
        let squares: f64 = self.0.iter().zip(values).map(|(weight, value)| (weight * (value - mean)).powi(2)).sum();
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

/// The logarithm of the gamma density at `x` with that mean and variance; -∞ where one of the three is not above zero.
///
/// ```text
/// a = mean²/variance, s = variance/mean:   (a - 1) ln x - x/s - a ln s - ln Γ(a)
/// ```
#[must_use]
pub fn gamma_log_density(x: f64, mean: f64, variance: f64) -> f64 {
    if !(x > 0.0 && mean > 0.0 && variance > 0.0) {
        return f64::NEG_INFINITY;
    }
    let (a, s) = (mean * mean / variance, variance / mean);
    let log = (a - 1.0) * x.ln() - x / s - a * s.ln() - libm::lgamma(a);
    if log.is_nan() { f64::NEG_INFINITY } else { log }
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

    #[test]
    fn the_gamma_density_is_the_one_of_the_tables() {
        // Gamma(shape 3, scale 2) at 5: x² e^(-x/s)/(Γ(3) s³).
        let exact = (25.0 * (-2.5_f64).exp() / (2.0 * 8.0)).ln();
        assert!((gamma_log_density(5.0, 6.0, 12.0) - exact).abs() < 1e-12);
        for (x, mean, variance) in [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0), (1.0, f64::NAN, 1.0)] {
            assert_eq!(gamma_log_density(x, mean, variance), f64::NEG_INFINITY);
        }
    }

    /// A conjugate answer: x̄ of n gamma variables of known shape a and unknown mean m, 1/m a priori gamma.
    ///
    /// ```text
    /// 1/m ~ Gamma(α, rate β),  x̄ | m ~ gamma of mean m, variance m²/(n a):   1/m | x̄ ~ Gamma(α + n a, rate β + n a x̄)
    /// ```
    #[test]
    fn weighing_recovers_a_conjugate_posterior() {
        let (alpha, beta, n, a, seen) = (4.0, 6_000.0, 8.0, 1.5, 3_200.0);
        let count = 200_000;
        let prior: Vec<f64> = (0..count)
            .map(|index| {
                let u = (f64::from(index) + 0.5) / f64::from(count);
                1.0 / gamma_quantile(alpha, u) * beta
            })
            .collect();
        let logs: Vec<f64> = prior.iter().map(|m| gamma_log_density(seen, *m, m * m / (n * a))).collect();
        let weights = Weights::from_logs(&logs).unwrap();
        let (shape, rate) = (alpha + n * a, beta + n * a * seen);
        // The inverse gamma has mean rate/(shape - 1). The draws are a grid, so what is left is its step.
        let mean = weights.mean(&prior).0;
        assert!((mean / (rate / (shape - 1.0)) - 1.0).abs() < 1e-3, "{mean}");
        for p in [0.025, 0.5, 0.975] {
            let exact = rate / gamma_quantile(shape, 1.0 - p);
            let found = weights.quantiles(&prior, &[p])[0];
            assert!((found / exact - 1.0).abs() < 1e-3, "{p}: {found} {exact}");
        }
        assert!(weights.effective() > 50_000.0);
    }

    /// The quantile of a gamma of rate 1, by bisection.
    fn gamma_quantile(shape: f64, u: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1_000.0);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if statrs::function::gamma::gamma_lr(shape, middle) < u { low = middle } else { high = middle }
        }
        high
    }
}
