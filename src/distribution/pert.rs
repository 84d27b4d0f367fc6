//! Models a value by its bounds and its most likely value, with smooth sides.

use super::beta::Beta;
use super::bounds::check_bounds;
use super::error::LawError;
use super::family::Law;

/// λ, the weight of the mode in the mean (Malcolm et al. 1959).
const MODE_WEIGHT: f64 = 4.0;

/// The beta-PERT law with λ = 4.
///
/// ```text
/// low + (high - low) B,  B ~ Beta(1 + λ(mode - low)/(high - low), 1 + λ(high - mode)/(high - low))
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pert {
    low: f64,
    high: f64,
    beta: Beta,
}

impl Pert {
    /// By bounds and most likely value.
    ///
    /// # Errors
    /// Unless low ≤ mode ≤ high and low < high.
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, LawError> {
        check_bounds(low, high)?;
        let width = high - low;
        let shape = |part: f64| 1.0 + MODE_WEIGHT * part / width;
        // A mode outside makes one of the shapes too small or no number.
        match Beta::new(shape(mode - low), shape(high - mode)) {
            Ok(beta) if mode >= low && mode <= high => Ok(Self { low, high, beta }),
            _ => Err(LawError::mode_outside(low, mode, high)),
        }
    }
}

impl Law for Pert {
    fn quantile(&self, u: f64) -> f64 {
        (self.low + (self.high - self.low) * self.beta.quantile(u)).min(self.high)
    }

    fn cdf(&self, x: f64) -> f64 {
        self.beta.cdf((x - self.low) / (self.high - self.low))
    }

    fn log_density(&self, x: f64) -> f64 {
        self.beta.log_density(((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0))
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// (low + 4 mode + high)/6.
    fn mean(&self) -> f64 {
        self.low + (self.high - self.low) * self.beta.mean()
    }

    /// √((mean - low)(high - mean)/7).
    fn sd(&self) -> f64 {
        (self.high - self.low) * self.beta.sd()
    }
}
