//! Ends every command that gives an answer: prints its JSON, or writes it with its figures and says it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::exit_code::Failure;
use super::figures::Drawn;
use super::files::{self, Artifact};
use super::output;
use crate::render::answer::Answer;
use crate::render::document::{Depth, Document};
use crate::render::{json, terminal};

/// Writes `answer` into `folder` with its figures and says it; with `as_json`, prints it and writes nothing.
pub(super) fn deliver<A: Answer>(answer: &A, folder: &Path, as_json: bool, quiet: bool) -> Result<(), Failure> {
    if as_json {
        let bytes = json(answer).with_context(|| format!("cannot write {}", A::FILE))?;
        return Ok(output::print_bytes(&bytes)?);
    }
    let drawn = Drawn::of(&[answer]);
    let mut artifacts = vec![Artifact::bytes(A::FILE, || json(answer))];
    artifacts.extend(drawn.files());
    let written = files::write_whole(folder, &artifacts)?;
    files::remove(folder, &drawn.stale(&[answer]));
    if quiet { Ok(()) } else { say(answer.document(), Depth::Full, &listed(folder, &written)) }
}

/// Says a document, and which files were written.
pub(super) fn say(document: Document, depth: Depth, files: &[String]) -> Result<(), Failure> {
    Ok(output::print(&terminal(document, depth, files))?)
}

/// `output/<name of the scenario file>`, in the current folder; never outside of `output`, however the file is called.
pub(super) fn default_folder(scenario: &Path) -> PathBuf {
    let stem = scenario.file_stem().filter(|stem| matches!(stem.to_str(), Some(name) if !matches!(name, "." | "..")));
    Path::new("output").join(stem.unwrap_or_else(|| "scenario".as_ref()))
}

/// The files as they are listed: the figures, of which there are many, as their folder.
pub(super) fn listed(folder: &Path, written: &[PathBuf]) -> Vec<String> {
    let figures = folder.join("figures");
    let single = written.iter().filter(|path| !path.starts_with(&figures)).map(|path| path.display().to_string());
    let drawn = written.iter().filter(|path| path.starts_with(&figures)).count();
    let gathered = (drawn > 0).then(|| format!("{}/ ({drawn} files: each figure as SVG and PNG)", figures.display()));
    single.chain(gathered).collect()
}
