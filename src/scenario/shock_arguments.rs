//! Reads changes that are tried from the command line, `--shock` and `--grid`, as further shocks of the scenario.

use super::arguments::{self, Argument};
use super::diagnostic::Collected;
use super::lens::{Looking, apply};
use super::patch::PatchOrigin;
use super::reader::At;
use super::source::Sources;
use super::tree::{Node, Span};
use super::{Entry, Scenario, ShockWritten};
use std::path::PathBuf;

/// A change that is tried on the scenario as written and on every view after its own patch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShockArgument {
    /// What it is called in results.
    pub label: String,
    /// `path=value` or `path=x1.2`, applied one after another.
    pub arguments: Vec<String>,
    /// The option that it was typed at, such as `--shock`, for messages.
    pub option: &'static str,
}

/// Changes that are tried beside the shocks that the scenario names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShockArguments {
    /// Further shocks, in order.
    pub shocks: Vec<ShockArgument>,
    /// Whether all shocks, those of the scenario first, are also tried together, after all others.
    pub together: bool,
    /// Cells of a grid, tried one by one and never together.
    pub cells: Vec<ShockArgument>,
}

/// A trial whose texts are sources.
pub(super) struct Typed<'t> {
    trial: &'t ShockArgument,
    /// Index of the source of each argument.
    sources: Vec<usize>,
}

/// Shocks that the scenario does not name.
pub(super) struct Further<'t> {
    /// Shocks of the command line.
    pub(super) shocks: Vec<Typed<'t>>,
    /// Whether all shocks are tried together as well.
    pub(super) together: bool,
    /// Cells of a grid.
    pub(super) cells: Vec<Typed<'t>>,
}

impl Further<'_> {
    /// How many times they have the scenario read.
    pub(super) fn count(&self) -> usize {
        self.shocks.len() + usize::from(self.together) + self.cells.len()
    }
}

/// Makes every argument a source; the same text typed at the same option is one.
pub(super) fn typed<'t>(
    list: &'t [ShockArgument],
    directory: &std::path::Path,
    sources: &mut Sources,
) -> Vec<Typed<'t>> {
    let mut known: Vec<(&str, usize)> = Vec::new();
    let mut source = |trial: &'t ShockArgument, text: &'t str| {
        if let Some(&(_, source)) = known.iter().find(|(other, _)| *other == text) {
            return source;
        }
        let name = format!("{} argument {}", trial.option, known.len() + 1);
        let source = sources.add_argument(name, PathBuf::from(directory), text.to_owned());
        known.push((text, source));
        source
    };
    let each = |trial: &'t ShockArgument| Typed {
        trial,
        sources: trial.arguments.iter().map(|text| source(trial, text.as_str())).collect(),
    };
    list.iter().map(each).collect()
}

/// What one shock does: a block of the scenario, or arguments.
#[derive(Clone, Copy)]
pub(super) enum Change<'c, 't> {
    /// A block with `set` and `scale`.
    Block(&'c At<'t>),
    /// What was typed.
    Arguments(&'c Typed<'t>),
}

impl Change<'_, '_> {
    fn apply(self, copy: &mut Node, faults: &mut Collected) {
        match self {
            Self::Block(at) => apply(copy, at, PatchOrigin::Shock, faults),
            Self::Arguments(typed) => {
                for (text, &source) in typed.trial.arguments.iter().zip(&typed.sources) {
                    let argument = Argument { text, source, option: typed.trial.option, origin: PatchOrigin::Shock };
                    arguments::apply(copy, argument, faults);
                }
            }
        }
    }
}

/// Tries the shocks, all together if asked for, and the cells; a list of cells ends at the first with a fault, since
/// the others have the same.
pub(super) fn read(
    looking: &mut Looking<'_>,
    views: &[Node],
    further: &Further<'_>,
) -> Option<Vec<Entry<ShockWritten>>> {
    let mut read = Vec::new();
    for typed in &further.shocks {
        read.push(tried(looking, views, &typed.trial.label, &[Change::Arguments(typed)]));
    }
    if further.together {
        let root = At::root(looking.tree);
        let block = root.get("shocks");
        let named: Vec<At<'_>> = block
            .iter()
            .flat_map(|block| block.node.pairs().iter().filter_map(|pair| block.get(&pair.key)))
            .filter(|at| at.node.is_map())
            .collect();
        let changes: Vec<Change<'_, '_>> =
            named.iter().map(Change::Block).chain(further.shocks.iter().map(Change::Arguments)).collect();
        read.push(tried(looking, views, "All together", &changes));
    }
    for typed in &further.cells {
        read.push(tried(looking, views, &typed.trial.label, &[Change::Arguments(typed)]));
        if looking.faults.has_errors() {
            return None;
        }
    }
    read.into_iter().collect()
}

/// The scenario, as written and as each view sees it, after some changes.
pub(super) fn tried(
    looking: &mut Looking<'_>,
    views: &[Node],
    label: &str,
    changes: &[Change<'_, '_>],
) -> Option<Entry<ShockWritten>> {
    let base = looking.tree;
    let mut after = |tree: &Node| -> Option<Scenario> {
        let mut copy = tree.clone();
        for change in changes {
            change.apply(&mut copy, looking.faults);
        }
        looking.sheet(&copy)
    };
    let scenario = after(base);
    let seen: Vec<Option<Scenario>> = views.iter().map(after).collect();
    let value = ShockWritten {
        label: Some(label.to_owned()),
        scenario: scenario?,
        views: seen.into_iter().collect::<Option<Vec<_>>>()?,
    };
    let source = changes.iter().find_map(|change| match change {
        Change::Arguments(typed) => typed.sources.first().copied(),
        Change::Block(_) => None,
    });
    let place = Span { source: source.unwrap_or(0), start: 0, end: 0 }.at("");
    Some(Entry { id: label.to_owned(), place, value })
}
