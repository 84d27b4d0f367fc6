//! Checks what families given by a low and a high value have in common.

use super::error::LawError;
use super::wording::{percent, plain};
use crate::numeric::normal_quantile;

/// Succeeds when `low` < `high`, both finite and at a finite distance.
pub(super) fn check_bounds(low: f64, high: f64) -> Result<(), LawError> {
    if !low.is_finite() || !high.is_finite() {
        Err(LawError::new(format!("low ({}) and high ({}) must both be numbers", plain(low), plain(high))))
    } else if low == high {
        Err(LawError::new(format!("low and high are both {}: write it as a plain value", plain(low))))
    } else if low > high {
        Err(LawError::new(format!("low ({}) is above high ({}): swap them", plain(low), plain(high))))
    } else if !(high - low).is_finite() {
        Err(LawError::new(format!("low ({}) and high ({}) are too far apart", plain(low), plain(high))))
    } else {
        Ok(())
    }
}

/// Mean and standard deviation of the normal law whose central interval at `confidence` is `low` to `high`.
///
/// ```text
/// μ = (low + high)/2,  σ = (high - low)/(2 z),  z = Φ⁻¹((1 + confidence)/2)
/// ```
pub(super) fn normal_from_range(low: f64, high: f64, confidence: f64) -> Result<(f64, f64), LawError> {
    if confidence > 0.0 && confidence < 1.0 {
        let z = -normal_quantile((1.0 - confidence) / 2.0);
        Ok((low + (high - low) / 2.0, (high - low) / (2.0 * z)))
    } else {
        let of = percent(confidence);
        Err(LawError::new(format!(
            "a confidence of {of} is not possible: it must lie between 0% and 100%, such as 90%"
        )))
    }
}
