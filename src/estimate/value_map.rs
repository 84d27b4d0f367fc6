//! Keeps what the value map shows of an outcome beside its worth: how many, how far, worth what, and how much of it is due.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;
use crate::model::{Model, Outcome, Term};

dictionary! {
    /// The terms of an outcome in the scenario as written: means of what is uncertain.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct OutcomeTerms {
        /// Share of engaged people who achieve the outcome.
        #[unit(Share)]
        pub achieved_by: f64,
        /// Distance travelled on the scale of the outcome.
        #[unit(Share)]
        pub distance: f64,
        /// Financial proxy for each person and year at full distance.
        #[unit(Pounds)]
        pub value: f64,
        /// How long the outcome lasts.
        #[unit(Months)]
        pub lasts: f64,
        /// Share of it that would have happened anyway.
        #[unit(Share)]
        pub deadweight: f64,
        /// Share of it that is credited to the service.
        #[unit(Share)]
        pub attribution: f64,
        /// Share of it that only moved elsewhere.
        #[unit(Share)]
        pub displacement: f64,
        /// Share of it that is lost in each year after the first.
        #[unit(SharePerYear)]
        pub drop_off: f64,
    }
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
