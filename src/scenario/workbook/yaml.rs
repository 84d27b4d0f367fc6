//! Writes a tree as a text file: a key to a line, values in braces, comments before what they stood before.

use super::super::flow::{flow, scalar};
use super::super::reader::join;
use super::super::shape::is_value;
use super::super::tree::{Content, Node};
use std::fmt::Write as _;

/// The lines of a tree, with the comments that belong before its paths.
pub(super) fn yaml(tree: &Node, notes: &[(String, String)]) -> String {
    let mut lines = Lines { text: String::new(), notes, told: vec![false; notes.len()] };
    for pair in tree.pairs() {
        lines.pair(&pair.key, &pair.node, &pair.key, 0, "");
    }
    for (index, (path, note)) in notes.iter().enumerate() {
        if !lines.told[index] {
            let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
            comment(&mut lines.text, "", &format!("{place}{note}"));
        }
    }
    lines.text
}

struct Lines<'n> {
    text: String,
    notes: &'n [(String, String)],
    told: Vec<bool>,
}

impl Lines<'_> {
    /// A key with what stands below it; `dash` begins the first line of an entry of a list.
    fn pair(&mut self, key: &str, node: &Node, path: &str, depth: usize, dash: &str) {
        let indent = "  ".repeat(depth);
        for (index, (_, note)) in self.notes.iter().enumerate().filter(|(_, (place, _))| place == path) {
            if !self.told[index] {
                comment(&mut self.text, &indent, note);
                self.told[index] = true;
            }
        }
        let lead = if dash.is_empty() { indent } else { format!("{}{dash}", "  ".repeat(depth.saturating_sub(1))) };
        let _ = write!(self.text, "{lead}{}:", scalar(key));
        match &node.content {
            Content::Map(pairs) if !pairs.is_empty() && !is_value(path, node) => {
                self.text.push('\n');
                for pair in pairs.iter() {
                    self.pair(&pair.key, &pair.node, &join(path, &pair.key), depth + 1, "");
                }
            }
            Content::List(items)
                if items.iter().any(Node::is_map) && items.iter().all(|item| !item.pairs().is_empty()) =>
            {
                self.text.push('\n');
                for (index, item) in items.iter().enumerate() {
                    let place = join(path, &(index + 1).to_string());
                    for (number, pair) in item.pairs().iter().enumerate() {
                        let dash = if number == 0 { "- " } else { "" };
                        self.pair(&pair.key, &pair.node, &join(&place, &pair.key), depth + 2, dash);
                    }
                }
            }
            Content::Empty { said: false } => self.text.push('\n'),
            _ => {
                let _ = writeln!(self.text, " {}", flow(node));
            }
        }
    }
}

fn comment(text: &mut String, indent: &str, note: &str) {
    for line in note.lines() {
        let _ = writeln!(text, "{indent}#{}{line}", if line.is_empty() || line.starts_with(' ') { "" } else { " " });
    }
}
