//! Carries out `averted evidence`: weigh what a few case studies can tell, write evidence.json, say what came out.

use std::path::{Path, PathBuf};

use super::args::EvidenceArgs;
use super::caller::Caller;
use super::deliver::deliver;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::progress::Meter;
use super::{place, scenario};
use crate::estimate::{self, Evidence, Identity, Options, Watch};
use crate::model::{CaseStudies, Plan};
use crate::run::Loaded;
use crate::scenario::sheet_of;

/// The level of the intervals of a table that comes without a scenario.
const LEVEL: f64 = 0.95;

/// Weighs the evidence of a scenario, or a table of case studies by itself.
pub(super) fn evidence(arguments: &EvidenceArgs) -> Result<(), Failure> {
    let found = answer(arguments, &Caller::at_terminal(arguments.delivery.quiet))?;
    let place = match (arguments.scenario(), &arguments.cases) {
        (None, Some(table)) => place::of_file(&sheet_of(table).0),
        (scenario, _) => scenario.as_ref().map_or_else(PathBuf::new, place::default_folder),
    };
    deliver(&found, place, &arguments.delivery)
}

/// What the evidence can tell.
pub(super) fn answer(arguments: &EvidenceArgs, caller: &Caller) -> Result<Evidence, Failure> {
    match (arguments.scenario(), &arguments.cases) {
        (Some(scenario), _) => {
            let Loaded { plan, identity, .. } = scenario::load(&scenario, caller)?;
            effort::agreed(&[(&plan, Work::Evidence)], scenario.changes.large)?;
            let options = Options { update: arguments.update };
            let meter = Meter::new(estimate::evidence_draws(&plan), caller);
            of_plan(&plan, &identity, options, &meter)
        }
        (None, Some(table)) => of_table(table, arguments.changes.seed.unwrap_or(1), caller),
        (None, None) => Err(anyhow::anyhow!("name a scenario, or a table with --cases").into()),
    }
}

/// The evidence of a scenario.
pub(super) fn of_plan(plan: &Plan, identity: &Identity, options: Options, meter: &Meter) -> Result<Evidence, Failure> {
    let watch = Watch { progress: meter, next: &|whose| meter.next(whose) };
    let found = estimate::evidence(plan, identity, options, &watch);
    meter.finish();
    Ok(found.map_err(anyhow::Error::new)?)
}

fn of_table(path: &Path, seed: u64, caller: &Caller) -> Result<Evidence, Failure> {
    let table = scenario::load_cases(path, caller)?;
    Ok(estimate::evidence_of_cases(&CaseStudies::from(&table), LEVEL, seed))
}
