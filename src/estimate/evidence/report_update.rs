//! Mirrors what would be believed after the published figure, in evidence.json: prior against posterior.

use serde::{Deserialize, Serialize};

use super::super::Ordered;
use crate::dictionary::dictionary;
use crate::quantity::Kind;

dictionary! {
    /// Prior against posterior.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct UpdateEvidence {
        /// Draws that were weighed.
        #[unit(Draws)]
        pub draws: usize,
        /// (Σw)²/Σw²: how many equal draws the weighed ones are worth.
        #[unit(Draws)]
        pub effective_draws: f64,
        /// What the weights rest on; null in older files.
        pub likelihood: Option<Likelihood>,
        /// Expected avoided cost per person of the cohort.
        #[unit(PoundsPerPerson)]
        pub per_person: Posterior,
        /// Expected avoided cost of the whole cohort.
        #[unit(Pounds)]
        pub total: Posterior,
        /// What one more study like the published one would report: evidence and chance.
        #[unit(PoundsPerPerson)]
        pub published_mean: Posterior,
        /// What would be believed if the publication overstated nothing; null where the scenario does not say that it does.
        pub at_its_word: Option<AtItsWord>,
        /// Probability of each view before and after; empty without weighted views.
        #[unit(Share)]
        pub views: Ordered<[f64; 2]>,
        /// Every uncertain value, by path.
        #[unit(OfKind)]
        pub assumptions: Ordered<Posterior>,
    }
}

dictionary! {
    /// What the weights rest on, and where it is not exact.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Likelihood {
        /// People simulated in each draw, at least, whose amounts stand for the law of one person.
        #[unit(People)]
        pub people: usize,
        /// The normal error, £ per person, within which means count as the published one.
        #[unit(PoundsPerPerson)]
        pub width: f64,
    }
}

dictionary! {
    /// What would be believed if the published figure overstated nothing.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct AtItsWord {
        /// How many equal draws the weighed ones are worth.
        #[unit(Draws)]
        pub effective_draws: f64,
        /// Expected avoided cost per person of the cohort.
        #[unit(PoundsPerPerson)]
        pub per_person: Posterior,
        /// Expected avoided cost of the whole cohort.
        #[unit(Pounds)]
        pub total: Posterior,
        /// What one more study like the published one would report.
        #[unit(PoundsPerPerson)]
        pub published_mean: Posterior,
    }
}

dictionary! {
    /// One number before and after.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Posterior {
        /// What the number measures.
        pub kind: Kind,
        /// Mean before the published figure was taken into account.
        #[unit(Above)]
        pub prior_mean: f64,
        /// Monte Carlo standard error of the mean before.
        #[unit(Above)]
        #[serde(default)]
        pub prior_mcse: Option<f64>,
        /// Ends of the central interval before.
        #[unit(Above)]
        #[covers(Evidence)]
        pub prior: [f64; 2],
        /// Monte Carlo standard errors of the ends before.
        #[unit(Above)]
        #[serde(default)]
        pub prior_errors: [Option<f64>; 2],
        /// Mean after the published figure was taken into account.
        #[unit(Above)]
        pub posterior_mean: f64,
        /// Monte Carlo standard error of the mean after.
        #[unit(Above)]
        pub mcse: Option<f64>,
        /// Ends of the central interval after.
        #[unit(Above)]
        #[covers(Evidence)]
        pub posterior: [f64; 2],
        /// (mean after - mean before) / sd before; null where it does not vary.
        #[unit(StandardDeviations)]
        pub shift: Option<f64>,
        /// Values before, thinned to at most 512 quantiles at even steps, for a figure.
        #[unit(Above)]
        pub prior_curve: Vec<f64>,
        /// Values after, at the same steps.
        #[unit(Above)]
        pub posterior_curve: Vec<f64>,
    }
}
