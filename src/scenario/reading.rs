//! Holds everything that was read: the scenario as written, and as each view and shock sees it.
//!
//! Numbers are parsed and within the legal range of their key; names are not yet resolved, sums not yet checked
//! (the model does both).

use super::{CaseTable, Diagnostic, Entry, Library, Placed, SampleTable, Scenario};

/// Everything that was read: the scenario as written and as each view sees it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The scenario as written.
    pub base: Scenario,
    /// The views in order.
    pub views: Vec<Entry<ViewWritten>>,
    /// The named stress tests (checked, applied by the stress test).
    pub shocks: Vec<Entry<ShockWritten>>,
    /// The unit costs that `library` names.
    pub library: Option<Library>,
    /// The draws of another model that `samples` names.
    pub samples: Option<Placed<SampleTable>>,
    /// The case studies that `cases` names.
    pub cases: Option<Placed<CaseTable>>,
    /// What a careful reader would object to, with ids for `silence`.
    pub warnings: Vec<Diagnostic>,
}

/// One view.
#[derive(Clone, Debug)]
pub struct ViewWritten {
    /// `label`.
    pub label: Option<String>,
    /// `weight`.
    pub weight: Option<Placed<f64>>,
    /// The whole scenario after its patch.
    pub scenario: Scenario,
}

/// One named shock.
#[derive(Clone, Debug)]
pub struct ShockWritten {
    /// `label`.
    pub label: Option<String>,
    /// The whole scenario after it.
    pub scenario: Scenario,
    /// The scenario as each view sees it, in the order of the views, after it.
    pub views: Vec<Scenario>,
}
