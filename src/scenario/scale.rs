//! Scales the values that a path names, wildcards included.

use crate::quantity::Kind;
use std::rc::Rc;

use super::defaults;
use super::diagnostic::{Collected, Diagnostic};
use super::names::is_remark;
use super::patch::{PatchOrigin, nothing_at};
use super::reader::join;
use super::shape::{is_gathering, is_links, is_scalable};
use super::tree::{Content, Node, Pair, Span};
use crate::scenario::limits::{LONGEST_PATH, MOST_PATHS};

/// Whether a path led somewhere; if not, the fault.
type Outcome = Result<(), Box<Diagnostic>>;

/// A path with the factor that it is scaled by, and where the two are written.
pub(super) struct Scaling<'p> {
    /// The path, such as `events.*.unit_cost`.
    pub(super) path: &'p str,
    /// Where the path is written.
    pub(super) path_span: Span,
    /// The factor, such as `120%` or `x1.2`.
    pub(super) factor: &'p str,
    /// Where the factor is written.
    pub(super) factor_span: Span,
}

/// Applies `scale: {path: factor, …}`.
pub(super) fn scale_all(root: &mut Node, block: &Node, key_span: Span, origin: PatchOrigin, faults: &mut Collected) {
    if !block.is_map() {
        let message = "`scale` needs paths with factors below it";
        faults.fault(key_span.at(""), message, "write scale: {events.*.unit_cost: 120%}");
        return;
    }
    if block.pairs().len() > MOST_PATHS {
        let message = format!("`scale` names more than {MOST_PATHS} paths");
        faults.fault(key_span.at(""), message, "gather them with wildcards, such as `events.*.unit_cost`");
        return;
    }
    for pair in block.pairs().iter().filter(|pair| !is_remark(&pair.key)) {
        let Content::Text(factor) = &pair.node.content else {
            let message = format!("`{}` needs one factor", pair.key);
            faults.fault(pair.key_span.at(&pair.key), message, "write a factor such as 120% or 1.2");
            continue;
        };
        let scaling = Scaling { path: &pair.key, path_span: pair.key_span, factor, factor_span: pair.node.span };
        scaling.apply(root, origin, faults);
    }
}

impl Scaling<'_> {
    /// Scales every value that the path names, and copies of defaults with them.
    pub(super) fn apply(&self, root: &mut Node, origin: PatchOrigin, faults: &mut Collected) {
        let factor = Kind::Factor.parse(self.factor.trim().trim_start_matches('x'));
        let wrong =
            |error| faults.explain(self.factor_span.at(self.path), &error, "write a factor such as 120% or 1.2");
        let Some(factor) = factor.map_or_else(wrong, Some) else { return };
        let mut parts: Vec<&str> = self.path.split('.').collect();
        if parts.first().is_some_and(|first| origin.locked().contains(first)) {
            let message = format!("{} cannot change `{}`", origin.name(), parts[0]);
            faults.fault(self.path_span.at(self.path), message, "what all views and shocks share stays as it is");
            return;
        }
        // Where people are given by year, the number of people is their sum, and scaling it scales all years.
        let cohort = root.get("cohort");
        let by_year = cohort.is_some_and(|cohort| cohort.get("people").is_none() && cohort.get("joining").is_some());
        if parts == ["cohort", "people"] && by_year {
            parts = vec!["cohort", "joining", "*"];
        }
        if parts.len() > LONGEST_PATH {
            let message = "no path has so many parts";
            faults.fault(self.path_span.at(""), message, "name a value, such as `events.*.unit_cost`");
            return;
        }
        let before = root.get("support").cloned();
        if let Err(fault) = self.walk(root, &parts, "", factor) {
            faults.push(*fault);
        }
        defaults::refresh(root, before.as_ref(), faults);
    }

    /// Walks down the path and scales what stands at its end.
    fn walk(&self, node: &mut Node, parts: &[&str], path: &str, factor: f64) -> Outcome {
        let Some((part, rest)) = parts.split_first() else {
            let is_link = path.rsplit_once('.').is_some_and(|(links, _)| is_links(links));
            return if is_link && node.is_map() {
                self.walk(node, &["probability"], path, factor)
            } else {
                self.scale(node, path, factor)
            };
        };
        match &mut node.content {
            Content::Map(pairs) if *part == "*" => {
                let pairs =
                    Rc::make_mut(pairs).iter_mut().filter(|pair| !pair.node.is_removed() && !is_remark(&pair.key));
                self.any(pairs.map(|pair| self.walk(&mut pair.node, rest, &join(path, &pair.key), factor)), path)
            }
            Content::Map(pairs) => {
                let is_there = |pair: &Pair| !pair.node.is_removed() && pair.key == *part;
                if !pairs.iter().any(is_there) {
                    let known = pairs.iter().filter(|pair| !pair.node.is_removed() && !is_remark(&pair.key));
                    return Err(Box::new(nothing_at(self.path_span, path, part, known.map(|pair| pair.key.as_str()))));
                }
                let found = Rc::make_mut(pairs).iter_mut().find(|pair| is_there(pair));
                found.map_or(Ok(()), |pair| self.walk(&mut pair.node, rest, &join(path, part), factor))
            }
            Content::List(items) => {
                let walked = Rc::make_mut(items).iter_mut().enumerate().filter_map(|(index, item)| {
                    let number = (index + 1).to_string();
                    (*part == "*" || *part == number).then(|| self.walk(item, rest, &join(path, &number), factor))
                });
                self.any(walked, path)
            }
            _ => Err(Box::new(nothing_at(self.path_span, path, part, std::iter::empty()))),
        }
    }

    /// A wildcard is satisfied by one match; without any the first fault, or the lack of anything, is said.
    fn any(&self, walked: impl Iterator<Item = Outcome>, path: &str) -> Outcome {
        let (mut matched, mut first) = (false, None);
        for outcome in walked {
            match outcome {
                Ok(()) => matched = true,
                Err(fault) => first = first.or(Some(fault)),
            }
        }
        match first {
            _ if matched => Ok(()),
            Some(fault) => Err(fault),
            None => Err(Box::new(nothing_at(self.path_span, path, "*", std::iter::empty()))),
        }
    }

    /// Scales the value at the end of the path.
    fn scale(&self, node: &mut Node, path: &str, factor: f64) -> Outcome {
        if is_scalable(path, node) {
            node.scaled *= factor;
            node.scaled_at = Some(self.factor_span);
            return Ok(());
        }
        if is_gathering(path) {
            for pair in node.pairs_mut().into_iter().flatten().filter(|pair| !is_remark(&pair.key)) {
                self.scale(&mut pair.node, &join(path, &pair.key), factor)?;
            }
            return Ok(());
        }
        let below: Vec<&str> =
            node.pairs().iter().map(|pair| pair.key.as_str()).filter(|key| !is_remark(key)).take(3).collect();
        let message = format!("`{path}` is not one value that could be scaled");
        let fault = Diagnostic::error(self.path_span.at(path), message);
        Err(Box::new(match below.first() {
            Some(first) => {
                fault.help(format!("name a value below it, such as `{path}.{first}`, or all with `{path}.*`"))
            }
            None => fault.help("name a value, such as `events.*.unit_cost`"),
        }))
    }
}
