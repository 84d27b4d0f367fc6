//! Opens a block of `key: value` lines, so that no key is overlooked, misspelt or empty without a word.

use super::Reader;
use super::cursor::At;
use crate::quantity::{CalendarMonth, Remarks, listed};
use crate::scenario::Entry;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{self, Block, SCENARIO, Written, reserved};
use crate::scenario::limits::MOST_ENTRIES;
use crate::scenario::names::{is_remark, nearest};
use crate::scenario::tree::{Content, Node, Pair};
use std::sync::Arc;

impl<'t> Reader<'_> {
    /// Checks the keys of a block and says what it should be if it is none; `None` if it cannot be read.
    pub(crate) fn block(&mut self, at: &At<'t>, block: Block) -> Option<At<'t>> {
        if !self.has_keys(at, block.name, || listed(block.names(), "or")) {
            return None;
        }
        for pair in at.node.entries().filter(|pair| !block.has(&pair.key)) {
            if self.faults.is_full() {
                return None;
            }
            self.unknown_key(at, pair, block);
        }
        self.remarks(at);
        Some(at.clone())
    }

    /// Whether a value is a block of keys; otherwise says what belongs there.
    pub(crate) fn has_keys(&mut self, at: &At<'_>, name: &str, keys: impl Fn() -> String) -> bool {
        let fault = match &at.node.content {
            Content::Map(_) => return true,
            Content::Empty { .. } => {
                let fault = Diagnostic::error(at.key_place(), format!("`{}` has nothing below it", at.key()));
                fault.help(format!("indent its keys further than `{}` itself: {}", at.key(), keys()))
            }
            Content::Text(_) | Content::List(_) | Content::Removed => {
                let what = if matches!(at.node.content, Content::List(_)) { "a list" } else { "one value" };
                if language::belongs(at.key(), name) {
                    let message = format!("`{}` is a key of {name}, but stands where the name of one is due", at.key());
                    Diagnostic::error(at.key_place(), message)
                        .help("indent it further, so that it stands below the name that it belongs to")
                } else {
                    let fault = Diagnostic::error(at.place(), format!("{name} needs keys of its own, not {what}"));
                    fault.help(format!("write {} as `key: value`, indented below `{}`", keys(), at.key()))
                }
            }
        };
        self.faults.push(fault);
        false
    }

    /// Says that a key does not belong in a block, and which one was meant.
    fn unknown_key(&mut self, at: &At<'_>, pair: &Pair, block: Block) {
        let place = at.below_place(pair);
        let near = nearest(&pair.key, block.names());
        let help = if pair.key == "<<" {
            "write the keys out, or put what the events share under the top-level `support`".to_owned()
        } else if pair.key == "draws" && block.id == SCENARIO.id && names_file(&pair.node) {
            "the table of another model's draws is named by `samples`, and its columns by `{sampled: COLUMN}`"
                .to_owned()
        } else if let Some(home) = language::home(&pair.key, block) {
            format!("`{}` belongs to {home}: is the line indented to the right level?", pair.key)
        } else if let Some(near) = near {
            format!("did you mean `{near}`?")
        } else {
            format!("the keys of {} are {}", block.name, listed(block.names(), "and"))
        };
        self.faults.fault(place, format!("`{}` is not a key of {}", pair.key, block.name), help);
    }

    /// The value under a required key.
    pub(crate) fn required(&mut self, at: &At<'t>, key: &str, example: &str) -> Option<At<'t>> {
        let found = at.get(key);
        if found.is_none() && !at.misspells(key) {
            let owner = if at.path.is_empty() { "the scenario".to_owned() } else { format!("`{}`", at.path) };
            self.faults.fault(at.key_place(), format!("{owner} has no `{key}`"), format!("add `{key}: {example}`"));
        }
        found
    }

    /// The entries of a block whose keys the author chooses, such as the events, each read by `read`.
    pub(crate) fn entries<T>(
        &mut self,
        at: &At<'t>,
        what: &str,
        mut read: impl FnMut(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Vec<Entry<T>>> {
        if !self.has_keys(at, &format!("`{}`", at.key()), || format!("the name of {what}")) {
            return None;
        }
        self.remarks(at);
        let pairs: Vec<&Pair> = at.node.entries().collect();
        if pairs.len() > MOST_ENTRIES {
            let message = format!("`{}` has {} entries; {MOST_ENTRIES} are the most", at.key(), pairs.len());
            return self.faults.refuse(at.key_place(), message, "take some out, or gather similar ones");
        }
        let mut complete = true;
        let mut list = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let named = self.check_id(at, pair, what);
            let below = at.below(pair);
            match read(self, &below) {
                Some(value) if named => list.push(Entry { id: pair.key.clone(), place: below.key_place(), value }),
                _ => complete = false,
            }
        }
        complete.then_some(list)
    }

    /// A list, each entry read by `read`.
    pub(crate) fn list<T>(
        &mut self,
        at: &At<'t>,
        example: &str,
        mut read: impl FnMut(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = at.items().filter(|items| items.len() <= MOST_ENTRIES) else {
            let message = format!("`{}` needs a list of at most {MOST_ENTRIES} entries", at.key());
            let help = format!("write each entry on a line of its own: `- {example}`");
            return self.faults.refuse(at.key_place(), message, help);
        };
        let read: Vec<Option<T>> = items.iter().map(|item| read(self, item)).collect();
        read.into_iter().collect()
    }

    /// The entries of a block of blocks.
    pub(crate) fn blocks<T: Written>(&mut self, at: &At<'t>) -> Option<Vec<Entry<Arc<T>>>> {
        self.entries(at, T::BLOCK.name, Self::known_block)
    }

    /// The block at `at` as it was read before, else as it is read now.
    pub(crate) fn known_block<T: Written>(&mut self, at: &At<'_>) -> Option<Arc<T>> {
        self.remembered(at, None, |reader| T::read(reader, at).map(Arc::new))
    }

    /// What is under `key`, read by `read`, if it is given; the outer answer is `None` if it is given and wrong.
    pub(crate) fn maybe<T>(
        &mut self,
        at: &At<'t>,
        key: &str,
        read: impl FnOnce(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Option<T>> {
        match at.get(key) {
            None => Some(None),
            Some(below) => read(self, &below).map(Some),
        }
    }

    /// Whether a name can be used in paths.
    fn check_id(&mut self, at: &At<'_>, pair: &Pair, what: &str) -> bool {
        let place = at.below_place(pair);
        let id = pair.key.as_str();
        if is_remark(id) || reserved().any(|word| word == id) {
            let message = format!("`{id}` cannot name {what}, because the word has a meaning of its own");
            self.faults.fault(place, message, format!("choose another name, such as `{id}_1`"));
            return false;
        }
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let suggestion: String = id.chars().map(|c| if plain(c) { c } else { '_' }).take(60).collect();
            let suggestion = suggestion.trim_matches('_').to_lowercase();
            let message = format!("`{id}` cannot name {what}: names are made of letters, digits, `_` and `-`");
            let fault = Diagnostic::error(place, message);
            self.faults.push(if suggestion.is_empty() {
                fault.help("choose a short name, and say the rest in `label`")
            } else {
                fault.help(format!("write `{suggestion}`, and say the rest in `label`"))
            });
            return false;
        }
        true
    }

    /// Reads `source`, `note`, `grade`, `owner` and `review_by`; those of a block are checked and printed nowhere.
    pub(crate) fn remarks(&mut self, at: &At<'t>) -> Remarks {
        let mut remarks = Remarks::default();
        if !at.node.is_map() {
            return remarks;
        }
        remarks.source = at.get("source").and_then(|at| self.text(&at));
        remarks.note = at.get("note").and_then(|at| self.text(&at));
        remarks.owner = at.get("owner").and_then(|at| self.text(&at));
        remarks.grade = at.get("grade").and_then(|at| self.grade(&at));
        remarks.review_by = at.get("review_by").and_then(|at| self.parsed::<CalendarMonth, _>(&at, str::parse));
        remarks
    }

    /// A grade from 1 (best) to 6 (judgement).
    pub(crate) fn grade(&mut self, at: &At<'t>) -> Option<u8> {
        let text = self.plain(at)?;
        let grade = text.parse().ok().filter(|grade| (1..=6).contains(grade));
        if grade.is_none() {
            let message = format!("`{text}` is not a grade");
            self.faults.fault(at.place(), message, "grades run from 1 (best) to 6 (judgement)");
        }
        grade
    }
}

/// Whether what stands where a count may be meant names a file.
fn names_file(node: &Node) -> bool {
    matches!(&node.content, Content::Text(text) if text.contains('.'))
}

impl At<'_> {
    /// Whether a key that is not known anywhere was probably meant as `key`: that is said already.
    pub(crate) fn misspells(&self, key: &str) -> bool {
        let mut unknown = self.node.pairs().iter().filter(|pair| !language::is_known(&pair.key));
        unknown.any(|pair| nearest(&pair.key, [key]).is_some())
    }

    /// Where the key of a pair below is written.
    pub(crate) fn below_place(&self, pair: &Pair) -> crate::scenario::Place {
        pair.key_span.at(super::cursor::join(&self.path, &pair.key))
    }
}
