//! Says to a program why a command gave no answer: with the words and the exit code of the command line.

use super::exit_code::Failure;
use super::output;

/// Why a command gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What the command says on standard error, mistakes drawn where they stand, without colours.
    pub message: String,
    /// The exit code of the command: 1 failed while running, 2 the scenario or the arguments are wrong, 130 stopped.
    pub code: i32,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { message: output::plain(&failure.said()), code: failure.exit().code() }
    }
}
