//! Says which files of a folder are not of the run that its manifest names.

use std::path::Path;

use super::manifest::{self, Manifest};
use crate::cli::hashing;
use crate::engine;
use crate::render::plot::{COMPARISON_FIGURES, DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, STRESS_FIGURES};

/// The names that this program gives to files, but for answers and figures.
const PAPERS: [&str; 7] =
    ["results.json", "draws.csv", "draws.parquet", "report.html", "report.md", "results.xlsx", "briefing.docx"];

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

/// The files of answers that are told in figures of their own.
pub(super) const ANSWERS: [&str; 4] = ["evidence.json", "stress.json", "drivers.json", "compare.json"];

/// The names of all figures that an answer, or results.json, may have.
pub(super) fn figures_of(answer: &str) -> Vec<String> {
    let ids: Vec<&str> = match answer {
        "evidence.json" => EVIDENCE_FIGURES.iter().map(|sketch| sketch.id).collect(),
        "stress.json" => STRESS_FIGURES.iter().map(|sketch| sketch.id).collect(),
        "drivers.json" => DRIVERS_FIGURES.iter().map(|sketch| sketch.id).collect(),
        "compare.json" => COMPARISON_FIGURES.iter().map(|sketch| sketch.id).collect(),
        _ => FIGURES.iter().map(|sketch| sketch.id).collect(),
    };
    ids.into_iter().flat_map(|id| ["svg", "png"].map(|ending| format!("figures/{id}.{ending}"))).collect()
}

fn names() -> Vec<String> {
    let answers = ANSWERS.iter().chain(["results.json"].iter());
    let figures = answers.flat_map(|answer| figures_of(answer));
    PAPERS.iter().chain(&ANSWERS).map(|name| (*name).to_owned()).chain(figures).collect()
}
