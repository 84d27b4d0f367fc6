//! Writes results whole or not at all, so that a folder never holds half of two runs.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::bail;
use tempfile::TempDir;

use super::remedy::unwritten;
use super::witness::witnessed;
use super::{stop, unfinished};
use crate::engine;

/// Writes the content of a file.
type Content<'a> = Box<dyn Fn(&mut dyn Write) -> anyhow::Result<()> + Sync + 'a>;

/// A file to be written.
pub(super) struct Artifact<'a> {
    /// Its name in the folder; `/` stands between a folder below it and the file.
    name: String,
    /// Writes its content.
    write: Content<'a>,
    /// What it is gathered under where times are told: its name, unless there are many of a kind.
    kind: Option<&'static str>,
    /// How long making and writing it took.
    took: OnceLock<Duration>,
}

impl<'a> Artifact<'a> {
    /// A file that writes itself.
    pub(super) fn new(
        name: impl Into<String>,
        write: impl Fn(&mut dyn Write) -> anyhow::Result<()> + Sync + 'a,
    ) -> Self {
        Self { name: name.into(), write: Box::new(write), kind: None, took: OnceLock::new() }
    }

    /// One of many of a kind.
    pub(super) fn among(self, kind: &'static str) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Its kind or name, and how long making and writing it took.
    pub(super) fn took(&self) -> (&str, Duration) {
        (self.kind.unwrap_or(&self.name), self.took.get().copied().unwrap_or_default())
    }

    /// A file whose bytes are made first.
    pub(super) fn bytes<E>(name: impl Into<String>, make: impl Fn() -> Result<Vec<u8>, E> + Sync + 'a) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        Self::new(name, move |sink| Ok(sink.write_all(&make()?)?))
    }
}

/// Removes files that an earlier run left in `folder` and that would now mislead; one that cannot be removed stays.
pub(super) fn remove(folder: &Path, names: &[String]) {
    for name in names {
        let _ = fs::remove_file(folder.join(name));
    }
}

/// Writes all artifacts into `folder`, which is made if need be, and returns their paths.
///
/// They are made and written at the same time, on as many threads as there are; which comes first decides nothing.
/// Everything is written into a hidden folder inside it first and moved when complete; what was there before comes back
/// when anything fails.
///
/// # Errors
///
/// Names the path and the reason.
pub(super) fn write_whole(folder: &Path, artifacts: &[Artifact]) -> anyhow::Result<Vec<PathBuf>> {
    let made = make(folder)?;
    let written = fill(folder, artifacts);
    if written.is_err() {
        // Folders that were made for nothing go again; one that is not empty stays.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    written
}

/// Makes the folder and those above it, and returns the ones that did not exist, outermost first.
fn make(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
        .map(Path::to_path_buf)
        .collect();
    missing.reverse();
    fs::create_dir_all(folder).map_err(unwritten(format!("cannot make the folder {}", folder.display())))?;
    Ok(missing)
}

fn fill(folder: &Path, artifacts: &[Artifact]) -> anyhow::Result<Vec<PathBuf>> {
    unfinished::sweep(folder);
    let begun = tempfile::Builder::new()
        .prefix(unfinished::PREFIX)
        .tempdir_in(folder)
        .and_then(|begun| Ok((unfinished::at_work_in(begun.path())?, begun)));
    // The lock is let go before the folder goes: no system removes a file that is open.
    let (lock, begun) = begun.map_err(unwritten(format!("cannot write into the folder {}", folder.display())))?;
    stop::aftermath().unfinished(Some(begun.path()));
    let written = complete(folder, &begun, artifacts);
    stop::aftermath().unfinished(None);
    drop(lock);
    written
}

/// Writes everything into the unfinished folder and moves it to its place, from where on it is not broken off.
fn complete(folder: &Path, unfinished: &TempDir, artifacts: &[Artifact]) -> anyhow::Result<Vec<PathBuf>> {
    for artifact in artifacts {
        let target = folder.join(&artifact.name);
        if target.is_dir() {
            bail!(
                "cannot write {}: it is a folder\n  = help: move it away, or write into another folder",
                target.display()
            );
        }
    }
    let written = engine::in_chunks(artifacts.len(), 1, |one| {
        let artifact = &artifacts[one.start];
        write_one(&unfinished.path().join(&artifact.name), artifact)
            .map_err(unwritten(format!("cannot write {}", folder.join(&artifact.name).display())))
    });
    // Of several that failed the first in the list is told, whichever failed first.
    written.into_iter().collect::<anyhow::Result<()>>()?;
    let mut unbroken = stop::aftermath();
    let written = replace(folder, unfinished, artifacts)?;
    unbroken.left(format!("What was written is whole: {}.", folder.display()));
    Ok(written)
}

fn write_one(path: &Path, artifact: &Artifact) -> anyhow::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let started = Instant::now();
    witnessed(File::create(path)?, |file| {
        let mut sink = BufWriter::new(file);
        (artifact.write)(&mut sink)?;
        Ok(sink.flush()?)
    })?;
    artifact.took.get_or_init(|| started.elapsed());
    Ok(())
}

/// Moves every finished file to its place, the earlier ones aside; moves all back if one cannot be moved.
fn replace(folder: &Path, unfinished: &TempDir, artifacts: &[Artifact]) -> anyhow::Result<Vec<PathBuf>> {
    let mut done: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
    for artifact in artifacts {
        let target = folder.join(&artifact.name);
        let aside = unfinished.path().join(format!("{}.earlier", artifact.name));
        let earlier = target.exists().then_some(aside);
        let moved = target
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| earlier.as_ref().map_or(Ok(()), |aside| fs::rename(&target, aside)))
            .and_then(|()| fs::rename(unfinished.path().join(&artifact.name), &target));
        done.push((target.clone(), earlier));
        if let Err(error) = moved {
            for (target, earlier) in done.iter().rev() {
                match earlier {
                    Some(aside) if aside.exists() => drop(fs::rename(aside, target)),
                    Some(_) => {}
                    None => drop(fs::remove_file(target)),
                }
            }
            return Err(unwritten(format!("cannot write {}", target.display()))(error));
        }
    }
    Ok(done.into_iter().map(|(target, _)| target).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &'static str, content: &'static str) -> Artifact<'static> {
        Artifact::new(name, move |sink| Ok(sink.write_all(content.as_bytes())?))
    }

    fn failing(name: &'static str) -> Artifact<'static> {
        Artifact::new(name, |_| bail!("the disk is full"))
    }

    #[test]
    fn files_are_replaced_together() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("output/havering");
        write_whole(&folder, &[text("a.json", "1"), text("b.csv", "1")]).unwrap();
        let paths = write_whole(&folder, &[text("a.json", "2"), text("b.csv", "2")]).unwrap();
        assert_eq!(paths, [folder.join("a.json"), folder.join("b.csv")]);
        assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "2");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn earlier_results_stay_when_writing_fails() {
        let folder = tempfile::tempdir().unwrap();
        write_whole(folder.path(), &[text("a.json", "1"), text("b.csv", "1")]).unwrap();
        let error = write_whole(folder.path(), &[text("a.json", "2"), failing("b.csv")]).unwrap_err();
        assert!(format!("{error:#}").contains("b.csv: the disk is full"), "{error:#}");
        assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), "1");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_made_for_nothing_goes_again() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("output/havering");
        assert!(write_whole(&folder, &[failing("a.json")]).is_err());
        assert!(!place.path().join("output").exists());
    }

    #[test]
    fn a_folder_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b.csv")).unwrap();
        let error = write_whole(folder.path(), &[text("a.json", "2"), text("b.csv", "2")]).unwrap_err();
        assert!(format!("{error:#}").contains("b.csv: it is a folder"), "{error:#}");
        assert!(!folder.path().join("a.json").exists());
    }
}
