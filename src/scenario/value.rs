//! Mirrors one value of a scenario file with its place, its remarks and the law that was written.
//!
//! Units: shares as fractions, money in £, durations in months, rates per year.

use super::contrast::Contrast;
use super::cost::CostWritten;
use crate::distribution::Distribution;
use crate::quantity::{Kind, Remarks};

/// Where something stands: its path in the scenario and its bytes in one of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path in the scenario, `events.eviction.probability`.
    pub path: String,
    /// Index into the sources of the reading (scenario file, parent files, `--set` arguments, library, cases).
    pub source: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Something with the place where it was written.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// An entry of a mapping: its key with the key's place.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// The key.
    pub id: String,
    /// Where the key stands.
    pub place: Place,
    /// What stands under it.
    pub value: T,
}

/// A value that may be uncertain.
#[derive(Clone, Debug)]
pub struct Value {
    /// What was written.
    pub law: WrittenLaw,
    /// Product of every `x1.2` that scales this use of the value (patches, `--set`); 1 when none.
    pub scaled: f64,
    /// The kind its key takes.
    pub kind: Kind,
    /// The path that names the parameter and its random stream: usually that of the key; `support.prevents` for a
    /// copied default.
    pub identity: String,
    /// Where it stands.
    pub place: Place,
    /// Source, note, grade, owner, review date.
    pub remarks: Remarks,
}

impl Value {
    /// How many events were counted, of a count.
    #[must_use]
    pub const fn counted(&self) -> Option<f64> {
        match self.law {
            WrittenLaw::Uncertain { events, .. } => events,
            _ => None,
        }
    }
}

impl WrittenLaw {
    /// In which share of draws a share times `factor` is above 100%.
    pub(super) fn clipped(&self, factor: f64) -> f64 {
        match self {
            Self::Certain(share) if share * factor > 1.0 => 1.0,
            Self::Uncertain { distribution, .. } if distribution.support().1 * factor > 1.0 => {
                1.0 - distribution.cdf(1.0 / factor)
            }
            _ => 0.0,
        }
    }
}

/// What may stand for a value.
#[derive(Clone, Debug)]
pub enum WrittenLaw {
    /// Certainty.
    Certain(f64),
    /// A distribution, truncated or clipped to the legal range of its kind.
    Uncertain {
        /// The law, in the unit of the kind.
        distribution: Distribution,
        /// For the assumptions log: "3 of 8 (Jeffreys)", "beta, mean 35%, sd 10%".
        spelling: String,
        /// Whether it came from `observed`.
        observed: bool,
        /// How many events were counted, where it came from one count.
        events: Option<f64>,
        /// The counts' own period in months (`over:` of `observed`), to be converted to the horizon.
        over: Option<f64>,
    },
    /// `{shared: NAME, times: …}`.
    Shared {
        /// The key under `shared`.
        name: String,
        /// Factor; 1 when not given.
        times: f64,
    },
    /// `{library: ID, times: …}`.
    Library {
        /// The entry of the library.
        id: String,
        /// Factor, may be uncertain.
        times: Option<Box<Value>>,
    },
    /// A price and how much of it.
    Cost(Box<CostWritten<Value>>),
    /// `{sum: [a, b, …]}`: several parts of one cost.
    Sum(Vec<Value>),
    /// `{cases: NAME}`.
    Cases(String),
    /// `{grade: 3}` at `optimism_bias`.
    Grade(u8),
    /// `{sampled: COLUMN, times: …}`: a column of `samples`, whose values times the factor must lie in this range.
    Sampled {
        /// The head of the column.
        column: String,
        /// Factor; 1 when not given.
        times: f64,
        /// Smallest and largest legal value.
        range: (f64, f64),
    },
    /// What a comparison with people without support found.
    Contrast(Box<Contrast<Value>>),
}
