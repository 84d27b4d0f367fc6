//! Copies the top-level `support` into every event, and keeps the copies in step with what patches do to it.

use std::rc::Rc;

use super::diagnostic::Collected;
use super::names::is_remark;
use super::tree::{Content, Node, Pair};
use crate::scenario::limits::MOST_COPIED;

/// Copies each default into every event that does not say otherwise; a copy remembers what it is a copy of.
pub(super) fn copy(root: &mut Node, faults: &mut Collected) {
    let Some(defaults) = root.pair("support").filter(|pair| pair.node.is_map()).cloned() else { return };
    let Some(events) = root.get_mut("events").and_then(Node::pairs_mut) else { return };
    if defaults.node.size().saturating_mul(events.len()) > MOST_COPIED {
        let help = "make it shorter: name long distributions under `shared`";
        faults.fault(defaults.key_span.at("support"), "`support` is too long to be copied into every event", help);
        return;
    }
    for event in events.iter_mut().filter(|event| !is_remark(&event.key)) {
        let key_span = event.key_span;
        let Some(keys) = event.node.pairs_mut() else { continue };
        if !keys.iter().any(|pair| pair.key == "support") {
            let node = Node::new(Content::Map(Rc::default()), key_span);
            keys.push(Pair { key: "support".to_owned(), key_span, node });
        }
        let Some(support) = keys.iter_mut().find(|pair| pair.key == "support") else { continue };
        let Some(own) = support.node.pairs_mut() else { continue };
        for default in defaults.node.pairs().iter().filter(|default| !is_remark(&default.key)) {
            if !default.node.is_removed() && !own.iter().any(|pair| pair.key == default.key) {
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
    for event in root.get_mut("events").and_then(Node::pairs_mut).into_iter().flatten() {
        let own = event.node.get_mut("support").and_then(Node::pairs_mut).into_iter().flatten();
        for pair in own.filter(|pair| pair.node.default.as_deref() == Some(path(&pair.key).as_str())) {
            match now.as_ref().and_then(|now| now.pair(&pair.key)) {
                // A copy that is taken away remembers what it was, in case a later patch brings the default back.
                None => pair.node.content = Content::Removed,
                Some(default) => follow(pair, default, before.and_then(|before| before.get(&pair.key))),
            }
        }
    }
    copy(root, faults);
}

/// Makes one copy follow its default.
fn follow(copy: &mut Pair, default: &Pair, before: Option<&Node>) {
    let was = before.map_or(1.0, |before| before.scaled);
    let own_factor = if was > 0.0 { copy.node.scaled / was } else { 1.0 };
    let scaled_at = if own_factor == 1.0 { default.node.scaled_at } else { copy.node.scaled_at };
    copy.key_span = default.key_span;
    copy.node = Node {
        default: copy.node.default.take(),
        scaled: default.node.scaled * own_factor,
        scaled_at: default.node.scaled_at.or(scaled_at),
        ..default.node.clone()
    };
}

/// The path that a default and all its copies are drawn by.
fn path(key: &str) -> String {
    format!("support.{key}")
}
