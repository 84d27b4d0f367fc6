//! Describes uncertain values and how a number of the model is read off one draw of them.

use serde::{Deserialize, Serialize};

use crate::distribution::Distribution;

/// What a number measures, which fixes its legal range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A fraction from 0 to 1.
    Share,
    /// Pounds, not negative.
    Money,
    /// Occurrences per year as written, not negative; the model holds them per month.
    Rate,
    /// A plain number, not negative, such as days of stay or a relative risk.
    Factor,
}

impl Kind {
    /// The smallest and largest legal value.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            Self::Money | Self::Rate | Self::Factor => (0.0, f64::INFINITY),
        }
    }

    /// A certain value as a reader would write it: `35%`, `£1,200`, `1.2 per year`, `35`.
    #[must_use]
    pub fn spelled(self, value: f64) -> String {
        match self {
            Self::Share => format!("{}%", plain(value * 100.0)),
            Self::Money => format!("£{}", thousands(value)),
            Self::Rate => format!("{} per year", plain(value)),
            Self::Factor => plain(value),
        }
    }
}

/// At most nine decimals, so that 0.57 · 100 is 57 and a sum of shares shows how far it is from the whole.
fn plain(value: f64) -> String {
    let rounded = format!("{value:.9}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whole pounds with commas, pence where there are any.
fn thousands(value: f64) -> String {
    let text = if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    let (whole, pence) = text.split_once('.').map_or((text.as_str(), None), |(whole, pence)| (whole, Some(pence)));
    let mut spelled = String::new();
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            spelled.push(',');
        }
        spelled.push(digit);
    }
    pence.map_or_else(|| spelled.clone(), |pence| format!("{spelled}.{pence}"))
}

/// What a reader is told about where a value comes from; changes no number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Where the value was read.
    pub source: Option<String>,
    /// Anything the author wants said.
    pub note: Option<String>,
    /// Grade of evidence, 1 (best) to 6 (judgement).
    pub grade: Option<u8>,
    /// Who answers for the value.
    pub owner: Option<String>,
    /// The month (`2027-04`) by which it should be looked at again.
    pub review_by: Option<String>,
}

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
    /// Its path in the scenario, `events.eviction.probability`; also the name of its random stream.
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
    pub notes: Notes,
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
