//! Gives the bootstrap laws of a mean without resampling: their quantiles by saddlepoint approximations.
//!
//! Each law is that of a sum under a weight that can be tilted. With K the logarithm of its moment generating function and s
//! the tilt at which the law would be centred on x, the chance of at most x is Φ(r*):
//!
//! ```text
//! r = sign(s)·√(2(s x - K(s))),   r* = r + ln(q/r)/r          (Barndorff-Nielsen 1986; Davison & Hinkley 1988)
//! ```
//!
//! with q by law. A quantile is the x at which r* is its normal score, found along s, so that no equation is solved for s.
//! All people who have nothing are one term.

mod bayesian;
mod mean;
mod studentised;

use super::interval::{Interval, varies};
use super::mean_and_sd;
use crate::numeric::{float, ln, normal_quantile};

/// A score is found when it is this near to the one that is wanted.
const CLOSE: f64 = 1e-6;
/// Steps along s, at most.
const MOST_STEPS: usize = 40;

/// A sample whose bootstrap laws are asked for, in the storage of an earlier one.
#[derive(Clone, Debug, Default)]
pub struct Saddlepoint {
    count: f64,
    /// x̄.
    mean: f64,
    /// Standard deviation with n.
    scale: f64,
    /// s/√n.
    error: f64,
    /// Σd³/(6 (Σd²)^(3/2)), which is BCa's a, and as far as the saddlepoint sees its z₀ as well.
    acceleration: f64,
    varies: bool,
    /// (x - x̄)/scale of all who have something.
    some: Vec<f64>,
    /// The same of those who have nothing, and how many they are.
    nothing: (f64, f64),
    /// The least and the greatest of all.
    ends: (f64, f64),
}

impl Saddlepoint {
    /// Reads `values`, at least one.
    pub fn read(&mut self, values: &[f64]) {
        let (mean, sd) = mean_and_sd(values);
        let count = float(values.len());
        self.count = count;
        self.mean = mean;
        self.scale = sd * ((count - 1.0) / count).sqrt();
        self.error = sd / count.sqrt();
        self.varies = varies(mean, sd);
        self.some.clear();
        if !self.varies {
            return;
        }
        let (mean, scale) = (self.mean, self.scale);
        self.some.extend(values.iter().filter(|value| **value != 0.0).map(|value| (value - mean) / scale));
        let nothing = (-mean / scale, count - float(self.some.len()));
        let first = if nothing.1 > 0.0 { (nothing.0, nothing.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
        self.ends = self.some.iter().fold(first, |(low, high), &d| (low.min(d), high.max(d)));
        let cubes: f64 =
            self.some.iter().map(|d| d * d * d).sum::<f64>() + nothing.1 * nothing.0 * nothing.0 * nothing.0;
        self.acceleration = cubes / (6.0 * count * count.sqrt());
        self.nothing = nothing;
    }

    /// How many of the values are not zero.
    #[must_use]
    pub fn with_something(&self) -> usize {
        self.some.len()
    }

    /// The percentile interval at `level`; `None` where the approximation has no answer.
    #[must_use]
    pub fn percentile(&self, level: f64) -> Option<Interval> {
        self.interval(|| {
            let z = normal_quantile(0.5 + level / 2.0);
            Some((self.mean_at(-z)?, self.mean_at(z)?))
        })
    }

    /// Efron's (1987) bias-corrected and accelerated interval at `level`, as [`super::Bootstrap::bca`] has it; `None` where
    /// the approximation has no answer.
    #[must_use]
    pub fn bca(&self, level: f64) -> Option<Interval> {
        let a = self.acceleration;
        let score = |z: f64| {
            let shifted = a + z;
            let slope = 1.0 - a * shifted;
            (slope > 0.0).then(|| a + shifted / slope)
        };
        self.interval(|| {
            let z = normal_quantile(0.5 + level / 2.0);
            Some((self.mean_at(score(-z)?)?, self.mean_at(score(z)?)?))
        })
    }

    /// The studentised interval at `level`; `None` where the approximation has no answer.
    #[must_use]
    pub fn studentised(&self, level: f64) -> Option<Interval> {
        self.interval(|| {
            let z = normal_quantile(0.5 + level / 2.0);
            let (low, high) = (self.pivot_at(-z)?, self.pivot_at(z)?);
            Some((self.mean - high * self.error, self.mean - low * self.error))
        })
    }

    /// The central interval of Rubin's (1981) Bayesian bootstrap at `level`; `None` where the approximation has no answer.
    #[must_use]
    pub fn bayesian(&self, level: f64) -> Option<Interval> {
        self.interval(|| {
            let z = normal_quantile(0.5 + level / 2.0);
            Some((self.weighted_mean_at(-z)?, self.weighted_mean_at(z)?))
        })
    }

    fn interval(&self, ends: impl FnOnce() -> Option<(f64, f64)>) -> Option<Interval> {
        if !self.varies {
            return Some(Interval::point(self.mean));
        }
        let (low, high) = ends()?;
        (low.is_finite() && high.is_finite() && low <= high).then_some(Interval { low, high, flag: None })
    }

    /// Σ f(d) over all, `f` of several sums at once.
    fn sums<const N: usize>(&self, f: impl Fn(f64) -> [f64; N]) -> [f64; N] {
        let (d, count) = self.nothing;
        let mut sums = if count > 0.0 { f(d).map(|one| count * one) } else { [0.0; N] };
        for &d in &self.some {
            for (sum, one) in sums.iter_mut().zip(f(d)) {
                *sum += one;
            }
        }
        sums
    }
}

/// What the approximation says at one s.
#[derive(Clone, Copy, Debug)]
struct At {
    /// r*.
    score: f64,
    /// About how fast it rises with s.
    slope: f64,
    /// The statistic there.
    value: f64,
}

/// r*, from r and q; `at_zero` is what it adds to r where r vanishes.
fn corrected(r: f64, q: f64, at_zero: f64) -> Option<f64> {
    if r.abs() < 1e-4 {
        return Some(r + at_zero);
    }
    (q / r > 0.0).then(|| r + ln(q / r) / r)
}

/// The statistic at which r* is `wanted`: by secants, from a first step along the slope at `start`. `None` where a step
/// leads out of what `at` can say, or to nothing.
fn solve(wanted: f64, start: f64, mut at: impl FnMut(f64) -> Option<At>) -> Option<f64> {
    let (mut x, mut found) = (start, at(start)?);
    let (mut other, mut before): (f64, Option<At>) = (x, None);
    for _ in 0..MOST_STEPS {
        let miss = wanted - found.score;
        if miss.abs() <= CLOSE {
            return found.value.is_finite().then_some(found.value);
        }
        let slope = match before {
            Some(before) if x != other => (found.score - before.score) / (x - other),
            _ => found.slope,
        };
        let slope = if slope > 0.0 { slope } else { found.slope };
        let step = (miss / slope).clamp(-1.5 * x.abs(), 1.5 * x.abs());
        // What cannot be said at the end of a step may be at half of it.
        let mut next = x + step;
        let mut tried = at(next);
        let mut halvings = 0;
        while tried.is_none() && halvings < 8 {
            next = f64::midpoint(x, next);
            tried = at(next);
            halvings += 1;
        }
        (other, before) = (x, Some(found));
        (x, found) = (next, tried?);
    }
    None
}

#[cfg(test)]
mod tests;
