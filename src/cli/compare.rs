//! Carries out `averted compare`: run every scenario, what they share drawn once, and say what sets them apart.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::args::{CompareArgs, ScenarioArgs};
use super::caller::Caller;
use super::deliver::deliver;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::{scenario, simulate};
use crate::estimate::{self, Compared, Comparison, Sharing, Spellings};
use crate::model::Plan;
use crate::run::Loaded;

/// Compares scenarios.
pub(super) fn compare(arguments: &CompareArgs) -> Result<(), Failure> {
    let comparison = answer(arguments, &Caller::at_terminal(arguments.delivery.quiet))?;
    deliver(&comparison, Path::new("output").join(names(&arguments.files).join("-against-")), &arguments.delivery)
}

/// What sets scenarios apart.
pub(super) fn answer(arguments: &CompareArgs, caller: &Caller) -> Result<Comparison, Failure> {
    let names = names(&arguments.files);
    let (mut loaded, mut spellings): (Vec<Loaded>, Vec<Spellings>) = (Vec::new(), Vec::new());
    for file in &arguments.files {
        let one = ScenarioArgs { file: file.clone(), changes: arguments.changes.clone() };
        let mut scenario = scenario::load(&one, caller)?;
        if let Some(first) = loaded.first() {
            scenario.plan.simulation = first.plan.simulation.clone();
        }
        loaded.push(scenario);
        spellings.push(scenario::stated(&one, caller)?);
    }
    let related = related(&arguments.files, &loaded);
    let mut plans: Vec<&mut Plan> = loaded.iter_mut().map(|scenario| &mut scenario.plan).collect();
    estimate::share(
        &mut plans,
        &Sharing {
            stated: &spellings,
            related: &|one, other| related.contains(&(one, other)) || related.contains(&(other, one)),
            common: &arguments.common,
            independent: &arguments.independent,
        },
    )
    .map_err(|path| {
        let help = "`--common` and `--independent` take paths such as events.*.unit_cost";
        Failure::wrong(format!("no scenario has an uncertain value at `{path}`; {help}"))
    })?;
    let works: Vec<(&Plan, Work)> = loaded.iter().map(|scenario| (&scenario.plan, Work::Run(0))).collect();
    effort::agreed(&works, arguments.changes.large)?;
    let run = |scenario: &Loaded| simulate::estimated(scenario, caller);
    let runs = loaded.iter().map(run).collect::<Result<Vec<_>, _>>()?;
    let compared: Vec<Compared<'_>> = loaded
        .iter()
        .zip(&spellings)
        .zip(&runs)
        .zip(&names)
        .map(|(((scenario, stated), (draws, estimates)), name)| Compared {
            name: name.clone(),
            plan: &scenario.plan,
            identity: &scenario.identity,
            draws,
            estimates,
            stated: stated.clone(),
        })
        .collect();
    Ok(estimate::compare(&compared).ok_or_else(|| anyhow!("there is nothing to compare"))?)
}

/// Which scenarios extend which others, by their places: `(this, that)`, through any number of files; a copy of a file
/// extends it by nothing.
fn related(files: &[PathBuf], loaded: &[Loaded]) -> Vec<(usize, usize)> {
    let found: Vec<Option<PathBuf>> = files.iter().map(|file| file.canonicalize().ok()).collect();
    let mut pairs = Vec::new();
    for (this, (file, scenario)) in files.iter().zip(loaded).enumerate() {
        let folder = file.parent().unwrap_or(Path::new(""));
        let read = scenario.inputs.files.iter().map(|file| Path::new(&file.path));
        let read: Vec<PathBuf> =
            read.filter_map(|path| folder.join(path).canonicalize().or_else(|_| path.canonicalize()).ok()).collect();
        let copy = |that: usize| scenario.identity.fingerprint == loaded[that].identity.fingerprint;
        let extends = |that: &usize| {
            *that != this && (copy(*that) || found[*that].as_ref().is_some_and(|path| read.contains(path)))
        };
        pairs.extend((0..files.len()).filter(extends).map(|that| (this, that)));
    }
    pairs
}

/// What each scenario is called: the name of its file, or the path as typed where two files have the same name.
fn names(files: &[PathBuf]) -> Vec<String> {
    let stem = |file: &PathBuf| file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stems: Vec<String> = files.iter().map(stem).collect();
    let once = |name: &String| stems.iter().filter(|other| *other == name).count() == 1;
    let typed = |file: &PathBuf| file.with_extension("").to_string_lossy().replace(['/', '\\'], "_");
    files.iter().zip(&stems).map(|(file, stem)| if once(stem) { stem.clone() } else { typed(file) }).collect()
}
