//! Models certainty, as one of several views in a mixture.

use super::error::LawError;

/// Always the same value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    value: f64,
}

impl Point {
    /// Always `value`.
    ///
    /// # Errors
    /// When it is not a finite number.
    pub fn new(value: f64) -> Result<Self, LawError> {
        if value.is_finite() {
            Ok(Self { value: value + 0.0 })
        } else {
            Err(LawError::new(format!("a certain value must be a number, not {value}")))
        }
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// The value, whatever `u`.
    #[must_use]
    pub const fn quantile(&self, _u: f64) -> f64 {
        self.value
    }

    /// The value.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.value
    }

    /// 0.
    #[must_use]
    pub const fn sd(&self) -> f64 {
        0.0
    }

    /// 1 from the value on, 0 before.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        if x >= self.value { 1.0 } else { 0.0 }
    }
}
