//! Describes uncertain values and how a number of the model is read off one draw of them.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;
use crate::distribution::Distribution;
use crate::quantity::{Kind, Remarks};

dictionary! {
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

impl Parameter {
    /// What the paths of columns of another model's draws begin with.
    pub(super) const SAMPLES: &str = "samples";

    /// The path of a column of another model's draws, each multiplied by `times`.
    #[must_use]
    pub(super) fn path_of_column(column: &str, times: f64) -> String {
        let factor = if times == 1.0 { String::new() } else { format!(" times {}", Kind::Factor.spelled(times)) };
        format!("{}.{column}{factor}", Self::SAMPLES)
    }

    /// Whether it is a column of another model's draws, which are drawn by one uniform number together.
    #[must_use]
    pub fn is_sampled(&self) -> bool {
        self.path.strip_prefix(Self::SAMPLES).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// How a parameter is drawn in one model.
///
/// A distribution's values are in the unit of its [`Kind`]: rates per **year** (a [`Term`](super::Term) converts).
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// The same value in every draw (the path is certain in this model).
    Certain(f64),
    /// By inversion: the quantile function of one uniform number.
    Drawn(Distribution),
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
}
