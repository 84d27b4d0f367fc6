//! Holds a YAML text as a tree in which every key and value remembers its bytes.

use std::rc::Rc;

use super::Place;
use super::names::is_remark;

/// Remarks that belong to no value, such as comments, each with the path of what it stands before.
#[cfg(feature = "xlsx")]
pub(super) type Notes = Vec<(String, String)>;

/// Bytes of one of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Span {
    /// Index into the sources.
    pub(super) source: usize,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

impl Span {
    /// The same bytes with the path that they stand for.
    pub(super) fn at(self, path: impl Into<String>) -> Place {
        Place { path: path.into(), source: self.source, start: self.start, end: self.end }
    }
}

/// One value of the tree. A copy shares its lists and mappings until a patch changes them, so that dozens of views and
/// shocks cost little more than what they change.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) content: Content,
    /// Where it is written; an alias has the place of what it copies.
    pub(super) span: Span,
    /// The path of the default of which this is a copy, such as `support.prevents`.
    pub(super) default: Option<String>,
    /// Product of all factors that patches scale it by.
    pub(super) scaled: f64,
    /// Where the last of those factors is written.
    pub(super) scaled_at: Option<Span>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Nothing: after a colon without a value, or `null` or `~` in so many words.
    Empty {
        /// Whether it was said in so many words.
        said: bool,
    },
    /// A number or text.
    Text(String),
    /// `[a, b]` or lines with dashes.
    List(Rc<Vec<Node>>),
    /// `{key: value}` or lines of `key: value`.
    Map(Rc<Vec<Pair>>),
    /// A patch took it away.
    Removed,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The key.
    pub(super) key: String,
    /// Where the key is written.
    pub(super) key_span: Span,
    /// Its value.
    pub(super) node: Node,
}

impl Node {
    /// A value as written, neither copied nor scaled.
    pub(super) const fn new(content: Content, span: Span) -> Self {
        Self { content, span, default: None, scaled: 1.0, scaled_at: None }
    }

    /// Its keys, none unless it is a mapping.
    pub(super) fn pairs(&self) -> &[Pair] {
        match &self.content {
            Content::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Its keys that are neither remarks nor taken away by a patch.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Pair> {
        self.pairs().iter().filter(|pair| !pair.node.is_removed() && !is_remark(&pair.key))
    }

    /// Its keys, to change them.
    pub(super) fn pairs_mut(&mut self) -> Option<&mut Vec<Pair>> {
        match &mut self.content {
            Content::Map(pairs) => Some(Rc::make_mut(pairs)),
            _ => None,
        }
    }

    /// The pair under `key`, unless a patch took it away.
    pub(super) fn pair(&self, key: &str) -> Option<&Pair> {
        self.pairs().iter().find(|pair| pair.key == key && !pair.node.is_removed())
    }

    /// The value under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.pair(key).map(|pair| &pair.node)
    }

    /// The value under `key`, to change it; also where a patch took it away.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.pairs_mut()?.iter_mut().find(|pair| pair.key == key).map(|pair| &mut pair.node)
    }

    /// The number or text that it is.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it has keys.
    pub(super) const fn is_map(&self) -> bool {
        matches!(self.content, Content::Map(_))
    }

    /// Whether a patch took it away.
    pub(super) const fn is_removed(&self) -> bool {
        matches!(self.content, Content::Removed)
    }

    /// Whether it is the same text with the same factors: lists and mappings shared, not merely alike.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let content = match (&self.content, &other.content) {
            (Content::Text(own), Content::Text(other)) => own == other,
            (Content::List(own), Content::List(other)) => Rc::ptr_eq(own, other),
            (Content::Map(own), Content::Map(other)) => Rc::ptr_eq(own, other),
            (Content::Empty { said: own }, Content::Empty { said: other }) => own == other,
            (own, other) => matches!((own, other), (Content::Removed, Content::Removed)),
        };
        content
            && self.span == other.span
            && self.scaled.to_bits() == other.scaled.to_bits()
            && self.scaled_at == other.scaled_at
            && self.default == other.default
    }

    /// Number of values in it, itself included.
    pub(super) fn size(&self) -> usize {
        1 + match &self.content {
            Content::List(items) => items.iter().map(Self::size).sum(),
            Content::Map(pairs) => pairs.iter().map(|pair| pair.node.size()).sum(),
            Content::Empty { .. } | Content::Text(_) | Content::Removed => 0,
        }
    }
}
