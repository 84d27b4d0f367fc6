//! Models uncertain costs and rates with a long upper tail by the lognormal law.

use super::bounds::{check_bounds, normal_from_range};
use super::error::LawError;
use super::family::Law;
use super::wording::plain;
use crate::numeric::{exp, exp_m1, ln, ln_1p, normal_cdf, normal_quantile};

/// The largest σ accepted: the 97.5% point is then 10¹⁷ times the median.
const WIDEST: f64 = 20.0;

/// exp(μ + σ Z), Z standard normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lognormal {
    μ: f64,
    σ: f64,
}

impl Lognormal {
    /// By arithmetic mean and standard deviation.
    ///
    /// ```text
    /// σ² = ln(1 + (sd/mean)²), μ = ln mean - σ²/2
    /// ```
    ///
    /// # Errors
    /// When one of them is not above 0, or the standard deviation is too small or too large beside the mean.
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        if !(mean.is_finite() && mean > 0.0) {
            return Err(LawError::mean_not_positive("lognormal", mean));
        }
        if !(sd.is_finite() && sd > 0.0) {
            return Err(LawError::new(format!(
                "the sd of a lognormal must be a number above 0, not {}: a certain value is written as a plain one",
                plain(sd)
            )));
        }
        let cv = sd / mean;
        if cv < 1e-9 {
            return Err(LawError::as_good_as_certain(&plain(mean), &plain(sd)));
        }
        let variance = ln_1p(cv * cv);
        Self::checked(ln(mean) - 0.5 * variance, variance.sqrt())
    }

    /// By its central interval: it lies between `low` and `high` with probability `confidence`, and as often below as
    /// above.
    ///
    /// # Errors
    /// When 0 < low < high or 0 < confidence < 1 does not hold, or the interval is too wide.
    pub fn from_range(low: f64, high: f64, confidence: f64) -> Result<Self, LawError> {
        check_bounds(low, high)?;
        if low <= 0.0 {
            return Err(LawError::new(format!(
                "this range must start above 0, not at {}: for a value that may be 0 write quantiles or a mixture",
                plain(low)
            )));
        }
        let (μ, σ) = normal_from_range(ln(low), ln(high), confidence)?;
        Self::checked(μ, σ)
    }

    /// By its median and σ, the standard deviation of its logarithm: the estimate of a ratio and the standard error of the
    /// log ratio.
    ///
    /// # Errors
    /// When the median or σ is not above 0, or σ is too large.
    pub fn from_median(median: f64, σ: f64) -> Result<Self, LawError> {
        if !(median.is_finite() && median > 0.0) {
            return Err(LawError::new(format!("a ratio must be a number above 0, not {}", plain(median))));
        }
        if !(σ.is_finite() && σ > 0.0) {
            return Err(LawError::new(format!("the standard error of a ratio must be above 0, not {}", plain(σ))));
        }
        Self::checked(ln(median), σ)
    }

    /// Its median.
    #[must_use]
    pub fn median(&self) -> f64 {
        exp(self.μ)
    }

    /// σ, the standard deviation of its logarithm.
    #[must_use]
    pub const fn sigma(&self) -> f64 {
        self.σ
    }

    fn checked(μ: f64, σ: f64) -> Result<Self, LawError> {
        let law = Self { μ, σ };
        // No uniform number lies beyond nine standard deviations.
        let finite = exp(μ + 9.0 * σ).is_finite() && law.mean().is_finite() && law.sd().is_finite();
        if σ <= WIDEST && finite {
            Ok(law)
        } else {
            Err(LawError::new(
                "this lognormal is spread too widely to be drawn from: bring its figures closer together",
            ))
        }
    }
}

impl Law for Lognormal {
    fn quantile(&self, u: f64) -> f64 {
        exp(self.μ + self.σ * normal_quantile(u))
    }

    fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 { 0.0 } else { normal_cdf((ln(x) - self.μ) / self.σ) }
    }

    fn log_density(&self, x: f64) -> f64 {
        let log = ln(x.max(f64::MIN_POSITIVE));
        let score = (log - self.μ) / self.σ;
        -0.5 * score * score - log
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    /// exp(μ + σ²/2).
    fn mean(&self) -> f64 {
        exp(self.μ + 0.5 * self.σ * self.σ)
    }

    /// mean · √(exp(σ²) - 1).
    fn sd(&self) -> f64 {
        self.mean() * exp_m1(self.σ * self.σ).sqrt()
    }
}
