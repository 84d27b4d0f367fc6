//! Lists every uncertain value with where it comes from, for the assumptions log.

use serde::{Deserialize, Serialize};

/// One uncertain value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// Its path in the scenario.
    pub path: String,
    /// How it was written.
    pub spelling: String,
    /// `share`, `money`, `rate` (per year) or `factor`.
    pub kind: String,
    /// Mean of its law.
    pub mean: f64,
    /// Lower end of its 95% range.
    pub p2_5: f64,
    /// Upper end of its 95% range.
    pub p97_5: f64,
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
}
