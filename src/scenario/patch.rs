//! Applies patches: of views and shocks, of a file on the one that it extends, and of `--set`.

use std::rc::Rc;

use super::defaults;
use super::diagnostic::{Collected, Diagnostic};
use super::links;
use super::names::is_remark;
use super::names::nearest;
use super::reader::join;
use super::shape::{has_default, is_links, is_names, is_spelled, is_value};
use super::tree::{Content, Node, Pair, Span};
use crate::quantity::listed;
use crate::scenario::limits::WIDEST_PATCH;

/// Blocks that a view or shock may not touch.
const LOCKED: [&str; 10] = [
    "starts",
    "price_base",
    "library",
    "simulation",
    "views",
    "shocks",
    "extends",
    "samples",
    "cases",
    "allow_unverified",
];

/// Where a patch comes from, which decides what it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PatchOrigin {
    /// A file on the one that it extends: anything.
    File,
    /// `--set`: anything but new names.
    Argument,
    /// A view: the same people, payers, events and targets under another assumption.
    View,
    /// A shock: the same as a view.
    Shock,
}

impl PatchOrigin {
    /// Whether it may give a name to something new.
    const fn may_add(self) -> bool {
        matches!(self, Self::File)
    }

    /// Whether it may take something with a name away.
    const fn may_remove(self) -> bool {
        matches!(self, Self::File | Self::Argument)
    }

    /// The blocks that it may not touch.
    pub(super) const fn locked(self) -> &'static [&'static str] {
        if matches!(self, Self::View | Self::Shock) { &LOCKED } else { &[] }
    }

    /// What messages call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::File => "this file",
            Self::Argument => "`--set`",
            Self::View => "a view",
            Self::Shock => "a shock",
        }
    }
}

/// One patch on its way into a tree.
pub(super) struct Patch<'c> {
    /// Where it comes from.
    pub(super) origin: PatchOrigin,
    /// Where faults go.
    pub(super) faults: &'c mut Collected,
}

impl Patch<'_> {
    /// Applies a whole block of keys to a scenario, and what it changes in `support` to the copies of it.
    pub(super) fn apply(&mut self, root: &mut Node, patch: &Node, key_span: Span) {
        if widest(patch) > WIDEST_PATCH {
            let message = format!("a patch cannot change more than {WIDEST_PATCH} keys of one block");
            self.faults.fault(key_span.at(""), message, "write the scenario out instead");
            return;
        }
        match &patch.content {
            Content::Map(pairs) => {
                let before = root.get("support").cloned();
                for pair in pairs.iter() {
                    self.pair(root, pair, "");
                }
                defaults::refresh(root, before.as_ref(), self.faults);
            }
            Content::Empty { said: false } => {}
            _ => {
                let message = "`set` needs keys of the scenario below it";
                self.faults.fault(key_span.at(""), message, "write set: {events: {eviction: {probability: 15%}}}");
            }
        }
    }

    /// Applies one key of a patch to the block at `path`.
    pub(super) fn pair(&mut self, target: &mut Node, pair: &Pair, path: &str) {
        if self.faults.is_full() {
            return;
        }
        let below = join(path, &pair.key);
        if is_links(path) && !pair.node.is_map() {
            // What `--set` says of a link is its chance.
            let mut opened = pair.clone();
            links::open(&mut opened);
            if opened.node.is_map() {
                return self.pair(target, &opened, path);
            }
        }
        if path.is_empty() && self.origin.locked().contains(&pair.key.as_str()) {
            let message = format!("{} cannot change `{}`", self.origin.name(), pair.key);
            let help = "what all views and shocks share stays as it is; write a file that `extends` this one instead";
            self.faults.fault(pair.key_span.at(below), message, help);
            return;
        }
        let existing = target.pairs_mut().and_then(|pairs| {
            pairs.iter_mut().find(|existing| existing.key == pair.key && !existing.node.is_removed())
        });
        match (existing, &pair.node.content) {
            (_, Content::Empty { said: false }) if !is_names(path) => {
                let message = format!("`{}` has nothing after its colon", pair.key);
                self.faults.fault(pair.key_span.at(below), message, "write a value, or `null` to take it out");
            }
            (Some(_), Content::Empty { said: false }) => {}
            (Some(existing), Content::Empty { said: true }) => self.remove(existing, pair, path, below),
            (None, Content::Empty { said: true }) => {
                let message = format!("there is no `{}` to take out", pair.key);
                self.faults.fault(pair.key_span.at(below), message, "take this line out");
            }
            (Some(existing), _) => self.change(existing, pair, &below),
            (None, _) => self.add(target, pair, path, below),
        }
    }

    /// Changes a value that is there: blocks key by key, values whole.
    fn change(&mut self, existing: &mut Pair, pair: &Pair, path: &str) {
        open_relative_risk(&mut existing.node, &pair.node, path);
        let whole = !existing.node.is_map() || is_value(path, &pair.node) || is_value(path, &existing.node);
        if whole {
            existing.node = pair.node.clone();
            existing.key_span = pair.key_span;
        } else {
            for inner in pair.node.pairs() {
                self.pair(&mut existing.node, inner, path);
            }
        }
    }

    /// Takes a value away.
    fn remove(&mut self, existing: &mut Pair, pair: &Pair, path: &str, below: String) {
        if (is_names(path) || is_names(&below)) && !self.origin.may_remove() {
            let message = format!("{} cannot take out `{}`", self.origin.name(), pair.key);
            let help = "views and shocks keep the payers, events, outcomes, segments and targets; set its numbers to zero instead";
            self.faults.fault(pair.node.span.at(below), message, help);
            return;
        }
        existing.node = Node::new(Content::Removed, pair.node.span);
    }

    /// Adds a key that is not there yet.
    fn add(&mut self, target: &mut Node, pair: &Pair, path: &str, below: String) {
        if !self.origin.may_add() && !is_remark(&pair.key) && (is_names(path) || is_names(&below)) {
            let known = target.pairs().iter().filter(|known| !known.node.is_removed()).map(|known| known.key.as_str());
            let fault = nothing_at(pair.key_span, path, &pair.key, known);
            self.faults.push(fault);
            return;
        }
        let Some(pairs) = target.pairs_mut() else { return };
        match pairs.iter_mut().find(|removed| removed.key == pair.key) {
            Some(removed) => *removed = pair.clone(),
            None => pairs.push(pair.clone()),
        }
    }
}

/// The number of keys of the largest block.
fn widest(node: &Node) -> usize {
    node.pairs().iter().map(|pair| widest(&pair.node)).max().unwrap_or(0).max(node.pairs().len())
}

/// One relative risk for all events becomes the default where a patch names an event.
pub(super) fn open_relative_risk(existing: &mut Node, patch: &Node, path: &str) {
    let by_event = patch.is_map() && !is_spelled(patch);
    let single = !existing.is_map() || is_spelled(existing);
    if has_default(path) && by_event && single {
        let span = existing.span;
        let node = std::mem::replace(existing, Node::new(Content::Removed, span));
        existing.content = Content::Map(Rc::new(vec![Pair { key: "default".to_owned(), key_span: span, node }]));
    }
}

/// The fault of a path that matches nothing.
pub(super) fn nothing_at<'k>(
    span: Span,
    path: &str,
    key: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    let full = join(path, key);
    let fault = Diagnostic::error(span.at(&full), format!("there is no `{full}` in the scenario"));
    match nearest(key, known.clone().take(WIDEST_PATCH)) {
        Some(near) => fault.help(format!("did you mean `{}`?", join(path, near))),
        None if known.clone().next().is_none() => fault.help("it can only be added in a scenario file"),
        None => {
            let place = if path.is_empty() { "at the top level".to_owned() } else { format!("under `{path}`") };
            fault.help(format!("{place} there are {}", listed(known.take(12), "and")))
        }
    }
}
