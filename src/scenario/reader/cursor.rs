//! Walks a tree by path, so that whatever is read from it knows where it stands.

use crate::scenario::Place;
use crate::scenario::tree::{Content, Node, Pair, Span};

/// A value of the tree with its path.
#[derive(Clone, Debug)]
pub(crate) struct At<'t> {
    /// The value.
    pub(crate) node: &'t Node,
    /// Its path, `events.eviction.probability`; entries of lists count from 1.
    pub(crate) path: String,
    /// Where its key is written.
    pub(crate) key_span: Span,
}

impl<'t> At<'t> {
    /// The top of a scenario; faults that concern the whole of it are shown at its first key.
    pub(crate) fn root(node: &'t Node) -> Self {
        let key_span = node.pairs().first().map_or(node.span, |pair| pair.key_span);
        Self { node, path: String::new(), key_span }
    }

    /// The last part of its path.
    pub(crate) fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or("")
    }

    /// Where the value is written; for what covers several lines, where its key is.
    pub(crate) fn place(&self) -> Place {
        let span = match &self.node.content {
            Content::Text(_) => self.node.span,
            Content::List(_) | Content::Map(_) if self.node.span.start < self.first_inside() => self.node.span,
            _ => self.key_span,
        };
        span.at(&self.path)
    }

    /// Where its key is written.
    pub(crate) fn key_place(&self) -> Place {
        self.key_span.at(&self.path)
    }

    /// The path that names the value and its random stream: that of the default where this is a copy of one.
    pub(crate) fn identity(&self) -> String {
        self.node.default.clone().unwrap_or_else(|| self.path.clone())
    }

    /// The value of a pair below.
    pub(crate) fn below(&self, pair: &'t Pair) -> Self {
        At { node: &pair.node, path: join(&self.path, &pair.key), key_span: pair.key_span }
    }

    /// The value under `key`, unless a patch took it away.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        self.node.pair(key).map(|pair| self.below(pair))
    }

    /// Where the value under `key` is written; where it is left out, where this is.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.get(key).map_or_else(|| self.place(), |below| below.place())
    }

    /// The entries of a list, counted from 1; `None` if it is no list.
    pub(crate) fn items(&self) -> Option<Vec<Self>> {
        let Content::List(items) = &self.node.content else { return None };
        let below = |(index, node): (usize, &'t Node)| {
            let key_span = match node.pairs().first() {
                Some(pair) => pair.key_span,
                None => node.span,
            };
            At { node, path: join(&self.path, &(index + 1).to_string()), key_span }
        };
        Some(items.iter().enumerate().map(below).collect())
    }

    /// The text of a single value.
    pub(crate) fn text(&self) -> Option<&'t str> {
        self.node.text()
    }

    /// The first byte of what is inside a collection: what opens with a bracket starts before it.
    fn first_inside(&self) -> usize {
        match &self.node.content {
            Content::Map(pairs) => pairs.first().map_or(usize::MAX, |pair| pair.key_span.start),
            Content::List(items) => items.first().map_or(usize::MAX, |item| item.span.start),
            _ => 0,
        }
    }
}

/// A path and the key below it.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        return key.to_owned();
    }
    let mut joined = String::with_capacity(path.len() + 1 + key.len());
    joined.push_str(path);
    joined.push('.');
    joined.push_str(key);
    joined
}
