//! Reads the scenario as every view and every shock sees it, each by a patch on a copy of the tree.

use super::language::{Block, SHOCK, VIEW};
use super::lens::{Lens, Looking, apply};
use super::patch::Origin;
use super::reader::{At, Reader};
use super::tree::{Content, Node};
use super::trials::{self, Further};
use super::{Entry, Placed, Scenario, ShockWritten, ViewWritten};
use crate::quantity::Kind;
use crate::scenario::limits::MOST_VALUES_OF_VIEWS;
use std::collections::BTreeSet;

/// What views and shocks yield.
pub(super) struct Seen {
    /// The views, unless one has faults.
    pub(super) views: Option<Vec<Entry<ViewWritten>>>,
    /// The shocks, unless one has faults.
    pub(super) shocks: Option<Vec<Entry<ShockWritten>>>,
    /// Names of shared values used in any of them.
    pub(super) shared: BTreeSet<String>,
}

/// A view or shock: its own keys, and the tree as it sees it.
struct Patched {
    label: Option<Option<String>>,
    weight: Option<Option<Placed<f64>>>,
    tree: Node,
}

/// Reads all views and shocks of a tree, whose scenario as written is `base`; `None` when they are too many to hold.
pub(super) fn read(tree: &Node, base: Option<&Scenario>, lens: Lens<'_>, further: &Further<'_>) -> Option<Seen> {
    let Lens { library, known, faults } = lens;
    let count = |key: &str| tree.get(key).map_or(0, |block| block.pairs().len());
    let copies = (1 + count("views")).saturating_mul(1 + count("shocks") + further.count());
    if copies > 1 && tree.size().saturating_mul(copies) > MOST_VALUES_OF_VIEWS {
        let place = tree.pair("views").or_else(|| tree.pair("shocks")).map(|pair| pair.key_span.at(&pair.key));
        let message = "the scenario is too large for so many views and shocks";
        return faults.refuse(place, message, "take some of them out, or make the scenario smaller");
    }
    let mut looking = Looking { tree, base, library, known, faults, shared: BTreeSet::new() };
    let views = looking.patched("views", VIEW, Origin::View);
    let trees: Option<Vec<Node>> =
        views.as_ref().map(|views| views.iter().map(|view| view.value.tree.clone()).collect());
    let views = views.and_then(|views| {
        let read: Vec<_> = views.into_iter().map(|view| looking.view(view)).collect();
        read.into_iter().collect()
    });
    let shocks = looking.patched("shocks", SHOCK, Origin::Shock);
    let shocks = shocks.zip(trees).and_then(|(shocks, trees)| {
        let read: Vec<_> = shocks.into_iter().map(|shock| looking.shock(shock, &trees)).collect();
        let named = read.into_iter().collect::<Option<Vec<_>>>();
        let tried = trials::read(&mut looking, &trees, further);
        named.zip(tried).map(|(named, tried)| [named, tried].concat())
    });
    Some(Seen { views, shocks, shared: looking.shared })
}

impl Looking<'_> {
    /// Reads the entries of `views` or `shocks` and applies their patches.
    fn patched(&mut self, key: &str, block: Block, origin: Origin) -> Option<Vec<Entry<Patched>>> {
        let tree = self.tree;
        let Some(at) = At::root(tree).get(key) else { return Some(Vec::new()) };
        let mut reader = Reader::new(self.faults, self.library);
        let entries =
            reader.entries(&at, if origin == Origin::View { "a view" } else { "a shock" }, |reader, at| {
                if !matches!(at.node.content, Content::Empty { .. }) {
                    reader.block(at, block)?;
                }
                let label = reader.maybe(at, "label", |reader, at| reader.text(at));
                let weight = reader.maybe(at, "weight", |reader, at| {
                    Some(Placed { value: reader.number(at, Kind::Share)?, place: at.place() })
                });
                Some((Patched { label, weight, tree: tree.clone() }, at.clone()))
            })?;
        let entries = entries.into_iter().map(|entry| {
            let (mut patched, at) = entry.value;
            apply(&mut patched.tree, &at, origin, self.faults);
            Entry { id: entry.id, place: entry.place, value: patched }
        });
        Some(entries.collect())
    }

    /// Reads the scenario as one view sees it.
    fn view(&mut self, view: Entry<Patched>) -> Option<Entry<ViewWritten>> {
        let Patched { label, weight, tree } = view.value;
        let scenario = self.sheet(&tree)?;
        Some(Entry { id: view.id, place: view.place, value: ViewWritten { label: label?, weight: weight?, scenario } })
    }

    /// Reads the scenario, as written and as each view sees it, after one shock.
    fn shock(&mut self, shock: Entry<Patched>, views: &[Node]) -> Option<Entry<ShockWritten>> {
        let scenario = self.sheet(&shock.value.tree)?;
        let at = At::root(self.tree).get("shocks")?.get(&shock.id)?;
        let mut seen = Vec::with_capacity(views.len());
        for view in views {
            let mut copy = view.clone();
            apply(&mut copy, &at, Origin::Shock, self.faults);
            seen.push(self.sheet(&copy));
        }
        let views = seen.into_iter().collect::<Option<Vec<Scenario>>>()?;
        let value = ShockWritten { label: shock.value.label?, scenario, views };
        Some(Entry { id: shock.id, place: shock.place, value })
    }
}
