//! Describes uncertain values and how a number of the model is read off one draw of them.

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
/// is published unit costs, `observed` and `cases` are case-study evidence, the rest is judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

impl Term {
    /// Its value in the draw `theta`.
    #[inline]
    #[must_use]
    pub fn value(&self, theta: &[f64]) -> f64 {
        match *self {
            Self::Certain(value) => value,
            Self::Drawn { parameter, times, low, high } => (theta[parameter] * times).clamp(low, high),
        }
    }

    /// Its value when certain.
    #[must_use]
    pub const fn certain(&self) -> Option<f64> {
        match *self {
            Self::Certain(value) => Some(value),
            Self::Drawn { .. } => None,
        }
    }

    /// The index of the parameter that it reads, if uncertain.
    #[must_use]
    pub const fn parameter(&self) -> Option<usize> {
        match *self {
            Self::Certain(_) => None,
            Self::Drawn { parameter, .. } => Some(parameter),
        }
    }
}
