//! Prepares one input for regression, so that whatever is regressed on it finds the equations of its spline ready.

use super::column::Column;
use super::design::{Design, segments_alone};
use super::equations::Equations;

/// The draws of one input, ready to be regressed on.
#[derive(Clone, Debug)]
pub struct Predictor {
    pub(super) column: Column,
    /// The normal equations of its spline alone.
    pub(super) alone: Equations,
}

impl Predictor {
    /// The input with these draws; `None` when it never varies or a draw is not finite, so that nothing can be learnt.
    #[must_use]
    pub fn new(draws: &[f64]) -> Option<Self> {
        let column = Column::new(draws)?;
        let alone = Equations::of(&Design::new(&[&column], segments_alone(draws.len()), &[]));
        Some(Self { column, alone })
    }

    /// The columns of its spline alone.
    pub(super) fn design(&self) -> Design<'_> {
        Design::new(&[&self.column], segments_alone(self.len()), &[])
    }

    /// How many draws there are.
    pub(super) const fn len(&self) -> usize {
        self.column.ranks.len()
    }
}
