//! Reads and writes the file of a checkpoint, and tells one of this program from whatever else a name may lead to.
//!
//! ```text
//! MAGIC · SHA-256 of what the run is · the draws of each run (postcard) · SHA-256 of all before
//! ```

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::cli::hashing::Hashing;
use crate::cli::stored::where_there;
use crate::cli::write_error::with_write_error;
use crate::engine::Draws;
use crate::model::Plan;

/// Stands at the start of every checkpoint, and changes with its form.
const MAGIC: &[u8] = b"averted checkpoint 1\n";

/// Stands at the start of every checkpoint of every form.
const KIND: &[u8] = b"averted checkpoint ";

/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// Bytes before the draws.
const SKIPPED: i64 = (MAGIC.len() + DIGEST) as i64;

/// Bytes in which a number is put together while it is read.
const SCRATCH: usize = 64;

/// What tells a run from all others.
pub(super) type RunId = [u8; DIGEST];

/// What a file turned out to be.
pub(super) enum Found {
    /// Nothing, or a file with nothing in it.
    Nothing,
    /// The draws of this run.
    Draws(Vec<Draws>),
    /// A whole checkpoint of another run, or of another version.
    OfAnother,
    /// A checkpoint that is not whole.
    Damaged,
    /// Something that this program did not write, which is not to be touched.
    Foreign,
}

/// What only the start of a file says of it, without reading it through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// There is nothing that could be lost.
    Nothing,
    /// It was begun by this run.
    Same,
    /// It is of another run, or none of this program's.
    Other,
}

/// Reads a checkpoint, first its checksum and then its draws.
///
/// # Errors
///
/// When there is something that cannot be opened.
pub(super) fn read(path: &Path, run: &RunId, plan: &Plan) -> io::Result<Found> {
    let Some(file) = where_there(File::open(path))? else { return Ok(Found::Nothing) };
    let about = file.metadata()?;
    if !about.is_file() {
        return Ok(Found::Foreign);
    }
    if about.len() == 0 {
        return Ok(Found::Nothing);
    }
    let mut kind = [0; KIND.len()];
    let read = up_to(&file, &mut kind)?;
    if read < kind.len() || kind != KIND {
        return Ok(Found::Foreign);
    }
    Ok(match checked(&file) {
        Ok(Some(found)) if found == *run => draws(file, plan),
        Ok(Some(_)) => Found::OfAnother,
        _ => Found::Damaged,
    })
}

/// What stands at `path` by its first bytes.
///
/// # Errors
///
/// When there is something that cannot be read.
pub(super) fn start(path: &Path, run: &RunId) -> io::Result<Start> {
    let Some(file) = where_there(File::open(path))? else { return Ok(Start::Nothing) };
    let about = file.metadata()?;
    if about.is_file() && about.len() == 0 {
        return Ok(Start::Nothing);
    }
    let mut head = [0; MAGIC.len() + DIGEST];
    let whole = about.is_file() && up_to(&file, &mut head)? == head.len();
    let same = whole && head.starts_with(MAGIC) && head.ends_with(run);
    Ok(if same { Start::Same } else { Start::Other })
}

/// Whether an unfinished file is one that this program began: its first bytes are a checkpoint's, or it has none yet.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn begun(file: &File) -> io::Result<bool> {
    let mut head = [0; MAGIC.len()];
    let read = up_to(file, &mut head)?;
    Ok(file.metadata()?.is_file() && head[..read] == MAGIC[..read])
}

/// Writes a checkpoint through to the disk.
///
/// # Errors
///
/// What the disk said.
pub(super) fn write(file: &File, run: &RunId, runs: &[Draws]) -> anyhow::Result<()> {
    with_write_error(file, |file| {
        let mut sink = Hashing::new(BufWriter::new(file));
        sink.write_all(MAGIC)?;
        sink.write_all(run)?;
        postcard::to_io(runs, &mut sink)?;
        let Hashing { hash, mut inner } = sink;
        inner.write_all(&hash.finalize())?;
        Ok(inner.flush()?)
    })?;
    Ok(file.sync_data()?)
}

/// Moves a damaged checkpoint to a name that nothing has yet, and returns it.
///
/// # Errors
///
/// When it cannot be moved; it stays where it is then.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let named = |number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}"));
        PathBuf::from(name)
    };
    let free = (1..).map(named).find(|name| name.symlink_metadata().is_err());
    let free = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &free)?;
    Ok(free)
}

/// Reads until `bytes` are full or the file ends, and returns how many there were.
fn up_to(mut file: &File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < bytes.len() {
        match file.read(&mut bytes[read..])? {
            0 => break,
            more => read += more,
        }
    }
    file.rewind()?;
    Ok(read)
}

fn draws(file: File, plan: &Plan) -> Found {
    let mut reader = BufReader::new(file);
    if reader.seek_relative(SKIPPED).is_err() {
        return Found::Damaged;
    }
    let views = plan.runs() - 1;
    match postcard::from_io::<Vec<Draws>, _>((reader, &mut [0; SCRATCH])) {
        Ok((draws, _)) if draws.len() <= 1 + views && draws.iter().all(|draws| draws.fit(plan)) => Found::Draws(draws),
        _ => Found::Damaged,
    }
}

/// The run that a whole checkpoint carries, `None` for one that is damaged. Leaves the file at its start.
fn checked(mut file: &File) -> io::Result<Option<RunId>> {
    let length = file.metadata()?.len();
    let Some(content) = length.checked_sub((MAGIC.len() + 2 * DIGEST) as u64) else { return Ok(None) };
    let mut reader = BufReader::new(file);
    let mut hash = Sha256::new();
    let mut start = [0; MAGIC.len()];
    reader.read_exact(&mut start)?;
    hash.update(start);
    let mut run = [0; DIGEST];
    reader.read_exact(&mut run)?;
    hash.update(run);
    let mut body = Hashing { hash, inner: io::sink() };
    io::copy(&mut reader.by_ref().take(content), &mut body)?;
    let mut end = [0; DIGEST];
    reader.read_exact(&mut end)?;
    file.rewind()?;
    Ok((start == MAGIC && body.hash.finalize()[..] == end).then_some(run))
}
