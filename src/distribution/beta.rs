//! Models uncertain shares by the beta law, the posterior of counts.

use super::incomplete_beta::IncompleteBeta;
use super::wording::{percent, plain};

/// Shapes accepted: below, all mass lies at 0% and 100%; above, the law is as good as certain.
const SHAPES: std::ops::RangeInclusive<f64> = 1e-6..=1e13;

/// Beta(α, β) on 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    alpha: f64,
    beta: f64,
    incomplete: IncompleteBeta,
}

/// Why something is not a beta law.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BetaError {
    /// α is not a number in the accepted range.
    #[error("alpha of a beta must be a number from 0.000001 to 10,000,000,000,000, not {}", plain(.alpha))]
    Alpha {
        /// α.
        alpha: f64,
    },
    /// β is not a number in the accepted range.
    #[error("beta of a beta must be a number from 0.000001 to 10,000,000,000,000, not {}", plain(.beta))]
    Beta {
        /// β.
        beta: f64,
    },
    /// The mean is not strictly between 0 and 1.
    #[error("the mean of a beta must lie between 0% and 100%, not at {}", percent(.mean))]
    Mean {
        /// The mean.
        mean: f64,
    },
    /// The standard deviation is not above 0.
    #[error("the sd of a beta must be above 0, not {}: a certain share is written as a plain value", percent(.sd))]
    SdNotPositive {
        /// The standard deviation.
        sd: f64,
    },
    /// The standard deviation is not below √(mean (1 - mean)).
    #[error("an sd of {} is too large for a beta with mean {}: it must be below {}", percent(.sd), percent(.mean), percent(.limit))]
    SdTooLarge {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        sd: f64,
        /// √(mean (1 - mean)).
        limit: f64,
    },
    /// The standard deviation is too small to differ from certainty.
    #[error("an sd of {} around a mean of {} is as good as certain: write the mean as a plain value", percent(.sd), percent(.mean))]
    SdTooSmall {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        sd: f64,
    },
}

impl Beta {
    /// By its two shapes.
    ///
    /// # Errors
    /// When one of them is not a number from 10⁻⁶ to 10¹³.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, BetaError> {
        if !SHAPES.contains(&alpha) {
            Err(BetaError::Alpha { alpha })
        } else if !SHAPES.contains(&beta) {
            Err(BetaError::Beta { beta })
        } else {
            Ok(Self { alpha, beta, incomplete: IncompleteBeta::new(alpha, beta) })
        }
    }

    /// By mean and standard deviation.
    ///
    /// ```text
    /// α = mean · total, β = (1 - mean) · total, total = mean (1 - mean)/sd² - 1
    /// ```
    ///
    /// # Errors
    /// When the mean is not between 0 and 1, or the standard deviation not between 0 and √(mean (1 - mean)).
    pub fn from_mean_sd(mean: f64, sd: f64) -> Result<Self, BetaError> {
        if !(mean > 0.0 && mean < 1.0) {
            return Err(BetaError::Mean { mean });
        }
        if sd.is_nan() || sd <= 0.0 {
            return Err(BetaError::SdNotPositive { sd });
        }
        let limit = (mean * (1.0 - mean)).sqrt();
        let total = (limit / sd) * (limit / sd) - 1.0;
        let (alpha, beta) = (mean * total, (1.0 - mean) * total);
        if sd >= limit || alpha.min(beta) < *SHAPES.start() {
            Err(BetaError::SdTooLarge { mean, sd, limit })
        } else if alpha.max(beta) > *SHAPES.end() {
            Err(BetaError::SdTooSmall { mean, sd })
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

    /// The value below which it falls with probability `u`, 0 < u < 1.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        self.incomplete.quantile(u)
    }

    /// The probability of a value up to `x`.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 {
            0.0
        } else if x >= 1.0 {
            1.0
        } else {
            self.incomplete.cdf(x)
        }
    }

    /// α/(α + β).
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// √(αβ/((α + β)² (α + β + 1))).
    #[must_use]
    pub fn sd(&self) -> f64 {
        let total = self.alpha + self.beta;
        (self.alpha / total * (self.beta / total) / (total + 1.0)).sqrt()
    }
}
