//! Resamples a small sample, so that the error of its mean need not be taken from a normal law.
//!
//! Resamples are streamed: memory grows with their number, not with their number times the size of the sample.

use super::interval::{Flag, Interval, varies};
use super::{float, mean_and_sd, whole_part};
use crate::numeric::{normal_cdf, normal_quantile, powf};

/// Random numbers for resampling; the engine provides them, each stream at an address of its own.
pub trait Resampler {
    /// A whole number from 0 to `below - 1`, each equally likely.
    fn index(&mut self, below: u32) -> u32;

    /// An exponential variable of mean 1.
    fn exponential(&mut self) -> f64;
}

/// The resampled means of one sample: Efron's (1979) bootstrap.
#[derive(Clone, Debug, Default)]
pub struct Bootstrap {
    /// x̄.
    mean: f64,
    /// s/√n.
    error: f64,
    /// a, from the jackknife.
    acceleration: f64,
    varies: bool,
    /// T*, ascending.
    means: Vec<f64>,
    /// (T* - x̄)/se*, ascending.
    pivots: Vec<f64>,
}

impl Bootstrap {
    /// Resamples `values` `resamples` times, in the storage of an earlier bootstrap. At least one value and at most
    /// 2³² - 1.
    ///
    /// ```text
    /// a = Σ d³ / (6 (Σ d²)^{3/2}),  d = x - x̄          (the jackknife's, as T is a mean; Efron 1987)
    /// se* = s*/√n
    /// ```
    pub fn resample(&mut self, values: &[f64], resamples: usize, random: &mut impl Resampler) {
        let (mean, sd) = mean_and_sd(values);
        let n = float(values.len());
        let (squares, cubes) = values.iter().fold((0.0, 0.0), |(squares, cubes), value| {
            let d = (value - mean) / sd;
            (squares + d * d, cubes + d * d * d)
        });
        self.mean = mean;
        self.error = sd / n.sqrt();
        self.varies = varies(mean, sd);
        self.acceleration = if self.varies { cubes / (6.0 * powf(squares, 1.5)) } else { 0.0 };
        self.means.clear();
        self.pivots.clear();
        if !self.varies {
            return;
        }
        for _ in 0..resamples {
            let (shift, variance) = resample(values, mean, random);
            self.means.push(mean + shift);
            self.pivots.push(pivot(shift, (variance / n).sqrt(), self.error));
        }
        self.means.sort_unstable_by(f64::total_cmp);
        self.pivots.sort_unstable_by(f64::total_cmp);
    }

    /// The percentile interval at `level`: quantiles of T*.
    #[must_use]
    pub fn percentile(&self, level: f64) -> Interval {
        if !self.varies {
            return Interval::point(self.mean);
        }
        central(&self.means, level)
    }

    /// Efron's (1987) bias-corrected and accelerated interval at `level`.
    ///
    /// ```text
    /// z₀ = Φ⁻¹(P(T* < t) + ½P(T* = t))
    /// α(z) = Φ(z₀ + (z₀ + z)/(1 - a(z₀ + z))),  z = Φ⁻¹((1 ∓ level)/2)
    /// ```
    #[must_use]
    pub fn bca(&self, level: f64) -> Interval {
        if !self.varies {
            return Interval::point(self.mean);
        }
        let below = below(&self.means, self.mean);
        if below <= 0.0 || below >= 1.0 {
            return Interval { flag: Some(Flag::OneSided), ..self.percentile(level) };
        }
        let z0 = normal_quantile(below);
        let adjusted = |z: f64| {
            let shifted = z0 + z;
            let slope = 1.0 - self.acceleration * shifted;
            // Past the pole the level has run all the way to the end on that side.
            if slope <= 0.0 { f64::from(u8::from(shifted > 0.0)) } else { normal_cdf(z0 + shifted / slope) }
        };
        let z = normal_quantile(0.5 + level / 2.0);
        let (low, low_extreme) = order_statistic(&self.means, adjusted(-z));
        let (high, high_extreme) = order_statistic(&self.means, adjusted(z));
        Interval { low, high, flag: (low_extreme || high_extreme).then_some(Flag::Extreme) }
    }

    /// The studentised interval at `level`, also known as bootstrap-t.
    ///
    /// ```text
    /// x̄ - q* s/√n,  q* the upper and lower quantile of (T* - x̄)/se*
    /// ```
    #[must_use]
    pub fn studentised(&self, level: f64) -> Interval {
        if !self.varies {
            return Interval::point(self.mean);
        }
        let pivots = central(&self.pivots, level);
        let end = |pivot: f64| if pivot.is_finite() { self.mean - pivot * self.error } else { -pivot };
        let (low, high) = (end(pivots.high), end(pivots.low));
        let flag = if low.is_finite() && high.is_finite() { pivots.flag } else { Some(Flag::Unbounded) };
        Interval { low, high, flag }
    }
}

/// (T* - x̄)/se*: infinite, with its sign, where the resample does not vary (its se* would be rounding error).
pub(super) fn pivot(shift: f64, error: f64, scale: f64) -> f64 {
    if error > 1e-9 * scale {
        shift / error
    } else if shift.abs() <= 1e-9 * scale {
        0.0
    } else {
        f64::INFINITY.copysign(shift)
    }
}

/// Rubin's (1981) Bayesian bootstrap of the mean: `means` becomes Σ w x for `resamples` weights w ~ Dirichlet(1, …, 1),
/// ascending.
pub fn bayesian_bootstrap(values: &[f64], resamples: usize, random: &mut impl Resampler, means: &mut Vec<f64>) {
    means.clear();
    means.extend((0..resamples).map(|_| {
        let (mut sum, mut total) = (0.0, 0.0);
        for value in values {
            let weight = random.exponential();
            sum += weight * value;
            total += weight;
        }
        sum / total
    }));
    means.sort_unstable_by(f64::total_cmp);
}

/// The central interval at `level` of Bayesian-bootstrap means of `values`; a flagged point where they do not vary.
#[must_use]
pub fn bayesian_interval(values: &[f64], means: &[f64], level: f64) -> Interval {
    let (mean, sd) = mean_and_sd(values);
    if varies(mean, sd) { central(means, level) } else { Interval::point(mean) }
}

/// The central interval at `level` of resampled values, ascending.
pub(super) fn central(sorted: &[f64], level: f64) -> Interval {
    let tail = (1.0 - level) / 2.0;
    let (low, low_extreme) = order_statistic(sorted, tail);
    let (high, high_extreme) = order_statistic(sorted, 1.0 - tail);
    Interval { low, high, flag: (low_extreme || high_extreme).then_some(Flag::Extreme) }
}

/// P(T* < t) + ½P(T* = t); means that differ by rounding count as equal.
fn below(sorted: &[f64], t: f64) -> f64 {
    let margin = 1e-12 * sorted.iter().fold(t.abs(), |largest, mean| largest.max(mean.abs()));
    let less = sorted.partition_point(|mean| *mean < t - margin);
    let up_to = sorted.partition_point(|mean| *mean <= t + margin);
    float(less + up_to) / (2.0 * float(sorted.len()))
}

/// The value at rank (B + 1)p of B resampled values, linear between two, and whether that rank lies beyond them all.
fn order_statistic(sorted: &[f64], p: f64) -> (f64, bool) {
    let count = sorted.len();
    let Some(largest) = sorted.last() else { return (f64::NAN, true) };
    // A hundredth of a rank beyond the last is rounding, not extrapolation.
    let rank = (float(count) + 1.0) * p;
    let extreme = !(0.99..=float(count) + 0.01).contains(&rank);
    let rank = rank.clamp(1.0, float(count));
    let whole: usize = whole_part(rank);
    let (low, high) = (sorted[whole - 1], sorted.get(whole).unwrap_or(largest));
    let part = rank - float(whole);
    // Infinite pivots must not be subtracted from each other.
    (if part == 0.0 || low == *high { low } else { low + part * (high - low) }, extreme)
}

/// By how much the mean of a resample is above that of the sample, which is `mean`, and the resample's variance.
pub(super) fn resample(values: &[f64], mean: f64, random: &mut impl Resampler) -> (f64, f64) {
    let n = float(values.len());
    #[expect(clippy::cast_possible_truncation, reason = "a sample has fewer than 2^32 values, as documented")]
    let below = values.len() as u32;
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..below {
        // Around the mean, so that the sum of squares loses nothing.
        let d = values[random.index(below) as usize] - mean;
        sum += d;
        squares += d * d;
    }
    let shift = sum / n;
    (shift, ((squares - sum * shift) / (n - 1.0)).max(0.0))
}

#[cfg(test)]
#[path = "bootstrap_tests.rs"]
mod tests;
