//! Tells a page what a scenario holds and what of it can be changed.

use serde_json::{Value, json};

use super::control::controls;
use super::files::Opened;
use crate::estimate::Inputs;
use crate::model::{Plan, Target};
use crate::run::PartialRun;
use crate::scenario::{Counting, shock_sets};

/// What the page shows before anything is changed.
pub(super) fn opening(inputs: &Inputs, run: &PartialRun) -> Result<Value, String> {
    let plan = run.plan();
    let main = inputs.files.first().map_or("", |file| file.path.as_str());
    let files = Opened::new(inputs)?;
    let shocks = shock_sets(main.as_ref(), &files, &inputs.set).map_err(|faults| faults.render(false))?;
    let views = plan.views.iter().map(|view| json!({ "id": view.id, "label": view.label, "weight": view.weight }));
    let shocks = shocks.into_iter().map(|shock| json!({ "id": shock.id, "label": shock.label, "set": shock.set }));
    Ok(json!({
        "title": plan.title,
        "file": main,
        "version": env!("CARGO_PKG_VERSION"),
        "draws": plan.simulation.draws,
        "seed": plan.simulation.seed,
        "people": { "path": "cohort.people", "value": plan.base.cohort.people },
        "controls": controls(plan),
        "targets": plan.base.targets.iter().map(|one| target(plan, one)).collect::<Vec<_>>(),
        "views": views.collect::<Vec<_>>(),
        "shocks": shocks.collect::<Vec<_>>(),
    }))
}

fn target(plan: &Plan, target: &Target) -> Value {
    let path = |key: &str| format!("targets.{}.{key}", target.id);
    let years: Vec<&str> = plan.years.iter().filter(|year| year.to.is_finite()).map(|year| year.id.as_str()).collect();
    let countings = Counting::all().map(|(word, counting)| json!({ "id": word, "label": counted(counting) }));
    json!({
        "id": target.id,
        "label": target.label,
        "amount": target.written,
        "amount_path": path("amount"),
        "year": target.year.and_then(|year| plan.years.get(year)).map(|year| year.id.as_str()),
        "year_path": path("year"),
        "years": years,
        "counting": target.counting.to_string(),
        "counting_path": path("counting"),
        "countings": countings.collect::<Vec<_>>(),
    })
}

/// What counts towards a target, in a few words.
const fn counted(counting: Counting) -> &'static str {
    match counting {
        Counting::Cashable => "cashable: what can leave a budget",
        Counting::Released => "released: what has left a budget by the end of a year",
        Counting::Averted => "averted: avoided, without what is only put off",
        Counting::Avoided => "avoided: all cost avoided, cashable or not",
    }
}
