//! Mirrors the part of evidence.json that says what studies would report at one truth.

use serde::{Deserialize, Serialize};

/// What studies would report at one truth: by chance alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GivenTruth {
    /// The truth, £ per person: the median of the draws in which it is above zero.
    pub truth: f64,
    /// Draws whose truth is nearest to that, in which the studies were simulated.
    pub draws: usize,
    /// Studies of each size.
    pub studies: usize,
    /// By ascending number of people.
    pub rows: Vec<GivenTruthRow>,
}

/// Studies of one size at that truth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GivenTruthRow {
    /// n.
    pub people: usize,
    /// Ends of the central range of what they report, £ per person.
    pub range: [f64; 2],
    /// Their Monte Carlo standard errors.
    pub mcse: [f64; 2],
}
