//! Names what a run draws from: the headline or one view.

use crate::model::{Model, Plan};

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunOf {
    /// Each draw from the view that it belongs to, or from the scenario as written when views have no weights.
    Headline,
    /// Every draw from one view.
    View(usize),
}

impl RunOf {
    /// The models that draws come from: the views of a weighted headline run, else one.
    #[must_use]
    pub fn models(self, plan: &Plan) -> Vec<&Model> {
        match self {
            Self::View(view) => vec![&plan.views[view].model],
            Self::Headline if plan.weighted => plan.views.iter().map(|view| &view.model).collect(),
            Self::Headline => vec![&plan.base],
        }
    }

    /// Whether each draw comes from the view that it belongs to.
    pub(super) fn weighted(self, plan: &Plan) -> bool {
        self == Self::Headline && plan.weighted
    }

    /// The place among [`RunOf::models`] of the one that a draw comes from.
    #[must_use]
    pub fn model_of_draw(self, plan: &Plan, draw: usize) -> usize {
        if self.weighted(plan) { plan.view_of_draw(draw as u64).unwrap_or(0) } else { 0 }
    }
}
