//! Mirrors the part of evidence.json that says what studies would report at one truth.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// What studies would report at one truth: by chance alone.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GivenTruth {
        /// The truth: the median of the draws in which it is above zero.
        #[unit(PoundsPerPerson)]
        pub truth: f64,
        /// Draws whose truth is nearest to that, in which the studies were simulated.
        #[unit(Draws)]
        pub draws: usize,
        /// Simulated studies of each size.
        #[unit(Count)]
        pub studies: usize,
        /// Studies by ascending number of people.
        pub rows: Vec<GivenTruthRow>,
    }
}

dictionary! {
    /// Studies of one size at that truth.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GivenTruthRow {
        /// n, people in a study.
        #[unit(People)]
        pub people: usize,
        /// Ends of the central range of the means that studies report.
        #[unit(PoundsPerPerson)]
        #[covers(Chance)]
        pub range: [f64; 2],
        /// Monte Carlo standard errors of those ends.
        #[unit(PoundsPerPerson)]
        pub mcse: [f64; 2],
    }
}
