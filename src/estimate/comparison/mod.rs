//! Compares scenarios on common random numbers: by how much they differ, how surely, and in which assumptions.

mod compare;
mod compared;
mod differing;
mod results;

pub use compare::compare;
pub use compared::Compared;
pub use results::{Comparison, ComparisonRun, DifferingValue, ScenarioCompared, Versus, VersusMeasure};
