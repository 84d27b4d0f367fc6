//! Remembers what was read, so that dozens of views and shocks only read anew what they change.

use crate::quantity::Kind;
use std::any::Any;
use std::collections::HashMap;
use std::rc::Rc;

use super::cursor::At;
use super::told::Told;
use crate::scenario::tree::{Content, Node, Span};

/// Blocks, and values in braces, that were read without a fault, by the place of their pairs in memory. Copies of a tree
/// share their pairs until a patch changes them or anything below them, so that the same pairs are the same text.
#[derive(Debug, Default)]
pub(crate) struct Known {
    read: HashMap<usize, Vec<Read>>,
}

/// A block or value that was read, and everything that reading it depends on beside the library, which all have in common.
#[derive(Debug)]
struct Read {
    /// Keeps its pairs where they are.
    node: Node,
    path: String,
    key_span: Span,
    /// The kind that a value is read as; `None` of a block, which its type tells from others.
    kind: Option<Kind>,
    surroundings: Surroundings,
    found: Box<dyn Any>,
    told: Told,
}

/// What else of a scenario its blocks and values depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Surroundings {
    /// The horizon, months, unless it could not be read.
    pub(super) horizon: Option<f64>,
    /// Whether unit costs may be used that nobody verified.
    pub(super) allow_unverified: bool,
}

impl Known {
    /// What stands at `at` and what it told others, if it was read before.
    pub(super) fn get<T: 'static>(
        &self,
        at: &At<'_>,
        kind: Option<Kind>,
        surroundings: Surroundings,
    ) -> Option<(&T, &Told)> {
        let read = self.read.get(&address(at.node)?)?;
        let same = read.iter().filter(|read| read.is_of(at, kind, surroundings));
        same.filter_map(|read| Some((read.found.downcast_ref()?, &read.told))).next()
    }

    /// Remembers that `found` stands at `at`.
    pub(super) fn keep<T: Clone + 'static>(
        &mut self,
        at: &At<'_>,
        kind: Option<Kind>,
        surroundings: Surroundings,
        (found, told): (&T, Told),
    ) {
        let Some(address) = address(at.node) else { return };
        let (node, path, key_span) = (at.node.clone(), at.path.clone(), at.key_span);
        let read = Read { node, path, key_span, kind, surroundings, found: Box::new(found.clone()), told };
        self.read.entry(address).or_default().push(read);
    }
}

impl Read {
    fn is_of(&self, at: &At<'_>, kind: Option<Kind>, surroundings: Surroundings) -> bool {
        self.kind == kind
            && self.surroundings == surroundings
            && self.key_span == at.key_span
            && self.node.is_same(at.node)
            && self.path == at.path
    }
}

/// Where the pairs of a block or a value in braces are; `None` of any other.
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
    use crate::scenario::{FundingWritten, SupportWritten};

    #[test]
    fn what_a_patch_changes_is_read_anew() {
        let mut faults = Collected::default();
        let mut tree = parse("a: {beta: {mean: 30%, sd: 10%}}", 0, 0, &mut faults).unwrap();
        let mut known = Known::default();
        let mut scaled = |tree: &Node| {
            let at = At::root(tree).get("a").unwrap();
            let mut reader = Reader::new(&mut faults, None).knowing(&mut known);
            let value = reader.value(&at, Kind::Share).unwrap();
            let count: usize = known.read.values().map(Vec::len).sum();
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
        assert!(faults.len() == 1 && known.read.is_empty(), "clipped values are warned of");
    }

    #[test]
    fn others_are_told_again_what_a_known_block_uses_and_names() {
        let mut faults = Collected::default();
        let tree =
            parse("a: {amounts: {2021/22: £1k}, payer: nhs}\nb: {prevents: {shared: effect}}", 0, 0, &mut faults);
        let tree = tree.unwrap();
        let mut known = Known::default();
        let mut told = || {
            let mut reader = Reader::new(&mut faults, None).knowing(&mut known);
            let [a, b] = ["a", "b"].map(|key| At::root(&tree).get(key).unwrap());
            let funding = reader.known_block::<FundingWritten>(&a).unwrap();
            reader.known_block::<SupportWritten>(&b).unwrap();
            let uses: Vec<String> = reader.shared_uses.iter().map(|used| used.name.clone()).collect();
            (funding, uses, reader.year_named.clone().map(|place| place.path))
        };
        let (first, again) = (told(), told());
        assert_eq!((&first.1, &first.2), (&vec!["effect".to_owned()], &Some("a.amounts.2021/22".to_owned())));
        assert_eq!((&again.1, &again.2), (&first.1, &first.2));
        assert!(std::sync::Arc::ptr_eq(&first.0, &again.0), "nothing is read twice");
    }
}
