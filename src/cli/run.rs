//! Carries out `averted run`: simulate, estimate, render, write, say what came out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};

use super::args::RunArgs;
use super::exit_code::Failure;
use super::files::{self, Artifact};
use super::output;
use super::progress::Meter;
use super::scenario::{self, Loaded};
use crate::engine::{self, Draws, Which};
use crate::estimate::{self, Estimates};
use crate::model::Plan;
use crate::render;

/// Runs a scenario.
pub(super) fn run(arguments: &RunArgs) -> Result<(), Failure> {
    let Loaded { plan, identity } = scenario::load(&arguments.scenario)?;
    let (headline, views) = simulate(&plan, !arguments.quiet)?;
    let estimates = estimate::estimate(&plan, &identity, &headline, &views).map_err(anyhow::Error::new)?;
    let json = render::json(&estimates.results).context("cannot write the results as JSON")?;
    if arguments.json {
        return Ok(output::print_bytes(&json)?);
    }
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.scenario.file));
    let written = write(&folder, &json, &estimates, &plan, &headline)?;
    if !arguments.quiet {
        let written: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
        output::print(&render::summary(&estimates.results, &written))?;
    }
    Ok(())
}

/// The draws of the headline and, when the views have no weights, of each view.
fn simulate(plan: &Plan, watched: bool) -> Result<(Draws, Vec<Draws>), Failure> {
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

fn write(
    folder: &Path,
    json: &[u8],
    estimates: &Estimates,
    plan: &Plan,
    headline: &Draws,
) -> Result<Vec<PathBuf>, Failure> {
    let table = estimates.table(plan, headline);
    let artifacts = [
        Artifact { name: "results.json", write: Box::new(|sink| Ok(sink.write_all(json)?)) },
        Artifact { name: "draws.csv", write: Box::new(|sink| Ok(render::draws_csv(&table, sink)?)) },
    ];
    Ok(files::write_whole(folder, &artifacts)?)
}
