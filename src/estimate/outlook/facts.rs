//! Reads a model back as beliefs and plain facts, for words to be put to.

use crate::model::{
    Belief, Branch, Cohort, Event, Model, Origin, PastHorizon, Plan, SegmentShare, Stay, Support, Term,
};
use crate::quantity::TimeUnit;

/// Who is supported.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortFacts {
    /// N.
    pub people: u64,
    /// Months from and to which so many people join.
    pub joining: Vec<(f64, f64, u64)>,
    /// Chance that a person engages.
    pub engagement: Belief,
    /// Share of people who leave in a year; `None` where nobody does.
    pub leaves: Option<Belief>,
    /// Whether cost that runs on past the horizon counts; `None` where no cost runs.
    pub counts_past_horizon: Option<bool>,
    /// Coefficient of variation of personal risk.
    pub frailty: f64,
    /// Segments; none when everybody is alike.
    pub segments: Vec<SegmentFacts>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentFacts {
    /// Its label.
    pub label: String,
    /// Its share; `None`: the rest.
    pub share: Option<Belief>,
    /// Relative risks other than exactly 1, by label of the event; an event that only follows others has none.
    pub risks: Vec<(String, Belief)>,
}

/// How an event arises of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OriginFacts {
    /// Only by following another.
    Follows,
    /// Only instead of others.
    Instead,
    /// At most once, with this chance.
    Chance(Belief),
    /// So often a year.
    PerYear(Belief),
}

/// What is paid as it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StayFacts {
    /// £ a unit of time.
    pub price: Belief,
    /// That unit.
    pub unit: TimeUnit,
    /// Months.
    pub length: Belief,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventFacts {
    /// Its label.
    pub label: String,
    /// How it arises.
    pub origin: OriginFacts,
    /// τ in months when it is likelier early.
    pub decays: Option<f64>,
    /// Label of a parent, chance, months after.
    pub follows: Vec<(String, Belief, f64)>,
    /// Labels and chances of what it leads to, one at most, and months after.
    pub leads_to: Vec<(String, Belief, f64)>,
    /// £ of one occurrence, paid at once.
    pub unit_cost: Belief,
    /// What is paid as it runs.
    pub stays: Vec<StayFacts>,
    /// Coefficient of variation of how long that is.
    pub stay_spread: f64,
    /// Coefficient of variation of the cost of one occurrence between people.
    pub spread: f64,
    /// By how much its costs grow beyond prices in general, a year.
    pub real_growth: Belief,
    /// By how much its hazard grows with each year to joining.
    pub trend: Belief,
    /// Label of a payer and its share; those who pay nothing left out.
    pub paid_by: Vec<(String, f64)>,
    /// Label of a payer and the cashable share of what it avoids.
    pub cashable: Vec<(String, Belief)>,
    /// What support changes, occurrences added per year.
    pub support: Support<Belief>,
    /// Labels and chances of what comes instead of one that support prevents, and months after.
    pub instead: Vec<(String, Belief, f64)>,
    /// The chance, over draws of the evidence, that support makes it worse; `None` where it cannot.
    pub harm: Option<f64>,
    /// The share of draws in which the effect lies beyond -900% or 100% and is held there.
    pub held: f64,
}

pub(super) fn cohort(plan: &Plan, model: &Model) -> CohortFacts {
    let Cohort { people, joining, engagement, leaves, frailty, segments } = &model.cohort;
    let named = segments.iter().filter(|segment| !segment.id.is_empty());
    CohortFacts {
        people: *people,
        joining: joining.iter().map(|window| (window.from, window.to, window.people)).collect(),
        engagement: model.belief(engagement),
        leaves: model.cohort.may_leave().then(|| model.belief(leaves)),
        counts_past_horizon: model
            .events
            .iter()
            .any(|event| !event.stays.is_empty())
            .then_some(model.past_horizon == PastHorizon::Counted),
        frailty: *frailty,
        segments: named
            .map(|segment| SegmentFacts {
                label: segment.label.clone(),
                share: match &segment.share {
                    SegmentShare::Stated(term) => Some(model.belief(term)),
                    SegmentShare::Rest => None,
                },
                risks: segment
                    .relative_risk
                    .iter()
                    .zip(&plan.base.events)
                    .filter(|(risk, event)| !matches!(event.origin, Origin::None) && risk.certain() != Some(1.0))
                    .map(|(risk, event)| (event.label.clone(), model.belief(risk)))
                    .collect(),
            })
            .collect(),
    }
}

pub(super) fn event(plan: &Plan, model: &Model, event: &Event) -> EventFacts {
    let share = |term: &Term| model.belief(term);
    let payer = |index: usize| plan.payers[index].label.clone();
    let bearers = || event.paid_by.iter().enumerate().filter(|(_, part)| **part > 0.0);
    EventFacts {
        label: event.label.clone(),
        origin: match &event.origin {
            Origin::None if comes_after(model, event) => OriginFacts::Follows,
            Origin::None => OriginFacts::Instead,
            Origin::Probability(term) => OriginFacts::Chance(share(term)),
            Origin::Rate(term) => OriginFacts::PerYear(model.belief(term).times(12.0)),
        },
        decays: event.decays,
        follows: event
            .follows
            .iter()
            .map(|follow| (model.events[follow.parent].label.clone(), share(&follow.probability), follow.after))
            .collect(),
        leads_to: branches(model, &event.leads_to),
        unit_cost: share(&event.unit_cost),
        stays: event.stays.iter().map(|stay| stay_facts(model, stay)).collect(),
        stay_spread: event.stay_varies.cv(),
        spread: event.varies.cv(),
        real_growth: share(&event.real_growth),
        trend: share(&event.trend),
        paid_by: bearers().map(|(index, part)| (payer(index), *part)).collect(),
        cashable: bearers().filter_map(|(index, _)| Some((payer(index), share(event.cashable.get(index)?)))).collect(),
        instead: branches(model, &event.support.instead),
        // Per year, as it is written.
        held: plan.stated_at(&format!("events.{}.support.prevents", event.id)).map_or(0.0, |stated| stated.clipped),
        harm: event.support.may_harm().then(|| model.chance_below_zero(&event.support.prevents)),
        support: Support { adds: share(&event.support.adds).times(12.0), ..event.support.map(share) },
    }
}

/// Whether an event follows another, or another leads to it.
fn comes_after(model: &Model, event: &Event) -> bool {
    let mut branches = model.events.iter().flat_map(|parent| &parent.leads_to);
    !event.follows.is_empty() || branches.any(|branch| model.events[branch.event].id == event.id)
}

fn branches(model: &Model, branches: &[Branch]) -> Vec<(String, Belief, f64)> {
    let facts =
        |branch: &Branch| (model.events[branch.event].label.clone(), model.belief(&branch.probability), branch.after);
    branches.iter().map(facts).collect()
}

fn stay_facts(model: &Model, stay: &Stay) -> StayFacts {
    let price = model.belief(&stay.rate).times(stay.unit.months());
    StayFacts { price, unit: stay.unit, length: model.belief(&stay.length) }
}
