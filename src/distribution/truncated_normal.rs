//! Models a value by a normal law cut off at its legal range.

use super::error::LawError;
use super::family::Law;
use super::wording::plain;
use crate::numeric::{integrate, normal_cdf, normal_density, normal_quantile};

/// The least share of the uncut law that must lie in the legal range.
const LEAST_KEPT: f64 = 1e-6;

/// A normal law on `low` to `high`; its mean and sd are stated before truncation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TruncatedNormal {
    centre: f64,
    scale: f64,
    low: f64,
    high: f64,
    /// Φ of the standardised low bound.
    below: f64,
    /// 1 - Φ of the standardised high bound.
    above: f64,
    /// The share of the uncut law between the bounds.
    kept: f64,
    mean: f64,
    sd: f64,
}

fn range(low: f64, high: f64) -> String {
    if high == f64::INFINITY { format!("{} or more", plain(low)) } else { format!("{} to {}", plain(low), plain(high)) }
}

impl TruncatedNormal {
    /// By mean and standard deviation before truncation, and the legal range, which may be infinite at either end.
    ///
    /// # Errors
    /// When the mean is no number, the standard deviation not above 0 (or out of all proportion), or less than a
    /// millionth of the law lies in the range.
    pub fn new(mean: f64, sd: f64, low: f64, high: f64) -> Result<Self, LawError> {
        if !(mean.is_finite() && mean.abs() < 1e200) {
            return Err(LawError::new(format!("the mean of a normal must be a number, not {}", plain(mean))));
        }
        if !(sd > 0.0 && sd < 1e200) {
            return Err(LawError::new(format!(
                "the sd of a normal must be a number above 0, not {}: a certain value is written as a plain one",
                plain(sd)
            )));
        }
        if low.partial_cmp(&high) != Some(std::cmp::Ordering::Less) {
            return Err(LawError::new(format!("the legal range {} to {} is empty", plain(low), plain(high))));
        }
        if sd < 1e-12 * mean.abs() {
            return Err(LawError::as_good_as_certain(&plain(mean), &plain(sd)));
        }
        if sd > 1e6 * (high - low) {
            return Err(LawError::new(format!(
                "an sd of {} makes a normal as good as even over its legal range, {}: write it as uniform",
                plain(sd),
                range(low, high)
            )));
        }
        let (low_score, high_score) = ((low - mean) / sd, (high - mean) / sd);
        let (below, above) = (normal_cdf(low_score), normal_cdf(-high_score));
        // Differences are taken in the tail in which both bounds lie, if they do.
        let kept = if low_score > 0.0 {
            normal_cdf(-low_score) - above
        } else if high_score < 0.0 {
            normal_cdf(high_score) - below
        } else {
            1.0 - below - above
        };
        if kept < LEAST_KEPT && low_score.max(-high_score) > 0.0 {
            return Err(LawError::new(format!(
                "next to nothing of a normal with mean {} and sd {} lies in the legal range, {}",
                plain(mean),
                plain(sd),
                range(low, high)
            )));
        }
        let (mean_score, sd_score) = moments(low_score, high_score);
        let (mean_left, sd_left) = (mean + sd * mean_score, sd * sd_score);
        Ok(Self { centre: mean, scale: sd, low, high, below, above, kept, mean: mean_left, sd: sd_left })
    }

    /// Mean and standard deviation before truncation, as they were stated.
    #[must_use]
    pub const fn before_truncation(&self) -> (f64, f64) {
        (self.centre, self.scale)
    }
}

impl Law for TruncatedNormal {
    /// The value below which it falls with probability `u`, 0 < u < 1; read off the nearer tail of the uncut law.
    fn quantile(&self, u: f64) -> f64 {
        let lower = self.below + u * self.kept;
        let score =
            if lower <= 0.5 { normal_quantile(lower) } else { -normal_quantile(self.above + (1.0 - u) * self.kept) };
        (self.centre + self.scale * score).clamp(self.low, self.high)
    }

    fn cdf(&self, x: f64) -> f64 {
        let score = (x - self.centre) / self.scale;
        if x <= self.low {
            0.0
        } else if x >= self.high {
            1.0
        } else if score <= 0.0 {
            ((normal_cdf(score) - self.below) / self.kept).clamp(0.0, 1.0)
        } else {
            (1.0 - (normal_cdf(-score) - self.above) / self.kept).clamp(0.0, 1.0)
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        let score = (x - self.centre) / self.scale;
        -0.5 * score * score
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The mean of what is left after truncation.
    fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation of what is left after truncation.
    fn sd(&self) -> f64 {
        self.sd
    }
}

/// Mean and standard deviation of a standard normal between low_score and high_score, by quadrature: the closed forms cancel for
/// narrow ranges and far tails.
fn moments(low_score: f64, high_score: f64) -> (f64, f64) {
    // Ten standard deviations around the part of the range with the most mass leave less than 10⁻¹⁹ of it.
    let mode = 0f64.clamp(low_score, high_score);
    let (from, to) = (low_score.max(mode - 10.0), high_score.min(mode + 10.0));
    // Weights relative to the mode keep their accuracy in the tail.
    let peak = normal_density(mode);
    let expect = |f: &dyn Fn(f64) -> f64| integrate(from, to, |z| f(z) * (normal_density(z) / peak));
    let total = expect(&|_| 1.0);
    let mean = mode + expect(&|z| z - mode) / total;
    (mean, (expect(&|z| (z - mean) * (z - mean)) / total).sqrt())
}
