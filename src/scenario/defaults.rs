//! Copies the top-level `support` into every event, and keeps the copies in step with what patches do to it.
//!
//! Events that are in step already are left alone, not written anew: what stays as it was need not be read again.

use std::rc::Rc;

use super::diagnostic::Collected;
use super::names::is_remark;
use super::tree::{Content, Node, Pair};
use crate::scenario::limits::MOST_COPIED;

/// Copies each default into every event that does not say otherwise; a copy remembers what it is a copy of.
pub(super) fn copy(root: &mut Node, faults: &mut Collected) {
    let Some(defaults) = root.pair("support").filter(|pair| pair.node.is_map()).cloned() else { return };
    let Some(events) = root.pairs().iter().find(|pair| pair.key == "events").filter(|pair| pair.node.is_map()) else {
        return;
    };
    if defaults.node.size().saturating_mul(events.node.pairs().len()) > MOST_COPIED {
        let help = "make it shorter: name long distributions under `shared`";
        faults.fault(defaults.key_span.at("support"), "`support` is too long to be copied into every event", help);
        return;
    }
    let lacking: Vec<usize> = places(events.node.pairs(), |event| lacks(event, &defaults.node));
    for event in events_mut(root, &lacking) {
        let key_span = event.key_span;
        let Some(keys) = event.node.pairs_mut() else { continue };
        if !keys.iter().any(|pair| pair.key == "support") {
            let node = Node::new(Content::Map(Rc::default()), key_span);
            keys.push(Pair { key: "support".to_owned(), key_span, node });
        }
        let Some(support) = keys.iter_mut().find(|pair| pair.key == "support") else { continue };
        let Some(own) = support.node.pairs_mut() else { continue };
        for default in defaults.node.entries() {
            if !own.iter().any(|pair| pair.key == default.key) {
                let mut pair = default.clone();
                pair.node.default = Some(path(&default.key));
                own.push(pair);
            }
        }
    }
}

/// Brings the copies that are still the default in step with a `support` that a patch may have changed. A factor that
/// one event's use was scaled by stays with that event.
pub(super) fn refresh(root: &mut Node, before: Option<&Node>, faults: &mut Collected) {
    let now = root.get("support").cloned();
    let in_step = |copy: &Pair| {
        follow(copy, now.as_ref(), before)
            .is_none_or(|after| after.key_span == copy.key_span && after.node.is_same(&copy.node))
    };
    let events = root.pairs().iter().find(|pair| pair.key == "events").map_or(&[][..], |events| events.node.pairs());
    let stale = places(events, |event| !support(event).iter().all(in_step));
    for event in events_mut(root, &stale) {
        for copy in event.node.get_mut("support").and_then(Node::pairs_mut).into_iter().flatten() {
            if let Some(after) = follow(copy, now.as_ref(), before) {
                *copy = after;
            }
        }
    }
    copy(root, faults);
}

/// The places of the events for which something holds.
fn places(events: &[Pair], holds: impl Fn(&Pair) -> bool) -> Vec<usize> {
    events.iter().enumerate().filter(|(_, event)| holds(event)).map(|(place, _)| place).collect()
}

/// The events at these places, to change them.
fn events_mut<'r>(root: &'r mut Node, places: &[usize]) -> impl Iterator<Item = &'r mut Pair> {
    let events = if places.is_empty() { None } else { root.get_mut("events").and_then(Node::pairs_mut) };
    let events = events.into_iter().flatten().enumerate();
    events.filter(|(place, _)| places.contains(place)).map(|(_, event)| event)
}

/// What an event says of its support, copies included.
fn support(event: &Pair) -> &[Pair] {
    event.node.pairs().iter().find(|pair| pair.key == "support").map_or(&[], |support| support.node.pairs())
}

/// Whether an event has room for a default that it neither says nor copies.
fn lacks(event: &Pair, defaults: &Node) -> bool {
    if is_remark(&event.key) || !event.node.is_map() {
        return false;
    }
    match event.node.pairs().iter().find(|pair| pair.key == "support") {
        None => true,
        Some(own) => {
            let has = |key: &str| own.node.pairs().iter().any(|pair| pair.key == key);
            own.node.is_map() && defaults.entries().any(|default| !has(&default.key))
        }
    }
}

/// What a copy is to be where the defaults are `now` what they are; `None` for what is no copy.
fn follow(copy: &Pair, now: Option<&Node>, before: Option<&Node>) -> Option<Pair> {
    if copy.node.default.as_deref() != Some(path(&copy.key).as_str()) {
        return None;
    }
    let mut after = copy.clone();
    let Some(default) = now.and_then(|now| now.pair(&copy.key)) else {
        // A copy that is taken away remembers what it was, in case a later patch brings the default back.
        after.node.content = Content::Removed;
        return Some(after);
    };
    let was = before.and_then(|before| before.get(&copy.key)).map_or(1.0, |before| before.scaled);
    let own_factor = if was > 0.0 { copy.node.scaled / was } else { 1.0 };
    let scaled_at = if own_factor == 1.0 { default.node.scaled_at } else { copy.node.scaled_at };
    after.key_span = default.key_span;
    after.node = Node {
        default: copy.node.default.clone(),
        scaled: default.node.scaled * own_factor,
        scaled_at: default.node.scaled_at.or(scaled_at),
        ..default.node.clone()
    };
    Some(after)
}

/// The path that a default and all its copies are drawn by.
fn path(key: &str) -> String {
    format!("support.{key}")
}
