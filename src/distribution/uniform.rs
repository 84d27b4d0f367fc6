//! Models a value of which only the bounds are known.

use super::bounds::check_bounds;
use super::error::LawError;
use super::family::Law;

/// Evenly between `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    low: f64,
    high: f64,
}

impl Uniform {
    /// Evenly between two values.
    ///
    /// # Errors
    /// Unless low < high.
    pub fn new(low: f64, high: f64) -> Result<Self, LawError> {
        check_bounds(low, high)?;
        Ok(Self { low, high })
    }
}

impl Law for Uniform {
    fn quantile(&self, u: f64) -> f64 {
        (self.low + u * (self.high - self.low)).min(self.high)
    }

    fn cdf(&self, x: f64) -> f64 {
        ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn log_density(&self, _: f64) -> f64 {
        0.0
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// (low + high)/2.
    fn mean(&self) -> f64 {
        self.low + (self.high - self.low) / 2.0
    }

    /// (high - low)/√12.
    fn sd(&self) -> f64 {
        (self.high - self.low) / 12f64.sqrt()
    }
}
