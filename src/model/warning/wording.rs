//! Names events in sentences, and tells whether two names speak of the same thing.

use crate::quantity::{listed, words_of};
use crate::scenario::{Entry, EventWritten, Reading, Scenario, SupportWritten, Value, WrittenLaw};
use std::sync::Arc;

/// The scenario as written, then as each view sees it.
pub(super) fn scenarios(reading: &Reading) -> impl Iterator<Item = &Scenario> {
    std::iter::once(&reading.base).chain(reading.views.iter().map(|view| &view.value.scenario))
}

/// The events for which something holds in any scenario of the reading, each once, in the order of the file.
pub(super) fn events_where(
    reading: &Reading,
    holds: impl Fn(&Scenario, &Entry<Arc<EventWritten>>) -> bool,
) -> Vec<&str> {
    let anywhere =
        |place: usize| scenarios(reading).any(|seen| seen.events.get(place).is_some_and(|entry| holds(seen, entry)));
    let events = reading.base.events.iter().enumerate();
    events.filter(|(place, _)| anywhere(*place)).map(|(_, entry)| entry.id.as_str()).collect()
}

/// The values under `support`.
pub(super) fn effects(support: &SupportWritten) -> impl Iterator<Item = &Value> {
    let SupportWritten {
        prevents,
        reduces,
        shortens,
        adds,
        adds_cash,
        drop_off,
        builds_up,
        attribution,
        displacement,
        optimism_bias,
        instead,
        delays: _,
        starts_after: _,
        lasts: _,
    } = support;
    let own =
        [prevents, reduces, shortens, adds, adds_cash, builds_up, drop_off, attribution, displacement, optimism_bias];
    own.into_iter().flatten().chain(instead.iter().map(|link| &link.value.probability))
}

/// "`a`", "`a` and `b`", "`a`, `b` and `c`"; `None` when there is none.
pub(super) fn named(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| listed(names.iter().copied(), "and"))
}

/// The id of the library cost that a value is priced by.
pub(super) fn library_cost(value: &Value) -> Option<&str> {
    match &value.law {
        WrittenLaw::Library { id, .. } => Some(id),
        WrittenLaw::Cost(cost) => library_cost(&cost.price),
        _ => None,
    }
}

/// An id and its label in small letters, underscores as spaces, so that words can be looked for.
pub(super) fn spoken(id: &str, label: Option<&String>) -> String {
    format!("{} {}", words_of(id), label.map_or("", String::as_str)).to_lowercase()
}

/// Words that say nothing about what an event or outcome is.
const EMPTY: &[&str] = &[
    "accidental",
    "after",
    "avoided",
    "better",
    "care",
    "cost",
    "extra",
    "feeling",
    "fewer",
    "from",
    "have",
    "health",
    "home",
    "improved",
    "into",
    "less",
    "lower",
    "mental",
    "more",
    "needs",
    "number",
    "other",
    "people",
    "prevented",
    "reduced",
    "relief",
    "risk",
    "service",
    "services",
    "social",
    "some",
    "support",
    "that",
    "their",
    "unplanned",
    "visit",
    "visits",
    "with",
    "without",
    "year",
];

/// A word that both texts have, whatever its ending: `eviction` in "Eviction" and in "fewer people evicted".
pub(super) fn shared_word<'a>(first: &'a str, second: &str) -> Option<&'a str> {
    let words = |text: &'a str| text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 4);
    let others: Vec<String> = second.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
    words(first)
        .filter(|word| !EMPTY.contains(word))
        .find(|word| others.iter().any(|other| !EMPTY.contains(&other.as_str()) && alike(word, other)))
}

/// Whether two words begin alike but for their last two letters, with four letters at least.
fn alike(first: &str, second: &str) -> bool {
    let common = first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
    let shorter = first.chars().count().min(second.chars().count());
    common >= 4.max(shorter.saturating_sub(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_beginnings() {
        for (first, second) in
            [("eviction", "evicted"), ("isolation", "isolated"), ("crisis", "crises"), ("fire", "fires")]
        {
            assert!(alike(first, second), "{first} {second}");
        }
        for (first, second) in [("confidence", "confined"), ("fire", "firm"), ("depression", "independence")] {
            assert!(!alike(first, second), "{first} {second}");
        }
        assert_eq!(shared_word("eviction", "fewer people evicted"), Some("eviction"));
        assert_eq!(shared_word("mental health crisis", "better mental health"), None);
    }
}
