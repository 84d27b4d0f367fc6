//! Reads and builds the scenario that the arguments name.

use std::path::Path;

use anyhow::anyhow;

use super::args::{Changes, ScenarioArgs};
use super::caller::Caller;
use super::exit_code::Failure;
use crate::engine;
use crate::estimate::Shock;
use crate::model::{self, Plan};
use crate::quantity::words_of;
use crate::run::{self, Disk, Loaded, Request};
use crate::scenario::{self, CaseTable, Diagnostics, Files, Reading, ShockArguments, Sources};

/// Reads the file, applies `--set`, builds the plan, applies `--draws`, `--seed` and `--threads`.
///
/// # Errors
///
/// [`Failure::Scenario`] with every mistake drawn.
pub(super) fn load(arguments: &ScenarioArgs, caller: &Caller) -> Result<Loaded, Failure> {
    load_from(arguments, &disk(arguments, caller)?)
}

/// As [`load`], from other files than those of this computer.
///
/// # Errors
///
/// As [`load`].
pub(super) fn load_from(arguments: &ScenarioArgs, files: &dyn Files) -> Result<Loaded, Failure> {
    use_threads(arguments)?;
    let (plan, sources) = run::load(&arguments.file, files, &arguments.changes.set)?;
    prepared(arguments, plan, &sources)
}

fn use_threads(arguments: &ScenarioArgs) -> Result<(), Failure> {
    let threads = arguments.changes.threads.map_or(Ok(()), |threads| engine::use_threads(usize::from(threads)));
    Ok(threads.map_err(|reason| anyhow!(reason))?)
}

/// The files that the scenario may see.
pub(super) fn disk(arguments: &ScenarioArgs, caller: &Caller) -> Result<Disk, Failure> {
    caller.disk(&arguments.file, &arguments.changes.allow_path)
}

/// Applies `--draws` and `--seed`, and notes what identifies the scenario.
fn prepared(arguments: &ScenarioArgs, plan: Plan, sources: &Sources) -> Result<Loaded, Failure> {
    let Changes { set, draws, seed, .. } = arguments.changes.clone();
    Loaded::new(&arguments.file, plan, sources, &Request { set, draws, seed })
        .map_err(|error| Failure::wrong(format!("{error} with --draws")))
}

/// A scenario with everything that is tried on it.
pub(super) struct ShockedScenario {
    /// The scenario by itself.
    pub(super) loaded: Loaded,
    /// The scenario's shocks, those of the command line, all together.
    pub(super) shocks: Vec<Shock>,
    /// The cells of a grid, row by row.
    pub(super) cells: Vec<Plan>,
}

/// As [`load`], with shocks and cells.
///
/// # Errors
///
/// [`Failure::Scenario`] with every mistake drawn, those of a shock too.
pub(super) fn load_shocked(
    arguments: &ScenarioArgs,
    trials: &ShockArguments,
    files: &dyn Files,
) -> Result<ShockedScenario, Failure> {
    use_threads(arguments)?;
    let (reading, sources) = scenario::read_with(&arguments.file, files, &arguments.changes.set, trials)?;
    let wrong = |list| Diagnostics { list, sources: sources.clone() };
    let plan = model::build(&reading).map_err(wrong)?;
    let loaded = prepared(arguments, plan, &sources)?;
    let (mut shocks, cells) = shocked(&reading, trials).map_err(wrong)?;
    // One shock by itself is not also all together.
    if shocks.len() == 2 {
        shocks.pop();
    } else if shocks.len() == 1 {
        shocks.clear();
    }
    Ok(ShockedScenario { loaded, shocks, cells })
}

/// The plans after every shock, and of every cell.
fn shocked(reading: &Reading, trials: &ShockArguments) -> Result<(Vec<Shock>, Vec<Plan>), Vec<scenario::Diagnostic>> {
    let count = reading.shocks.len() - trials.cells.len();
    let (shocks, cells) = reading.shocks.split_at(count);
    let last = count.checked_sub(1).filter(|_| trials.together);
    let shock = |(index, entry): (usize, &scenario::Entry<scenario::ShockWritten>)| -> Result<Shock, Vec<_>> {
        let plan = model::build_shocked(reading, &entry.value)?;
        let label = entry.value.label.clone().unwrap_or_else(|| words_of(&entry.id));
        Ok(Shock { label, together: Some(index) == last, plan })
    };
    let shocks: Result<Vec<Shock>, _> = shocks.iter().enumerate().map(shock).collect();
    let cells: Result<Vec<Plan>, _> = cells.iter().map(|entry| model::build_shocked(reading, &entry.value)).collect();
    Ok((shocks?, cells?))
}

/// Path and spelling of every value that the scenario states.
///
/// # Errors
///
/// [`Failure::Scenario`] with every mistake drawn.
pub(super) fn stated(arguments: &ScenarioArgs, caller: &Caller) -> Result<Vec<(String, String)>, Failure> {
    let leaves = scenario::leaves(&arguments.file, &disk(arguments, caller)?, &arguments.changes.set)?;
    Ok(leaves.into_iter().map(|leaf| (leaf.path, leaf.text)).collect())
}

/// Reads a table of people by itself: a file, or a sheet of one.
///
/// # Errors
///
/// [`Failure::Scenario`] with every mistake drawn.
pub(super) fn load_cases(path: &Path, caller: &Caller) -> Result<CaseTable, Failure> {
    Ok(scenario::read_cases(path, &caller.beside(&scenario::sheet_of(path).0))?.0)
}
