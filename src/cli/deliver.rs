//! Ends every command that gives an answer: prints its JSON, or writes it with its figures and says it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::Delivery;
use super::exit_code::Failure;
use super::figures::{Choice, Figures};
use super::files::Artifact;
use super::folder::{self, Of};
use super::output;
#[cfg(feature = "xlsx")]
use crate::estimate::Comparison;
use crate::render::answer::{Answer, Companion};
use crate::render::document::{Depth, Document};
use crate::render::{json, terminal};

/// Writes `answer` with its figures into the folder that was named, else into `folder`, and says it; or prints its JSON
/// and writes nothing.
pub(super) fn deliver<A: Answer>(answer: &A, folder: PathBuf, delivery: &Delivery) -> Result<(), Failure> {
    if delivery.json {
        let bytes = json(answer).with_context(|| format!("cannot write {}", A::FILE))?;
        return Ok(output::print_bytes(&bytes)?);
    }
    let folder = delivery.output.clone().unwrap_or(folder);
    let written = write(answer, &folder, delivery.quiet)?;
    if delivery.quiet { Ok(()) } else { say(answer.document(), Depth::Full, &listed(&folder, &written)) }
}

/// Writes `answer` with its figures into `folder`, and gives the paths of the files.
pub(super) fn write(answer: &dyn Companion, folder: &Path, quiet: bool) -> anyhow::Result<Vec<PathBuf>> {
    let bytes = answer.json().with_context(|| format!("cannot write {}", answer.file()))?;
    let drawn = Figures::of(&[answer], &Choice::ALL);
    let mut artifacts = vec![Artifact::new(answer.file(), |sink| Ok(sink.write_all(&bytes)?))];
    artifacts.extend(drawn.files());
    // Stress test, drivers and evidence have their sheets in results.xlsx, beside the run that they are of.
    #[cfg(feature = "xlsx")]
    if let Some(comparison) = answer.itself().downcast_ref::<Comparison>() {
        artifacts.push(Artifact::bytes("compare.xlsx", || crate::render::answer_xlsx(comparison)));
    }
    folder::deliver(folder, &Of::answer(&bytes), &artifacts, quiet)
}

/// Says a document, and which files were written.
pub(super) fn say(document: Document, depth: Depth, files: &[String]) -> Result<(), Failure> {
    Ok(output::print(&terminal(document, depth, output::width(), files))?)
}

/// The files as they are listed: the figures, of which there are many, as their folder.
pub(super) fn listed(folder: &Path, written: &[PathBuf]) -> Vec<String> {
    let figures = folder.join("figures");
    let single = written.iter().filter(|path| !path.starts_with(&figures)).map(|path| path.display().to_string());
    let drawn = written.iter().filter(|path| path.starts_with(&figures)).count();
    let gathered = (drawn > 0).then(|| format!("{}/ ({drawn} files: each figure as SVG and PNG)", figures.display()));
    single.chain(gathered).collect()
}
