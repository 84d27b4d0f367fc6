//! Holds who bears costs, and the groups that gather them.

use super::Release;

/// Who bears costs.
#[derive(Clone, Debug)]
pub struct Payer {
    /// Its key in the scenario.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Indices into [`super::Plan::groups`].
    pub groups: Vec<usize>,
    /// How cash leaves its budget; `None`: any amount, at once.
    pub releases: Option<Release>,
}

/// A gathering of payers.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name, as written at the payers.
    pub id: String,
    /// Indices of its payers, ascending.
    pub payers: Vec<usize>,
}
