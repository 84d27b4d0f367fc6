//! Turns a scenario from a text file into a workbook's sheets and back, and says whether two files mean the same.

use super::super::diagnostic::Diagnostics;
use super::super::extends::Loading;
use super::super::source::Files;
use super::super::tree::{Node, Notes};
use super::comments::comments;
use super::meaning;
use super::outline::{Outline, outline};
use super::yaml;
use std::path::Path;

/// The scenario at `path`, text or workbook, as sheets; with `prompts` also rows for what it does not say. What it extends
/// stays where it is.
///
/// # Errors
/// Every mistake in the text; what no cell can hold.
pub fn outline_of(path: &Path, files: &dyn Files, prompts: bool) -> Result<Outline, Diagnostics> {
    let (tree, notes, mut loading) = loaded(path, files)?;
    match outline(&tree, notes, prompts) {
        Ok(outline) => Ok(outline),
        Err((place, reason)) => {
            let message = format!("{place} cannot stand in a workbook: {reason}");
            loading.faults.fault(None, message, "keep it in a text file that the workbook names under `extends`");
            Err(refused(loading))
        }
    }
}

/// The scenario at `path`, text or workbook, as a text file.
///
/// # Errors
/// Every mistake in the text.
pub fn yaml_text(path: &Path, files: &dyn Files) -> Result<String, Diagnostics> {
    let (tree, notes, _) = loaded(path, files)?;
    Ok(yaml::yaml(&tree, &notes))
}

/// What the scenario at `path` means, alike for every spelling of the same.
///
/// # Errors
/// Every mistake in the text.
pub fn meaning_of(path: &Path, files: &dyn Files) -> Result<String, Diagnostics> {
    Ok(meaning::meaning(&loaded(path, files)?.0))
}

/// The tree of one file, and the remarks that belong to no value.
fn loaded<'f>(path: &Path, files: &'f dyn Files) -> Result<(Node, Notes, Loading<'f>), Diagnostics> {
    let mut loading = Loading::of(files);
    let tree = loading.written(path, None);
    match tree {
        Some(tree) if !loading.faults.has_errors() => {
            let text = loading.sources.get(0).filter(|source| !source.has_cells());
            let notes = text.map_or_else(|| loading.notes.clone(), |source| comments(source.text(), &tree));
            Ok((tree, notes, loading))
        }
        _ => Err(refused(loading)),
    }
}

fn refused(loading: Loading<'_>) -> Diagnostics {
    Diagnostics { list: loading.faults.into_sorted(), sources: loading.sources }
}
