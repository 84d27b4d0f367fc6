//! Reads the scenario as every view and every shock sees it, each by a patch on a copy of the tree.

use super::language::{Block, SHOCK, VIEW};
use super::lens::{Looking, apply};
use super::patch::PatchOrigin;
use super::reader::{At, Reader};
use super::shock_arguments::{self, Change, Further};
use super::tree::{Content, Node};
use super::{Entry, Placed, ShockWritten, ViewWritten};
use crate::quantity::Kind;
use crate::scenario::limits::MOST_VALUES_OF_VIEWS;

/// What views and shocks yield.
pub(super) struct Seen {
    /// The views, unless one has faults.
    pub(super) views: Option<Vec<Entry<ViewWritten>>>,
    /// The shocks, unless one has faults.
    pub(super) shocks: Option<Vec<Entry<ShockWritten>>>,
}

/// A view or shock: its own keys, and where its patch stands.
struct Header<'t> {
    label: Option<Option<String>>,
    weight: Option<Option<Placed<f64>>>,
    at: At<'t>,
}

/// Reads all views and shocks of a tree; `None` when they are too many to hold.
pub(super) fn read(looking: &mut Looking<'_>, further: &Further<'_>) -> Option<Seen> {
    let tree = looking.tree;
    let count = |key: &str| tree.get(key).map_or(0, |block| block.pairs().len());
    let copies = (1 + count("views")).saturating_mul(1 + count("shocks") + further.count());
    if copies > 1 && tree.size().saturating_mul(copies) > MOST_VALUES_OF_VIEWS {
        let place = tree.pair("views").or_else(|| tree.pair("shocks")).map(|pair| pair.key_span.at(&pair.key));
        let message = "the scenario is too large for so many views and shocks";
        return looking.faults.refuse(place, message, "take some of them out, or make the scenario smaller");
    }
    let views = looking.headers("views", VIEW);
    let patched = |view: &Entry<Header<'_>>| {
        let mut copy = tree.clone();
        apply(&mut copy, &view.value.at, PatchOrigin::View, looking.faults);
        copy
    };
    let trees: Vec<Node> = views.iter().flatten().map(patched).collect();
    let views = views.and_then(|views| {
        let read: Vec<_> = views.into_iter().zip(&trees).map(|(view, tree)| looking.view(view, tree)).collect();
        read.into_iter().collect()
    });
    let shocks = looking.headers("shocks", SHOCK).and_then(|shocks| {
        let read: Vec<_> = shocks.into_iter().map(|shock| looking.shock(shock, &trees)).collect();
        let named = read.into_iter().collect::<Option<Vec<_>>>();
        let tried = shock_arguments::read(looking, &trees, further);
        named.zip(tried).map(|(named, tried)| [named, tried].concat())
    });
    Some(Seen { views, shocks })
}

impl<'c> Looking<'c> {
    /// The entries of `views` or `shocks`.
    fn headers(&mut self, key: &str, block: Block) -> Option<Vec<Entry<Header<'c>>>> {
        let Some(at) = At::root(self.tree).get(key) else { return Some(Vec::new()) };
        Reader::new(self.faults, self.library).entries(&at, block.name, |reader, at| {
            if !matches!(at.node.content, Content::Empty { .. }) {
                reader.block(at, block)?;
            }
            let label = reader.maybe(at, "label", Reader::text);
            let weight = reader.maybe(at, "weight", |reader, at| {
                Some(Placed { value: reader.number(at, Kind::Share)?, place: at.place() })
            });
            Some(Header { label, weight, at: at.clone() })
        })
    }

    /// Reads the scenario as one view sees it.
    fn view(&mut self, view: Entry<Header<'_>>, tree: &Node) -> Option<Entry<ViewWritten>> {
        let scenario = self.sheet(tree)?;
        let Header { label, weight, .. } = view.value;
        Some(Entry { id: view.id, place: view.place, value: ViewWritten { label: label?, weight: weight?, scenario } })
    }

    /// Reads the scenario, as written and as each view sees it, after one shock.
    fn shock(&mut self, shock: Entry<Header<'_>>, views: &[Node]) -> Option<Entry<ShockWritten>> {
        let tried = shock_arguments::tried(self, views, &shock.id, &[Change::Block(&shock.value.at)])?;
        let value = ShockWritten { label: shock.value.label?, ..tried.value };
        Some(Entry { id: shock.id, place: shock.place, value })
    }
}
