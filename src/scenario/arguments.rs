//! Applies `path=value` and `path=x1.2` of `--set`, `--shock` and `--grid`, each argument a text of its own with places.

use crate::quantity::Kind;
use std::rc::Rc;

use super::defaults;
use super::diagnostic::Collected;
use super::parse::parse;
use super::patch::{Patch, PatchOrigin, nothing_at, open_relative_risk};
use super::reader::join;
use super::scale::Scaling;
use super::shape::is_names;
use super::tree::{Content, Node, Pair, Span};
use crate::scenario::limits::{LARGEST_ARGUMENT, LONGEST_PATH};

/// One argument of the command line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Argument<'a> {
    /// What was typed.
    pub(super) text: &'a str,
    /// The source that holds it.
    pub(super) source: usize,
    /// The option that it was typed at, such as `--set`.
    pub(super) option: &'static str,
    /// What it may change.
    pub(super) origin: PatchOrigin,
}

/// Applies one argument.
pub(super) fn apply(root: &mut Node, argument: Argument<'_>, faults: &mut Collected) {
    let Argument { text, source, option, origin } = argument;
    let span = |start: usize, end: usize| Span { source, start, end };
    let Some((path, value)) = text.split_once('=') else {
        let help = format!("write {option} horizon=12months, or {option} events.*.unit_cost=x1.2 to scale");
        faults.fault(span(0, text.len()).at(""), format!("`{option}` needs a path and a value"), help);
        return;
    };
    let path_span = span(0, path.len());
    let value_start = path.len() + 1;
    if path.trim().is_empty() || value.trim().is_empty() {
        let missing = if value.trim().is_empty() { "value after the `=`" } else { "path before the `=`" };
        let help = format!("write {option} path=value, or {option} path=x1.2 to scale");
        faults.fault(span(0, text.len()).at(path), format!("`{option}` has no {missing}"), help);
        return;
    }
    if let Some(factor) = factor(value) {
        let factor_span = span(value_start, text.len());
        Scaling { path: path.trim(), path_span, factor, factor_span }.apply(root, origin, faults);
        return;
    }
    let Some(value) = parse(text, value_start, source, faults) else { return };
    if path.contains('*') && value.size() > LARGEST_ARGUMENT {
        let message = "this value is too long to be set in many places";
        faults.fault(value.span.at(path), message, "write it once under `shared`");
        return;
    }
    let first = path.trim().split('.').next().unwrap_or_default();
    if origin.locked().contains(&first) {
        let help = "what all views and shocks share stays as it is; use --set to change it for the whole run";
        faults.fault(path_span.at(path), format!("{} cannot change `{first}`", origin.name()), help);
        return;
    }
    let before = root.get("support").cloned();
    let parts: Vec<&str> = path.trim().split('.').collect();
    if parts.len() > LONGEST_PATH {
        let message = "no path has so many parts";
        faults.fault(path_span.at(""), message, "name a value, such as events.eviction.probability");
        return;
    }
    Setting { value: &value, path_span, origin, faults }.walk(root, &parts, "");
    defaults::refresh(root, before.as_ref(), faults);
}

/// The factor of a value that scales, such as `1.2` of `x1.2`.
pub(super) fn factor(value: &str) -> Option<&str> {
    value.trim().strip_prefix('x').filter(|factor| Kind::Factor.parse(factor).is_ok())
}

/// A value on its way to where a path leads.
struct Setting<'s> {
    value: &'s Node,
    path_span: Span,
    origin: PatchOrigin,
    faults: &'s mut Collected,
}

impl Setting<'_> {
    /// Walks down the path, adding blocks that the language knows but the file leaves out.
    fn walk(&mut self, node: &mut Node, parts: &[&str], path: &str) {
        let Some((part, rest)) = parts.split_first() else { return };
        if let Content::List(items) = &mut node.content {
            self.entries(Rc::make_mut(items).as_mut_slice(), part, rest, path);
            return;
        }
        if rest.is_empty() {
            let patch = Node::new(Content::Map(Rc::new(vec![self.pair(part)])), self.path_span);
            open_relative_risk(node, &patch, path);
        }
        if !node.is_map() {
            self.faults.push(nothing_at(self.path_span, path, part, std::iter::empty()));
            return;
        }
        let known: Vec<String> = node.entries().map(|pair| pair.key.clone()).collect();
        let chosen: Vec<&str> = if *part == "*" { known.iter().map(String::as_str).collect() } else { vec![*part] };
        if chosen.is_empty() {
            self.faults.push(nothing_at(self.path_span, path, part, std::iter::empty()));
        }
        for key in chosen {
            if rest.is_empty() {
                let pair = self.pair(key);
                Patch { origin: self.origin, faults: self.faults }.pair(node, &pair, path);
                continue;
            }
            if !known.iter().any(|known| known == key) {
                if is_names(path) {
                    self.faults.push(nothing_at(self.path_span, path, key, known.iter().map(String::as_str)));
                    return;
                }
                self.open(node, key);
            }
            if let Some(below) = node.get_mut(key) {
                self.walk(below, rest, &join(path, key));
            }
        }
    }

    /// Goes on into the entries of a list, counted from 1.
    fn entries(&mut self, items: &mut [Node], part: &str, rest: &[&str], path: &str) {
        let mut found = false;
        for (index, item) in items.iter_mut().enumerate() {
            let number = (index + 1).to_string();
            if part != "*" && part != number {
                continue;
            }
            found = true;
            if rest.is_empty() {
                *item = self.value.clone();
            } else {
                self.walk(item, rest, &join(path, &number));
            }
        }
        if !found {
            let fault = nothing_at(self.path_span, path, part, std::iter::empty());
            self.faults.push(fault.help(format!("its entries are numbered from 1 to {}", items.len())));
        }
    }

    /// The value under a key.
    fn pair(&self, key: &str) -> Pair {
        Pair { key: key.to_owned(), key_span: self.path_span, node: self.value.clone() }
    }

    /// Adds an empty block.
    fn open(&self, node: &mut Node, key: &str) {
        let block = Node::new(Content::Map(Rc::default()), self.path_span);
        if let Some(pairs) = node.pairs_mut() {
            match pairs.iter_mut().find(|pair| pair.key == key) {
                Some(removed) => removed.node = block,
                None => pairs.push(Pair { key: key.to_owned(), key_span: self.path_span, node: block }),
            }
        }
    }
}
