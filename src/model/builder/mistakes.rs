//! Collects every mistake of a scenario once, however many views and shocks repeat it.

use crate::scenario::{Diagnostic, Entry, Place, Placed, nearest};
use std::collections::HashSet;

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    found: Vec<Diagnostic>,
    seen: HashSet<(String, usize, usize)>,
}

impl Mistakes {
    /// Adds a mistake with what to do about it, unless the same was said of the same place.
    pub(super) fn add(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        self.labelled(place, message, "", help);
    }

    /// As [`Self::add`], with words under the underlined text.
    pub(super) fn labelled(
        &mut self,
        place: &Place,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (message, label, help) = (message.into(), label.into(), help.into());
        if !self.seen.insert((message.clone(), place.source, place.start)) {
            return;
        }
        let mut diagnostic = Diagnostic::error(place.clone(), message);
        if !label.is_empty() {
            diagnostic = diagnostic.label(label);
        }
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }

    /// Says that `name` is not one of `known`, with the nearest.
    pub(super) fn unknown<'k>(&mut self, what: &str, name: &Placed<String>, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(&name.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("the scenario has no {what}"),
            None => format!("known: {}", listed(&known)),
        };
        self.labelled(&name.place, format!("there is no {what} `{}`", name.value), format!("no such {what}"), help);
    }

    /// Whether none was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order found.
    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// A key of a mapping as a name that may be looked up.
pub(super) fn key<T>(entry: &Entry<T>) -> Placed<String> {
    Placed { value: entry.id.clone(), place: entry.place.clone() }
}

/// At most a dozen names, so that a message stays readable.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}
