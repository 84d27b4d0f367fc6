//! Links terms of the glossary in running text to their meaning: the first time that a section uses them.

use std::cell::RefCell;
use std::ops::Range;

use crate::render::markup::escaped;

/// Terms that can be linked, and names of the scenario's own, in which nothing is.
#[derive(Debug, Default)]
pub(super) struct Terms<'a> {
    /// Longest first, so that `present value` is not taken for `value`.
    terms: Vec<&'a str>,
    names: Vec<String>,
}

impl<'a> Terms<'a> {
    /// The `terms`; `names` of the scenario's own are left as they are.
    pub(super) fn new(terms: impl IntoIterator<Item = &'a str>, names: impl IntoIterator<Item = String>) -> Self {
        let mut terms: Vec<&str> = terms.into_iter().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        let names =
            names.into_iter().filter(|name| terms.iter().any(|term| uses(name, term).next().is_some())).collect();
        Self { terms, names }
    }

    /// Links for one section, in which no term was used so far.
    pub(super) fn links(&self) -> Links<'_> {
        Links { terms: self, left: RefCell::new(self.terms.clone()) }
    }
}

/// The anchor of a term.
pub(super) fn anchor(term: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("term-{}", term.chars().map(plain).collect::<String>())
}

/// Links within one section.
#[derive(Debug)]
pub(super) struct Links<'a> {
    terms: &'a Terms<'a>,
    /// Terms that the section did not use so far.
    left: RefCell<Vec<&'a str>>,
}

impl Links<'_> {
    /// The text as markup, the terms in it linked that the section did not use before.
    pub(super) fn of(&self, text: &str) -> String {
        let mut taken: Vec<Range<usize>> = self.terms.names.iter().flat_map(|name| every(text, name)).collect();
        let mut linked: Vec<(Range<usize>, &str)> = Vec::new();
        self.left.borrow_mut().retain(|term| {
            let free = |at: &Range<usize>| !taken.iter().any(|other| at.start < other.end && other.start < at.end);
            let Some(at) = uses(text, term).find(free) else { return true };
            taken.push(at.clone());
            linked.push((at, term));
            false
        });
        linked.sort_by_key(|(at, _)| at.start);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, term) in linked {
            out.push_str(&escaped(&text[done..at.start]));
            out.push_str(&format!("<a class=\"term\" href=\"#{}\">{}</a>", anchor(term), escaped(&text[at.clone()])));
            done = at.end;
        }
        out.push_str(&escaped(&text[done..]));
        out
    }
}

/// Where a term stands in the text as a word of its own, in small or capital letters, alone or with the s of a plural.
fn uses<'t>(text: &'t str, term: &'t str) -> impl Iterator<Item = Range<usize>> {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '`'));
    text.char_indices().filter_map(move |(start, _)| {
        let end = start + term.len();
        if !text.get(start..end)?.eq_ignore_ascii_case(term) || word(text[..start].chars().next_back()) {
            return None;
        }
        let end = if text[end..].starts_with('s') { end + 1 } else { end };
        let after = &text[end..];
        // A full stop ends a sentence, and is part of a path only where something follows.
        let follows = after.chars().next().filter(|c| *c != '.' || word(after.chars().nth(1)));
        (!word(follows)).then_some(start..end)
    })
}

/// Every place at which `name` stands in the text.
fn every(text: &str, name: &str) -> Vec<Range<usize>> {
    text.match_indices(name).filter(|(_, name)| !name.is_empty()).map(|(at, name)| at..at + name.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms<'static> {
        Terms::new(["Evidence", "Present value", "View", "Draw"], ["Draw & view team", "NHS"].map(str::to_owned))
    }

    #[test]
    fn the_first_use_in_a_section_is_linked_and_no_other() {
        let terms = terms();
        let links = terms.links();
        assert_eq!(
            links.of("Weak evidence < evidence."),
            "Weak <a class=\"term\" href=\"#term-evidence\">evidence</a> &lt; evidence."
        );
        assert_eq!(
            links.of("At present values, evidence."),
            "At <a class=\"term\" href=\"#term-present-value\">present values</a>, evidence."
        );
        assert!(terms.links().of("Evidence").starts_with("<a "), "the next section starts anew");
    }

    #[test]
    fn parts_of_words_and_paths_are_no_terms() {
        for text in ["interviews", "evidence_based", "views.low", "`view`", "over-view", "evidences-based"] {
            assert_eq!(terms().links().of(text), escaped(text));
        }
        assert!(terms().links().of("One view.").contains("#term-view"));
    }

    #[test]
    fn names_of_the_scenario_stay_as_they_are() {
        assert_eq!(
            terms().links().of("The Draw & view team has a view"),
            "The Draw &amp; view team has a <a class=\"term\" href=\"#term-view\">view</a>"
        );
    }
}
