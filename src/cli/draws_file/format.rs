//! Reads and writes files of draws, and tells one of this program from whatever else a name may lead to.
//!
//! ```text
//! MAGIC · what the draws are of · the draws of each run (postcard, deflated) · SHA-256 of all before
//! ```

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::Digest as _;

use super::origin::{DIGEST, LENGTH, Origin};
use crate::cli::hashing::Hashing;
use crate::cli::single_file::first_bytes;
use crate::cli::stored::where_there;
use crate::cli::write_error::with_write_error;
use crate::engine::Draws;
use crate::model::Plan;

/// Stands at the start of every file of draws, and changes with its form; no text begins with its first byte.
pub(in crate::cli) const MAGIC: &[u8] = b"\x89averted draws 1\n";

/// Stands at the start of every file of draws of every form.
const KIND: &[u8] = b"\x89averted draws ";

/// Bytes before the draws.
const SKIPPED: u64 = (MAGIC.len() + LENGTH) as u64;

/// Bytes in which a number is put together while it is read.
const SCRATCH: usize = 64;

/// What a file turned out to be: of draws, with as much of them as was asked for.
pub(in crate::cli) enum Found<T> {
    /// Nothing, or a file with nothing in it.
    Nothing,
    /// Draws of the run that was asked for, with what they are of.
    Draws(Origin, T),
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
pub(in crate::cli) fn read(path: &Path, origin: &Origin, plan: &Plan) -> io::Result<Found<Vec<Draws>>> {
    opened(path, origin, |file, _| match checked(file) {
        Ok(true) => draws(file, plan),
        _ => None,
    })
}

/// Says of which draws of `origin` a file is, and reads no further: whether it is whole is not told yet.
///
/// # Errors
///
/// As [`read`].
pub(in crate::cli) fn range(path: &Path, origin: &Origin) -> io::Result<Found<Range<usize>>> {
    opened(path, origin, |_, of| Some(usize::try_from(of.from).ok()?..usize::try_from(of.to).ok()?))
}

/// Opens a file of draws of `origin` and reads `more` of it: `None` for one that is damaged.
fn opened<T>(path: &Path, origin: &Origin, more: impl FnOnce(&File, &Origin) -> Option<T>) -> io::Result<Found<T>> {
    let Some(file) = where_there(File::open(path))? else { return Ok(Found::Nothing) };
    let about = file.metadata()?;
    if !about.is_file() {
        return Ok(Found::Foreign);
    }
    if about.len() == 0 {
        return Ok(Found::Nothing);
    }
    let mut head = [0; MAGIC.len() + LENGTH];
    let read = first_bytes(&file, &mut head)?;
    if !head[..read].starts_with(KIND) {
        return Ok(Found::Foreign);
    }
    let of = head.last_chunk().filter(|_| read == head.len() && head.starts_with(MAGIC)).map(Origin::of_bytes);
    let Some(of) = of else { return Ok(Found::Damaged) };
    Ok(match of.difference(origin) {
        None => more(&file, &of).map_or(Found::Damaged, |more| Found::Draws(of, more)),
        Some(difference) if checked(&file).is_ok_and(|whole| whole) => Found::OfAnother(difference),
        Some(_) => Found::Damaged,
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
    let whole = about.is_file() && first_bytes(&file, &mut head)? == head.len() && head.starts_with(MAGIC);
    let told = head.last_chunk().map(Origin::of_bytes);
    let same = whole && told.is_some_and(|told| told.difference(origin).is_none());
    Ok(if same { Start::Same } else { Start::Other })
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

/// The draws of a file whose checksum is right, from wherever it is read; `None` where they are not of the plan.
fn draws(mut file: &File, plan: &Plan) -> Option<Vec<Draws>> {
    file.seek(SeekFrom::Start(SKIPPED)).ok()?;
    let reader = BufReader::new(DeflateDecoder::new(BufReader::new(file)));
    let (draws, _) = postcard::from_io::<Vec<Draws>, _>((reader, &mut [0; SCRATCH])).ok()?;
    (draws.len() <= plan.runs() && draws.iter().all(|draws| draws.fit(plan))).then_some(draws)
}

/// Whether the checksum at the end of a file is that of all before it. Leaves the file where it ends.
fn checked(mut file: &File) -> io::Result<bool> {
    file.rewind()?;
    let Some(content) = file.metadata()?.len().checked_sub(DIGEST as u64) else { return Ok(false) };
    let mut reader = BufReader::new(file);
    let mut all = Hashing::new(io::sink());
    io::copy(&mut reader.by_ref().take(content), &mut all)?;
    let mut end = [0; DIGEST];
    reader.read_exact(&mut end)?;
    Ok(all.hash.finalize()[..] == end)
}
