//! States what every family of laws answers, so that one stands where another may.

use crate::numeric::ln;

/// What every family answers.
pub trait Law {
    /// The value below which it falls with probability `u`, 0 < u < 1.
    fn quantile(&self, u: f64) -> f64;
    /// The probability of a value up to `x`.
    fn cdf(&self, x: f64) -> f64;
    /// ln of the density at `x`, up to a constant of the law.
    fn log_density(&self, x: f64) -> f64 {
        log_density_of_cdf(self, x)
    }
    /// The smallest and largest possible value; infinite where there is none.
    fn support(&self) -> (f64, f64);
    /// The mean of the law as drawn (after truncation or clipping).
    fn mean(&self) -> f64;
    /// The standard deviation of the law as drawn.
    fn sd(&self) -> f64;
    /// Values that come with a probability above 0, ascending, each with that probability.
    fn point_masses(&self) -> Vec<(f64, f64)> {
        Vec::new()
    }
}

/// Of the standard deviation: wide enough for rounding, narrow enough for every bend.
const STEP: f64 = 1e-4;

/// ln of the density at `x`, by the slope of the distribution function over a ten-thousandth of the standard deviation to
/// either side, within the support.
///
/// ```text
/// p(x) ≈ (F(x + h) - F(x - h)) / 2h,   off by h²·p″/6 and 10⁻¹⁶/h
/// ```
pub(super) fn log_density_of_cdf<L: Law + ?Sized>(law: &L, x: f64) -> f64 {
    let (low, high) = law.support();
    let step = STEP * law.sd();
    let (from, to) = ((x - step).max(low), (x + step).min(high));
    ln((law.cdf(to) - law.cdf(from)) / (to - from))
}
