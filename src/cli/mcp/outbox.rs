//! Sends messages to the client: one a line on standard output, where nothing else is printed.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

/// Where messages go.
pub(super) struct Outbox {
    /// Whether nobody reads them any more.
    gone: AtomicBool,
}

impl Outbox {
    /// Standard output.
    pub(super) const fn new() -> Self {
        Self { gone: AtomicBool::new(false) }
    }

    /// Sends a message.
    pub(super) fn send(&self, message: &Value) {
        // A line of JSON holds no line breaks but those of its texts, which are spelled out.
        let mut line = message.to_string();
        line.push('\n');
        let mut screen = io::stdout().lock();
        if screen.write_all(line.as_bytes()).and_then(|()| screen.flush()).is_err() {
            self.gone.store(true, Ordering::Relaxed);
        }
    }

    /// Whether nobody reads messages any more.
    pub(super) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }
}
