//! Lists every value of the scenario with where it comes from, for the assumptions log.

use crate::quantity::Kind;
use serde::{Deserialize, Serialize};

use crate::model::{self, Plan};

/// One value of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// Its path in the scenario.
    pub path: String,
    /// How it was written.
    pub spelling: String,
    /// What it measures.
    pub kind: Kind,
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
        kind: stated.kind,
        mean: stated.mean,
        p2_5: stated.p2_5,
        p97_5: stated.p97_5,
        cohort_average: stated.cohort_average,
        source: stated.remarks.source,
        note: stated.remarks.note,
        grade: stated.remarks.grade,
        owner: stated.remarks.owner,
        review_by: stated.remarks.review_by.map(|month| month.to_string()),
        certain: stated.certain,
    }
}
