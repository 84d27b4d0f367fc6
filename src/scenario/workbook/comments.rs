//! Finds the comments of a text file, and the path of what each stands before or beside.

use super::super::reader::join;
use super::super::tree::{Content, Node, Notes};
use granit_parser::{Event, Parser, options};

/// The comments of `text`, whose tree is `tree`, each with the path of the first key after it, or of the key in its line.
pub(super) fn comments(text: &str, tree: &Node) -> Notes {
    let mut keys = Vec::new();
    gather(tree, "", &mut keys);
    keys.sort();
    let limits = options! { emit_comments: true, flow_nesting_limit: 200, block_nesting_limit: 200 };
    let mut found: Notes = Vec::new();
    // Where the last comment ended, and how far from the left it began.
    let (mut end, mut indent) = (0, 0);
    for event in Parser::new_from_str_with_options(text, limits) {
        let Ok((Event::Comment(comment, ..), span)) = event else { continue };
        let start = span.byte_range().map_or(0, |bytes| bytes.start).min(text.len());
        let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let beside = keys.iter().rev().find(|(at, _)| (line..start).contains(at));
        let follows =
            text.get(end..start).is_some_and(|between| between.trim().is_empty() && between.matches('\n').count() == 1);
        let said = comment.trim_end();
        let after = || keys.iter().find(|(at, _)| *at >= start);
        let path = beside.or_else(after).map_or("", |(_, path)| path.as_str());
        match found.last_mut() {
            // Lines that follow one another are one remark: before the same key, or going on below one beside a key.
            Some((last, remark)) if beside.is_none() && follows && (last == path || start - line == indent) => {
                remark.push('\n');
                remark.push_str(said);
            }
            _ => found.push((path.to_owned(), said.to_owned())),
        }
        (end, indent) = (start + text[start..].find('\n').unwrap_or(0), start - line);
    }
    found
}

/// Where each key of a block stands; keys in braces are part of a value.
fn gather(node: &Node, path: &str, keys: &mut Vec<(usize, String)>) {
    match &node.content {
        Content::Map(pairs) => {
            for pair in pairs.iter() {
                let below = join(path, &pair.key);
                keys.push((pair.key_span.start, below.clone()));
                if !super::super::shape::is_value(&below, &pair.node) || matches!(pair.node.content, Content::List(_)) {
                    gather(&pair.node, &below, keys);
                }
            }
        }
        Content::List(items) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, &join(path, &(index + 1).to_string()), keys);
            }
        }
        _ => {}
    }
}
