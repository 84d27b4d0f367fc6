//! Mirrors the part of drivers.json that says which opinion matters: answers with one assumption held more or less firmly.

use crate::dictionary::dictionary;
use serde::{Deserialize, Serialize};

use super::super::Ordered;
use crate::model::EvidenceGroup;

dictionary! {
    /// How far answers move when one assumption is held more or less firmly, by power-scaling; of all views, by weight.
    ///
    /// Its distribution is raised to a power, by weights on the draws there are; all else is as drawn, and values that are
    /// correlated with it move along.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PowerScaling {
        /// Draws of equal weight that an answer must be worth, or it is not given.
        #[unit(Draws)]
        pub fewest_effective: f64,
        /// Mean expected avoided cost per person as drawn.
        #[unit(PoundsPerPerson)]
        pub headline: f64,
        /// Each target with its chance as drawn; one that counts what is released has none here.
        pub targets: Ordered<TargetAsDrawn>,
        /// Each uncertain value, the one that moves the mean expected avoided cost most first, what is refused last.
        pub values: Vec<PowerScalingRow>,
    }
}

dictionary! {
    /// A target before any assumption is held otherwise.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct TargetAsDrawn {
        /// The target in words.
        pub label: String,
        /// The chance that its expected value is above its amount, over draws of the evidence.
        #[unit(Share)]
        pub chance: f64,
    }
}

dictionary! {
    /// One assumption, held more and less firmly.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PowerScalingRow {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// Group of evidence that the value belongs to.
        pub group: EvidenceGroup,
        /// Held twice as firmly: its density squared. Null where that is refused.
        pub firmer: Option<Held>,
        /// Held half as firmly: the root of its density. Null where that is refused.
        pub looser: Option<Held>,
        /// Why one of them, or both, is not given.
        pub refused: Option<String>,
    }
}

dictionary! {
    /// Answers with the density of one assumption raised to a power.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Held {
        /// The power: 2 twice as firmly, ½ half as firmly.
        #[unit(Number)]
        pub power: f64,
        /// Draws of equal weight that the weighted draws are worth (effective sample size).
        #[unit(Draws)]
        pub effective: f64,
        /// How far the mean expected avoided cost per person moves.
        #[unit(PoundsPerPerson)]
        pub moved: f64,
        /// Standard error of that move.
        #[unit(PoundsPerPerson)]
        pub mcse: f64,
        /// How far the chance of each target moves.
        pub targets: Ordered<ChanceMoved>,
    }
}

dictionary! {
    /// How far a chance moves.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ChanceMoved {
        /// The chance less that of the draws as they are.
        #[unit(Share)]
        pub moved: f64,
        /// Standard error of that move.
        #[unit(Share)]
        pub mcse: f64,
    }
}
