//! Raises what a careful reader would object to in a scenario that can be read.

use super::diagnostic::{Collected, Diagnostic};
use super::tree::Node;
use super::{Place, Scenario, Value, WrittenLaw};
use std::collections::BTreeSet;

/// W01: a value under `shared` that nothing uses.
pub(super) fn unused_shared(tree: &Node, used: &BTreeSet<String>, faults: &mut Collected) {
    for pair in tree.get("shared").iter().flat_map(|shared| shared.entries()) {
        if used.contains(&pair.key) {
            continue;
        }
        let place = pair.key_span.at(format!("shared.{}", pair.key));
        let fault = Diagnostic::warning("W01", place, format!("nothing uses the shared value `{}`", pair.key));
        faults.push(fault.help(format!("name it where it is meant: {{shared: {}}}, or take it out", pair.key)));
    }
}

/// W04: the horizon changes, but a probability that was not changed with it is that of the old one.
pub(super) fn changed_horizon(
    scenario: &Scenario,
    before: Option<&Node>,
    after: Option<&Node>,
    is_old: impl Fn(&Place) -> bool,
    faults: &mut Collected,
) {
    let (Some(before), Some(after)) = (before, after) else { return };
    if before.span == after.span && before.scaled == after.scaled {
        return;
    }
    let is_bound = |value: &Value| is_old(&value.place) && is_of_the_horizon(scenario, value);
    let bound: Vec<String> = scenario
        .events
        .iter()
        .filter(|event| event.value.probability.as_ref().is_some_and(is_bound))
        .map(|event| format!("`{}`", event.id))
        .collect();
    if bound.is_empty() {
        return;
    }
    let place = after.scaled_at.unwrap_or(after.span).at("horizon");
    let message = format!("the horizon changes, but the probability of {} stays as it was written", bound.join(", "));
    let help = "write observed: {events: …, of: …, over: …}, which follows the horizon, or set the probability as well";
    faults.push(Diagnostic::warning("W04", place, message).help(help));
}

/// Whether a probability holds for the horizon as written, and does not say its own period.
fn is_of_the_horizon(scenario: &Scenario, value: &Value) -> bool {
    match &value.law {
        WrittenLaw::Uncertain { over, .. } => over.is_none(),
        WrittenLaw::Shared { name, .. } => {
            let shared = scenario.shared.iter().find(|entry| entry.id == *name);
            shared.is_none_or(|entry| is_of_the_horizon(scenario, &entry.value))
        }
        _ => true,
    }
}
