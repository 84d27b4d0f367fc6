//! Describes uncertain values and how a number of the model is read off one draw of them.

use serde::{Deserialize, Serialize};

use crate::distribution::Distribution;
use crate::quantity::{Kind, Remarks};

/// The kind of evidence behind a parameter, by first match: anything under `support` is effect, `library`
/// is published unit costs, `observed` and `cases` are case-study evidence, the rest is judgement; ordered so that the
/// first match is the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceGroup {
    /// The effect of support.
    Effect,
    /// Published unit costs.
    PublishedUnitCosts,
    /// Case-study evidence.
    CaseStudies,
    /// Expert judgement.
    Judgement,
}

/// One uncertain value: drawn once per draw and shared by the whole cohort in that draw.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its path in the scenario, `events.eviction.probability`.
    pub path: String,
    /// What it measures.
    pub kind: Kind,
    /// How it was written, for the assumptions log, such as `3 of 8 (Jeffreys)`.
    pub spelling: String,
    /// Which kind of evidence it is.
    pub group: EvidenceGroup,
    /// Whether it rests on counted cases (`observed`), so that further cases would say more about it.
    pub observed: bool,
    /// Source, note, grade, owner, review date.
    pub remarks: Remarks,
}

/// How a parameter is drawn in one model.
///
/// A distribution's values are in the unit of its [`Kind`]: rates per **year** (a [`Term`] converts).
#[derive(Clone, Debug)]
pub enum Law {
    /// The same value in every draw (the path is certain in this model).
    Certain(f64),
    /// By inversion: the quantile function of one uniform number.
    Drawn(Distribution),
}

/// Where a number of the model comes from: certain, or a parameter's value times a factor, clipped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Term {
    /// Certain.
    Certain(f64),
    /// `(θ[parameter] · times)` clipped to `[low, high]`.
    Drawn {
        /// Index into [`super::Plan::parameters`].
        parameter: usize,
        /// Factor from `times`, scaling, uprating, or years to months.
        times: f64,
        /// Smallest legal value.
        low: f64,
        /// Largest legal value.
        high: f64,
    },
    /// `(θ[a] · θ[b] · times)` clipped to `[low, high]`: an uncertain price times an uncertain number of units.
    Product {
        /// Indices into [`super::Plan::parameters`].
        parameters: [usize; 2],
        /// Factor, as in `Drawn`.
        times: f64,
        /// Smallest legal value.
        low: f64,
        /// Largest legal value.
        high: f64,
    },
}

impl Term {
    /// Its value in the draw `theta`.
    #[inline]
    #[must_use]
    pub fn value(&self, theta: &[f64]) -> f64 {
        match *self {
            Self::Certain(value) => value,
            Self::Drawn { parameter, times, low, high } => (theta[parameter] * times).clamp(low, high),
            Self::Product { parameters: [a, b], times, low, high } => (theta[a] * theta[b] * times).clamp(low, high),
        }
    }

    /// Its value when certain.
    #[must_use]
    pub const fn certain(&self) -> Option<f64> {
        match *self {
            Self::Certain(value) => Some(value),
            Self::Drawn { .. } | Self::Product { .. } => None,
        }
    }

    /// The index of the parameter that it reads, if uncertain; the first of two.
    #[must_use]
    pub const fn parameter(&self) -> Option<usize> {
        match *self {
            Self::Certain(_) => None,
            Self::Drawn { parameter, .. } => Some(parameter),
            Self::Product { parameters, .. } => Some(parameters[0]),
        }
    }

    /// The indices of all parameters that it reads.
    pub fn parameters(&self) -> impl Iterator<Item = usize> {
        let [first, second] = match *self {
            Self::Certain(_) => [None, None],
            Self::Drawn { parameter, .. } => [Some(parameter), None],
            Self::Product { parameters: [a, b], .. } => [Some(a), Some(b)],
        };
        first.into_iter().chain(second)
    }

    /// The same in another unit: value and limits times `factor`, which is not negative.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let limit = |bound: f64| if bound.is_finite() { bound * factor } else { bound };
        match self {
            Self::Certain(value) => Self::Certain(value * factor),
            Self::Drawn { parameter, times, low, high } => {
                Self::Drawn { parameter, times: times * factor, low: limit(low), high: limit(high) }
            }
            Self::Product { parameters, times, low, high } => {
                Self::Product { parameters, times: times * factor, low: limit(low), high: limit(high) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_values_read_as_written() {
        assert_eq!(Kind::Share.spelled(0.57), "57%");
        assert_eq!(Kind::Share.spelled(0.999_999_998), "99.9999998%");
        assert_eq!(Kind::Money.spelled(1_234_567.0), "£1,234,567");
        assert_eq!(Kind::Money.spelled(719.5), "£719.50");
        assert_eq!(Kind::Money.spelled(100.0), "£100");
        assert_eq!(Kind::Rate.spelled(1.2), "1.2 per year");
        assert_eq!(Kind::Factor.spelled(35.0), "35");
    }

    #[test]
    fn a_product_is_clipped_and_scaled_as_one() {
        let term = Term::Product { parameters: [0, 1], times: 2.0, low: 0.0, high: 50.0 };
        assert_eq!(term.value(&[3.0, 4.0]), 24.0);
        assert_eq!(term.value(&[30.0, 4.0]), 50.0);
        assert_eq!(term.scaled(0.5).value(&[30.0, 4.0]), 25.0);
        assert_eq!(term.parameters().collect::<Vec<_>>(), [0, 1]);
    }
}
