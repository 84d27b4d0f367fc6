//! Lists every value of the scenario with where it comes from, for the assumptions log.

use serde::{Deserialize, Serialize};

use crate::model::{self, Kind, Plan};

/// What a value measures, which says how to print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// A fraction from 0 to 1.
    Share,
    /// £.
    Money,
    /// Occurrences per year.
    Rate,
    /// A plain number.
    Factor,
}

impl From<Kind> for Measured {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Share => Self::Share,
            Kind::Money => Self::Money,
            Kind::Rate => Self::Rate,
            Kind::Factor => Self::Factor,
        }
    }
}

/// One value of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// Its path in the scenario.
    pub path: String,
    /// How it was written.
    pub spelling: String,
    /// What it measures.
    pub kind: Measured,
    /// Mean of its law.
    pub mean: f64,
    /// Lower end of its 95% range.
    pub p2_5: f64,
    /// Upper end of its 95% range.
    pub p97_5: f64,
    /// For the probability or rate of an event, the average over the cohort that it implies.
    pub cohort_average: Option<f64>,
    /// Where it was read.
    pub source: Option<String>,
    /// Anything the author wants said.
    pub note: Option<String>,
    /// 1 (best) to 6 (judgement).
    pub grade: Option<u8>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it should be looked at again.
    pub review_by: Option<String>,
    /// Whether it is a plain number, without uncertainty.
    pub certain: bool,
}

/// Every value that the scenario states, in the order of the file.
pub(super) fn assumptions(plan: &Plan) -> Vec<Assumption> {
    plan.assumptions().into_iter().map(assumption).collect()
}

fn assumption(stated: model::Assumption) -> Assumption {
    Assumption {
        path: stated.path,
        spelling: stated.spelling,
        kind: stated.kind.into(),
        mean: stated.mean,
        p2_5: stated.p2_5,
        p97_5: stated.p97_5,
        cohort_average: stated.cohort_average,
        source: stated.notes.source,
        note: stated.notes.note,
        grade: stated.notes.grade,
        owner: stated.notes.owner,
        review_by: stated.notes.review_by,
        certain: stated.certain,
    }
}
