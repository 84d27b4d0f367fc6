//! Reads and writes files of draws, and tells one of this program from whatever else a name may lead to.
//!
//! ```text
//! MAGIC · what the draws are of · the draws of each run (postcard, deflated) · SHA-256 of all before
//! ```

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest as _, Sha256};

use super::origin::{DIGEST, LENGTH, Origin};
use crate::cli::hashing::Hashing;
use crate::cli::stored::where_there;
use crate::cli::write_error::with_write_error;
use crate::engine::Draws;
use crate::model::Plan;

/// Stands at the start of every file of draws, and changes with its form; no text begins with its first byte.
const MAGIC: &[u8] = b"\x89averted draws 1\n";

/// Stands at the start of every file of draws of every form.
const KIND: &[u8] = b"\x89averted draws ";

/// Bytes before the draws.
const SKIPPED: i64 = (MAGIC.len() + LENGTH) as i64;

/// Bytes in which a number is put together while it is read.
const SCRATCH: usize = 64;

/// What a file turned out to be.
pub(in crate::cli) enum Found {
    /// Nothing, or a file with nothing in it.
    Nothing,
    /// Draws of the run that was asked for, with what they are of.
    Draws(Origin, Vec<Draws>),
    /// Whole, but of something else: what.
    OfAnother(String),
    /// A file of draws that is not whole.
    Damaged,
    /// Something that this program did not write, which is not to be touched.
    Foreign,
}

/// What only the start of a file says of it, without reading it through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Start {
    /// There is nothing that could be lost.
    Nothing,
    /// It was begun by this run.
    Same,
    /// It is of another run, or none of this program's.
    Other,
}

/// Reads a file, first its checksum and then its draws, which are to be of `origin` whatever their range.
///
/// # Errors
///
/// When there is something that cannot be opened.
pub(in crate::cli) fn read(path: &Path, origin: &Origin, plan: &Plan) -> io::Result<Found> {
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
        Ok(Some(found)) => match found.difference(origin) {
            None => draws(file, found, plan),
            Some(difference) => Found::OfAnother(difference),
        },
        _ => Found::Damaged,
    })
}

/// What stands at `path` by its first bytes.
///
/// # Errors
///
/// When there is something that cannot be read.
pub(in crate::cli) fn start(path: &Path, origin: &Origin) -> io::Result<Start> {
    let Some(file) = where_there(File::open(path))? else { return Ok(Start::Nothing) };
    let about = file.metadata()?;
    if about.is_file() && about.len() == 0 {
        return Ok(Start::Nothing);
    }
    let mut head = [0; MAGIC.len() + LENGTH];
    let whole = about.is_file() && up_to(&file, &mut head)? == head.len() && head.starts_with(MAGIC);
    let told = head.last_chunk().map(Origin::of_bytes);
    let same = whole && told.is_some_and(|told| told.difference(origin).is_none());
    Ok(if same { Start::Same } else { Start::Other })
}

/// Whether an unfinished file is one that this program began: its first bytes are those of draws, or it has none yet.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn begun(file: &File) -> io::Result<bool> {
    let mut head = [0; MAGIC.len()];
    let read = up_to(file, &mut head)?;
    Ok(file.metadata()?.is_file() && head[..read] == MAGIC[..read])
}

/// Writes draws of `origin` through to the disk.
///
/// # Errors
///
/// What the disk said.
pub(in crate::cli) fn write(file: &File, origin: &Origin, runs: &[Draws]) -> anyhow::Result<()> {
    with_write_error(file, |file| {
        let mut sink = Hashing::new(BufWriter::new(file));
        sink.write_all(MAGIC)?;
        sink.write_all(&origin.bytes())?;
        // Much of it is zeros and whole numbers, which halve it at once; what is left hardly gets smaller.
        let mut body = BufWriter::new(DeflateEncoder::new(&mut sink, Compression::fast()));
        postcard::to_io(runs, &mut body)?;
        body.into_inner().map_err(io::IntoInnerError::into_error)?.finish()?;
        let Hashing { hash, mut inner } = sink;
        inner.write_all(&hash.finalize())?;
        Ok(inner.flush()?)
    })?;
    Ok(file.sync_data()?)
}

/// Moves a damaged file to a name that nothing has yet, and returns it.
///
/// # Errors
///
/// When it cannot be moved; it stays where it is then.
pub(in crate::cli) fn set_aside(path: &Path) -> io::Result<PathBuf> {
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

fn draws(file: File, origin: Origin, plan: &Plan) -> Found {
    let mut reader = BufReader::new(file);
    if reader.seek_relative(SKIPPED).is_err() {
        return Found::Damaged;
    }
    let views = plan.runs() - 1;
    let reader = BufReader::new(DeflateDecoder::new(reader));
    match postcard::from_io::<Vec<Draws>, _>((reader, &mut [0; SCRATCH])) {
        Ok((draws, _)) if draws.len() <= 1 + views && draws.iter().all(|draws| draws.fit(plan)) => {
            Found::Draws(origin, draws)
        }
        _ => Found::Damaged,
    }
}

/// What a whole file is of, `None` for one that is damaged. Leaves the file at its start.
fn checked(mut file: &File) -> io::Result<Option<Origin>> {
    let length = file.metadata()?.len();
    let Some(content) = length.checked_sub((MAGIC.len() + LENGTH + DIGEST) as u64) else { return Ok(None) };
    let mut reader = BufReader::new(file);
    let mut hash = Sha256::new();
    let mut start = [0; MAGIC.len()];
    reader.read_exact(&mut start)?;
    hash.update(start);
    let mut told = [0; LENGTH];
    reader.read_exact(&mut told)?;
    hash.update(told);
    let mut body = Hashing { hash, inner: io::sink() };
    io::copy(&mut reader.by_ref().take(content), &mut body)?;
    let mut end = [0; DIGEST];
    reader.read_exact(&mut end)?;
    file.rewind()?;
    Ok((start == MAGIC && body.hash.finalize()[..] == end).then(|| Origin::of_bytes(&told)))
}
