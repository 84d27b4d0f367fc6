//! Keeps the draws of a long run in a file, whole or not at all, so that a run that was killed goes on where it was.
//!
//! ```text
//! MAGIC · SHA-256 of what the run is · the draws of each run (postcard) · SHA-256 of all before
//! ```
//! A file is only ever replaced by a complete one; the random numbers of a draw depend on nothing but its number, so
//! that a run that goes on ends with the same bytes as one that never stopped.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::exit_code::Failure;
use super::remedy::unwritten;
use super::witness::witnessed;
use super::{stop, unfinished};
use crate::engine::Draws;
use crate::estimate::Inputs;
use crate::model::Plan;

/// Stands at the start of every checkpoint, and changes with its form.
const MAGIC: &[u8] = b"averted checkpoint 1\n";

/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// Bytes before the draws.
const SKIPPED: i64 = (MAGIC.len() + DIGEST) as i64;

/// Bytes in which a number is put together while it is read.
const SCRATCH: usize = 64;

/// Saving takes at most one part in this many of the time.
const SHARE: u32 = 20;

/// Name of the file in the folder of the results.
pub(super) const FILE: &str = "averted.checkpoint";

/// What tells a run from all others: everything that it is made from, its draws and seed, and the version.
pub(super) fn identity(inputs: &Inputs, plan: &Plan) -> [u8; DIGEST] {
    let simulation = &plan.simulation;
    let told = format!(
        "{}\n{inputs:?}\n{} {} {:?}",
        env!("CARGO_PKG_VERSION"),
        simulation.draws,
        simulation.seed,
        simulation.level
    );
    Sha256::digest(told).into()
}

/// The state of a run on disk.
pub(super) struct Checkpoint {
    path: PathBuf,
    identity: [u8; DIGEST],
    draws: Vec<Draws>,
    /// Shortest time between two savings.
    every: Duration,
    saved: Instant,
    took: Duration,
}

/// What a file turned out to be.
enum Found {
    Draws(Vec<Draws>),
    OfAnother,
    Damaged,
}

impl Checkpoint {
    /// Opens the checkpoint at `path` of the run of `plan` that `identity` tells from others; none is begun. Says on
    /// standard error where the run goes on, unless `quiet`.
    ///
    /// # Errors
    ///
    /// When the file is of another run or cannot be read.
    pub(super) fn open(
        path: PathBuf,
        every: Duration,
        identity: [u8; DIGEST],
        plan: &Plan,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let (saved, took) = (Instant::now(), Duration::default());
        let mut checkpoint = Self { path, identity, draws: Vec::new(), every, saved, took };
        let shown = checkpoint.path.display();
        match File::open(&checkpoint.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                let said = "move it away to start again, or name another file with --checkpoint=FILE";
                return Err(anyhow::anyhow!("cannot read the checkpoint {shown}: {error}\n  = help: {said}").into());
            }
            Ok(file) => match read(file, &identity, plan) {
                Found::Draws(draws) => {
                    let done: usize = draws.iter().map(|draws| draws.count).sum();
                    if !quiet {
                        say(&format!("Going on after {} draws from {shown}.", number(done)));
                    }
                    checkpoint.draws = draws;
                    checkpoint.note();
                }
                Found::Damaged => {
                    say(&format!("The checkpoint {shown} is damaged and cannot be used: the run starts again."));
                }
                Found::OfAnother => {
                    return Err(Failure::Scenario(format!(
                        "error: the checkpoint {shown} is of another run: another scenario, seed, number of draws or \
                         version of averted\n  = help: take it away, or name another file with --checkpoint=FILE\n"
                    )));
                }
            },
        }
        Ok(checkpoint)
    }

    /// Shortest time between two savings.
    pub(super) fn every(&self) -> Duration {
        self.every
    }

    /// The draws that are done, of the headline first, then of the views.
    pub(super) fn take(&mut self) -> Vec<Draws> {
        std::mem::take(&mut self.draws)
    }

    /// Saves when the last time is long enough ago.
    pub(super) fn save_if_due(&mut self, runs: &[Draws]) -> anyhow::Result<()> {
        if self.saved.elapsed() < self.every.max(self.took * SHARE) { Ok(()) } else { self.save(runs) }
    }

    /// Saves the draws of the headline and of the views so far.
    ///
    /// # Errors
    ///
    /// Names the path and the reason; what was saved before stays.
    pub(super) fn save(&mut self, runs: &[Draws]) -> anyhow::Result<()> {
        let started = Instant::now();
        let saved = self.replace(runs);
        saved.map_err(unwritten(format!("cannot write the checkpoint {}", self.path.display()))).map_err(|error| {
            let left = stop::aftermath().sentence("The run was stopped.");
            anyhow::anyhow!("{error}\n{left}")
        })?;
        self.saved = Instant::now();
        self.took = started.elapsed();
        self.note();
        Ok(())
    }

    fn replace(&self, runs: &[Draws]) -> anyhow::Result<()> {
        let folder = self.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // The file would be left behind if the program were ended meanwhile.
        let _unbroken = stop::aftermath();
        let file = tempfile::Builder::new().prefix(unfinished::PREFIX).tempfile_in(folder)?;
        unfinished::at_work_on(file.as_file());
        self.write(runs, file.as_file())?;
        file.persist(&self.path).map_err(|failed| failed.error)?;
        Ok(())
    }

    fn write(&self, runs: &[Draws], file: &File) -> anyhow::Result<()> {
        witnessed(file, |file| {
            let mut sink = Hashing { hash: Sha256::new(), inner: BufWriter::new(file) };
            sink.write_all(MAGIC)?;
            sink.write_all(&self.identity)?;
            postcard::to_io(runs, &mut sink)?;
            let Hashing { hash, mut inner } = sink;
            inner.write_all(&hash.finalize())?;
            Ok(inner.flush()?)
        })?;
        Ok(file.sync_data()?)
    }

    /// Notes what is to be said when the program is ended.
    fn note(&self) {
        let sentence = format!("What is done is kept in {}: the same command goes on from there.", self.path.display());
        stop::aftermath().left(sentence);
    }

    /// Removes the file, once the results are written.
    pub(super) fn remove(path: &Path) {
        let _ = fs::remove_file(path);
    }
}

/// Reads a checkpoint, first its checksum and then its draws.
fn read(file: File, identity: &[u8; DIGEST], plan: &Plan) -> Found {
    match checked(&file) {
        Ok(Some(found)) if found == *identity => {}
        Ok(Some(_)) => return Found::OfAnother,
        _ => return Found::Damaged,
    }
    let mut reader = BufReader::new(file);
    if reader.seek_relative(SKIPPED).is_err() {
        return Found::Damaged;
    }
    let views = if plan.weighted { 0 } else { plan.views.len() };
    match postcard::from_io::<Vec<Draws>, _>((reader, &mut [0; SCRATCH])) {
        Ok((draws, _)) if draws.len() <= 1 + views && draws.iter().all(|draws| draws.fit(plan)) => Found::Draws(draws),
        _ => Found::Damaged,
    }
}

/// The identity that a whole checkpoint carries, `None` for what is none or is damaged. Leaves the file at its start.
fn checked(mut file: &File) -> io::Result<Option<[u8; DIGEST]>> {
    let length = file.metadata()?.len();
    let Some(content) = length.checked_sub((MAGIC.len() + 2 * DIGEST) as u64) else { return Ok(None) };
    let mut reader = BufReader::new(file);
    let mut hash = Sha256::new();
    let mut start = [0; MAGIC.len()];
    reader.read_exact(&mut start)?;
    hash.update(start);
    let mut identity = [0; DIGEST];
    reader.read_exact(&mut identity)?;
    hash.update(identity);
    let mut body = Hashing { hash, inner: io::sink() };
    io::copy(&mut reader.by_ref().take(content), &mut body)?;
    let mut end = [0; DIGEST];
    reader.read_exact(&mut end)?;
    file.rewind()?;
    Ok((start == MAGIC && body.hash.finalize()[..] == end).then_some(identity))
}

/// Passes bytes on and takes their checksum.
struct Hashing<W> {
    hash: Sha256,
    inner: W,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn number(draws: usize) -> String {
    crate::render::number::whole(u64::try_from(draws).unwrap_or(u64::MAX))
}

fn say(sentence: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{sentence}");
}
