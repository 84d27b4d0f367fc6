//! Writes new files into a hidden folder first, through to the disk, and clears away what a killed program left of one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use std::io::BufWriter;

use super::disk::{folders_of, inside, settled, sync_folder};
use super::journal::{self, Journal};
use super::swap::{EARLIER, NEW};
use crate::cli::files::Artifact;
use crate::cli::hashing::{Hashing, hexadecimal};
use crate::cli::write_error::{unwritten, with_write_error};
use crate::engine;

/// What the names of hidden folders start with.
const PREFIX: &str = ".averted-";

/// In one, the file that names all that is to be written into it.
const MARK: &str = "begun";

/// What that begins with.
const HEAD: &str = "averted begun 1\n";

/// A hidden folder that is being filled. Only who holds the lock of the folder around it has one.
pub(super) struct Stage {
    /// Where it is.
    pub(super) path: PathBuf,
}

impl Stage {
    /// Begins one in `folder` for the files called `names`.
    ///
    /// # Errors
    ///
    /// What the disk said; nothing is left then.
    pub(super) fn begin(folder: &Path, names: &[&str]) -> io::Result<Self> {
        let made = tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?;
        let mut mark = File::create(made.path().join(MARK))?;
        mark.write_all(format!("{HEAD}{}\n", serde_json::to_string(names)?).as_bytes())?;
        settled(mark)?;
        for folder in folders_of(&made.path().join(NEW), names.iter().copied()) {
            fs::create_dir_all(folder)?;
        }
        Ok(Self { path: made.keep() })
    }

    /// Writes the files and returns their checksums. They are made and written at the same time, on as many threads as
    /// there are; which comes first decides nothing. `shown` is the folder that errors name.
    ///
    /// # Errors
    ///
    /// The first in the list that failed, whichever failed first.
    pub(super) fn fill(&self, artifacts: &[Artifact], shown: &Path) -> anyhow::Result<Vec<String>> {
        let written = engine::in_chunks(artifacts.len(), 1, |one| {
            let artifact = &artifacts[one.start];
            self.write(artifact).map_err(unwritten(format!("cannot write {}", shown.join(artifact.name()).display())))
        });
        written.into_iter().collect()
    }

    /// Writes one file through to the disk and returns its checksum.
    ///
    /// # Errors
    ///
    /// What the disk said, or the artifact itself.
    pub(super) fn write(&self, artifact: &Artifact) -> anyhow::Result<String> {
        let started = Instant::now();
        let file = File::create(self.path.join(NEW).join(artifact.name()))?;
        let sum = with_write_error(&file, |file| {
            let mut sink = Hashing::new(BufWriter::new(file));
            artifact.write(&mut sink)?;
            sink.flush()?;
            Ok(hexadecimal(sink.hash))
        })?;
        settled(file)?;
        artifact.note(started.elapsed());
        Ok(sum)
    }

    /// Adds the journal and makes all names last.
    ///
    /// # Errors
    ///
    /// What the disk said.
    pub(super) fn seal(&self, journal: &Journal) -> io::Result<()> {
        journal.write(&self.path)?;
        let names = journal.new.iter().map(String::as_str);
        for folder in folders_of(&self.path.join(NEW), names) {
            sync_folder(&folder)?;
        }
        sync_folder(&self.path)
    }
}

/// Removes what a killed program left in `folder` before its commit, or after all was done. What is not this program's
/// stays, and the hidden folder around it.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(hidden) {
        if path.symlink_metadata().is_ok_and(|about| about.is_dir()) {
            discard(&path);
        }
    }
}

/// Removes a hidden folder with what its own notes name; what cannot be removed stays.
pub(super) fn discard(stage: &Path) {
    let Ok(mark) = fs::read(stage.join(MARK)) else {
        // Killed before it had one: then it is empty, and goes only if it is.
        let _ = fs::remove_dir(stage);
        return;
    };
    let begun = std::str::from_utf8(&mark).ok().and_then(|text| text.strip_prefix(HEAD));
    let torn = begun.is_none() && !HEAD.as_bytes().starts_with(&mark);
    if torn {
        return;
    }
    let mut names: BTreeSet<String> = begun.and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default();
    if let Ok(Some(journal)) = Journal::read(stage) {
        names.extend(journal.names().map(str::to_owned));
    }
    names.retain(|name| inside(name));
    for part in [NEW, EARLIER] {
        let part = stage.join(part);
        for name in &names {
            let _ = fs::remove_file(part.join(name));
        }
        for folder in folders_of(&part, names.iter().map(String::as_str)).iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    // The notes go last, and only when nothing is left that they would be needed for.
    let left =
        fs::read_dir(stage).map_or(0, |entries| entries.flatten().filter(|entry| !is_note(&entry.path())).count());
    if left == 0 {
        // Without its mark nobody would dare to clear away the rest.
        let journal = fs::remove_file(stage.join(journal::NAME));
        let gone = journal.is_ok() || !stage.join(journal::NAME).exists();
        if gone && fs::remove_file(stage.join(MARK)).is_ok() {
            let _ = fs::remove_dir(stage);
        }
    }
}

fn is_note(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == MARK || name == journal::NAME)
}
