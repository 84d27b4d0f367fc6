//! Holds the scenario under one view: its laws, people, events, outcomes, programme and targets.

use super::discounting::Discounting;
use super::grid::Grids;
use super::{Cohort, Event, FundingCost, Law, Outcome, PastHorizon, Programme, Published, Target};
use crate::numeric::powf;
use std::sync::Arc;

/// The scenario under one view. Payers, events, outcomes, segments and targets are the same, in the same order, in
/// every model of a plan.
#[derive(Clone, Debug)]
pub struct Model {
    /// H, months that each journey is followed after the person joins.
    pub horizon: f64,
    /// How later money counts for less.
    pub discounting: Discounting,
    /// Whole years from the price base to the first year of the table; 0 where one of them is not stated. Real growth counts
    /// from the price base.
    pub years_from_base: f64,
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
    /// The events that an event comes after: those that it follows, then those that lead to it.
    pub fn parents(&self, event: usize) -> impl Iterator<Item = usize> {
        let followed = self.events[event].follows.iter().map(|follow| follow.parent);
        let leads = move |parent: &Event| parent.leads_to.iter().any(|branch| branch.event == event);
        followed.chain((0..self.events.len()).filter(move |&parent| leads(&self.events[parent])))
    }

    /// The event, all that it may come after, and all that it may come instead of.
    #[must_use]
    pub fn lineage(&self, event: usize) -> Vec<usize> {
        let mut line = vec![event];
        let mut next = 0;
        while let Some(&index) = line.get(next) {
            let comes_instead =
                |source: &usize| self.events[*source].support.instead.iter().any(|branch| branch.event == index);
            let sources = (0..self.events.len()).filter(comes_instead);
            for before in self.parents(index).chain(sources) {
                if !line.contains(&before) {
                    line.push(before);
                }
            }
            next += 1;
        }
        line
    }

    /// Whether some outcome is social value.
    #[must_use]
    pub fn has_social_value(&self) -> bool {
        self.outcomes.iter().any(|outcome| !outcome.is_gain())
    }

    /// Whether some avoided cost, or gain, may run on past the horizon of its person, and counts.
    #[must_use]
    pub fn runs_past_horizon(&self) -> bool {
        let gains = self.outcomes.iter().any(|outcome| outcome.is_gain() && outcome.end() > self.horizon);
        self.past_horizon == PastHorizon::Counted && (gains || self.events.iter().any(|event| !event.stays.is_empty()))
    }

    /// Whether the programme may pay for a person after the horizon.
    #[must_use]
    pub fn pays_past_horizon(&self) -> bool {
        let lines = self.programme.iter().flat_map(|programme| &programme.funding);
        self.past_horizon == PastHorizon::Counted
            && lines.into_iter().any(|line| match &line.cost {
                FundingCost::Month { length: Some(length), .. } => {
                    length.certain().is_none_or(|months| months > self.horizon)
                }
                _ => false,
            })
    }

    /// How far beyond the joining of a person what is counted may run: the horizon where what is later is cut off.
    #[must_use]
    pub fn end_of_money(&self) -> f64 {
        match self.past_horizon {
            PastHorizon::Counted => f64::INFINITY,
            PastHorizon::Cut => self.horizon,
        }
    }

    /// What £1 of unit cost at the price base is in a year of the table, whose unit costs grow by `growth` a year beyond
    /// prices in general.
    ///
    /// ```text
    /// (1 + g)^(year of the cost - year of price_base)
    /// ```
    #[must_use]
    pub fn grown(&self, growth: f64, year: f64) -> f64 {
        if growth == 0.0 { 1.0 } else { powf(1.0 + growth, self.years_from_base + year) }
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
