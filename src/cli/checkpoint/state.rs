//! Holds the checkpoint of a run: goes on from it, saves it now and then, removes it at the end.
//!
//! A file is only ever replaced by a complete one, and only if it is this run's; the random numbers of a draw depend on
//! nothing but its number, so that a run that goes on ends with the same bytes as one that never stopped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::cli::draws_file::{self, Found, Origin, Start};
use crate::cli::exit_code::Failure;
use crate::cli::output::say;
use crate::cli::single_file;
use crate::cli::stop;
use crate::cli::stored::folder_of;
use crate::cli::write_error::unwritten;
use crate::engine::Draws;
use crate::estimate::Inputs;
use crate::model::Plan;
use crate::render::number::whole;

/// Saving takes at most one part in this many of the time.
const SHARE: u32 = 20;

/// Name of the file in the folder of the results.
pub(in crate::cli) const FILE: &str = "averted.checkpoint";

/// What tells a run from all others: everything that it is made from, its draws and seed, and the version.
pub(in crate::cli) fn identity(inputs: &Inputs, plan: &Plan) -> Origin {
    let simulation = &plan.simulation;
    let told = format!(
        "{}\n{inputs:?}\n{} {} {:?}",
        env!("CARGO_PKG_VERSION"),
        simulation.draws,
        simulation.seed,
        simulation.level
    );
    Origin::new(Sha256::digest(told).into(), simulation.seed, 0, simulation.draws as u64)
}

/// The state of a run on disk.
pub(in crate::cli) struct Checkpoint {
    path: PathBuf,
    run: Origin,
    draws: Vec<Draws>,
    /// Shortest time between two savings.
    every: Duration,
    saved: Instant,
    took: Duration,
    /// Whether the last saving was refused.
    refused: bool,
}

impl Checkpoint {
    /// Opens the checkpoint at `path` of the `run` of `plan`; none is begun. Says on standard error where the run goes on,
    /// unless `quiet`. A damaged checkpoint is moved aside, and said.
    ///
    /// # Errors
    ///
    /// When the file is not this program's, is of another run, or cannot be read or moved; it stays as it is.
    pub(in crate::cli) fn open(
        path: PathBuf,
        every: Duration,
        run: Origin,
        plan: &Plan,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let (saved, took) = (Instant::now(), Duration::default());
        let path = followed(path)?;
        let mut checkpoint = Self { path, run: run.clone(), draws: Vec::new(), every, saved, took, refused: false };
        let shown = checkpoint.path.display();
        let found = draws_file::read(&checkpoint.path, &run, plan);
        match found.map_err(|error| unreadable(&checkpoint.path, &error))? {
            Found::Nothing => {}
            Found::Draws(_, draws) => {
                let done: usize = draws.iter().map(|draws| draws.count).sum();
                if !quiet {
                    say(&format!("Going on after {} draws from {shown}.", whole(done)));
                }
                checkpoint.draws = draws;
                checkpoint.note();
            }
            Found::Damaged => {
                let moved =
                    draws_file::set_aside(&checkpoint.path).map_err(|error| unreadable(&checkpoint.path, &error))?;
                say(&format!(
                    "The checkpoint {shown} is damaged and cannot be used: it is moved to {}, and the run starts again.",
                    moved.display()
                ));
            }
            Found::OfAnother(_) => {
                return Err(Failure::wrong(format!(
                    "the checkpoint {shown} is of another run: another scenario, seed, number of draws or \
                     version of averted\n  = help: take it away, or name another file with --checkpoint=FILE"
                )));
            }
            Found::Foreign => {
                return Err(Failure::wrong(format!(
                    "{shown} is there already and is no checkpoint of averted: it stays as it is\n  = help: name \
                     a file that is not there yet with --checkpoint=FILE"
                )));
            }
        }
        Ok(checkpoint)
    }

    /// Shortest time between two savings.
    pub(in crate::cli) fn every(&self) -> Duration {
        self.every
    }

    /// The draws that are done, of the headline first, then of the views.
    pub(in crate::cli) fn take(&mut self) -> Vec<Draws> {
        std::mem::take(&mut self.draws)
    }

    /// Saves when the last time is long enough ago.
    pub(in crate::cli) fn save_if_due(&mut self, runs: &[Draws]) {
        if self.saved.elapsed() >= self.every.max(self.took * SHARE) {
            self.save(runs);
        }
    }

    /// Saves the draws of the headline and of the views so far. When that is refused, what was saved before stays, the run
    /// goes on, and the reason is said once until it works again.
    pub(in crate::cli) fn save(&mut self, runs: &[Draws]) {
        let started = Instant::now();
        match self.replace(runs) {
            Ok(()) => {
                self.refused = false;
                self.note();
            }
            Err(error) if !self.refused => {
                self.refused = true;
                let error = unwritten(format!("cannot write the checkpoint {}", self.path.display()))(error);
                say(&format!("warning: {error}; the run goes on without it"));
            }
            Err(_) => {}
        }
        self.saved = Instant::now();
        self.took = started.elapsed();
    }

    fn replace(&self, runs: &[Draws]) -> anyhow::Result<()> {
        single_file::clear(folder_of(&self.path), draws_file::MAGIC);
        single_file::write(&self.path, |file| {
            draws_file::write(file, &self.run, runs)?;
            if draws_file::start(&self.path, &self.run)? == Start::Other {
                anyhow::bail!("another program has put a file there meanwhile");
            }
            Ok(())
        })
    }

    /// Notes what is to be said when the program is ended.
    fn note(&self) {
        let sentence = format!("What is done is kept in {}: the same command goes on from there.", self.path.display());
        stop::aftermath().left(sentence);
    }

    /// Removes the file of `run`, once the results are written; what another program has put there stays.
    pub(in crate::cli) fn remove(path: &Path, run: &Origin) {
        if let Ok(path) = followed(path.to_path_buf())
            && draws_file::start(&path, run).is_ok_and(|start| start == Start::Same)
        {
            let _ = fs::remove_file(path);
        }
    }
}

/// Where a path leads: a link stays a link, and what it leads to is what is replaced.
fn followed(path: PathBuf) -> Result<PathBuf, Failure> {
    if !path.is_symlink() {
        return Ok(path);
    }
    path.canonicalize().map_err(|error| unreadable(&path, &error).into())
}

fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    let said = "move it away to start again, or name another file with --checkpoint=FILE";
    anyhow::anyhow!("cannot read the checkpoint {}: {error}\n  = help: {said}", path.display())
}
