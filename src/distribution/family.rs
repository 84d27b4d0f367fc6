//! States what every family of laws answers, so that one stands where another may.

/// What every family answers.
pub trait Law {
    /// The value below which it falls with probability `u`, 0 < u < 1.
    fn quantile(&self, u: f64) -> f64;
    /// The probability of a value up to `x`.
    fn cdf(&self, x: f64) -> f64;
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
