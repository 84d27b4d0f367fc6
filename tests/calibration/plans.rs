//! Builds plans of scenarios given as text, with the files that they name beside them.

use std::fs;

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::model::Plan;

/// The plan of a scenario; `beside` are names and texts of files in its folder.
pub(crate) fn plan_beside(text: &str, beside: &[(&str, &str)]) -> Plan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("scenario.yaml");
    fs::write(&path, text).expect("a scenario on disk");
    for (name, text) in beside {
        fs::write(folder.path().join(name), text).expect("a file beside it");
    }
    averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{text}\n{}", faults.render(false)))
}

/// The plan of a scenario that names no other file.
pub(crate) fn plan(text: &str) -> Plan {
    plan_beside(text, &[])
}

/// All draws of a plan.
pub(crate) fn draws(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
}

/// The values of a measure, by its name in results.json.
pub(crate) fn column<'a>(plan: &Plan, draws: &'a Draws, name: &str) -> &'a [f64] {
    let index = plan.measures.names().position(|known| known == name).unwrap_or_else(|| panic!("no measure {name}"));
    &draws.columns[index]
}
