//! Lists the exit codes, and what ends a command before it is done.

use std::fmt::Display;

use thiserror::Error;

use crate::scenario::Diagnostics;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0: done (also when whoever reads the output has gone).
    Done,
    /// 1: failed while running, or a run that was verified gives other results; nothing was written.
    FailedWhileRunning,
    /// 2: the scenario or the command line is wrong; nothing was written.
    Wrong,
    /// 130: stopped by Ctrl-C or a request to end (`SIGTERM`, `SIGHUP`); nothing is half written.
    Stopped,
}

impl Exit {
    /// The number that the shell sees, as what ends a process takes it.
    pub(super) const fn code(self) -> i32 {
        self.number() as i32
    }

    /// The number that the shell sees.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::FailedWhileRunning => 1,
            Self::Wrong => 2,
            Self::Stopped => 130,
        }
    }
}

/// Why a command was not done.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The scenario is wrong: its diagnostics, drawn for a person.
    #[error("{0}")]
    Scenario(String),
    /// A run does not come out as it was written down: what differs.
    #[error("{0}")]
    Differs(String),
    /// Asked to stop: what was done, in a sentence.
    #[error("{0}")]
    Stopped(String),
    /// Anything that went wrong while running.
    #[error(transparent)]
    Running(#[from] anyhow::Error),
}

impl Failure {
    /// What is said when the program meets what must not happen, after the message of its place.
    pub(super) fn fault() -> Self {
        Self::Running(anyhow::anyhow!(
            "this is a fault of averted, and nothing was half written; please report it with the message above"
        ))
    }

    /// How the program ends.
    pub(super) const fn exit(&self) -> Exit {
        match self {
            Self::Scenario(_) => Exit::Wrong,
            Self::Differs(_) | Self::Running(_) => Exit::FailedWhileRunning,
            Self::Stopped(_) => Exit::Stopped,
        }
    }

    /// What is said of it, with colours.
    pub(super) fn said(&self) -> String {
        match self {
            Self::Scenario(said) | Self::Differs(said) => said.clone(),
            Self::Stopped(sentence) => format!("{sentence}\n"),
            Self::Running(error) => format!("error: {error:#}\n"),
        }
    }

    /// The scenario or the command line is wrong, for a reason that ends without a full stop.
    pub(super) fn wrong(reason: impl Display) -> Self {
        Self::Scenario(format!("error: {reason}\n"))
    }
}

impl From<Diagnostics> for Failure {
    fn from(faults: Diagnostics) -> Self {
        Self::Scenario(faults.render(true))
    }
}
