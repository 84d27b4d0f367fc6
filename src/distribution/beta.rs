//! Models uncertain shares by the beta law, the posterior of counts.

use super::error::LawError;
use super::family::Law;
use super::wording::{percent, plain};
use crate::numeric::{IncompleteBeta, digamma, ln, ln_1p, trigamma};

/// Shapes accepted: below, all mass lies at 0% and 100%; above, the law is as good as certain.
const SHAPES: std::ops::RangeInclusive<f64> = 1e-6..=1e13;

/// Beta(α, β) on 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    alpha: f64,
    beta: f64,
    incomplete: IncompleteBeta,
}

impl Beta {
    /// By its two shapes.
    ///
    /// # Errors
    /// When one of them is not a number from 10⁻⁶ to 10¹³.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, LawError> {
        if !SHAPES.contains(&alpha) {
            Err(LawError::new(format!(
                "alpha of a beta must be a number from 0.000001 to 10,000,000,000,000, not {}",
                plain(alpha)
            )))
        } else if !SHAPES.contains(&beta) {
            Err(LawError::new(format!(
                "beta of a beta must be a number from 0.000001 to 10,000,000,000,000, not {}",
                plain(beta)
            )))
        } else {
            Ok(Self { alpha, beta, incomplete: IncompleteBeta::new(alpha, beta) })
        }
    }

    /// Mean and variance of its logarithm: ψ(α) - ψ(α + β) and ψ′(α) - ψ′(α + β).
    #[must_use]
    pub fn log_moments(&self) -> (f64, f64) {
        let whole = self.alpha + self.beta;
        (digamma(self.alpha) - digamma(whole), trigamma(self.alpha) - trigamma(whole))
    }

    /// By mean and standard deviation.
    ///
    /// ```text
    /// α = mean · total, β = (1 - mean) · total, total = mean (1 - mean)/sd² - 1
    /// ```
    ///
    /// # Errors
    /// When the mean is not between 0 and 1, or the standard deviation not between 0 and √(mean (1 - mean)).
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, LawError> {
        if !(mean > 0.0 && mean < 1.0) {
            return Err(LawError::new(format!(
                "the mean of a beta must lie between 0% and 100%, not at {}",
                percent(mean)
            )));
        }
        if sd.is_nan() || sd <= 0.0 {
            return Err(LawError::new(format!(
                "the sd of a beta must be above 0, not {}: a certain share is written as a plain value",
                percent(sd)
            )));
        }
        let limit = (mean * (1.0 - mean)).sqrt();
        let total = (limit / sd) * (limit / sd) - 1.0;
        let (alpha, beta) = (mean * total, (1.0 - mean) * total);
        if sd >= limit || alpha.min(beta) < *SHAPES.start() {
            Err(LawError::new(format!(
                "an sd of {} is too large for a beta with mean {}: it must be below {}",
                percent(sd),
                percent(mean),
                percent(limit)
            )))
        } else if alpha.max(beta) > *SHAPES.end() {
            Err(LawError::as_good_as_certain(&percent(mean), &percent(sd)))
        } else {
            Self::new(alpha, beta)
        }
    }

    /// α.
    #[must_use]
    pub const fn alpha(&self) -> f64 {
        self.alpha
    }

    /// β.
    #[must_use]
    pub const fn beta(&self) -> f64 {
        self.beta
    }
}

/// The largest share below 1.
const LARGEST_SHARE: f64 = 1.0 - f64::EPSILON / 2.0;

/// exponent·log, and nothing where there is no power at all, however steep the logarithm.
fn power(exponent: f64, log: f64) -> f64 {
    if exponent == 0.0 { 0.0 } else { exponent * log }
}

impl Law for Beta {
    fn quantile(&self, u: f64) -> f64 {
        self.incomplete.quantile(u)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 {
            0.0
        } else if x >= 1.0 {
            1.0
        } else {
            self.incomplete.cdf(x)
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        power(self.alpha - 1.0, ln(x.max(f64::MIN_POSITIVE))) + power(self.beta - 1.0, ln_1p(-x.min(LARGEST_SHARE)))
    }

    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }

    /// α/(α + β).
    fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// √(αβ/((α + β)² (α + β + 1))).
    fn sd(&self) -> f64 {
        let total = self.alpha + self.beta;
        (self.alpha / total * (self.beta / total) / (total + 1.0)).sqrt()
    }
}
