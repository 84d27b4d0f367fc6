//! Gathers values under their paths, in the order in which they come, each once, until all are there to be a tree.

use super::super::tree::{Content, Node, Pair, Span};
use std::collections::HashMap;
use std::rc::Rc;

/// A tree that grows.
#[derive(Debug)]
pub(super) enum Draft {
    /// One value.
    Value(Node),
    /// Keys with what stands below them.
    Keys(Keys),
}

/// Keys in the order in which they came.
#[derive(Debug)]
pub(super) struct Keys {
    /// Where the first of them is named.
    span: Span,
    list: Vec<(String, Span, Draft)>,
    index: HashMap<String, usize>,
}

/// One part of a path, and where it is written.
pub(super) type Part<'p> = (&'p str, Span);

impl Keys {
    pub(super) fn new(span: Span) -> Self {
        Self { span, list: Vec::new(), index: HashMap::new() }
    }

    /// Puts a value where a path leads.
    ///
    /// # Errors
    /// Where the path, or what it would stand below, has a value already.
    pub(super) fn put(&mut self, path: &[Part<'_>], value: Draft) -> Result<(), Span> {
        let Some((&(key, span), rest)) = path.split_first() else { return Ok(()) };
        let known = self.index.get(key).copied();
        let Some(at) = known else {
            let mut draft = value;
            for &(inner, inner_span) in rest.iter().rev() {
                let mut keys = Self::new(inner_span);
                keys.add(inner, inner_span, draft);
                draft = Draft::Keys(keys);
            }
            self.add(key, span, draft);
            return Ok(());
        };
        let (_, first, existing) = &mut self.list[at];
        match (existing, value) {
            (Draft::Keys(keys), value) if !rest.is_empty() => keys.put(rest, value),
            // Keys without anything in them only say that there is an entry.
            (Draft::Keys(_), Draft::Keys(keys)) if keys.list.is_empty() => Ok(()),
            (existing @ Draft::Keys(_), value) if existing.is_blank() => {
                *existing = value;
                Ok(())
            }
            (Draft::Value(node), _) => Err(node.span),
            (Draft::Keys(_), _) => Err(*first),
        }
    }

    fn add(&mut self, key: &str, span: Span, draft: Draft) {
        self.index.insert(key.to_owned(), self.list.len());
        self.list.push((key.to_owned(), span, draft));
    }

    /// What stands at a path.
    fn at(&mut self, path: &[&str]) -> Option<&mut Draft> {
        let (key, rest) = path.split_first()?;
        let at = *self.index.get(*key)?;
        match (&mut self.list[at].2, rest.is_empty()) {
            (draft, true) => Some(draft),
            (Draft::Keys(keys), false) => keys.at(rest),
            (Draft::Value(_), false) => None,
        }
    }

    /// Makes a list of the entries at a path, whose names were only there to tell them apart.
    pub(super) fn list_at(&mut self, path: &[&str]) {
        let Some(draft) = self.at(path) else { return };
        if let Draft::Keys(keys) = draft {
            let span = keys.span;
            let items = std::mem::take(&mut keys.list).into_iter().map(|(_, span, item)| item.node(span)).collect();
            *draft = Draft::Value(Node::new(Content::List(Rc::new(items)), span));
        }
    }

    /// The tree.
    pub(super) fn node(self) -> Node {
        let span = self.span;
        let pairs =
            self.list.into_iter().map(|(key, key_span, draft)| Pair { key, key_span, node: draft.node(key_span) });
        Node::new(Content::Map(Rc::new(pairs.collect())), span)
    }
}

impl Draft {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Keys(keys) if keys.list.is_empty())
    }

    fn node(self, span: Span) -> Node {
        match self {
            Self::Value(node) => node,
            // An entry of which nothing is said, such as a payer.
            Self::Keys(keys) if keys.list.is_empty() => Node::new(Content::Empty { said: false }, span),
            Self::Keys(keys) => keys.node(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::flow::flow;

    const AT: Span = Span { source: 0, start: 0, end: 0 };

    fn text(text: &str) -> Draft {
        Draft::Value(Node::new(Content::Text(text.to_owned()), AT))
    }

    #[test]
    fn values_come_together_below_their_keys() {
        let mut keys = Keys::new(AT);
        let mut put = |path: &str, draft| {
            let parts: Vec<Part<'_>> = path.split('.').map(|part| (part, AT)).collect();
            keys.put(&parts, draft)
        };
        assert!(put("events.a", Draft::Keys(Keys::new(AT))).is_ok());
        assert!(put("events.a.rate", text("2")).is_ok());
        assert!(put("events.a", Draft::Keys(Keys::new(AT))).is_ok());
        assert!(put("events.b.label", text("B")).is_ok());
        assert!(put("events.a.support.prevents", text("5%")).is_ok());
        assert!(put("events.a.rate", text("3")).is_err(), "twice");
        assert!(put("events.a.rate.low", text("3")).is_err(), "below a value");
        assert!(put("events.a", text("3")).is_err(), "over keys");
        assert!(put("payers.nhs", Draft::Keys(Keys::new(AT))).is_ok());
        assert!(put("list.2.x", text("1")).is_ok());
        assert!(put("list.1.x", text("2")).is_ok());
        keys.list_at(&["list"]);
        let written = "{events: {a: {rate: 2, support: {prevents: 5%}}, b: {label: B}}, payers: {nhs: null}, list: [{x: 1}, {x: 2}]}";
        assert_eq!(flow(&keys.node()), written);
    }
}
