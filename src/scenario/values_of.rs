//! Spells every value of a scenario on one line, so that two scenarios can be laid side by side.

use super::diagnostic::Diagnostics;
use super::extends::Loading;
use super::names::is_remark;
use super::reader::join;
use super::shape::is_value;
use super::source::Files;
use super::tree::{Content, Node};
use std::path::Path;

/// Top-level keys that change no number of a run.
const WORDS: [&str; 5] = ["title", "description", "silence", "shocks", "published"];

/// One value as written, after `extends` and `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Path in the scenario.
    pub path: String,
    /// How it is spelled, its source and notes left out: `25%`, `{pert: {low: 5%, mode: 15%, high: 30%}}`.
    pub text: String,
}

/// Every value of the scenario at `path` that bears on its numbers, in the order of the file; copies of the top-level
/// `support` are left out.
///
/// # Errors
/// Every mistake in the text; whether it means anything is not asked.
pub fn leaves(path: &Path, files: &dyn Files, sets: &[String]) -> Result<Vec<Leaf>, Diagnostics> {
    let mut loading = Loading::of(files);
    let (tree, _) = loading.with_sets(path, sets);
    let Loading { sources, faults, .. } = loading;
    match tree {
        Some(tree) if !faults.has_errors() => {
            let mut found = Vec::new();
            for pair in tree.pairs().iter().filter(|pair| !WORDS.contains(&pair.key.as_str())) {
                gather(&pair.node, &pair.key, &mut found);
            }
            Ok(found)
        }
        _ => Err(Diagnostics { list: faults.into_sorted(), sources }),
    }
}

fn gather(node: &Node, path: &str, found: &mut Vec<Leaf>) {
    let key = path.rsplit('.').next().unwrap_or(path);
    if node.is_removed() || node.default.is_some() || is_remark(key) || key == "label" {
        return;
    }
    if node.is_map() && !is_value(path, node) {
        let before = found.len();
        for pair in node.pairs() {
            gather(&pair.node, &join(path, &pair.key), found);
        }
        // A payer, or a view, of which only the label is stated; not a `support` that holds copied defaults alone.
        let copied = node.pairs().iter().any(|pair| pair.node.default.is_some());
        if found.len() == before && path.contains('.') && !copied {
            found.push(Leaf { path: path.to_owned(), text: "stated".to_owned() });
        }
        return;
    }
    if let Content::List(items) = &node.content
        && items.iter().any(Node::is_map)
    {
        for (index, item) in items.iter().enumerate() {
            gather(item, &join(path, &(index + 1).to_string()), found);
        }
        return;
    }
    let mut text = spelled(node);
    if node.scaled != 1.0 {
        text = format!("{text} × {}", node.scaled);
    }
    found.push(Leaf { path: path.to_owned(), text });
}

fn spelled(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => text.clone(),
        Content::Empty { .. } | Content::Removed => "nothing".to_owned(),
        Content::List(items) => format!("[{}]", items.iter().map(spelled).collect::<Vec<_>>().join(", ")),
        Content::Map(_) => {
            let kept: Vec<_> = node.entries().collect();
            match kept.as_slice() {
                [only] if only.key == "value" => spelled(&only.node),
                _ => {
                    let inner: Vec<String> =
                        kept.iter().map(|pair| format!("{}: {}", pair.key, spelled(&pair.node))).collect();
                    format!("{{{}}}", inner.join(", "))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::example::{Memory, scenario};

    #[test]
    fn values_are_spelled_on_one_line_without_their_remarks() {
        let event = "a: {probability: {pert: {low: 5%, mode: 15%, high: 30%}, source: report}, \
                     unit_cost: {value: £1k, note: guess}, paid_by: {nhs: 100%}}";
        let text = scenario(&[event], "support: {prevents: 50%}");
        let files = Memory::of(&[("s.yaml", &text)]);
        let sets = ["events.a.unit_cost=x1.5".to_owned()];
        let leaves = leaves(Path::new("s.yaml"), &files, &sets).unwrap();
        let found: Vec<(&str, &str)> = leaves.iter().map(|leaf| (leaf.path.as_str(), leaf.text.as_str())).collect();
        assert_eq!(
            found,
            [
                ("horizon", "24 months"),
                ("cohort.people", "100"),
                ("payers.nhs", "stated"),
                ("events.a.probability", "{pert: {low: 5%, mode: 15%, high: 30%}}"),
                ("events.a.unit_cost", "£1k × 1.5"),
                ("events.a.paid_by.nhs", "100%"),
                ("support.prevents", "50%"),
            ]
        );
    }
}
