//! Moves new files to their places and earlier ones aside, or everything back; each step may have been done before.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{detour, folders_of, moved, sync_folder, there};
use super::journal::Journal;
use crate::cli::hashing;

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
    /// Whether the journal was written a moment ago, so that nothing can have changed since.
    pub(super) fresh: bool,
}

impl Swap<'_> {
    /// Ends it forwards.
    ///
    /// # Errors
    ///
    /// The file that could not be moved.
    pub(super) fn forward(&self) -> Result<(), Refused> {
        let journal = self.journal;
        let step = |name: &str, done: io::Result<()>| done.map_err(|error| (self.folder.join(name), error));
        for file in &journal.retired {
            step(&file.name, self.retire(&file.name, &file.sum))?;
        }
        for name in &journal.new {
            step(name, self.place(name))?;
        }
        self.sync()
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
        for name in self.journal.aside.iter().rev() {
            step(name, self.restore(&self.kept(name), name));
        }
        self.tidy();
        first.map_or_else(|| self.sync(), Err)
    }

    /// Removes folders in which nothing is left.
    pub(super) fn tidy(&self) {
        let below = folders_of(self.folder, self.journal.names());
        let kept = folders_of(&self.folder.join(&self.journal.kept), self.journal.aside.iter().map(String::as_str));
        for folder in below.iter().chain(&kept).rev().filter(|folder| *folder != self.folder) {
            let _ = std::fs::remove_dir(folder);
        }
    }

    fn retire(&self, name: &str, sum: &str) -> io::Result<()> {
        let (place, earlier) = (self.folder.join(name), self.work.join(EARLIER).join(name));
        // What stands there once a new file was placed is that.
        let replaced = self.journal.new.iter().any(|new| new == name);
        if (replaced && !there(&self.work.join(NEW).join(name))?) || there(&earlier)? || !there(&place)? {
            return Ok(());
        }
        let own = self.fresh || (detour(self.folder, name).is_none() && hashing::of_file(&place)? == sum);
        if own { moved(&place, &earlier) } else { Ok(()) }
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
            moved(&place, &self.kept(name))?;
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

    fn kept(&self, name: &str) -> PathBuf {
        self.folder.join(&self.journal.kept).join(name)
    }

    fn sync(&self) -> Result<(), Refused> {
        let kept = folders_of(&self.folder.join(&self.journal.kept), self.journal.aside.iter().map(String::as_str));
        for folder in folders_of(self.folder, self.journal.names()).into_iter().chain(kept) {
            let done = match sync_folder(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                done => done,
            };
            done.map_err(|error| (folder, error))?;
        }
        Ok(())
    }
}
