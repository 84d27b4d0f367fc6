//! Puts a computed chance right by a run of some of its draws.

use super::super::Strata;
use crate::numeric::hypot;
use crate::statistics::{float, mean_and_sd};

/// A chance as it is computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Computed {
    /// Of each of the first draws, as many as are simulated at least.
    pub(super) chances: Vec<f64>,
    /// Over all draws.
    pub(super) share: f64,
    /// Its standard error.
    pub(super) error: f64,
}

/// A chance known from all draws by computation, and by simulation from the first of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Compared {
    /// The chance.
    pub(super) chance: f64,
    /// Its standard error.
    pub(super) error: f64,
    /// What was computed of the simulated draws.
    pub(super) computed: f64,
    /// The standard error of what the run differs from that.
    pub(super) difference_error: f64,
}

impl Compared {
    /// The `hits` of a run (1 or 0 a draw) of the first draws against what is `computed`:
    ///
    /// ```text
    /// mean of all chances + mean_k(hit_k - chance_k)        (a control variate)
    /// ```
    pub(super) fn new(hits: &[f64], computed: &Computed, strata: &Strata) -> Self {
        let first = &computed.chances[..hits.len()];
        let differences: Vec<f64> = hits.iter().zip(first).map(|(hit, computed)| hit - computed).collect();
        // Given the chances themselves, hits vary by Σ p(1-p); that counts where no difference was seen at all.
        let binomial = first.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt() / float(hits.len());
        let difference_error = strata.clone().first(hits.len()).mean_mcse(&differences).max(binomial);
        let chance = (computed.share + mean_and_sd(&differences).0).clamp(0.0, 1.0);
        let error = hypot(computed.error, difference_error);
        Self { chance, error, computed: mean_and_sd(first).0, difference_error }
    }
}
