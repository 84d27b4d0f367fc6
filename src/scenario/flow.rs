//! Writes a value of a scenario as YAML on one line, with everything that belongs to it.

use super::tree::{Content, Node};

/// The value as it would be typed: `30%`, `{pert: {low: 5%, mode: 15%, high: 30%}, source: a report}`. What was taken away
/// is `null`.
pub(super) fn flow(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => scalar(text),
        Content::Empty { .. } | Content::Removed => "null".to_owned(),
        Content::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Content::Map(pairs) => {
            let pair = |pair: &super::tree::Pair| format!("{}: {}", scalar(&pair.key), flow(&pair.node));
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text that YAML reads as itself: in quotes unless nothing in it could mean something else.
pub(super) fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '%' | '£' | '_' | '/' | '-' | '+');
    let begins = |c: char| c.is_alphanumeric() || c == '£' || c == '.';
    let signed = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '£'));
    let safe = text.chars().all(plain) && (text.starts_with(begins) || signed) && text.trim() == text;
    let taken = ["null", "true", "false", "yes", "no"].iter().any(|word| text.eq_ignore_ascii_case(word));
    // JSON's quoting is YAML's.
    if safe && !taken { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
