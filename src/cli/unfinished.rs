//! Tells files that a killed program left unfinished from those that another is still writing, and removes the former.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use fs4::FileExt;

/// What the names of unfinished files and folders start with.
pub(super) const PREFIX: &str = ".unfinished-";

/// In an unfinished folder, the file whose lock says that somebody is at work.
const LOCK: &str = ".lock";

/// Says that somebody is at work in the unfinished folder for as long as the file is open; the system lets go of the lock
/// when the program ends, however it ends.
pub(super) fn at_work_in(folder: &Path) -> io::Result<File> {
    let lock = File::create(folder.join(LOCK))?;
    at_work_on(&lock);
    Ok(lock)
}

/// Says that somebody is at work on the unfinished file.
pub(super) fn at_work_on(file: &File) {
    // A file system without locks is no reason not to write; its leftovers may then be taken for dead too early only by
    // a second run into the same folder at the same time.
    let _ = FileExt::lock(file);
}

/// Removes what a program that was killed left in `folder`; what cannot be removed stays.
pub(super) fn sweep(folder: &Path) {
    for path in leftovers(folder) {
        let lock = if path.is_dir() { path.join(LOCK) } else { path.clone() };
        let dead = match OpenOptions::new().read(true).write(true).open(lock) {
            Ok(file) => FileExt::try_lock(&file).is_ok(),
            Err(_) => false,
        };
        let _ = match (dead, path.is_dir()) {
            (true, true) => fs::remove_dir_all(&path),
            (true, false) => fs::remove_file(&path),
            // Killed before it put its lock: then it is empty, and goes only if it is.
            (false, true) => fs::remove_dir(&path),
            (false, false) => Ok(()),
        };
    }
}

fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_one =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(PREFIX));
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_go_and_work_in_progress_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at(".unfinished-dead")).unwrap();
        drop(at_work_in(&at(".unfinished-dead")).unwrap());
        fs::write(at(".unfinished-dead/results.json"), "half").unwrap();
        fs::create_dir(at(".unfinished-live")).unwrap();
        let live = at_work_in(&at(".unfinished-live")).unwrap();
        fs::write(at(".unfinished-file"), "half").unwrap();
        fs::write(at("results.json"), "whole").unwrap();
        sweep(folder.path());
        let exists = |name: &str| at(name).exists();
        assert!(!exists(".unfinished-dead") && !exists(".unfinished-file"));
        assert!(exists(".unfinished-live") && exists("results.json"));
        drop(live);
        sweep(folder.path());
        assert!(!exists(".unfinished-live"));
    }
}
