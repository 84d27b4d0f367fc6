//! Carries out `averted run`: simulate, estimate, render, write, say what came out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;

use super::args::{RunArgs, ScenarioArgs, With};
use super::beside;
use super::checkpoint::{self, Checkpoint};
use super::exit_code::Failure;
use super::files;
use super::formats::{Drawn, Format, artifacts};
use super::scenario::{self, Loaded, Tried};
use super::{output, precise, room, simulate, stress, verify};
use crate::engine::Draws;
use crate::estimate::{self, DrawsTable, Estimates, Identity, Inputs, PrecisionResults, Results, Stress};
use crate::model::Plan;
use crate::render;
use crate::render::report::Beside;
use crate::scenario::Files;

/// Runs a scenario, or verifies an earlier run.
pub(super) fn run(arguments: &RunArgs) -> Result<(), Failure> {
    if arguments.verify {
        return verify::verify(arguments);
    }
    if arguments.json && arguments.with.iter().any(|part| *part != With::Stress) {
        let message = "error: --json prints results.json alone, where evidence and drivers have no place; use `averted \
                       evidence --json` or `averted drivers --json`, or leave out --json\n";
        return Err(Failure::Scenario(message.to_owned()));
    }
    let asked = asked(arguments);
    let disk = scenario::disk(&asked)?;
    let (Loaded { plan, identity, mut inputs }, tried) = load(&asked, &disk, arguments.with.contains(&With::Stress))?;
    inputs.max_draws = arguments.max_draws;
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.scenario.file));
    let formats = formats(arguments);
    if !arguments.json {
        room::on_disk(&plan, &folder, formats.iter().any(|format| format.needs_draws()))?;
    }
    let path = arguments.checkpoint.as_ref().map(|path| path.clone().unwrap_or_else(|| folder.join(checkpoint::FILE)));
    let every = Duration::from_secs_f64(arguments.checkpoint_every);
    let checkpoint = path.as_ref().map(|path| {
        Checkpoint::open(path.clone(), every, checkpoint::identity(&inputs, &plan), &plan, arguments.quiet)
    });
    let watched = !arguments.quiet;
    let loaded = Loaded { plan, identity, inputs };
    let done = carry_out(loaded, tried, arguments.max_draws, watched, checkpoint.transpose()?)?;
    let Done { plan, identity, headline, estimates, stress } = done;
    if arguments.json {
        let json = render::json(&estimates.results).context("cannot write the results as JSON")?;
        output::print_bytes(&json)?;
    } else {
        let beside = beside::make(&arguments.with, &plan, &identity, stress, watched)?;
        let written = write(&folder, &formats, &beside, &estimates, &estimates.table(&plan, &headline))?;
        let mut stale = beside::stale(&folder, &estimates.results, &arguments.with);
        stale.retain(|name| !written.contains(&folder.join(name)));
        files::remove(&folder, &stale);
        if watched {
            output::print(&render::summary(&estimates.results, &listed(&folder, &written)))?;
        }
    }
    path.iter().for_each(|path| Checkpoint::remove(path));
    Ok(())
}

/// The results of a scenario that is read from `files`, and nothing else.
pub(super) fn results(
    arguments: &ScenarioArgs,
    files: &dyn Files,
    with_stress: bool,
    max_draws: Option<u64>,
    watched: bool,
) -> Result<Results, Failure> {
    let (mut loaded, tried) = load(arguments, files, with_stress)?;
    loaded.inputs.max_draws = max_draws;
    Ok(carry_out(loaded, tried, max_draws, watched, None)?.estimates.results)
}

/// A run that is done, before anything is written.
struct Done {
    plan: Plan,
    identity: Identity,
    headline: Draws,
    estimates: Estimates,
    stress: Option<Stress>,
}

/// Draws, estimates and, where asked, stress-tests what was loaded.
fn carry_out(
    loaded: Loaded,
    tried: Option<Tried>,
    max_draws: Option<u64>,
    watched: bool,
    checkpoint: Option<Checkpoint>,
) -> Result<Done, Failure> {
    let Loaded { mut plan, identity, inputs } = loaded;
    let (headline, views, precision) = drawn(&mut plan, max_draws, watched, checkpoint)?;
    let mut estimates = estimate::estimate(&plan, &identity, &headline, &views).map_err(anyhow::Error::new)?;
    estimates.results.run.precision = precision;
    estimates.results.inputs = Some(inputs);
    let stress = stressed(tried, &headline, &mut estimates, watched)?;
    Ok(Done { plan, identity, headline, estimates, stress })
}

/// The scenario that is asked for: `--precision` is as good as a `--set`.
fn asked(arguments: &RunArgs) -> ScenarioArgs {
    let mut scenario = arguments.scenario.clone();
    scenario.changes.set.extend(arguments.precision.iter().map(|share| format!("simulation.precision={share}")));
    scenario
}

/// The draws of the headline and the views: as many as the plan says, or as its precision takes.
fn drawn(
    plan: &mut Plan,
    max_draws: Option<u64>,
    watched: bool,
    checkpoint: Option<Checkpoint>,
) -> Result<(Draws, Vec<Draws>, Option<PrecisionResults>), Failure> {
    match (plan.simulation.precision, checkpoint) {
        (None, checkpoint) => {
            let (headline, views) = simulate::simulate_by(plan, watched, checkpoint)?;
            Ok((headline, views, None))
        }
        (Some(asked), None) => {
            let (headline, views, precision) = precise::simulate(plan, asked, max_draws, watched)?;
            Ok((headline, views, Some(precision)))
        }
        (Some(_), Some(_)) => {
            let message = "error: --checkpoint keeps runs of a known number of draws; leave it out, or say `draws` \
                           instead of `precision`\n";
            Err(Failure::Scenario(message.to_owned()))
        }
    }
}

/// The scenario, and what a stress test tries on it where one is asked for.
fn load(arguments: &ScenarioArgs, files: &dyn Files, with_stress: bool) -> Result<(Loaded, Option<Tried>), Failure> {
    if !with_stress {
        return Ok((scenario::load_from(arguments, files)?, None));
    }
    let tried = stress::load(arguments, files)?;
    let inputs = Inputs { with_stress, ..tried.inputs.clone() };
    let loaded = Loaded { plan: tried.plan.clone(), identity: tried.identity.clone(), inputs };
    Ok((loaded, Some(tried)))
}

/// The stress test where one is asked for, which fills in how many people the targets take.
fn stressed(
    tried: Option<Tried>,
    headline: &Draws,
    estimates: &mut Estimates,
    watched: bool,
) -> Result<Option<Stress>, Failure> {
    let stress = tried.map(|tried| stress::of_run(tried, headline, estimates, None, watched)).transpose()?;
    if let Some(stress) = &stress {
        estimates.fill_people_needed(stress);
    }
    Ok(stress)
}

/// What is to be written.
fn formats(arguments: &RunArgs) -> Vec<Format> {
    let chosen = arguments.format.clone().unwrap_or_else(|| Format::OF_A_RUN.to_vec());
    #[cfg(feature = "parquet")]
    let chosen = if arguments.parquet && !chosen.contains(&Format::Parquet) {
        chosen.into_iter().chain([Format::Parquet]).collect()
    } else {
        chosen
    };
    chosen
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

/// Draws the figures, makes the papers and writes all of it.
fn write(
    folder: &Path,
    formats: &[Format],
    beside: &Beside,
    estimates: &Estimates,
    table: &DrawsTable<'_>,
) -> Result<Vec<PathBuf>, Failure> {
    let drawn = Drawn::new(&estimates.results, beside, formats)?;
    let mut files = artifacts(&estimates.results, beside, Some(table), &drawn, formats);
    files.extend(beside::artifacts(beside));
    let written = files::write_whole(folder, &files)?;
    if formats.contains(&Format::Figures) {
        files::remove(folder, &drawn.stale(beside));
    }
    Ok(written)
}
