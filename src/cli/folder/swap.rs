//! Moves new files to their places and earlier ones aside, or everything back; each step may have been done before.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{detour, folders_of, moved, sync_folder, there};
use super::journal::Journal;
use crate::cli::hashing;
use crate::cli::stored::where_there;

/// Where new files wait.
pub(super) const NEW: &str = "new";

/// Where files of an earlier run go.
pub(super) const EARLIER: &str = "earlier";

/// A step that the disk refused.
pub(super) type Refused = (PathBuf, io::Error);

/// A swap under way.
pub(super) struct Swap<'a> {
    /// The folder of the results.
    pub(super) folder: &'a Path,
    /// The unfinished folder in it.
    pub(super) work: &'a Path,
    pub(super) journal: &'a Journal,
}

impl Swap<'_> {
    /// Ends it forwards, and returns the names of files that somebody has changed since the journal was written: they are
    /// kept, or stay where nothing takes their place.
    ///
    /// # Errors
    ///
    /// The file that could not be moved.
    pub(super) fn forward(&self) -> Result<Vec<&str>, Refused> {
        let journal = self.journal;
        let refused = |name: &str| {
            let path = self.folder.join(name);
            move |error| (path, error)
        };
        let mut changed = Vec::new();
        for file in &journal.retired {
            if !self.retire(&file.name, &file.sum).map_err(refused(&file.name))? {
                changed.push(file.name.as_str());
            }
        }
        for name in &journal.new {
            self.place(name).map_err(refused(name))?;
        }
        self.sync()?;
        Ok(changed)
    }

    /// Ends it backwards: everything is as it was before.
    ///
    /// # Errors
    ///
    /// The first file that could not be moved back; the others are.
    pub(super) fn back(&self) -> Result<(), Refused> {
        let mut first = None;
        let mut step = |name: &str, done: io::Result<()>| {
            if let Err(error) = done {
                first.get_or_insert_with(|| (self.folder.join(name), error));
            }
        };
        for name in self.journal.new.iter().rev() {
            step(name, self.displace(name));
        }
        for file in self.journal.retired.iter().rev() {
            step(&file.name, self.restore(&self.work.join(EARLIER).join(&file.name), &file.name));
        }
        for name in self.keepable().rev() {
            step(name, self.restore(&self.keep_path(name), name));
        }
        self.tidy();
        first.map_or_else(|| self.sync(), Err)
    }

    /// Removes folders in which nothing is left.
    pub(super) fn tidy(&self) {
        let below = folders_of(self.folder, self.journal.names());
        let kept = folders_of(&self.folder.join(&self.journal.kept), self.keepable());
        for folder in below.iter().chain(&kept).rev().filter(|folder| *folder != self.folder) {
            let _ = std::fs::remove_dir(folder);
        }
    }

    /// Moves a file of an earlier run aside; false when it is no longer the file that it was.
    fn retire(&self, name: &str, sum: &str) -> io::Result<bool> {
        let (place, earlier) = (self.folder.join(name), self.work.join(EARLIER).join(name));
        // What stands there once a new file was placed is that.
        let replaced = self.journal.new.iter().any(|new| new == name);
        if (replaced && !there(&self.work.join(NEW).join(name))?) || there(&earlier)? || !there(&place)? {
            return Ok(true);
        }
        let own = detour(self.folder, name).is_none() && hashing::of_file(&place)? == sum;
        if own { moved(&place, &earlier).map(|()| true) } else { Ok(false) }
    }

    fn place(&self, name: &str) -> io::Result<()> {
        let (place, new) = (self.folder.join(name), self.work.join(NEW).join(name));
        if !there(&new)? {
            return Ok(());
        }
        if detour(self.folder, name).is_some() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "a link stands where a folder is needed"));
        }
        if there(&place)? {
            moved(&place, &self.keep_path(name))?;
        }
        moved(&new, &place)
    }

    fn displace(&self, name: &str) -> io::Result<()> {
        let (place, new) = (self.folder.join(name), self.work.join(NEW).join(name));
        if there(&new)? || !there(&place)? { Ok(()) } else { moved(&place, &new) }
    }

    fn restore(&self, from: &Path, name: &str) -> io::Result<()> {
        let place = self.folder.join(name);
        if !there(from)? || there(&place)? { Ok(()) } else { moved(from, &place) }
    }

    /// What may have been moved to where things are kept: what was in the way, or was changed at the last moment.
    fn keepable(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.journal.aside.iter().chain(&self.journal.new).map(String::as_str)
    }

    fn keep_path(&self, name: &str) -> PathBuf {
        self.folder.join(&self.journal.kept).join(name)
    }

    fn sync(&self) -> Result<(), Refused> {
        let kept = folders_of(&self.folder.join(&self.journal.kept), self.keepable());
        for folder in folders_of(self.folder, self.journal.names()).into_iter().chain(kept) {
            where_there(sync_folder(&folder)).map_err(|error| (folder, error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::journal::Retired;
    use super::*;
    use std::fs;

    /// A folder in which both files of an earlier run were changed when their checksums had been read, and the journal of
    /// a swap that replaces one and does away with the other.
    fn changed() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("report.md", "with a word added");
        put("results.json", "by hand");
        put("work/new/results.json", "new");
        let retired = ["report.md", "results.json"];
        let retired = retired.map(|name| Retired { name: name.to_owned(), sum: "0".repeat(64) }).to_vec();
        let new = vec!["results.json".to_owned()];
        (folder, Journal { new, retired, aside: Vec::new(), kept: "kept-1".to_owned() })
    }

    #[test]
    fn what_is_changed_at_the_last_moment_is_kept() {
        let (folder, journal) = changed();
        let work = folder.path().join("work");
        let swap = Swap { folder: folder.path(), work: &work, journal: &journal };
        assert_eq!(swap.forward().unwrap(), ["report.md", "results.json"]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((read("results.json"), read("kept-1/results.json")), ("new".to_owned(), "by hand".to_owned()));
        assert_eq!(read("report.md"), "with a word added");
        swap.back().unwrap();
        assert_eq!((read("results.json"), read("work/new/results.json")), ("by hand".to_owned(), "new".to_owned()));
        assert!(!folder.path().join("kept-1").exists());
    }
}
