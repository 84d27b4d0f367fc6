//! Holds the scenario under one view: its laws, people, events, outcomes, programme and targets.

use super::discounting::monthly_discount;
use super::grid::Grids;
use super::{Cohort, Event, Law, Outcome, PastHorizon, Programme, Published, Target};
use std::sync::Arc;

/// The scenario under one view. Payers, events, outcomes, segments and targets are the same, in the same order, in
/// every model of a plan.
#[derive(Clone, Debug)]
pub struct Model {
    /// H, months that each journey is followed after the person joins.
    pub horizon: f64,
    /// r, per year.
    pub discount_rate: f64,
    /// End of the followed span: the latest joining plus H, in months after the start.
    pub span: f64,
    /// What becomes of cost that runs on past the horizon of its person.
    pub past_horizon: PastHorizon,
    /// The law of every parameter of the plan in this model.
    pub laws: Vec<Law>,
    /// The people.
    pub cohort: Cohort,
    /// Events, in the order of the file.
    pub events: Vec<Event>,
    /// Event indices, parents before the events that follow them.
    pub order: Vec<usize>,
    /// Outcomes, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// What support costs; `None` without `programme`.
    pub programme: Option<Programme>,
    /// Targets, in the order of the file.
    pub targets: Vec<Target>,
    /// What an evaluation found.
    pub published: Option<Published>,
    /// What expressions of its parameters are worth, worked out once.
    pub(super) grids: Arc<Grids>,
}

impl Model {
    /// v = (1 + r)^(-1/12), the discount factor of one month.
    #[must_use]
    pub fn monthly_discount(&self) -> f64 {
        monthly_discount(self.discount_rate)
    }

    /// The events that an event comes after: those that it follows, then those that lead to it.
    pub fn parents(&self, event: usize) -> impl Iterator<Item = usize> {
        let followed = self.events[event].follows.iter().map(|follow| follow.parent);
        let leads = move |parent: &Event| parent.leads_to.iter().any(|branch| branch.event == event);
        followed.chain((0..self.events.len()).filter(move |&parent| leads(&self.events[parent])))
    }

    /// Whether some cost may run on past the horizon of its person, and counts.
    #[must_use]
    pub fn runs_past_horizon(&self) -> bool {
        self.past_horizon == PastHorizon::Counted && self.events.iter().any(|event| !event.stays.is_empty())
    }
}

/// One way of looking at the life that people would have led.
#[derive(Clone, Debug)]
pub struct View {
    /// Its key in the scenario.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its weight; the weights of a weighted plan sum to 1.
    pub weight: Option<f64>,
    /// The scenario under it.
    pub model: Model,
}
