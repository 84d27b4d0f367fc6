//! Reads a scenario file: its texts, its tree, the scenario as written and as each view and shock sees it.

use super::arguments;
use super::cases::{CaseTable, case_table};
use super::diagnostic::{Collected, Diagnostic, Diagnostics, Severity};
use super::extends::Loading;
use super::library::{BUILTIN, Library, library};
use super::objections;
use super::parse::parse;
use super::reader::{At, Reader};
use super::source::{Files, Sources};
use super::tree::{Content, Node};
use super::views;
use super::{Placed, Reading};
use std::path::{Path, PathBuf};

/// Reads the scenario at `path` with the `--set` arguments applied.
///
/// # Errors
/// Every mistake that can be found, with its place and remedy, and the texts that the places are in.
pub fn read(path: &Path, files: &dyn Files, sets: &[String]) -> Result<(Reading, Sources), Diagnostics> {
    let mut loading = Loading { files, sources: Sources::default(), faults: Collected::default() };
    let reading = loading.reading(path, sets);
    let Loading { sources, faults, .. } = loading;
    let failed = faults.has_errors();
    let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
        faults.into_sorted().into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
    match reading {
        Some(reading) if !failed => Ok((Reading { warnings, ..reading }, sources)),
        _ => Err(Diagnostics { list: errors, sources }),
    }
}

impl Loading<'_> {
    /// Everything that can be read, `None` if too little is left to go on with.
    fn reading(&mut self, path: &Path, sets: &[String]) -> Option<Reading> {
        let mut tree = self.scenario(path);
        let horizon = tree.as_ref().and_then(|tree| tree.get("horizon").cloned());
        for (index, text) in sets.iter().enumerate() {
            let directory = path.parent().map(Path::to_path_buf).unwrap_or_default();
            let source = self.sources.add_argument(format!("--set argument {}", index + 1), directory, text.clone());
            if let Some(tree) = &mut tree {
                arguments::apply(tree, text, source, &mut self.faults);
            }
        }
        let tree = tree?;
        let library = self.library(&tree);
        let cases = self.cases(&tree);
        if self.faults.has_errors() && library.is_none() && tree.get("library").is_some() {
            // What else is wrong is still worth saying, but not that every unit cost is missing.
            return None;
        }
        let base = Reader::new(&mut self.faults, library.as_ref()).scenario(&At::root(&tree));
        let seen = views::read(&tree, library.as_ref(), &mut self.faults)?;
        objections::unused_shared(&tree, base.shared.iter().chain(&seen.shared), &mut self.faults);
        let base = base.scenario;
        if let Some(base) = &base {
            objections::same_spelling(base, &mut self.faults);
            objections::changed_horizon(base, horizon.as_ref(), tree.get("horizon"), &mut self.faults);
            for entry in &seen.trees {
                objections::changed_horizon(base, tree.get("horizon"), entry.as_ref(), &mut self.faults);
            }
        }
        Some(Reading { base: base?, views: seen.views?, shocks: seen.shocks?, library, cases, warnings: Vec::new() })
    }

    /// The library that the scenario names.
    fn library(&mut self, tree: &Node) -> Option<Library> {
        let pair = tree.pair("library")?;
        if matches!(&pair.node.content, Content::Text(text) if text == "builtin") {
            let name = "the built-in library".to_owned();
            let source = self.sources.add_argument(name.clone(), PathBuf::new(), BUILTIN.to_owned());
            let entries = parse(BUILTIN, 0, source, &mut self.faults)?;
            return library(name, &entries, &mut self.faults);
        }
        let (path, place) = self.relative(pair, "library")?;
        let source = self.file(&path, Some((place, "library")))?;
        let entries = self.tree(source)?;
        let name = format!("`{}`", path.display());
        library(name, &entries, &mut self.faults)
    }

    /// The table of case studies that the scenario names.
    fn cases(&mut self, tree: &Node) -> Option<Placed<CaseTable>> {
        let pair = tree.pair("cases")?;
        let (path, place) = self.relative(pair, "cases")?;
        let source = self.file(&path, Some((place, "cases")))?;
        let table = case_table(source, &self.sources, &mut self.faults)?;
        Some(Placed { value: table, place: place.at("cases") })
    }
}
