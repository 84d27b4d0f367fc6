//! Carries out `averted drivers`: draw the evidence, expect, say what drives the answer, write.

use super::args::DriversArgs;
use super::caller::Caller;
use super::deliver::deliver;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::place::default_folder;
use super::scenario;
use crate::estimate::{self, Ask, Drivers, Identity, StudyCost};
use crate::model::Plan;
use crate::run::Loaded;

/// Says what drives the answer of a scenario, and what is worth knowing better.
pub(super) fn drivers(arguments: &DriversArgs) -> Result<(), Failure> {
    let drivers = answer(arguments, &Caller::at_terminal(arguments.delivery.quiet))?;
    deliver(&drivers, default_folder(&arguments.scenario), &arguments.delivery)
}

/// What drives the answer of the scenario that the arguments name.
pub(super) fn answer(arguments: &DriversArgs, caller: &Caller) -> Result<Drivers, Failure> {
    let study_cost = arguments.study_cost.as_deref().map(StudyCost::parse).transpose();
    let study_cost = study_cost.map_err(|error| Failure::wrong(format!("--study-cost: {error}")))?;
    let Loaded { plan, identity, .. } = scenario::load(&arguments.scenario, caller)?;
    let pick_freeze = arguments.pick_freeze.map(|points| usize::try_from(points).unwrap_or(usize::MAX));
    let ask = Ask { of: arguments.of.clone(), pick_freeze, study_cost };
    let work = Work::Drivers(estimate::drivers_evaluations(&plan, &ask));
    effort::agreed(&[(&plan, work)], arguments.scenario.changes.large)?;
    of_plan(&plan, &identity, &ask)
}

/// What drives the answer of a scenario.
pub(super) fn of_plan(plan: &Plan, identity: &Identity, ask: &Ask) -> Result<Drivers, Failure> {
    estimate::drivers(plan, identity, ask).map_err(|error| Failure::wrong(format!("averted drivers: {error}")))
}
