//! Holds what reading one part of a scenario tells the readers of others.

use crate::quantity::Kind;
use crate::scenario::Place;

/// What reading one part of a scenario tells the readers of others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The shared values that it uses.
    pub(super) shared_uses: Vec<SharedUse>,
    /// The first place in it that names a financial year.
    pub(super) year_named: Option<Place>,
}

/// One use of a shared value.
#[derive(Clone, Debug)]
pub(crate) struct SharedUse {
    /// The key under `shared`.
    pub(crate) name: String,
    /// The kind of the key that uses it.
    pub(crate) kind: Kind,
    /// Product of `times` and what patches scale this use by.
    pub(crate) factor: f64,
    /// Where it is used.
    pub(crate) place: Place,
    /// Where this use is scaled.
    pub(crate) scaled_at: Option<Place>,
}
