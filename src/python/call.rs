//! Carries out a command for Python on a thread of its own, while other threads of Python go on and Ctrl-C is heard.

use std::ffi::OsString;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use super::errors::{exception, fault};
use super::reply::Reply;
use crate::cli::{self, Caller, Refusal};

/// How often Python is asked whether somebody has pressed Ctrl-C.
const HEARING: Duration = Duration::from_millis(50);

/// How long a command that is to stop has for it, which it does between two chunks of draws. What cannot be left in between
/// then goes on alone to its end, and nobody hears of it.
const PATIENCE: Duration = Duration::from_millis(400);

/// Stack of the thread: as much as that of a program.
const STACK: usize = 8 << 20;

type Answered = Result<cli::Reply, Refusal>;

/// What a command answers, of which `arguments` are those behind `averted`.
#[pyfunction]
pub(super) fn answer(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<Reply> {
    let caller = Caller::program().writing();
    let (done, mut answered) = mpsc::sync_channel(1);
    let asked = caller.clone();
    thread::Builder::new().name("averted".to_owned()).stack_size(STACK).spawn(move || {
        // Nobody waits any more after Ctrl-C.
        let _ = done.send(cli::answer(arguments, &asked));
    })?;
    loop {
        let heard;
        (answered, heard) = wait(py, answered, HEARING);
        match heard {
            Ok(answer) => return answer.map(Reply::new).map_err(exception),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(fault()),
        }
        if let Err(interrupt) = py.check_signals() {
            caller.stop();
            let _ = wait(py, answered, PATIENCE);
            return Err(interrupt);
        }
    }
}

/// Waits for the answer while other threads of Python go on.
fn wait(
    py: Python<'_>,
    answered: Receiver<Answered>,
    time: Duration,
) -> (Receiver<Answered>, Result<Answered, RecvTimeoutError>) {
    py.detach(move || {
        let heard = answered.recv_timeout(time);
        (answered, heard)
    })
}

/// The command `averted`, of which the first of `arguments` is the name; gives its exit code.
#[pyfunction]
pub(super) fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::main(arguments))
}
