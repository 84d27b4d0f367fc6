//! Says why a scenario was not run.

use super::TooManyDraws;
use crate::estimate::SelfCheckFailed;
use crate::scenario::Diagnostics;

/// Why a scenario was not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It has mistakes; shown, each with its place and what to do about it.
    #[error(transparent)]
    Scenario(#[from] Diagnostics),
    /// It asks for more draws than can be held.
    #[error(transparent)]
    TooManyDraws(#[from] TooManyDraws),
    /// The simulation and the exact expectation disagree: the program is wrong.
    #[error(transparent)]
    SelfCheck(#[from] SelfCheckFailed),
}
