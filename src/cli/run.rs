//! Carries out `averted run`: simulate, estimate, render, write, say what came out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::args::{RunArgs, With};
use super::beside;
use super::exit_code::Failure;
use super::files;
use super::formats::{Drawn, Format, artifacts};
use super::output;
use super::progress::Meter;
use super::scenario::{self, Loaded, Tried};
use super::stress;
use crate::engine::{self, Draws, Which};
use crate::estimate::{self, DrawsTable, Estimates};
use crate::model::Plan;
use crate::render;
use crate::render::report::Beside;

/// Runs a scenario.
pub(super) fn run(arguments: &RunArgs) -> Result<(), Failure> {
    if arguments.json && arguments.with.iter().any(|part| *part != With::Stress) {
        let message = "error: --json prints results.json alone, where evidence and drivers have no place; use `averted \
                       evidence --json` or `averted drivers --json`, or leave out --json\n";
        return Err(Failure::Scenario(message.to_owned()));
    }
    let (Loaded { plan, identity }, tried) = load(arguments)?;
    let (headline, views) = simulate(&plan, !arguments.quiet)?;
    let mut estimates = estimate::estimate(&plan, &identity, &headline, &views).map_err(anyhow::Error::new)?;
    let watched = !arguments.quiet;
    let stress = tried.map(|tried| stress::of_run(tried, &headline, &estimates, None, watched)).transpose()?;
    if let Some(stress) = &stress {
        estimates.fill_people_needed(stress);
    }
    if arguments.json {
        let json = render::json(&estimates.results).context("cannot write the results as JSON")?;
        return Ok(output::print_bytes(&json)?);
    }
    let beside = beside::make(&arguments.with, &plan, &identity, stress, watched)?;
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.scenario.file));
    let mut formats = arguments.format.clone().unwrap_or_else(|| Format::OF_A_RUN.to_vec());
    #[cfg(feature = "parquet")]
    if arguments.parquet && !formats.contains(&Format::Parquet) {
        formats.push(Format::Parquet);
    }
    let written = write(&folder, &formats, &beside, &estimates, &estimates.table(&plan, &headline))?;
    let mut stale = beside::stale(&folder, &estimates.results, &arguments.with);
    stale.retain(|name| !written.contains(&folder.join(name)));
    files::remove(&folder, &stale);
    if !arguments.quiet {
        output::print(&render::summary(&estimates.results, &listed(&folder, &written)))?;
    }
    Ok(())
}

/// The scenario, and what a stress test tries on it where one is asked for.
fn load(arguments: &RunArgs) -> Result<(Loaded, Option<Tried>), Failure> {
    if !arguments.with.contains(&With::Stress) {
        return Ok((scenario::load(&arguments.scenario)?, None));
    }
    let tried = stress::load(&arguments.scenario)?;
    let loaded = Loaded { plan: tried.plan.clone(), identity: tried.identity.clone() };
    Ok((loaded, Some(tried)))
}

/// The draws of the headline and, when the views have no weights, of each view.
pub(super) fn simulate(plan: &Plan, watched: bool) -> Result<(Draws, Vec<Draws>), Failure> {
    let views = if plan.weighted { 0 } else { plan.views.len() };
    let meter = Meter::new(plan.simulation.draws * (1 + views), watched);
    let stopped = || anyhow!("the run was stopped");
    let headline = engine::simulate(plan, Which::Headline, &meter).ok_or_else(stopped)?;
    let mut of_views = Vec::with_capacity(views);
    for view in 0..views {
        meter.next(&plan.views[view].label);
        of_views.push(engine::simulate(plan, Which::View(view), &meter).ok_or_else(stopped)?);
    }
    meter.finish();
    Ok((headline, of_views))
}

/// `output/<name of the scenario file>`, in the current folder.
pub(super) fn default_folder(scenario: &Path) -> PathBuf {
    Path::new("output").join(scenario.file_stem().unwrap_or_else(|| "scenario".as_ref()))
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
