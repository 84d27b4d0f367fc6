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

/// The mean of n people of whom many may have nothing: what is known of one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hurdle {
    /// The chance p that a person has anything at all.
    pub chance: f64,
    /// The mean a of those who have.
    pub mean: f64,
    /// The variance w of those who have.
    pub variance: f64,
}

impl Hurdle {
    /// The logarithm of the likelihood of a mean `x` of `people` people: a mass at zero, where nobody has anything, and
    /// above it a gamma with the exact mean and variance of the means in which somebody has.
    ///
    /// ```text
    /// J of n have anything, J ~ Binomial(n, p):   q = P(J = 0) = (1 - p)ⁿ
    /// L(0) = q
    /// L(x) = (1 - q)·gamma(x; E, V),   m₁ = E[J | J > 0] = np/(1 - q),   m₂ = E[J² | J > 0] = (np(1 - p) + (np)²)/(1 - q)
    ///        E = a·m₁/n,   V = (w·m₁ + a²·(m₂ - m₁²))/n²
    /// ```
    ///
    /// -∞ for what cannot be: a mean below zero, or any mean but the only one where nothing varies.
    #[must_use]
    pub fn log_likelihood(&self, x: f64, people: f64) -> f64 {
        let Self { chance: p, mean: a, variance: w } = *self;
        let log_nobody = people * (-p).ln_1p();
        if x == 0.0 {
            return log_nobody;
        }
        let somebody = -log_nobody.exp_m1();
        let first = people * p / somebody;
        let second = (people * p * (1.0 - p) + (people * p).powi(2)) / somebody;
        let variance = (w * first + a * a * (second - first * first).max(0.0)) / (people * people);
        let log = somebody.ln() + gamma_log_density(x, a * first / people, variance);
        if log.is_nan() { f64::NEG_INFINITY } else { log }
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

    #[test]
    fn the_gamma_density_is_the_one_of_the_tables() {
        // Gamma(shape 3, scale 2) at 5: x² e^(-x/s)/(Γ(3) s³).
        let exact = (25.0 * (-2.5_f64).exp() / (2.0 * 8.0)).ln();
        assert!((gamma_log_density(5.0, 6.0, 12.0) - exact).abs() < 1e-12);
        for (x, mean, variance) in [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0), (1.0, f64::NAN, 1.0)] {
            assert_eq!(gamma_log_density(x, mean, variance), f64::NEG_INFINITY);
        }
    }

    #[test]
    fn a_hurdle_of_one_person_is_its_own_definition() {
        let one = Hurdle { chance: 0.3, mean: 6.0, variance: 12.0 };
        assert!((one.log_likelihood(0.0, 1.0) - 0.7_f64.ln()).abs() < 1e-12);
        let exact = 0.3_f64.ln() + gamma_log_density(5.0, 6.0, 12.0);
        assert!((one.log_likelihood(5.0, 1.0) - exact).abs() < 1e-12);
        // Where everybody has something the mass is nothing, and the gamma that of a mean of n.
        let all = Hurdle { chance: 1.0, ..one };
        assert_eq!(all.log_likelihood(0.0, 8.0), f64::NEG_INFINITY);
        assert!((all.log_likelihood(5.0, 8.0) - gamma_log_density(5.0, 6.0, 12.0 / 8.0)).abs() < 1e-12);
        for (x, hurdle) in [(-1.0, one), (1.0, Hurdle { chance: 0.0, ..one }), (1.0, Hurdle { mean: f64::NAN, ..one })]
        {
            assert_eq!(hurdle.log_likelihood(x, 3.0), f64::NEG_INFINITY, "{x} {hurdle:?}");
        }
    }

    /// Each of n people has something with chance p, and then a gamma of shape k and mean a: the mean of n is a known
    /// mixture of gammas.
    ///
    /// ```text
    /// f(x) = Σ_j Binomial(j; n, p)·gamma(x; j·a/n, j·a²/(k n²)) over j ≥ 1
    /// ```
    fn exact_likelihood(x: f64, n: u32, p: f64, a: f64, k: f64) -> f64 {
        let of = |j: u32| {
            let ways: f64 = (0..j).map(|i| f64::from(n - i) / f64::from(i + 1)).product();
            let chance = ways * p.powf(f64::from(j)) * (1.0 - p).powf(f64::from(n - j));
            let (mean, variance) = (f64::from(j) * a / f64::from(n), f64::from(j) * a * a / k / f64::from(n * n));
            chance * gamma_log_density(x, mean, variance).exp()
        };
        (1..=n).map(of).sum()
    }

    #[test]
    fn the_atom_at_zero_is_learnt_from_and_a_plain_gamma_would_not() {
        // What is believed of p after a mean of 8 people, p uniform over (0, ½) before, by numerical integration.
        let (n, a, k, seen) = (8, 1_000.0, 2.5, 160.0);
        let grid: Vec<f64> = (0..2_000).map(|step| (f64::from(step) + 0.5) / 4_000.0).collect();
        let mean = |logs: Vec<f64>| Weights::from_logs(&logs).unwrap().mean(&grid).0;
        let exact = mean(grid.iter().map(|p| exact_likelihood(seen, n, *p, a, k).ln()).collect());
        let hurdle = |p: &f64| Hurdle { chance: *p, mean: a, variance: a * a / k }.log_likelihood(seen, f64::from(n));
        let found = mean(grid.iter().map(hurdle).collect());
        let plain = |p: &f64| {
            let variance = (p * a * a / k + p * (1.0 - p) * a * a) / f64::from(n);
            gamma_log_density(seen, p * a, variance)
        };
        let without = mean(grid.iter().map(plain).collect());
        assert!((found / exact - 1.0).abs() < 0.03, "{found} {exact}");
        assert!((without - exact).abs() > 2.0 * (found - exact).abs(), "{without} {found} {exact}");
        // The whole of the probability is given out: the mass and the density above it.
        let one = Hurdle { chance: 0.1, mean: a, variance: a * a / k };
        let above: f64 =
            (0..200_000).map(|step| one.log_likelihood(f64::from(step) * 0.05 + 0.025, 8.0).exp() * 0.05).sum();
        assert!((above + 0.9_f64.powi(8) - 1.0).abs() < 0.01, "{above}");
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
