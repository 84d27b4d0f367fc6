//! Tells, by path, which parts of a scenario are one value, and which are named by their author.

use super::names::{is_remark, is_spelling};
use super::tree::{Content, Node};

/// Whether what stands at `path` is one value, which a patch replaces whole, with its source and note.
pub(super) fn is_value(path: &str, node: &Node) -> bool {
    if !node.is_map() {
        return true;
    }
    let parts: Vec<&str> = scenario_path(path).split('.').collect();
    match parts.as_slice() {
        ["cohort", "engagement"]
        | ["cohort", "segments", _, "share"]
        | ["cohort", "segments", _, "relative_risk", _]
        | ["programme", "capacity", "new_people_each" | "cost_each"]
        | ["shared", _]
        | ["published", "overstates"]
        | ["events", _, "probability" | "rate" | "unit_cost" | "varies"]
        | ["events", _, "follows", _, "probability"]
        | ["events", _, "cashable", _]
        | ["support", _]
        | ["events", _, "support", _]
        | [
            "outcomes",
            _,
            "achieved_by" | "distance" | "value" | "deadweight" | "attribution" | "displacement" | "drop_off",
        ] => true,
        ["cohort", "segments", _, "relative_risk"] | ["events", _, "cashable"] => is_spelled(node),
        // `value` is a key of outcomes; everywhere else it holds a plain value with remarks.
        ["outcomes", _] => false,
        _ => is_plain_with_remarks(node),
    }
}

/// Whether a block in braces spells a value.
pub(super) fn is_spelled(node: &Node) -> bool {
    node.pairs().iter().any(|pair| is_spelling(&pair.key) && !pair.node.is_removed())
}

/// Whether what stands at `path` can be scaled as one value.
pub(super) fn is_scalable(path: &str, node: &Node) -> bool {
    match &node.content {
        Content::Text(_) => true,
        Content::Map(_) => !scenario_path(path).ends_with(".varies") && is_value(path, node),
        _ => false,
    }
}

/// Whether what stands at `path` is a gathering of values that are scaled together.
pub(super) fn is_gathering(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    matches!(parts.as_slice(), ["cohort", "segments", _, "relative_risk"] | ["events", _, "cashable"])
}

/// Whether the keys at `path` are names that the author chooses.
pub(super) fn is_names(path: &str) -> bool {
    matches!(path, "events" | "payers" | "outcomes" | "targets" | "cohort.segments" | "shared" | "views" | "shocks")
}

/// A path inside the patch of a view or shock, as a path of the scenario.
fn scenario_path(path: &str) -> &str {
    let mut parts = path.splitn(4, '.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("views" | "shocks"), Some(_), Some("set"), Some(rest)) => rest,
        _ => path,
    }
}

/// `{value: …}` with nothing but remarks beside it.
fn is_plain_with_remarks(node: &Node) -> bool {
    node.get("value").is_some() && node.pairs().iter().all(|pair| pair.key == "value" || is_remark(&pair.key))
}
