//! Convolves what single people have into the law of the mean of n of them, so that a reported mean can be weighed.

use crate::numeric::{atan2, cos, exp, ln, powi, sin_cos};
use std::f64::consts::TAU;

use crate::numeric::float;

/// How far the kernel's transform is followed, in its own standard deviations: e^(-7²/2) = 2·10⁻¹¹ is left.
const FOLLOWED: f64 = 7.0;
/// Standard deviations of the mean beyond which it has no weight.
const WIDE: f64 = 14.0;
/// Steps of the transform, at most; a law that would need more is smoothed more.
const MOST_STEPS: f64 = 4_096.0;

/// The law of one person: a few amounts with their weights, and the weight of nothing at all.
#[derive(Clone, Debug, PartialEq)]
pub struct OnePerson {
    amounts: Vec<f64>,
    weights: Vec<f64>,
    nothing: f64,
    mean: f64,
    variance: f64,
}

impl OnePerson {
    /// The law of people of whom `values` is a sample and `mean` the exact mean: the sample, weighted so that it has that
    /// mean and is otherwise as near to itself as can be (in Kullback & Leibler's sense).
    ///
    /// ```text
    /// w_i ∝ e^(τ x_i),  τ such that Σ w_i x_i = mean
    /// ```
    ///
    /// Of binomial, Poisson and gamma samples that is the law itself with the right mean. A mean outside of the sample
    /// cannot be met; the sample is then taken as it is.
    #[must_use]
    pub fn of_sample(values: &[f64], mean: f64) -> Self {
        let amounts: Vec<f64> = values.iter().copied().filter(|value| *value != 0.0).collect();
        let count = float(values.len());
        let zeros = count - float(amounts.len());
        let scale = amounts.iter().map(|amount| amount.abs()).fold(0.0, f64::max);
        let tilt = if scale > 0.0 { tilt(&amounts, zeros, scale, mean) } else { 0.0 };
        let weight = |amount: &f64| exp(tilt * amount / scale);
        let total = zeros + amounts.iter().map(weight).sum::<f64>();
        let weights: Vec<f64> = amounts.iter().map(|amount| weight(amount) / total).collect();
        let moment = |power: i32| amounts.iter().zip(&weights).map(|(x, w)| w * powi(*x, power)).sum::<f64>();
        let mean = moment(1);
        Self { nothing: zeros / total, mean, variance: (moment(2) - mean * mean).max(0.0), amounts, weights }
    }

    /// The standard deviation of the mean of `people`.
    #[must_use]
    pub fn error_of(&self, people: f64) -> f64 {
        (self.variance / people).sqrt()
    }

    /// The logarithm of the likelihood of a mean `x` of `people` people: of nothing at all its chance, of anything else its
    /// density when a normal error of sd `width` is added to the mean of those of whom somebody has something.
    ///
    /// ```text
    /// L(0) = nothingⁿ
    /// L(x) = 1/R · Σ_j Re(φ(t_j/n)ⁿ e^(-i t_j x)) e^(-width² t_j²/2) - nothingⁿ·N(x; 0, width²),   t_j = 2πj/R, j = -J…J
    /// ```
    ///
    /// with φ the characteristic function of one person and R a range that holds the mean and x; -∞ where nothing is left
    /// above the rounding of that sum.
    #[must_use]
    pub fn log_likelihood(&self, x: f64, people: f64, width: f64) -> f64 {
        let log_nothing = people * ln(self.nothing);
        if x == 0.0 {
            return log_nothing;
        }
        let range = (x - self.mean).abs() + WIDE * self.error_of(people) + WIDE * width;
        let width = width.max(FOLLOWED * range / (TAU * MOST_STEPS));
        let range = range + WIDE * width;
        let step = TAU / range;
        let mut turns: Vec<(f64, f64)> = self.amounts.iter().map(|amount| sin_cos(step * amount / people)).collect();
        let (mut cosines, mut sines) = (self.weights.clone(), vec![0.0; self.weights.len()]);
        let mut sum = 1.0;
        let mut at = step;
        while at * width < FOLLOWED {
            for ((cosine, sine), (turn, along)) in cosines.iter_mut().zip(&mut sines).zip(&mut turns) {
                let turned = *cosine * *along - *sine * *turn;
                *sine = *cosine * *turn + *sine * *along;
                *cosine = turned;
            }
            let (real, imaginary) = (self.nothing + cosines.iter().sum::<f64>(), sines.iter().sum::<f64>());
            let size = 0.5 * people * ln(real * real + imaginary * imaginary) - 0.5 * powi(width * at, 2);
            sum += 2.0 * exp(size) * cos(people * atan2(imaginary, real) - at * x);
            at += step;
        }
        let at_nothing = exp(log_nothing - 0.5 * powi(x / width, 2)) / (width * TAU.sqrt());
        let density = sum / range - at_nothing;
        // The sum is of terms up to 1, so that less than this is rounding.
        if density * range > 1e-11 { ln(density) } else { f64::NEG_INFINITY }
    }
}

/// τ, for amounts in units of `scale`, by Newton's method held inside what is known; 0 where there is none.
fn tilt(amounts: &[f64], zeros: f64, scale: f64, mean: f64) -> f64 {
    let wanted = mean / scale;
    let ends = amounts.iter().map(|amount| amount / scale).fold(
        if zeros > 0.0 { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) },
        |(low, high): (f64, f64), amount| (low.min(amount), high.max(amount)),
    );
    if !(wanted > ends.0 && wanted < ends.1) {
        return 0.0;
    }
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut tilt = 0.0_f64;
    for _ in 0..80 {
        let (mut weight, mut first, mut second) = (zeros, 0.0, 0.0);
        for amount in amounts {
            let amount = amount / scale;
            let share = exp(tilt * amount);
            weight += share;
            first += share * amount;
            second += share * amount * amount;
        }
        let (found, variance) = (first / weight, (second / weight - powi(first / weight, 2)).max(1e-300));
        if (found - wanted).abs() <= 1e-12 * wanted.abs().max(1e-12) {
            return tilt;
        }
        if found < wanted {
            low = tilt
        } else {
            high = tilt
        }
        let newton = tilt + ((wanted - found) / variance).clamp(-4.0, 4.0);
        let inside = newton > low && newton < high;
        tilt = if inside || !(low + high).is_finite() { newton } else { f64::midpoint(low, high) };
    }
    tilt
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The logarithm of the gamma density at `x` with that mean and variance.
    fn gamma_log_density(x: f64, mean: f64, variance: f64) -> f64 {
        let (a, s) = (mean * mean / variance, variance / mean);
        (a - 1.0) * x.ln() - x / s - a * s.ln() - libm::lgamma(a)
    }

    /// `touched` of 100 people have £1,000.
    fn alike(touched: usize, mean: f64) -> OnePerson {
        let values: Vec<f64> = (0..100).map(|person| if person < touched { 1_000.0 } else { 0.0 }).collect();
        OnePerson::of_sample(&values, mean)
    }

    #[test]
    fn of_people_alike_it_is_the_binomial_whatever_the_sample() {
        for touched in [5, 30, 60] {
            let law = alike(touched, 250.0);
            assert!((law.nothing - 0.75).abs() < 1e-9 && (law.mean - 250.0).abs() < 1e-6);
            // Binomial(8, 1/4): nothing, and 1 to 8 of 8, each a normal of sd £10 wide.
            assert!((law.log_likelihood(0.0, 8.0, 10.0) - 8.0 * 0.75_f64.ln()).abs() < 1e-9);
            let choose = [8.0, 28.0, 56.0, 70.0, 56.0, 28.0, 8.0, 1.0];
            for (many, choose) in (1..=8).zip(choose) {
                let exact = choose * 0.25_f64.powi(many) * 0.75_f64.powi(8 - many) / (10.0 * TAU.sqrt());
                let found = law.log_likelihood(125.0 * f64::from(many), 8.0, 10.0).exp();
                assert!((found / exact - 1.0).abs() < 1e-6, "{many} of 8 from {touched}: {found} {exact}");
            }
            assert_eq!(law.log_likelihood(2_000.0, 8.0, 10.0), f64::NEG_INFINITY, "more than anybody can have");
        }
    }

    #[test]
    fn of_smooth_amounts_it_is_their_convolution() {
        // Amounts at even steps of an exponential law, of mean 1: the mean of 12 is a gamma of shape 12.
        let values: Vec<f64> = (0..4_000).map(|step| -(1.0 - (f64::from(step) + 0.5) / 4_000.0).ln()).collect();
        let law = OnePerson::of_sample(&values, 1.0);
        for x in [0.5, 0.8, 1.0, 1.3, 1.9] {
            let (found, exact) = (law.log_likelihood(x, 12.0, 0.01), gamma_log_density(x, 1.0, 1.0 / 12.0));
            assert!((found - exact).abs() < 0.02, "{x}: {found} {exact}");
        }
        // Twice the mean is the same law of twice the scale, by its weights alone, as far as the sample reaches.
        let law = OnePerson::of_sample(&values, 1.25);
        let (found, exact) = (law.log_likelihood(1.2, 12.0, 0.01), gamma_log_density(1.2, 1.25, 1.25 * 1.25 / 12.0));
        assert!((found - exact).abs() < 0.05, "{found} {exact}");
    }

    #[test]
    fn what_cannot_be_met_is_left_as_it_is() {
        assert_eq!(alike(0, 10.0).nothing, 1.0);
        assert_eq!(alike(0, 10.0).log_likelihood(250.0, 8.0, 10.0), f64::NEG_INFINITY);
        assert_eq!(alike(100, 999.0).log_likelihood(0.0, 8.0, 10.0), f64::NEG_INFINITY);
        let point = alike(100, 1_000.0).log_likelihood(1_000.0, 8.0, 10.0);
        assert!((point + (10.0 * TAU.sqrt()).ln()).abs() < 1e-6, "{point}");
    }
}
