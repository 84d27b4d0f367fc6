//! Tells, by path, which parts of a scenario are one value, and which are named by their author: what the table of the
//! language says of the form that stands there.

use super::language::{Form, SCENARIO, is_spelling};
use super::names::is_remark;
use super::tree::{Content, Node};

/// The form of what stands at a path of a scenario; `None` where the language has no such path.
fn form(path: &str) -> Option<Form> {
    path.split('.').try_fold(Form::Block(&SCENARIO), |form, part| form.below(part))
}

/// The form of what stands at a path of a scenario, or of a patch in it.
#[cfg(feature = "xlsx")]
pub(super) fn form_at(path: &str) -> Option<Form> {
    form(scenario_path(path))
}

/// Whether what stands at `path` is one value, which a patch replaces whole, with its source and note.
pub(super) fn is_value(path: &str, node: &Node) -> bool {
    !node.is_map()
        || match form(scenario_path(path)) {
            Some(form) if form.is_single() => true,
            Some(Form::RelativeRisk | Form::Cashable) => is_spelled(node),
            // `value` is a key of outcomes; everywhere else it holds a plain value with remarks.
            Some(Form::Block(block)) if block.has("value") => false,
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
        Content::Map(_) => !matches!(form(scenario_path(path)), Some(Form::Spread(_))) && is_value(path, node),
        _ => false,
    }
}

/// Whether what stands at `path` is a gathering of values that are scaled together.
pub(super) fn is_gathering(path: &str) -> bool {
    matches!(form(path), Some(Form::RelativeRisk | Form::Cashable))
}

/// Whether what stands at `path` holds a relative risk for each event beside a `default`.
pub(super) fn has_default(path: &str) -> bool {
    matches!(form(path), Some(Form::RelativeRisk))
}

/// Whether the keys at `path` are events that others are linked to.
pub(super) fn is_links(path: &str) -> bool {
    matches!(form(scenario_path(path)), Some(Form::Links(_)))
}

/// Whether the keys at `path` are names that the author chooses.
pub(super) fn is_names(path: &str) -> bool {
    matches!(form(path), Some(Form::Entries(_) | Form::EmptyEntries(_) | Form::Shared))
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
