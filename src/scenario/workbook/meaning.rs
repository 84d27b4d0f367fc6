//! Spells what a tree means, alike for every spelling of the same, so that two files can be held against each other.

use super::super::language::{Form, is_spelling};
use super::super::names::is_remark;
use super::super::reader::join;
use super::super::shape::{form_at, is_value};
use super::super::tree::{Content, Node, Pair};
use super::entry::kind_of;
use super::way::{Part, Way, ways};
use crate::quantity::Kind;

/// What a tree means, a line for each value. Keys of a block may stand in any order, entries may not.
pub(super) fn meaning(tree: &Node) -> String {
    let mut lines = Vec::new();
    gather(tree, "", &ways(), &mut lines);
    lines.join("\n")
}

fn gather(node: &Node, path: &str, ways: &[Way], lines: &mut Vec<String>) {
    let form = if path.is_empty() { None } else { form_at(path) };
    let opens = path.is_empty() || form.is_some_and(|form| form.block().is_some() || form.each().is_some());
    match &node.content {
        Content::Map(pairs) if opens && !is_value(path, node) && !pairs.is_empty() => {
            let mut list: Vec<&Pair> = pairs.iter().collect();
            // Entries follow one another as they are written; keys of blocks do not.
            if !matches!(form, Some(Form::Entries(_) | Form::EmptyEntries(_) | Form::Links(_) | Form::Shared)) {
                list.sort_by(|a, b| a.key.cmp(&b.key));
            }
            list.iter().for_each(|pair| gather(&pair.node, &join(path, &pair.key), ways, lines));
        }
        Content::List(items) if matches!(form, Some(Form::List(_))) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, &join(path, &(index + 1).to_string()), ways, lines);
            }
        }
        _ => {
            let form = if path.rsplit('.').next().is_some_and(is_remark) { Some(Form::Text) } else { form };
            lines.push(format!("{path}: {}", value(node, form, ways)));
        }
    }
}

/// A value; its numbers as numbers, its remarks in order.
fn value(node: &Node, form: Option<Form>, ways: &[Way]) -> String {
    let kind = form.and_then(kind_of);
    match &node.content {
        Content::Text(text) => {
            leaf(text, if matches!(form, Some(Form::Whole(..))) { Some(Kind::Factor) } else { kind })
        }
        Content::Empty { .. } | Content::Removed => "nothing".to_owned(),
        // One word is a list of one.
        Content::List(items) => match items.as_slice() {
            [only] if matches!(form, Some(Form::Words)) => value(only, None, ways),
            items => format!("[{}]", items.iter().map(|item| value(item, None, ways)).collect::<Vec<_>>().join("; ")),
        },
        Content::Map(pairs) => {
            let mut list: Vec<&Pair> = pairs.iter().collect();
            // `{value: {pert: …}, source: …}` is `{pert: …, source: …}`.
            if let Some(at) = list.iter().position(|pair| pair.key == "value" && pair.node.is_map())
                && list[at].node.pairs().iter().all(|pair| !is_remark(&pair.key))
            {
                let inner = list.remove(at);
                list.extend(inner.node.pairs());
            }
            if let [only] = list.as_slice()
                && only.key == "value"
            {
                return value(&only.node, form, ways);
            }
            list.sort_by(|a, b| a.key.cmp(&b.key));
            let way = ways.iter().find(|way| list.iter().any(|pair| pair.key == way.name && is_spelling(way.name)));
            let spelled = list.iter().map(|pair| format!("{}: {}", pair.key, below(pair, way, form, ways)));
            format!("{{{}}}", spelled.collect::<Vec<_>>().join("; "))
        }
    }
}

/// What stands beside or below the key that says in which way a value is written.
fn below(pair: &Pair, way: Option<&Way>, form: Option<Form>, ways: &[Way]) -> String {
    let kind = form.and_then(kind_of);
    match way {
        _ if is_remark(&pair.key) => value(&pair.node, None, ways),
        Some(way) if pair.key == way.name && pair.node.is_map() => {
            let mut list: Vec<&Pair> = pair.node.pairs().iter().collect();
            list.sort_by(|a, b| a.key.cmp(&b.key));
            let part = |inner: &Pair| {
                let part = way.parts.iter().find(|(_, name)| *name == inner.key).map(|(part, _)| *part);
                let kind = part.and_then(|part| way.kind(part, kind));
                let text = inner.node.text().map(|text| leaf(text, kind));
                format!("{}: {}", inner.key, text.unwrap_or_else(|| value(&inner.node, None, ways)))
            };
            format!("{{{}}}", list.into_iter().map(part).collect::<Vec<_>>().join("; "))
        }
        Some(way) if pair.key == "times" => {
            let kind = way.kind(Part::Times, kind);
            pair.node.text().map_or_else(|| value(&pair.node, None, ways), |text| leaf(text, kind))
        }
        _ if pair.key == "value" => value(&pair.node, form, ways),
        // A price and how much of it.
        _ => value(&pair.node, form.and_then(|form| form.below(&pair.key)), ways),
    }
}

fn leaf(text: &str, kind: Option<Kind>) -> String {
    match kind.map(|kind| kind.parse(text)) {
        Some(Ok(number)) => number.to_string(),
        _ => text.to_owned(),
    }
}
