//! Checks what families given by a low and a high value have in common.

use super::standard_normal;
use super::wording::{percent, plain};

/// Why two values are not the bounds of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BoundsError {
    /// One is not a finite number.
    #[error("low ({}) and high ({}) must both be numbers", plain(.low), plain(.high))]
    NotANumber {
        /// Low.
        low: f64,
        /// High.
        high: f64,
    },
    /// They are equal.
    #[error("low and high are both {}: write it as a plain value", plain(.value))]
    Equal {
        /// Either.
        value: f64,
    },
    /// Low is above high.
    #[error("low ({}) is above high ({}): swap them", plain(.low), plain(.high))]
    Reversed {
        /// Low.
        low: f64,
        /// High.
        high: f64,
    },
    /// Their distance is no number.
    #[error("low ({}) and high ({}) are too far apart", plain(.low), plain(.high))]
    TooFarApart {
        /// Low.
        low: f64,
        /// High.
        high: f64,
    },
}

/// Succeeds when `low` < `high`, both finite and at a finite distance.
pub(super) fn check_bounds(low: f64, high: f64) -> Result<(), BoundsError> {
    if !low.is_finite() || !high.is_finite() {
        Err(BoundsError::NotANumber { low, high })
    } else if low == high {
        Err(BoundsError::Equal { value: low })
    } else if low > high {
        Err(BoundsError::Reversed { low, high })
    } else if !(high - low).is_finite() {
        Err(BoundsError::TooFarApart { low, high })
    } else {
        Ok(())
    }
}

/// A share of probability that is not strictly between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("a confidence of {} is not possible: it must lie between 0% and 100%, such as 90%", percent(.confidence))]
pub struct ConfidenceError {
    /// What was given.
    pub confidence: f64,
}

/// Mean and standard deviation of the normal law whose central interval at `confidence` is `low` to `high`.
///
/// ```text
/// μ = (low + high)/2,  σ = (high - low)/(2 z),  z = Φ⁻¹((1 + confidence)/2)
/// ```
pub(super) fn normal_from_range(low: f64, high: f64, confidence: f64) -> Result<(f64, f64), ConfidenceError> {
    if confidence > 0.0 && confidence < 1.0 {
        let z = -standard_normal::quantile((1.0 - confidence) / 2.0);
        Ok((low + (high - low) / 2.0, (high - low) / (2.0 * z)))
    } else {
        Err(ConfidenceError { confidence })
    }
}
