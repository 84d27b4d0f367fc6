//! Carries what is wrong with a scenario: the place, the fault and what to do about it.

use super::Place;
use super::names::nearest;
use super::source::Sources;
use super::tree::Span;
use std::collections::{HashMap, HashSet};
use std::fmt::Display;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario can be used, but a careful reader would object.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The id that `silence` names a warning by, such as `W01`; errors have none.
    pub id: Option<&'static str>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` where no text is to blame.
    pub place: Option<Place>,
    /// A few words under the underlined text.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault that makes the scenario unusable.
    pub fn error(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        let (place, message) = (place.into(), message.into());
        Self { severity: Severity::Error, id: None, message, place, label: None, help: None }
    }

    /// Something to think about, which `silence` can name by `id`.
    pub fn warning(id: &'static str, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, id: Some(id), ..Self::error(place, message) }
    }

    /// Adds a few words under the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds the known word that was probably meant by one that is not known, else what to do.
    #[must_use]
    pub(super) fn meant<'k>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        let near = nearest(word, known).map(|near| format!("did you mean `{near}`?"));
        self.help(near.unwrap_or_else(otherwise))
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Everything that is wrong with a scenario, with the texts that it is wrong in.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// The faults, each once, in the order of the file.
    pub list: Vec<Diagnostic>,
    /// The texts that their places are in.
    pub sources: Sources,
}

/// With this many nobody reads on, and finding more would only cost time.
const ENOUGH: usize = 1_000;

/// Gathers diagnostics, each fault once however often a view or stress test meets it again.
#[derive(Debug, Default)]
pub(super) struct Collected {
    list: Vec<Diagnostic>,
    seen: HashSet<Fault>,
    /// Of a fault that many rows of a table share: where it is told, and in how many more rows it is met.
    equal: HashMap<Equal, (usize, usize)>,
    /// Places of which everything has been said.
    muted: Vec<Span>,
}

/// The same words about the same column of the same table.
type Equal = (usize, String, String);

/// A fault is the same if it is said of the same bytes.
type Fault = (Severity, Option<(usize, usize, usize)>, String);

impl Collected {
    /// Adds one unless it is known already.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let bytes = diagnostic.place.as_ref().map(|place| (place.source, place.start, place.end));
        let muted = |(source, start, end): (usize, usize, usize)| {
            self.muted
                .iter()
                .any(|span| span.source == source && (span.start..span.end).contains(&start) && end <= span.end)
        };
        if self.is_full() || bytes.is_some_and(muted) {
            return;
        }
        if self.seen.insert((diagnostic.severity, bytes, diagnostic.message.clone())) {
            self.list.push(diagnostic);
        }
    }

    /// Takes in nothing more about a place: what is wrong there has been said.
    #[cfg(feature = "xlsx")]
    pub(super) fn mute(&mut self, span: Span) {
        self.muted.push(span);
    }

    /// Adds a fault of one row of a table, or counts it with the first that says the same of the same `column`.
    pub(super) fn counted(&mut self, column: &str, diagnostic: Diagnostic) {
        let source = diagnostic.place.as_ref().map_or(0, |place| place.source);
        let key = (source, column.to_owned(), diagnostic.message.clone());
        if let Some((_, more)) = self.equal.get_mut(&key) {
            *more += 1;
            return;
        }
        let index = self.list.len();
        self.push(diagnostic);
        if self.list.len() > index {
            self.equal.insert(key, (index, 0));
        }
    }

    /// Adds a fault and what to do about it.
    pub(super) fn fault(
        &mut self,
        place: impl Into<Option<Place>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::error(place, message).help(help));
    }

    /// The same, for where nothing can be read.
    pub(super) fn refuse<T>(
        &mut self,
        place: impl Into<Option<Place>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.fault(place, message, help);
        None
    }

    /// The same of an explanation, "fault: what to do about it"; `otherwise` is to be done where it says nothing of that.
    pub(super) fn explain<T>(&mut self, place: Place, explanation: &impl Display, otherwise: &str) -> Option<T> {
        let explanation = explanation.to_string();
        let (message, help) = split(&explanation);
        self.refuse(place, message, help.unwrap_or(otherwise))
    }

    /// Whether anything makes the scenario unusable.
    pub(super) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there are so many that looking for more helps nobody.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= ENOUGH
    }

    /// The number gathered so far.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in the order of the texts.
    pub(super) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut list = self.list;
        for &(index, more) in self.equal.values().filter(|(_, more)| *more > 0) {
            let help = list[index].help.take().map_or_else(String::new, |help| format!("{help}; "));
            let rows = if more == 1 { "row" } else { "rows" };
            list[index].help = Some(format!("{help}the same in {more} more {rows}"));
        }
        list.sort_by_key(|diagnostic| {
            let place = diagnostic.place.as_ref();
            (place.map(|place| (place.source, place.start, place.end)), diagnostic.severity)
        });
        list
    }
}

/// The fault and the remedy of "`35` is more than the whole: did you mean 35%?"; a colon in quoted text is not one.
pub(super) fn split(explanation: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (index, character) in explanation.char_indices() {
        match character {
            '`' => quoted = !quoted,
            ':' if !quoted && explanation[index..].starts_with(": ") => {
                return (&explanation[..index], Some(&explanation[index + 2..]));
            }
            _ => {}
        }
    }
    (explanation, None)
}

#[cfg(test)]
mod tests {
    use super::{Collected, Diagnostic, split};
    use crate::scenario::Place;

    #[test]
    fn equal_faults_of_a_table_are_counted() {
        let mut faults = Collected::default();
        let place = |start| Place { path: String::new(), source: 0, start, end: start + 1 };
        for (column, row) in [("a", 0), ("a", 1), ("b", 2), ("a", 3)] {
            faults.counted(column, Diagnostic::error(place(row), "wrong").help("mend it"));
        }
        assert_eq!(faults.len(), 2);
        let helps: Vec<String> = faults.into_sorted().into_iter().filter_map(|fault| fault.help).collect();
        assert_eq!(helps, ["mend it; the same in 2 more rows", "mend it"]);
    }

    #[test]
    fn explanations_fall_into_fault_and_remedy() {
        assert_eq!(split("`35` is too much: did you mean 35%?"), ("`35` is too much", Some("did you mean 35%?")));
        assert_eq!(split("`a: b` is not a share"), ("`a: b` is not a share", None));
    }
}
