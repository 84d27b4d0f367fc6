//! Holds what several studies found and what they say together, for forest plots.

use crate::scenario::Study;

/// A meta-analysis that a scenario states.
#[derive(Clone, Debug, PartialEq)]
pub struct MetaAnalysis {
    /// The path of the value that it is.
    pub path: String,
    /// Its studies, in the order of the file.
    pub studies: Vec<Study>,
    /// 2.5%, 50% and 97.5% quantile of the average ratio.
    pub average: [f64; 3],
    /// The same of one more place.
    pub new_place: [f64; 3],
    /// Whether the scenario draws the ratio of a new place, and not the average.
    pub predicts_new_place: bool,
}
