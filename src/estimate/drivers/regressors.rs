//! Holds the draws that payoffs are regressed on, and gives the worth of a regression its error.

use super::super::strata::Strata;
use super::results::WorthValue;
use crate::engine::Draws;
use crate::model::Plan;
use crate::numeric::hypot;
use crate::statistics::{Predictor, Worth};

/// The draws of the headline with all that is regressed on.
pub(super) struct Regressors<'a> {
    pub(super) plan: &'a Plan,
    pub(super) draws: &'a Draws,
    pub(super) predictors: &'a [Option<Predictor>],
}

impl Regressors<'_> {
    /// The worth with its standard error: sampling and noise together.
    pub(super) fn value(&self, worth: &Worth) -> WorthValue {
        let sampling = Strata::of(self.draws).mean_mcse(&worth.influence);
        WorthValue { value: worth.value, mcse: hypot(sampling, worth.noise) }
    }
}
