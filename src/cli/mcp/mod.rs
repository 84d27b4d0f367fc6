//! Serves other programs on standard input and output by the Model Context Protocol: a few commands as tools.
//!
//! ```text
//! lines ▶ message ▶ server ─┬──────────────────────────────▶ outbox     what can be said at once
//!                           └▶ calls ▶ answer, of the front door ┘      what takes its turn
//! ```
//!
//! No crate of the protocol is used. The one that is well kept, rmcp, brings 37 crates to the 160 of the program, an
//! asynchronous runtime and code for sockets among them, to a program that waits for nothing and opens no connection; of the
//! protocol seven methods are needed.

mod answer;
mod calls;
mod digest;
mod input;
mod lines;
mod message;
mod outbox;
mod place;
mod progress;
mod revision;
mod server;
mod summary;
mod tool;

use std::io::{self, IsTerminal as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;

use self::calls::{Calls, Turn};
use self::outbox::Outbox;
use self::place::Place;
use self::server::{Call, Server};
use super::args::McpArgs;
use super::exit_code::Failure;
use super::{output, stop};

/// How long what was asked for before the end of the input may still take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of the stack of the thread that carries out calls: as many as the program itself has elsewhere.
const STACK: usize = 8 << 20;

/// Serves until the input ends.
pub(super) fn serve(arguments: &McpArgs) -> Result<(), Failure> {
    let place = Place::enter(&arguments.folder, arguments.write)
        .map_err(|error| Failure::wrong(format!("{}: {error}", arguments.folder.display())))?;
    if io::stdin().is_terminal() {
        output::say(
            "averted mcp speaks with programs, a message a line; the README says how to tell one of it. Ctrl-D ends it.",
        );
    }
    let (place, calls, outbox) = (Arc::new(place), Arc::new(Calls::new()), Arc::new(Outbox::new()));
    let shared = (Arc::clone(&place), Arc::clone(&calls), Arc::clone(&outbox));
    let work = move || carry_out(&shared.0, &shared.1, &shared.2);
    let worker = thread::Builder::new().name("calls".to_owned()).stack_size(STACK).spawn(work);
    worker.context("no thread could be started")?;
    let mut server = Server::new(&calls, &place);
    let mut input = io::stdin().lock();
    while !outbox.is_gone()
        && let Some(line) = lines::next(&mut input).context("cannot read standard input")?
    {
        if let Some(response) = server.take(line) {
            outbox.send(&response);
        }
    }
    if !calls.close(PATIENCE) {
        let mut aftermath = stop::aftermath();
        aftermath.tidy();
        // While it is held no folder of results is changed, and the program ends now.
        std::mem::forget(aftermath);
    }
    Ok(())
}

/// Carries out calls in turn.
fn carry_out(place: &Place, calls: &Calls<Call>, outbox: &Outbox) {
    while let Some(Turn { id, caller, call }) = calls.next() {
        let work = || answer::of(&call, place, &caller);
        // Whatever happens in one call, the next is to be answered.
        let work = || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| answer::fault());
        let result = progress::told(call.token.as_ref(), &caller, outbox, work);
        if calls.is_wanted() {
            outbox.send(&call.response(&id, result));
        }
        calls.end();
    }
}
