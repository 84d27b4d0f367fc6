//! Says which files of a folder are not of the run that its manifest names.

use std::path::Path;

use super::manifest::{self, Manifest};
use crate::cli::hashing;
use crate::engine;
use crate::estimate::Results;
use crate::render::answer::{self, Answer as _};

/// The names that this program gives to files, but for answers and figures.
const PAPERS: [&str; 9] = [
    "results.json",
    "draws.csv",
    "draws.parquet",
    "report.html",
    "report.md",
    "results.xlsx",
    "briefing.docx",
    "onepage.docx",
    "onepage.html",
];

/// A sentence for each file in `folder` that was changed since the run wrote it, or bears a name of this program and is
/// not of the run. None where there is no manifest: then nothing is known.
pub(in crate::cli) fn audit(folder: &Path) -> Vec<String> {
    let manifest = match Manifest::read(folder) {
        Ok(Some(manifest)) => manifest,
        Ok(None) => return Vec::new(),
        Err(error) => return vec![format!("{} cannot be read: {error}.", folder.join(manifest::NAME).display())],
    };
    let listed: Vec<(&String, &String)> = manifest.files.iter().collect();
    let changed = engine::in_chunks(listed.len(), 1, |one| {
        let (name, sum) = listed[one.start];
        let path = folder.join(name);
        // One that was taken away misleads nobody.
        let now = path.exists().then(|| hashing::of_file(&path));
        let said = match now {
            Some(Ok(now)) if now == *sum => return None,
            None => return None,
            Some(Ok(_)) => "was changed since the run wrote it".to_owned(),
            Some(Err(error)) => format!("cannot be read: {error}"),
        };
        Some(format!("{} {said}.", path.display()))
    });
    let strange = names().into_iter().filter(|name| !manifest.files.contains_key(name));
    let strange = strange.map(|name| folder.join(name)).filter(|path| path.exists());
    changed.into_iter().flatten().chain(strange.map(|path| format!("{} is not of this run.", path.display()))).collect()
}

/// The files of answers but results.json, each with the files of all figures that it may have.
pub(super) fn answers() -> impl Iterator<Item = (&'static str, Vec<String>)> {
    answer::files().into_iter().filter(|(name, _)| *name != Results::FILE).map(|(name, ids)| (name, figures(&ids)))
}

fn figures(ids: &[&str]) -> Vec<String> {
    ids.iter().flat_map(|id| ["svg", "png"].map(|ending| format!("figures/{id}.{ending}"))).collect()
}

fn names() -> Vec<String> {
    let figures = answer::files().into_iter().flat_map(|(_, ids)| figures(&ids));
    PAPERS.into_iter().chain(answers().map(|(name, _)| name)).map(str::to_owned).chain(figures).collect()
}
