//! Carries out `averted compare`: run every scenario on common random numbers and say what sets them apart.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::args::{Changes, CompareArgs, ScenarioArgs};
use super::deliver::deliver;
use super::exit_code::Failure;
use super::scenario::{self, Loaded};
use super::simulate;
use crate::engine::Draws;
use crate::estimate::{self, Compared, Estimates};

/// Compares scenarios.
pub(super) fn compare(arguments: &CompareArgs) -> Result<(), Failure> {
    let names = names(&arguments.files);
    let mut loaded: Vec<(Loaded, Vec<(String, String)>)> = Vec::new();
    for (index, file) in arguments.files.iter().enumerate() {
        let one = ScenarioArgs {
            file: file.clone(),
            // Threads are chosen once for the whole program.
            changes: Changes { threads: arguments.changes.threads.filter(|_| index == 0), ..arguments.changes.clone() },
        };
        let mut scenario = scenario::load(&one)?;
        if let Some((first, _)) = loaded.first() {
            scenario.plan.simulation = first.plan.simulation.clone();
        }
        loaded.push((scenario, scenario::stated(&one)?));
    }
    let mut runs: Vec<(Draws, Estimates)> = Vec::new();
    for (scenario, _) in &loaded {
        runs.push(simulate(scenario, !arguments.quiet)?);
    }
    let compared: Vec<Compared<'_>> = loaded
        .iter()
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
    let comparison = estimate::compare(&compared).ok_or_else(|| anyhow!("there is nothing to compare"))?;
    let folder = arguments.output.clone().unwrap_or_else(|| Path::new("output").join(names.join("-against-")));
    deliver(&comparison, &folder, arguments.json, arguments.quiet)
}

fn simulate(scenario: &Loaded, watched: bool) -> Result<(Draws, Estimates), Failure> {
    let (headline, views) = simulate::simulate(&scenario.plan, watched)?;
    let estimates =
        estimate::estimate(&scenario.plan, &scenario.identity, &headline, &views).map_err(anyhow::Error::new)?;
    Ok((headline, estimates))
}

/// What each scenario is called: the name of its file, or the path as typed where two files have the same name.
fn names(files: &[PathBuf]) -> Vec<String> {
    let stem = |file: &PathBuf| file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stems: Vec<String> = files.iter().map(stem).collect();
    let once = |name: &String| stems.iter().filter(|other| *other == name).count() == 1;
    let typed = |file: &PathBuf| file.with_extension("").to_string_lossy().replace(['/', '\\'], "_");
    files.iter().zip(&stems).map(|(file, stem)| if once(stem) { stem.clone() } else { typed(file) }).collect()
}
