//! Carries out `averted evidence`: weigh what a few case studies can tell, write evidence.json, say what came out.

use std::path::Path;

use super::args::EvidenceArgs;
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
    let (found, place) = match (arguments.scenario(), &arguments.cases) {
        (Some(scenario), _) => {
            let Loaded { plan, identity, .. } = scenario::load(&scenario)?;
            effort::agreed(&[(&plan, Work::Evidence)], scenario.changes.large)?;
            let options = Options { update: arguments.update };
            let meter = Meter::new(estimate::evidence_draws(&plan), !arguments.delivery.quiet);
            (of_plan(&plan, &identity, options, &meter)?, place::default_folder(&scenario))
        }
        (None, Some(table)) => {
            (of_table(table, arguments.changes.seed.unwrap_or(1))?, place::of_file(&sheet_of(table).0))
        }
        (None, None) => return Err(anyhow::anyhow!("name a scenario, or a table with --cases").into()),
    };
    deliver(&found, place, &arguments.delivery)
}

/// The evidence of a scenario.
pub(super) fn of_plan(plan: &Plan, identity: &Identity, options: Options, meter: &Meter) -> Result<Evidence, Failure> {
    let watch = Watch { progress: meter, next: &|whose| meter.next(whose) };
    let found = estimate::evidence(plan, identity, options, &watch);
    meter.finish();
    Ok(found.map_err(anyhow::Error::new)?)
}

fn of_table(path: &Path, seed: u64) -> Result<Evidence, Failure> {
    let table = scenario::load_cases(path)?;
    Ok(estimate::evidence_of_cases(&CaseStudies::from(&table), LEVEL, seed))
}
