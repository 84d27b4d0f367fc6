//! Says why numbers make no law.

use super::wording::plain;

/// Why numbers make no law, in a sentence; what stands after its colon is the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LawError(String);

impl LawError {
    pub(super) fn new(explanation: impl Into<String>) -> Self {
        Self(explanation.into())
    }

    /// A standard deviation is too small to differ from certainty.
    pub(super) fn as_good_as_certain(mean: &str, sd: &str) -> Self {
        Self(format!("an sd of {sd} around a mean of {mean} is as good as certain: write the mean as a plain value"))
    }

    /// The mean of a law on 0 to infinity is not above 0.
    pub(super) fn mean_not_positive(family: &str, mean: f64) -> Self {
        Self(format!("the mean of a {family} must be a number above 0, not {}", plain(mean)))
    }

    /// The mode does not lie within the bounds.
    pub(super) fn mode_outside(low: f64, mode: f64, high: f64) -> Self {
        Self(format!("the mode ({}) must lie from low ({}) to high ({})", plain(mode), plain(low), plain(high)))
    }
}
