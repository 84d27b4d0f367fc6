//! Raises what a careful reader would object to in a scenario that can be read.

use super::diagnostic::{Collected, Diagnostic};
use super::reader::is_remark;
use super::tree::Node;
use super::{EventWritten, Place, Scenario, Value, WrittenLaw};

/// W01: a value under `shared` that nothing uses.
pub(super) fn unused_shared<'n>(tree: &Node, used: impl Iterator<Item = &'n String> + Clone, faults: &mut Collected) {
    for pair in tree.get("shared").map_or(&[][..], Node::pairs) {
        if is_remark(&pair.key) || pair.node.is_removed() || used.clone().any(|name| *name == pair.key) {
            continue;
        }
        let place = pair.key_span.at(format!("shared.{}", pair.key));
        let fault = Diagnostic::warning("W01", place, format!("nothing uses the shared value `{}`", pair.key));
        faults.push(fault.help(format!("name it where it is meant: {{shared: {}}}, or take it out", pair.key)));
    }
}

/// W03: one uncertain spelling, copied by an alias, under `support` of three or more events.
pub(super) fn same_spelling(scenario: &Scenario, faults: &mut Collected) {
    let mut spellings: Vec<(&Place, &str, usize)> = Vec::new();
    for event in &scenario.events {
        let mut in_this_event: Vec<&Place> = Vec::new();
        for (key, value) in support_values(&event.value) {
            let uncertain = matches!(value.law, WrittenLaw::Uncertain { .. });
            let is_default = value.identity.starts_with("support.");
            if !uncertain || is_default || in_this_event.iter().any(|place| same(place, &value.place)) {
                continue;
            }
            in_this_event.push(&value.place);
            match spellings.iter_mut().find(|(place, _, _)| same(place, &value.place)) {
                Some((_, _, events)) => *events += 1,
                None => spellings.push((&value.place, key, 1)),
            }
        }
    }
    for (place, key, events) in spellings.into_iter().filter(|(_, _, events)| *events >= 3) {
        let message = format!("an alias copies this spelling to {events} events, and each of them draws its own value");
        let fault = Diagnostic::warning("W03", place.clone(), message);
        faults.push(fault.help(format!(
            "to draw one value for all, write it once as top-level `support: {{{key}: …}}` or under `shared`"
        )));
    }
}

/// The uncertain fields of an event's support.
fn support_values(event: &EventWritten) -> impl Iterator<Item = (&'static str, &Value)> {
    let support = &event.support;
    let fields = [
        ("prevents", &support.prevents),
        ("reduces", &support.reduces),
        ("adds", &support.adds),
        ("drop_off", &support.drop_off),
        ("attribution", &support.attribution),
        ("displacement", &support.displacement),
        ("optimism_bias", &support.optimism_bias),
    ];
    fields.into_iter().filter_map(|(key, value)| value.as_ref().map(|value| (key, value)))
}

/// Whether two places are the same bytes.
fn same(a: &Place, b: &Place) -> bool {
    (a.source, a.start, a.end) == (b.source, b.start, b.end)
}

/// W04: a patch changes the horizon, but a probability is that of the old one.
pub(super) fn changed_horizon(base: &Scenario, before: Option<&Node>, after: Option<&Node>, faults: &mut Collected) {
    let (Some(before), Some(after)) = (before, after) else { return };
    if before.span == after.span && before.scaled == after.scaled {
        return;
    }
    let bound: Vec<String> = base
        .events
        .iter()
        .filter(|event| event.value.probability.as_ref().is_some_and(|value| is_of_the_horizon(base, value)))
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
