//! Tells who asks a command: which files they may have read, whether they watch, and whether they have asked to stop.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::exit_code::Failure;
use super::stop;
use crate::run::Disk;

/// Who asks a command: a person at a terminal, or another program.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The only folder that is read, links followed; all that the computer lets be read where there is none.
    folder: Option<PathBuf>,
    /// Whether a command may write the files that it is asked to write.
    writes: bool,
    /// Whether somebody watches how far it is.
    watched: bool,
    /// What this caller and its clones have in common.
    work: Arc<Work>,
}

/// How far it is with what is done for a caller.
#[derive(Debug, Default)]
struct Work {
    /// Whether no more of it is wanted.
    unwanted: AtomicBool,
    /// Draws done so far.
    drawn: AtomicUsize,
    /// Draws to be done, as far as that is known.
    wanted: AtomicUsize,
}

impl Caller {
    /// Another program, which may have every file read and none written.
    #[must_use]
    pub fn program() -> Self {
        Self::default()
    }

    /// The same, for whom nothing is read that does not lie in `folder` or below.
    ///
    /// # Errors
    ///
    /// When there is no such folder.
    pub fn within(self, folder: &Path) -> io::Result<Self> {
        Ok(Self { folder: Some(folder.canonicalize()?), ..self })
    }

    /// The same, for whom files are written where the arguments ask for it: the parts of a run.
    #[must_use]
    pub fn writing(self) -> Self {
        Self { writes: true, ..self }
    }

    /// A person at a terminal, who sees how far it is unless it is to be `quiet`.
    pub(super) fn at_terminal(quiet: bool) -> Self {
        Self { writes: true, watched: !quiet, ..Self::default() }
    }

    /// The same for something else, which can be stopped by itself.
    pub(super) fn anew(&self) -> Self {
        Self { work: Arc::default(), ..self.clone() }
    }

    /// Ends what is being done for this caller and all its clones, between two chunks of draws.
    pub fn stop(&self) {
        self.work.unwanted.store(true, Ordering::Relaxed);
    }

    /// Notes that so many draws more are to be done.
    pub(super) fn expect(&self, draws: usize) {
        self.work.wanted.fetch_add(draws, Ordering::Relaxed);
    }

    /// Notes that so many draws more are done.
    pub(super) fn advance(&self, draws: usize) {
        self.work.drawn.fetch_add(draws, Ordering::Relaxed);
    }

    /// How many draws are done, and how many are to be done as far as that is known.
    pub(super) fn drawn(&self) -> (usize, usize) {
        (self.work.drawn.load(Ordering::Relaxed), self.work.wanted.load(Ordering::Relaxed))
    }

    /// Whether this caller, or whoever started the program, has asked to stop.
    pub(super) fn has_stopped(&self) -> bool {
        self.work.unwanted.load(Ordering::Relaxed) || stop::requested()
    }

    /// Whether somebody watches.
    pub(super) const fn watches(&self) -> bool {
        self.watched
    }

    /// Whether files may be written.
    pub(super) const fn writes(&self) -> bool {
        self.writes
    }

    /// The files that may be read for a file `named` in the arguments, and for those in the folders `allowed`.
    pub(super) fn disk(&self, named: &Path, allowed: &[PathBuf]) -> Result<Disk, Failure> {
        Ok(Disk::new(named, allowed).map_err(Failure::wrong)?.within(self.folder.clone()))
    }

    /// Refuses a file that lies where nothing may be read.
    pub(super) fn may_read(&self, path: &Path) -> Result<(), Failure> {
        self.beside(path).bounded(path).map_err(|reason| Failure::wrong(format!("{}: {reason}", path.display())))
    }

    /// The files that may be read for a file `named` in the arguments.
    pub(super) fn beside(&self, named: &Path) -> Disk {
        Disk::beside(named).within(self.folder.clone())
    }
}
