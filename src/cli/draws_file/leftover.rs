//! Tells files of draws that a killed program left unfinished from those that another is still writing, and removes the former.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use super::format;

/// What the names of unfinished files of draws start with.
pub(in crate::cli) const PREFIX: &str = ".averted-draws-";

/// Says that somebody is at work on the unfinished file for as long as it is open; the system lets go of the lock when the
/// program ends, however it ends.
pub(in crate::cli) fn at_work_on(file: &File) {
    // A file system without locks is no reason not to write; its leftovers may then be taken for dead too early only by
    // a second run with the same checkpoint at the same time.
    let _ = file.lock();
}

/// Removes what a program that was killed left in `folder`. What this program did not write stays, whatever its name.
pub(in crate::cli) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let path = entry.path();
        if path.is_symlink() || !path.is_file() {
            continue;
        }
        let Ok(file) = OpenOptions::new().read(true).write(true).open(&path) else { continue };
        if file.try_lock().is_ok() && format::begun(&file).is_ok_and(|own| own) {
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
        sweep(folder.path());
        assert!(!at("dead").exists() && !at("torn").exists());
        assert!(at("live").exists() && at("notes").exists());
        drop(live);
        sweep(folder.path());
        assert!(!at("live").exists() && at("notes").exists());
    }
}
