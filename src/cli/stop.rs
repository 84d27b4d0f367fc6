//! Hears Ctrl-C and requests to end, and ends the program in under a second with nothing half written.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::exit_code::Exit;
use super::{output, signals};

/// How long the program has to stop by itself, which it does between two chunks of draws; what cannot be left in
/// between is then ended from outside.
const PATIENCE: Duration = Duration::from_millis(600);

static REQUESTED: AtomicBool = AtomicBool::new(false);
static AFTERMATH: Mutex<Aftermath> = Mutex::new(Aftermath { unfinished: None, left: None });

/// What is there to be said and tidied up when the program ends early.
pub(super) struct Aftermath {
    /// A folder of unfinished files, to be removed.
    unfinished: Option<PathBuf>,
    /// What is left of the work, in a sentence; "Nothing was written." if none.
    left: Option<String>,
}

/// Listens from now on. A system that has no such signals is no reason not to run.
pub(super) fn listen() {
    signals::hear(|| {
        REQUESTED.store(true, Ordering::Relaxed);
        thread::sleep(PATIENCE);
        // Whoever is in the middle of what must not be broken off holds the lock, and is waited for.
        let mut aftermath = aftermath();
        aftermath.tidy();
        output::say(&aftermath.sentence("Stopped."));
        std::process::exit(Exit::Stopped.code());
    });
}

/// Whether the program was asked to stop.
pub(super) fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}

/// While this is held the program is not ended.
pub(super) fn aftermath() -> MutexGuard<'static, Aftermath> {
    AFTERMATH.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Aftermath {
    /// Notes a folder that would have to be removed, or none.
    pub(super) fn unfinished(&mut self, folder: Option<&Path>) {
        self.unfinished = folder.map(Path::to_path_buf);
    }

    /// Removes what is unfinished.
    pub(super) fn tidy(&mut self) {
        if let Some(folder) = self.unfinished.take() {
            let _ = std::fs::remove_dir_all(folder);
        }
    }

    /// Notes what is left of the work.
    pub(super) fn left(&mut self, sentence: impl Into<String>) {
        self.left = Some(sentence.into());
    }

    /// What is said after `stopped`.
    pub(super) fn sentence(&self, stopped: &str) -> String {
        format!("{stopped} {}", self.left.as_deref().unwrap_or("Nothing was written."))
    }
}
