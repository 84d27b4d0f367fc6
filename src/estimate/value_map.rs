//! Keeps what the value map shows of an outcome beside its worth: how many, how far, worth what, and how much of it is due.

use serde::{Deserialize, Serialize};

use crate::model::{Model, Outcome, Term};

/// The terms of an outcome in the scenario as written: means of what is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeTerms {
    /// Share of engaged people who achieve it.
    pub achieved_by: f64,
    /// Distance travelled.
    pub distance: f64,
    /// Financial proxy, £ per person and year at full distance.
    pub value: f64,
    /// Months that it lasts.
    pub lasts: f64,
    /// Share that would have happened anyway.
    pub deadweight: f64,
    /// Share credited.
    pub attribution: f64,
    /// Share that only moved elsewhere.
    pub displacement: f64,
    /// Share lost per year after the first.
    pub drop_off: f64,
}

impl OutcomeTerms {
    pub(super) fn new(model: &Model, outcome: &Outcome) -> Self {
        let mean = |term: &Term| model.belief(term).mean;
        Self {
            achieved_by: mean(&outcome.achieved_by),
            distance: mean(&outcome.distance),
            value: mean(&outcome.value),
            lasts: outcome.lasts,
            deadweight: mean(&outcome.deadweight),
            attribution: mean(&outcome.attribution),
            displacement: mean(&outcome.displacement),
            drop_off: mean(&outcome.drop_off),
        }
    }
}
