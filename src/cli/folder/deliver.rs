//! Writes the files of a run into a folder, whole or not at all, and says what became of those that were there.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::bail;
use sha2::{Digest as _, Sha256};

use super::audit::answers;
use super::disk::{detour, renamed, sync_folder, there};
use super::journal::{Journal, Retired};
use super::lock::Lock;
use super::manifest::{self, Manifest};
use super::mend::{UNFINISHED, hide, recover, unmended};
use super::stage::{self, Stage};
use super::swap::Swap;
use crate::cli::files::Artifact;
use crate::cli::write_error::unwritten;
use crate::cli::{hashing, output, stop};
use crate::engine;
use crate::estimate::{Results, RunOrigin};

/// Whose files are written.
pub(in crate::cli) enum Of {
    /// A run's, told from others by what it is made from: the folder holds no other afterwards.
    Run(String),
    /// Pages that take the place of earlier ones of the same name.
    Pages,
    /// A start for somebody, among whose files it lies.
    Somebody,
}

impl Of {
    /// The run that some results are of.
    pub(in crate::cli) fn results(results: &Results) -> Self {
        Self::Run(RunOrigin::of(results).run_in_words())
    }

    /// The run that an answer is of: that which it names at its head, or one of its own.
    pub(in crate::cli) fn answer(json: &[u8]) -> Self {
        let origin: Option<RunOrigin> = serde_json::from_slice(json).ok().filter(RunOrigin::names_a_scenario);
        Self::Run(origin.map_or_else(
            || format!("one of its own, {}", hashing::hexadecimal(Sha256::new_with_prefix(json))),
            |origin| origin.run_in_words(),
        ))
    }
}

/// Writes all artifacts into `folder`, which is made if need be, and returns their paths. What of an earlier run went is
/// said on standard error unless `quiet`; what was kept is always said.
///
/// # Errors
///
/// Names the path and the reason; what was there before is as it was.
pub(in crate::cli) fn deliver(
    folder: &Path,
    of: &Of,
    artifacts: &[Artifact],
    quiet: bool,
) -> anyhow::Result<Vec<PathBuf>> {
    let lock = Lock::take(folder)?;
    let written = recover(folder).and_then(|()| locked(folder, of, artifacts, quiet));
    if written.is_err() {
        lock.unmake();
    }
    written
}

fn locked(folder: &Path, of: &Of, artifacts: &[Artifact], quiet: bool) -> anyhow::Result<Vec<PathBuf>> {
    for artifact in artifacts {
        refuse_what_is_in_the_way(folder, artifact.name())?;
    }
    let names: Vec<&str> = artifacts.iter().map(Artifact::name).chain([manifest::NAME]).collect();
    let stage = Stage::begin(folder, &names).map_err(unwritable(folder))?;
    stop::aftermath().unfinished(Some(&stage.path));
    let swapped = fill_and_swap(folder, &stage, of, artifacts);
    stop::aftermath().unfinished(None);
    if swapped.is_err() {
        // A swap that could neither be ended nor taken back has another name by now.
        stage::discard(&stage.path);
    }
    let told = swapped?;
    told.say(folder, quiet);
    Ok(artifacts.iter().map(|artifact| folder.join(artifact.name())).collect())
}

fn unwritable<E: Into<anyhow::Error>>(folder: &Path) -> impl FnOnce(E) -> anyhow::Error {
    unwritten(format!("cannot write into the folder {}", folder.display()))
}

fn refuse_what_is_in_the_way(folder: &Path, name: &str) -> anyhow::Result<()> {
    let target = folder.join(name);
    if target.is_dir() {
        bail!(
            "cannot write {}: it is a folder\n  = help: move it away, or write into another folder",
            target.display()
        );
    }
    if let Some(link) = detour(folder, name) {
        bail!(
            "cannot write {}: {} is a link to another folder\n  = help: move it away, or write into another folder",
            target.display(),
            link.display()
        );
    }
    Ok(())
}

/// Writes everything into the hidden folder and swaps, from where on it is not broken off.
fn fill_and_swap(folder: &Path, stage: &Stage, of: &Of, artifacts: &[Artifact]) -> anyhow::Result<Told> {
    let sums = stage.fill(artifacts, folder)?;
    let mut new: BTreeMap<String, String> =
        artifacts.iter().zip(sums).map(|(artifact, sum)| (artifact.name().to_owned(), sum)).collect();
    let old = Manifest::read(folder).map_err(unwritable(folder))?;
    let mut told = Told::default();
    if let Of::Run(run) = of {
        let manifest = now(folder, run, old.as_ref(), &new)?;
        let text = manifest.text();
        let sum = stage.write(&Artifact::new(manifest::NAME, move |sink| Ok(sink.write_all(text.as_bytes())?)));
        new.insert(manifest::NAME.to_owned(), sum.map_err(unwritable(folder))?);
    }
    let journal = journal(folder, of, old.as_ref(), &new, &mut told).map_err(unwritable(folder))?;
    stage.seal(&journal).map_err(unwritable(folder))?;
    let mut unbroken = stop::aftermath();
    let changed = swap(folder, stage, &journal)?;
    told.changed(&changed, &journal);
    unbroken.left(format!("What was written is whole: {}.", folder.display()));
    Ok(told)
}

/// The manifest of the folder as it will be: of the same run what is still there and stays, and what is new.
fn now(folder: &Path, run: &str, old: Option<&Manifest>, new: &BTreeMap<String, String>) -> io::Result<Manifest> {
    let mut files = BTreeMap::new();
    if let Some(old) = old.filter(|old| old.run == run) {
        let superseded = superseded(old, new);
        for (name, sum) in old.files.iter().filter(|(name, _)| !superseded.contains(*name)) {
            if there(&folder.join(name))? {
                files.insert(name.clone(), sum.clone());
            }
        }
    }
    files.extend(new.clone());
    Ok(Manifest { run: run.to_owned(), files })
}

/// The figures of an answer that is given anew and otherwise, such as of other shocks; those that it still has are new.
fn superseded(old: &Manifest, new: &BTreeMap<String, String>) -> BTreeSet<String> {
    let anew = |answer: &str| matches!((old.files.get(answer), new.get(answer)), (Some(old), Some(new)) if old != new);
    answers().filter(|(answer, _)| anew(answer)).flat_map(|(_, figures)| figures).collect()
}

/// What is to be moved where: the new files, results.json and the manifest last, and what stands in their way.
fn journal(
    folder: &Path,
    of: &Of,
    old: Option<&Manifest>,
    new: &BTreeMap<String, String>,
    told: &mut Told,
) -> io::Result<Journal> {
    let same = matches!((of, old), (Of::Run(run), Some(old)) if old.run == *run);
    let listed = old.map(|old| old.files.clone()).unwrap_or_default();
    let superseded = old.map(|old| superseded(old, new)).unwrap_or_default();
    let goes = |name: &String| !new.contains_key(name) && (!same || superseded.contains(name));
    let going = listed.keys().filter(|name| matches!(of, Of::Run(_)) && goes(name));
    let names: Vec<&String> = new.keys().chain(going).collect();
    let found = engine::in_chunks(names.len(), 1, |one| {
        let path = folder.join(names[one.start]);
        if there(&path)? { sum_of(folder, names[one.start]).map(Some) } else { Ok(None) }
    });
    let mut journal = Journal { kept: unused_name(folder)?, ..Journal::default() };
    for (name, sum) in names.into_iter().zip(found.into_iter().collect::<io::Result<Vec<_>>>()?) {
        let Some(sum) = sum else { continue };
        let own = match name.as_str() {
            // It says of itself what it is.
            manifest::NAME => old.is_some(),
            _ => matches!(of, Of::Pages) || listed.get(name) == Some(&sum) || new.get(name) == Some(&sum),
        };
        match (own, new.contains_key(name)) {
            (true, replaced) => {
                if !replaced {
                    told.removed.push(name.clone());
                }
                journal.retired.push(Retired { name: name.clone(), sum });
            }
            (false, true) => journal.aside.push(name.clone()),
            (false, false) => told.left.push(name.clone()),
        }
    }
    journal.new = new.keys().filter(|name| !LAST.contains(&name.as_str())).cloned().collect();
    journal.new.extend(LAST.iter().filter(|name| new.contains_key(**name)).map(|name| (*name).to_owned()));
    told.aside = journal.aside.iter().map(|name| format!("{}/{name}", journal.kept)).collect();
    Ok(journal)
}

/// Files that are placed when all others are, in this order.
const LAST: [&str; 2] = ["results.json", manifest::NAME];

/// The checksum of a file; of what is none, or does not lie in the folder, one that no file has.
fn sum_of(folder: &Path, name: &str) -> io::Result<String> {
    let path = folder.join(name);
    let file = path.symlink_metadata()?.is_file() && detour(folder, name).is_none();
    if file { hashing::of_file(&path) } else { Ok(String::new()) }
}

/// The name of a folder for what is kept that nothing has yet.
fn unused_name(folder: &Path) -> io::Result<String> {
    for number in 1_u32.. {
        let name = format!("kept-{number}");
        if !there(&folder.join(&name))? {
            return Ok(name);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Commits the hidden folder and ends the swap, forwards or, when the disk refuses, backwards. Returns what was changed
/// meanwhile.
fn swap(folder: &Path, stage: &Stage, journal: &Journal) -> anyhow::Result<Vec<String>> {
    let work = folder.join(UNFINISHED);
    renamed(&stage.path, &work).map_err(unwritable(folder))?;
    let swap = Swap { folder, work: &work, journal };
    let forward = sync_folder(folder)
        .map_err(|error| (folder.to_path_buf(), error))
        .and_then(|()| swap.forward())
        .and_then(|changed| {
            let changed = changed.into_iter().map(str::to_owned).collect();
            hide(folder, &work, &swap).map(|()| changed).map_err(|error| (work.clone(), error))
        });
    let (path, error) = match forward {
        Ok(changed) => return Ok(changed),
        Err(refused) => refused,
    };
    let back = swap.back().and_then(|()| hide(folder, &work, &swap).map_err(|error| (work.clone(), error)));
    match back {
        Ok(()) => Err(unwritten(format!("cannot write {}", path.display()))(error)),
        Err((path, also)) => Err(unmended(folder, &path, &format!("{error}; {also}"))),
    }
}

/// What became of the files that were there.
#[derive(Default)]
struct Told {
    /// Of an earlier run, and gone.
    removed: Vec<String>,
    /// Of somebody, and moved to where they are kept.
    aside: Vec<String>,
    /// Of an earlier run, changed since, and left where they are.
    left: Vec<String>,
}

impl Told {
    /// Takes in that files were changed between the reading of their checksums and their removal.
    fn changed(&mut self, names: &[String], journal: &Journal) {
        self.removed.retain(|name| !names.contains(name));
        for name in names {
            if journal.new.contains(name) {
                self.aside.push(format!("{}/{name}", journal.kept));
            } else {
                self.left.push(name.clone());
            }
        }
    }

    fn say(&self, folder: &Path, quiet: bool) {
        let folder = folder.display();
        if !quiet && !self.removed.is_empty() {
            output::remark(&format!("Removed from {folder}, of an earlier run: {}.\n", list(&self.removed)));
        }
        if !self.aside.is_empty() {
            output::remark(&format!(
                "In {folder} stood files of the same name that this program did not write, or that were changed since; they \
                 are kept: {}.\n",
                list(&self.aside)
            ));
        }
        if !self.left.is_empty() {
            output::remark(&format!(
                "Changed since an earlier run wrote them, and left in {folder} though they are not of this run: {}.\n",
                list(&self.left)
            ));
        }
    }
}

/// Names in a row, those of one folder together.
fn list(names: &[String]) -> String {
    let mut said: Vec<String> = Vec::new();
    let folder = |name: &str| name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    for name in names {
        let together = names.iter().filter(|other| folder(name).is_some() && folder(other) == folder(name)).count();
        let shown = match folder(name) {
            Some(folder) if together > 3 => format!("{folder}/ ({together} files)"),
            _ => name.clone(),
        };
        if !said.contains(&shown) {
            said.push(shown);
        }
    }
    said.join(", ")
}
