//! Tells a client that wants to know how far a call is.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::outbox::Outbox;
use crate::cli::caller::Caller;

/// How often it is told at most.
const PACE: Duration = Duration::from_millis(500);

/// Does `work` for `caller`, telling under `token`, if there is one, how many draws are done.
pub(super) fn told<T>(token: Option<&Value>, caller: &Caller, outbox: &Outbox, work: impl FnOnce() -> T) -> T {
    let Some(token) = token else { return work() };
    let (done, listening) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut told = 0;
            // Until the other end is dropped, when the work is done.
            while listening.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
                let (drawn, wanted) = caller.drawn();
                if drawn > told && !caller.has_stopped() {
                    told = drawn;
                    outbox.send(&json!({
                        "jsonrpc": "2.0",
                        "method": "notifications/progress",
                        "params": {"progressToken": token, "progress": drawn, "total": wanted, "message": "draws of the evidence"},
                    }));
                }
            }
        });
        let result = work();
        drop(done);
        result
    })
}
