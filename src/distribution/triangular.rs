//! Models a value by its bounds and its most likely value, with straight sides.

use super::bounds::check_bounds;
use super::error::LawError;
use super::family::Law;
use crate::numeric::ln;

/// Triangular between `low` and `high` with its peak at `mode`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangular {
    /// By bounds and most likely value.
    ///
    /// # Errors
    /// Unless low ≤ mode ≤ high and low < high.
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, LawError> {
        check_bounds(low, high)?;
        if mode >= low && mode <= high {
            Ok(Self { low, mode, high })
        } else {
            Err(LawError::mode_outside(low, mode, high))
        }
    }
}

impl Law for Triangular {
    fn quantile(&self, u: f64) -> f64 {
        let Self { low, mode, high } = *self;
        let width = high - low;
        let peak = (mode - low) / width;
        if u < peak {
            (low + width * (u * peak).sqrt()).clamp(low, mode)
        } else {
            (high - width * ((1.0 - u) * (1.0 - peak)).sqrt()).clamp(mode, high)
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        let Self { low, mode, high } = *self;
        let width = high - low;
        if x <= low {
            0.0
        } else if x >= high {
            1.0
        } else if x < mode {
            (x - low) / width * ((x - low) / (mode - low))
        } else {
            1.0 - (high - x) / width * ((high - x) / (high - mode))
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        let along = if x <= self.mode {
            (x - self.low) / (self.mode - self.low)
        } else {
            (self.high - x) / (self.high - self.mode)
        };
        // At its very mode where that is a bound, 0/0: the peak.
        if along.is_nan() { 0.0 } else { ln(along.max(f64::MIN_POSITIVE)) }
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// (low + mode + high)/3.
    fn mean(&self) -> f64 {
        self.low + ((self.mode - self.low) + (self.high - self.low)) / 3.0
    }

    /// width · √((1 - m + m²)/18), m the place of the mode from 0 to 1.
    fn sd(&self) -> f64 {
        let width = self.high - self.low;
        let m = (self.mode - self.low) / width;
        width * ((1.0 - m + m * m) / 18.0).sqrt()
    }
}
