//! Looks at a scenario through patches: applies them to a copy of its tree and reads what comes of it.

use super::diagnostic::Collected;
use super::library::Library;
use super::patch::{Patch, PatchOrigin};
use super::reader::{At, Known, Reader, Sheet};
use super::scale::scale_all;
use super::tree::Node;
use super::warnings;
use super::{Place, Scenario};
use std::collections::BTreeSet;

/// What is needed to look at the scenario in different ways.
pub(super) struct Looking<'c> {
    /// The scenario as written.
    pub(super) tree: &'c Node,
    /// The same, read.
    pub(super) base: Option<&'c Scenario>,
    /// The unit costs.
    pub(super) library: Option<&'c Library>,
    /// Values that were read before.
    pub(super) known: &'c mut Known,
    /// Where faults go.
    pub(super) faults: &'c mut Collected,
    /// Names of shared values used in what was looked at.
    pub(super) shared: BTreeSet<String>,
}

impl Looking<'_> {
    /// Reads one patched tree.
    pub(super) fn sheet(&mut self, tree: &Node) -> Option<Scenario> {
        let Sheet { scenario, shared } =
            Reader::new(self.faults, self.library).knowing(self.known).scenario(&At::root(tree));
        self.shared.extend(shared);
        let scenario = scenario?;
        let written = self.base.map_or(&[][..], |base| &base.events);
        let is_old = |place: &Place| {
            written.iter().filter_map(|event| event.value.probability.as_ref()).any(|value| value.place == *place)
        };
        warnings::changed_horizon(&scenario, self.tree.get("horizon"), tree.get("horizon"), is_old, self.faults);
        Some(scenario)
    }
}

/// Applies `set`, then `scale`, of one view or shock.
pub(super) fn apply(copy: &mut Node, at: &At<'_>, origin: PatchOrigin, faults: &mut Collected) {
    if let Some(set) = at.get("set") {
        Patch { origin, faults: &mut *faults }.apply(copy, set.node, set.key_span);
    }
    if let Some(scale) = at.get("scale") {
        scale_all(copy, scale.node, scale.key_span, origin, faults);
    }
}
