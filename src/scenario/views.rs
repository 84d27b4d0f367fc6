//! Reads the scenario as every view and every shock sees it, each by a patch on a copy of the tree.

use super::diagnostic::{Collected, Diagnostic};
use super::library::Library;
use super::names::{Block, SHOCK, VIEW};
use super::patch::{Origin, Patch};
use super::reader::{At, Number, Reader, Sheet};
use super::scale::scale_all;
use super::tree::{Content, Node};
use super::{Entry, Placed, Scenario, ShockWritten, ViewWritten};
use std::collections::BTreeSet;

/// Most values that all copies may hold together.
const MOST_VALUES: usize = 2_000_000;

/// What views and shocks yield.
pub(super) struct Seen {
    /// The views, unless one has faults.
    pub(super) views: Option<Vec<Entry<ViewWritten>>>,
    /// The shocks, unless one has faults.
    pub(super) shocks: Option<Vec<Entry<ShockWritten>>>,
    /// Names of shared values used in any of them.
    pub(super) shared: BTreeSet<String>,
    /// The horizon in each, as it stands in its tree.
    pub(super) trees: Vec<Option<Node>>,
}

/// A view or shock: its own keys, and the tree as it sees it.
struct Patched {
    label: Option<Option<String>>,
    weight: Option<Option<Placed<f64>>>,
    tree: Node,
}

/// Reads all views and shocks; `None` when they are too many to hold.
pub(super) fn read(tree: &Node, library: Option<&Library>, faults: &mut Collected) -> Option<Seen> {
    let count = |key: &str| tree.get(key).map_or(0, |block| block.pairs().len());
    let copies = (1 + count("views")).saturating_mul(1 + count("shocks"));
    if copies > 1 && tree.size().saturating_mul(copies) > MOST_VALUES {
        let place = tree.pair("views").or_else(|| tree.pair("shocks")).map(|pair| pair.key_span.at(&pair.key));
        let fault = Diagnostic::error(place, "the scenario is too large for so many views and shocks");
        faults.push(fault.help("take some of them out, or make the scenario smaller"));
        return None;
    }
    let mut seen =
        Seen { views: Some(Vec::new()), shocks: Some(Vec::new()), shared: BTreeSet::new(), trees: Vec::new() };
    let views = patched(tree, "views", VIEW, Origin::View, library, faults);
    let view_trees: Option<Vec<Node>> =
        views.as_ref().map(|views| views.iter().map(|view| view.value.tree.clone()).collect());
    seen.views = views.and_then(|views| {
        let read: Vec<_> = views.into_iter().map(|view| one_view(view, library, faults, &mut seen)).collect();
        read.into_iter().collect()
    });
    let shocks = patched(tree, "shocks", SHOCK, Origin::Shock, library, faults);
    seen.shocks = shocks.and_then(|shocks| {
        let view_trees = view_trees?;
        let mut complete = Some(Vec::new());
        for shock in shocks {
            let read = one_shock(shock, tree, &view_trees, library, faults, &mut seen);
            complete = complete.zip(read).map(|(mut list, shock)| {
                list.push(shock);
                list
            });
        }
        complete
    });
    Some(seen)
}

/// Reads the entries of `views` or `shocks` and applies their patches.
fn patched(
    tree: &Node,
    key: &str,
    block: Block,
    origin: Origin,
    library: Option<&Library>,
    faults: &mut Collected,
) -> Option<Vec<Entry<Patched>>> {
    let Some(at) = At::root(tree).get(key) else { return Some(Vec::new()) };
    let mut reader = Reader::new(faults, library);
    let entries = reader.entries(&at, if origin == Origin::View { "a view" } else { "a shock" }, |reader, at| {
        let empty = matches!(at.node.content, Content::Empty { .. });
        if !empty {
            reader.block(at, block)?;
        }
        let label = reader.maybe(at, "label", |reader, at| reader.text(at));
        let weight = reader.maybe(at, "weight", |reader, at| {
            Some(Placed { value: reader.number(at, Number::Share)?, place: at.place() })
        });
        Some((Patched { label, weight, tree: tree.clone() }, at.clone()))
    })?;
    let entries = entries.into_iter().map(|entry| {
        let (mut patched, at) = entry.value;
        apply(&mut patched.tree, &at, origin, faults);
        Entry { id: entry.id, place: entry.place, value: patched }
    });
    Some(entries.collect())
}

/// Applies `set`, then `scale`, of one view or shock.
fn apply(copy: &mut Node, at: &At<'_>, origin: Origin, faults: &mut Collected) {
    if let Some(set) = at.get("set") {
        Patch { origin, faults: &mut *faults }.apply(copy, set.node, set.key_span);
    }
    if let Some(scale) = at.get("scale") {
        scale_all(copy, scale.node, scale.key_span, origin, faults);
    }
}

/// Reads the scenario as one view sees it.
fn one_view(
    view: Entry<Patched>,
    library: Option<&Library>,
    faults: &mut Collected,
    seen: &mut Seen,
) -> Option<Entry<ViewWritten>> {
    let Patched { label, weight, tree } = view.value;
    let scenario = sheet(&tree, library, faults, seen)?;
    Some(Entry { id: view.id, place: view.place, value: ViewWritten { label: label?, weight: weight?, scenario } })
}

/// Reads the scenario, as written and as each view sees it, after one shock.
fn one_shock(
    shock: Entry<Patched>,
    base: &Node,
    views: &[Node],
    library: Option<&Library>,
    faults: &mut Collected,
    seen: &mut Seen,
) -> Option<Entry<ShockWritten>> {
    let scenario = sheet(&shock.value.tree, library, faults, seen)?;
    let at = At::root(base).get("shocks")?.get(&shock.id)?;
    let views: Vec<Option<Scenario>> = views
        .iter()
        .map(|view| {
            let mut copy = view.clone();
            apply(&mut copy, &at, Origin::Shock, faults);
            sheet(&copy, library, faults, seen)
        })
        .collect();
    let views = views.into_iter().collect::<Option<Vec<Scenario>>>()?;
    let value = ShockWritten { label: shock.value.label?, scenario, views };
    Some(Entry { id: shock.id, place: shock.place, value })
}

/// Reads one patched tree.
fn sheet(tree: &Node, library: Option<&Library>, faults: &mut Collected, seen: &mut Seen) -> Option<Scenario> {
    let Sheet { scenario, shared } = Reader::new(faults, library).scenario(&At::root(tree));
    seen.shared.extend(shared);
    let horizon = tree.get("horizon").cloned();
    let known = |other: &Option<Node>| other.as_ref().map(|node| node.span) == horizon.as_ref().map(|node| node.span);
    if !seen.trees.iter().any(known) {
        seen.trees.push(horizon);
    }
    scenario
}
