//! Models certainty, as one of several views in a mixture.

use super::error::LawError;
use super::family::Law;

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
}

impl Law for Point {
    /// The value, whatever `u`.
    fn quantile(&self, _u: f64) -> f64 {
        self.value
    }

    /// 1 from the value on, 0 before.
    fn cdf(&self, x: f64) -> f64 {
        if x >= self.value { 1.0 } else { 0.0 }
    }

    fn support(&self) -> (f64, f64) {
        (self.value, self.value)
    }

    /// The value.
    fn mean(&self) -> f64 {
        self.value
    }

    /// 0.
    fn sd(&self) -> f64 {
        0.0
    }

    fn point_masses(&self) -> Vec<(f64, f64)> {
        vec![(self.value, 1.0)]
    }
}
