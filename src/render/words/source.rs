//! Says where numbers come from: the scenario's file, and what was changed of it for this run.

use super::list;
use crate::estimate::ScenarioFacts;

/// The file, such as `havering.yaml`, and that it was changed where it was.
#[must_use]
pub fn source_file(scenario: &ScenarioFacts) -> String {
    if scenario.changes.is_empty() { scenario.file.clone() } else { format!("{}, changed", scenario.file) }
}

/// The file with all that was changed, such as `havering.yaml with cohort.people=120`.
#[must_use]
pub fn source(scenario: &ScenarioFacts) -> String {
    if scenario.changes.is_empty() {
        return scenario.file.clone();
    }
    format!("{} with {}", scenario.file, list(&scenario.changes))
}

/// The changes in a sentence; `None` where the scenario is as its file says.
#[must_use]
pub fn changes(scenario: &ScenarioFacts) -> Option<String> {
    (!scenario.changes.is_empty())
        .then(|| format!("Changed for this run, not as {} says: {}.", scenario.file, list(&scenario.changes)))
}
