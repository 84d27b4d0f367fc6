//! Writes a file that stands by itself, whole or not at all, and clears away what a killed program left unfinished of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read as _, Seek as _, Write};
use std::path::Path;

use super::stop;
use super::stored::folder_of;
use super::write_error::with_write_error;

/// What the names of unfinished files start with.
const PREFIX: &str = ".averted-draws-";

/// Writes the file at `path`, and the folder that it is in where there is none; where `content` fails, what was there before
/// stays.
///
/// # Errors
///
/// What the disk or `content` said.
pub(super) fn write(path: &Path, content: impl FnOnce(&File) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    // The file would be left behind if the program were ended meanwhile.
    let _unbroken = stop::aftermath();
    let mut file = tempfile::Builder::new();
    // Who reads it may be somebody else: as readable as any file that is written here.
    #[cfg(unix)]
    file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = file.prefix(PREFIX).tempfile_in(folder)?;
    at_work_on(file.as_file());
    content(file.as_file())?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// As [`write`], through to the disk, what `content` writes into a sink; what the sink refuses is the error.
///
/// # Errors
///
/// As [`write`].
pub(super) fn write_through(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    write(path, |file| {
        with_write_error(BufWriter::new(file), |sink| {
            content(sink)?;
            Ok(sink.flush()?)
        })?;
        Ok(file.sync_data()?)
    })
}

/// Reads until `bytes` are full or the file ends, and returns how many there were. Leaves the file at its start.
pub(super) fn first_bytes(mut file: &File, bytes: &mut [u8]) -> io::Result<usize> {
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

/// Whether an unfinished file is one that this program began: it begins as `opening` does, or ends before.
fn begun(file: &File, opening: &[u8]) -> io::Result<bool> {
    let mut head = vec![0; opening.len()];
    let read = first_bytes(file, &mut head)?;
    Ok(file.metadata()?.is_file() && head[..read] == opening[..read])
}

/// Says that somebody is at work on the unfinished file for as long as it is open; the system lets go of the lock when the
/// program ends, however it ends.
fn at_work_on(file: &File) {
    // A file system without locks is no reason not to write; its leftovers may then be taken for dead too early only by
    // a second run that writes the same file at the same time.
    let _ = file.lock();
}

/// Removes what a program that was killed left in `folder` of files that begin with the bytes of `opening`. What this program
/// did not write stays, whatever its name. It looks through the whole folder: once a command is enough.
pub(super) fn clear(folder: &Path, opening: &[u8]) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let path = entry.path();
        if path.is_symlink() || !path.is_file() {
            continue;
        }
        let Ok(file) = OpenOptions::new().read(true).write(true).open(&path) else { continue };
        if file.try_lock().is_ok() && begun(&file, opening).is_ok_and(|own| own) {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dead_goes_and_what_lives_or_is_of_somebody_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(format!("{PREFIX}{name}"));
        fs::write(at("dead"), b"\x89averted draws 1\nhalf").unwrap();
        fs::write(at("torn"), b"\x89averted dr").unwrap();
        fs::write(at("notes"), "what I think of averted draws").unwrap();
        fs::write(at("live"), b"\x89averted draws 1\nhalf").unwrap();
        let live = OpenOptions::new().read(true).write(true).open(at("live")).unwrap();
        at_work_on(&live);
        clear(folder.path(), b"\x89averted draws 1\n");
        assert!(!at("dead").exists() && !at("torn").exists());
        assert!(at("live").exists() && at("notes").exists());
        drop(live);
        clear(folder.path(), b"\x89averted draws 1\n");
        assert!(!at("live").exists() && at("notes").exists());
    }
}
