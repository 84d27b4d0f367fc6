//! Carries out `averted drivers`: draw the evidence, expect, say what drives the answer, write.

use anyhow::Context as _;

use super::args::DriversArgs;
use super::exit_code::Failure;
use super::figures::Drawn;
use super::files::Artifact;
use super::folder::{self, Of};
use super::scenario::{self, Loaded};
use super::{output, place, run};
use crate::estimate::{self, Ask, Drivers, Identity, StudyCost};
use crate::model::Plan;
use crate::render;
use crate::render::plot::DRIVERS_FIGURES;

/// Says what drives the answer of a scenario, and what is worth knowing better.
pub(super) fn drivers(arguments: &DriversArgs) -> Result<(), Failure> {
    let study_cost = arguments.study_cost.as_deref().map(StudyCost::parse).transpose();
    let study_cost = study_cost.map_err(|error| wrong("--study-cost", &error.to_string()))?;
    let Loaded { plan, identity, .. } = scenario::load(&arguments.scenario)?;
    let pick_freeze = arguments.pick_freeze.map(|points| usize::try_from(points).unwrap_or(usize::MAX));
    let ask = Ask { of: arguments.of.clone(), pick_freeze, study_cost };
    let drivers = of_plan(&plan, &identity, &ask)?;
    let json = render::json(&drivers).context("cannot write the drivers as JSON")?;
    if arguments.json {
        return Ok(output::print_bytes(&json)?);
    }
    let folder = arguments.output.clone().unwrap_or_else(|| place::default_folder(&arguments.scenario));
    let drawn = Drawn::of(DRIVERS_FIGURES, &drivers);
    let mut artifacts = vec![Artifact::new("drivers.json", |sink| Ok(sink.write_all(&json)?))];
    artifacts.extend(drawn.files());
    let written = folder::deliver(&folder, &Of::answer(&json), &artifacts, arguments.quiet)?;
    if !arguments.quiet {
        output::print(&render::drivers(&drivers, &run::listed(&folder, &written)))?;
    }
    Ok(())
}

/// What drives the answer of a scenario.
pub(super) fn of_plan(plan: &Plan, identity: &Identity, ask: &Ask) -> Result<Drivers, Failure> {
    estimate::drivers(plan, identity, ask).map_err(|error| wrong("averted drivers", &error.to_string()))
}

/// A wrong command line.
fn wrong(what: &str, reason: &str) -> Failure {
    Failure::Scenario(format!("error: {what}: {reason}\n"))
}
