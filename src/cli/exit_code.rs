//! Lists the exit codes, and what ends a command before it is done.

use std::process::ExitCode;

use thiserror::Error;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0: done (also when whoever reads the output has gone).
    Done,
    /// 1: failed while running; nothing was written.
    FailedWhileRunning,
    /// 2: the scenario or the command line is wrong; nothing was written.
    Wrong,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::FailedWhileRunning => Self::from(1),
            Exit::Wrong => Self::from(2),
        }
    }
}

/// Why a command was not done.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The scenario is wrong: its diagnostics, drawn for a person.
    #[error("{0}")]
    Scenario(String),
    /// Anything that went wrong while running.
    #[error(transparent)]
    Running(#[from] anyhow::Error),
}
