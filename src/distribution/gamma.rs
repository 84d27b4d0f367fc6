//! Models uncertain rates and costs by the gamma law, the posterior of counts over time.

use super::error::LawError;
use super::family::Law;
use super::wording::plain;
use crate::numeric::{IncompleteGamma, digamma, ln, powi, trigamma};

/// Shapes accepted: a coefficient of variation from 3·10⁻⁷ to 1,000.
const SHAPES: std::ops::RangeInclusive<f64> = 1e-6..=1e13;

/// Gamma of a shape and a rate, on 0 to infinity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    shape: f64,
    rate: f64,
    incomplete: IncompleteGamma,
}

impl Gamma {
    /// By shape and rate (mean shape/rate).
    ///
    /// # Errors
    /// When the shape is not from 10⁻⁶ to 10¹³, or the rate not above 0.
    pub fn from_shape_rate(shape: f64, rate: f64) -> Result<Self, LawError> {
        // The largest value that can be drawn is below (√shape + 40)²/rate.
        let largest = powi(shape.sqrt() + 40.0, 2) / rate;
        if !SHAPES.contains(&shape) {
            Err(LawError::new(format!(
                "the shape of a gamma must be a number from 0.000001 to 10,000,000,000,000, not {}",
                plain(shape)
            )))
        } else if rate.is_finite() && rate > 0.0 && largest.is_finite() {
            Ok(Self { shape, rate, incomplete: IncompleteGamma::new(shape) })
        } else {
            Err(LawError::new(format!("the rate of a gamma must be a number above 0, not {}", plain(rate))))
        }
    }

    /// Mean and variance of its logarithm: ψ(shape) - ln rate and ψ′(shape).
    #[must_use]
    pub fn log_moments(&self) -> (f64, f64) {
        (digamma(self.shape) - ln(self.rate), trigamma(self.shape))
    }

    /// By mean and standard deviation.
    ///
    /// ```text
    /// shape = (mean/sd)², rate = mean/sd²
    /// ```
    ///
    /// # Errors
    /// When one of them is not above 0, or the standard deviation is too small or too large beside the mean.
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        if !(mean.is_finite() && mean > 0.0) {
            return Err(LawError::mean_not_positive("gamma", mean));
        }
        if sd.is_nan() || sd <= 0.0 {
            return Err(LawError::new(format!(
                "the sd of a gamma must be above 0, not {}: a certain value is written as a plain one",
                plain(sd)
            )));
        }
        let shape = (mean / sd) * (mean / sd);
        if shape < *SHAPES.start() {
            Err(LawError::new(format!(
                "an sd of {} is too large for a gamma with mean {}: it is more than 1,000 times the mean",
                plain(sd),
                plain(mean)
            )))
        } else if shape > *SHAPES.end() {
            Err(LawError::as_good_as_certain(&plain(mean), &plain(sd)))
        } else {
            Self::from_shape_rate(shape, shape / mean)
        }
    }

    /// The shape.
    #[must_use]
    pub const fn shape(&self) -> f64 {
        self.shape
    }

    /// The rate.
    #[must_use]
    pub const fn rate(&self) -> f64 {
        self.rate
    }
}

impl Law for Gamma {
    fn quantile(&self, u: f64) -> f64 {
        self.incomplete.quantile(u) / self.rate
    }

    fn cdf(&self, x: f64) -> f64 {
        let scaled = x * self.rate;
        if scaled <= 0.0 {
            0.0
        } else if scaled == f64::INFINITY {
            1.0
        } else {
            self.incomplete.cdf(scaled)
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        (self.shape - 1.0) * ln(x.max(f64::MIN_POSITIVE)) - self.rate * x
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    /// shape/rate.
    fn mean(&self) -> f64 {
        self.shape / self.rate
    }

    /// √shape/rate.
    fn sd(&self) -> f64 {
        self.shape.sqrt() / self.rate
    }
}
