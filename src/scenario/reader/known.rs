//! Remembers the values that were read, so that dozens of views and shocks only read anew what they change.

use crate::quantity::Kind;
use std::collections::HashMap;
use std::rc::Rc;

use super::cursor::At;
use crate::scenario::Value;
use crate::scenario::tree::{Content, Node, Span};

/// Values in braces that were read without a word, by the place of their pairs in memory. Copies of a tree share their
/// pairs until a patch changes them, so that the same pairs are the same text.
#[derive(Debug, Default)]
pub(crate) struct Known {
    values: HashMap<usize, Vec<Read>>,
}

/// A value that was read, and everything that reading it depends on beside the library, which all have in common.
#[derive(Debug)]
struct Read {
    /// Keeps its pairs where they are.
    node: Node,
    path: String,
    key_span: Span,
    kind: Kind,
    surroundings: Surroundings,
    value: Value,
}

/// What else of a scenario its values depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Surroundings {
    /// The horizon, months, unless it could not be read.
    pub(super) horizon: Option<f64>,
    /// Whether unit costs may be used that nobody verified.
    pub(super) allow_unverified: bool,
}

impl Known {
    /// The value at `at`, if it was read before.
    pub(super) fn get(&self, at: &At<'_>, kind: Kind, surroundings: Surroundings) -> Option<&Value> {
        let read = self.values.get(&address(at.node)?)?;
        read.iter().find(|read| read.is_of(at, kind, surroundings)).map(|read| &read.value)
    }

    /// Remembers that `value` stands at `at`.
    pub(super) fn keep(&mut self, at: &At<'_>, kind: Kind, surroundings: Surroundings, value: &Value) {
        let Some(address) = address(at.node) else { return };
        let (node, path, key_span) = (at.node.clone(), at.path.clone(), at.key_span);
        let read = Read { node, path, key_span, kind, surroundings, value: value.clone() };
        self.values.entry(address).or_default().push(read);
    }
}

impl Read {
    fn is_of(&self, at: &At<'_>, kind: Kind, surroundings: Surroundings) -> bool {
        let (own, node) = (&self.node, at.node);
        self.kind == kind
            && self.surroundings == surroundings
            && self.key_span == at.key_span
            && own.span == node.span
            && own.scaled.to_bits() == node.scaled.to_bits()
            && own.scaled_at == node.scaled_at
            && own.default == node.default
            && self.path == at.path
    }
}

/// Where the pairs of a value in braces are; `None` of any other.
fn address(node: &Node) -> Option<usize> {
    match &node.content {
        Content::Map(pairs) => Some(Rc::as_ptr(pairs).addr()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::diagnostic::Collected;
    use crate::scenario::parse::parse;
    use crate::scenario::reader::Reader;

    #[test]
    fn what_a_patch_changes_is_read_anew() {
        let mut faults = Collected::default();
        let mut tree = parse("a: {beta: {mean: 30%, sd: 10%}}", 0, 0, &mut faults).unwrap();
        let mut known = Known::default();
        let mut scaled = |tree: &Node| {
            let at = At::root(tree).get("a").unwrap();
            let mut reader = Reader::new(&mut faults, None).knowing(&mut known);
            let value = reader.value(&at, Kind::Share).unwrap();
            let count: usize = known.values.values().map(Vec::len).sum();
            (value.scaled, count)
        };
        assert_eq!(scaled(&tree), (1.0, 1));
        assert_eq!(scaled(&tree.clone()), (1.0, 1), "a copy is the same");
        tree.get_mut("a").unwrap().scaled = 0.5;
        assert_eq!(scaled(&tree), (0.5, 2));
        // A changed key is another text, even where everything else is the same.
        tree.get_mut("a").unwrap().pairs_mut().unwrap()[0].node.scaled = 2.0;
        assert_eq!(scaled(&tree).1, 3);
    }

    #[test]
    fn what_needs_a_word_is_said_each_time() {
        let mut faults = Collected::default();
        let mut tree = parse("a: {beta: {mean: 90%, sd: 10%}}", 0, 0, &mut faults).unwrap();
        tree.get_mut("a").unwrap().scaled = 2.0;
        let mut known = Known::default();
        let at = At::root(&tree).get("a").unwrap();
        Reader::new(&mut faults, None).knowing(&mut known).value(&at, Kind::Share).unwrap();
        assert!(faults.len() == 1 && known.values.is_empty(), "clipped values are warned of");
    }
}
