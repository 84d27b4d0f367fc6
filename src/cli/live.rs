//! Carries out `averted live`: writes the page that holds the program, with a scenario or without.

use std::path::{Path, PathBuf};

use super::args::{LiveArgs, ScenarioArgs};
use super::caller::Caller;
use super::exit_code::Failure;
use super::figures::{Choice, Figures};
use super::files::Artifact;
use super::folder::{self, Of};
use super::format::Format;
use super::formats::{Wanted, artifacts};
use super::place::default_folder;
use super::template::House;
use super::{output, run, scenario};
use crate::render::number::whole;
use crate::web;

/// Where the empty program is written.
const FOLDER: &str = "output";

/// Writes live.html.
pub(super) fn live(arguments: &LiveArgs) -> Result<(), Failure> {
    let written = match &arguments.file {
        Some(file) => of_scenario(arguments, &ScenarioArgs { file: file.clone(), changes: arguments.changes.clone() }),
        None if !arguments.changes.set.is_empty() => Err(Failure::wrong(
            "--set changes a scenario, and none is named\n  = help: write averted live FILE --set path=value",
        )),
        None => {
            let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from(FOLDER));
            let page = Artifact::bytes("live.html", web::empty);
            Ok(folder::deliver(&folder, &Of::Somebody, &[page], arguments.quiet)?)
        }
    }?;
    if arguments.quiet { Ok(()) } else { Ok(output::print(&said(&written))?) }
}

/// The page of a scenario.
fn of_scenario(arguments: &LiveArgs, scenario: &ScenarioArgs) -> Result<Vec<PathBuf>, Failure> {
    let caller = Caller::at_terminal(arguments.quiet);
    let disk = scenario::disk(scenario, &caller)?;
    let results = run::results(scenario, &disk, false, None, &caller)?;
    let formats = [Format::Live];
    let drawn = Figures::new(&results, &[], &formats, &Choice::ALL);
    let house = House::default();
    let files = artifacts(&results, &[], None, &drawn, Wanted { formats: &formats, house: &house });
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(scenario));
    Ok(folder::deliver(&folder, &Of::results(&results), &files, arguments.quiet)?)
}

/// What was written, and what to do with it.
fn said(written: &[PathBuf]) -> String {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    let line = |path: &PathBuf| format!("Wrote {} ({} kB).\n", path.display(), whole(size(path) / 1000));
    let lines: String = written.iter().map(line).collect();
    format!(
        "{lines}Open it by double click, in any current browser: nothing is installed, and nothing leaves the computer.\n"
    )
}
