//! Reads a model back as ranges and plain facts, for words to be put to.

use crate::model::{Belief, Cohort, Event, Model, Origin, Outcome, Plan, SegmentShare, Support, Term};

/// A value of the scenario: its mean and 95% range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Mean.
    pub mean: f64,
    /// 2.5% quantile; the mean when certain.
    pub low: f64,
    /// 97.5% quantile; the mean when certain.
    pub high: f64,
    /// Whether there is no uncertainty.
    pub certain: bool,
}

/// Who is supported.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortDescribed {
    /// N.
    pub people: u64,
    /// Months from and to which so many people join.
    pub joining: Vec<(f64, f64, u64)>,
    /// Chance that a person engages.
    pub engagement: Range,
    /// Coefficient of variation of personal risk.
    pub frailty: f64,
    /// Segments; none when everybody is alike.
    pub segments: Vec<SegmentDescribed>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentDescribed {
    /// Its label.
    pub label: String,
    /// Its share; `None`: the rest.
    pub share: Option<Range>,
    /// Relative risks other than exactly 1, by label of the event; an event that only follows others has none.
    pub risks: Vec<(String, Range)>,
}

/// How an event arises of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OriginDescribed {
    /// Only by following another.
    Follows,
    /// At most once, with this chance.
    Chance(Range),
    /// So often a year.
    PerYear(Range),
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDescribed {
    /// Its label.
    pub label: String,
    /// How it arises.
    pub origin: OriginDescribed,
    /// τ in months when it is likelier early.
    pub decays: Option<f64>,
    /// Label of a parent, chance, months after.
    pub follows: Vec<(String, Range, f64)>,
    /// £ of one occurrence.
    pub unit_cost: Range,
    /// Coefficient of variation of the cost of one occurrence between people.
    pub spread: f64,
    /// Label of a payer and its share; those who pay nothing left out.
    pub paid_by: Vec<(String, f64)>,
    /// Label of a payer and the cashable share of what it avoids.
    pub cashable: Vec<(String, Range)>,
    /// What support changes.
    pub support: SupportDescribed,
}

/// What support changes for one event.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportDescribed {
    /// Chance that an occurrence does not happen.
    pub prevents: Range,
    /// Share cut off the cost of one that still happens.
    pub reduces: Range,
    /// Months by which one that still happens comes later.
    pub delays: f64,
    /// Extra occurrences per year.
    pub adds: Range,
    /// Share of the cost of these that a budget has to find in cash.
    pub adds_cash: Range,
    /// Months after joining from which on it acts.
    pub starts_after: f64,
    /// Months after joining until which it acts; `None`: to the horizon.
    pub lasts: Option<f64>,
    /// Share lost per full year.
    pub drop_off: Range,
    /// Share credited.
    pub attribution: Range,
    /// Share only moved elsewhere.
    pub displacement: Range,
    /// Cut applied to the benefit.
    pub optimism_bias: Range,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeDescribed {
    /// Its label.
    pub label: String,
    /// Who benefits.
    pub beneficiary: Option<String>,
    /// Share of engaged people who achieve it.
    pub achieved_by: Range,
    /// Distance travelled.
    pub distance: Range,
    /// £ per person and year at full distance.
    pub value: Range,
    /// Months.
    pub lasts: f64,
    /// Share that would have happened anyway.
    pub deadweight: Range,
    /// Share credited.
    pub attribution: Range,
    /// Share only moved elsewhere.
    pub displacement: Range,
    /// Share lost per year.
    pub drop_off: Range,
}

/// The range of a term of `model`, times `factor`.
pub(super) fn range(model: &Model, term: &Term, factor: f64) -> Range {
    let Belief { mean, p2_5, p97_5, certain } = model.belief(term);
    Range { mean: mean * factor, low: p2_5 * factor, high: p97_5 * factor, certain }
}

pub(super) fn cohort(plan: &Plan, model: &Model) -> CohortDescribed {
    let Cohort { people, joining, engagement, frailty, segments } = &model.cohort;
    let named = segments.iter().filter(|segment| !segment.id.is_empty());
    CohortDescribed {
        people: *people,
        joining: joining.iter().map(|window| (window.from, window.to, window.people)).collect(),
        engagement: range(model, engagement, 1.0),
        frailty: *frailty,
        segments: named
            .map(|segment| SegmentDescribed {
                label: segment.label.clone(),
                share: match &segment.share {
                    SegmentShare::Stated(term) => Some(range(model, term, 1.0)),
                    SegmentShare::Rest => None,
                },
                risks: segment
                    .relative_risk
                    .iter()
                    .zip(&plan.base.events)
                    .filter(|(risk, event)| !matches!(event.origin, Origin::None) && risk.certain() != Some(1.0))
                    .map(|(risk, event)| (event.label.clone(), range(model, risk, 1.0)))
                    .collect(),
            })
            .collect(),
    }
}

pub(super) fn event(plan: &Plan, model: &Model, event: &Event) -> EventDescribed {
    let share = |term: &Term| range(model, term, 1.0);
    let payer = |index: usize| plan.payers[index].label.clone();
    EventDescribed {
        label: event.label.clone(),
        origin: match &event.origin {
            Origin::None => OriginDescribed::Follows,
            Origin::Probability(term) => OriginDescribed::Chance(share(term)),
            Origin::Rate(term) => OriginDescribed::PerYear(range(model, term, 12.0)),
        },
        decays: event.decays,
        follows: event
            .follows
            .iter()
            .map(|follow| (model.events[follow.parent].label.clone(), share(&follow.probability), follow.after))
            .collect(),
        unit_cost: share(&event.unit_cost),
        spread: event.varies.cv(),
        paid_by: event
            .paid_by
            .iter()
            .enumerate()
            .filter(|(_, share)| **share > 0.0)
            .map(|(index, share)| (payer(index), *share))
            .collect(),
        cashable: event
            .cashable
            .iter()
            .enumerate()
            .filter(|(index, _)| event.paid_by.get(*index).is_some_and(|share| *share > 0.0))
            .map(|(index, term)| (payer(index), share(term)))
            .collect(),
        support: support(model, &event.support),
    }
}

fn support(model: &Model, support: &Support) -> SupportDescribed {
    let share = |term: &Term| range(model, term, 1.0);
    SupportDescribed {
        prevents: share(&support.prevents),
        reduces: share(&support.reduces),
        delays: support.delays,
        adds: range(model, &support.adds, 12.0),
        adds_cash: share(&support.adds_cash),
        starts_after: support.starts_after,
        lasts: (support.lasts < model.horizon).then_some(support.lasts),
        drop_off: share(&support.drop_off),
        attribution: share(&support.attribution),
        displacement: share(&support.displacement),
        optimism_bias: share(&support.optimism_bias),
    }
}

pub(super) fn outcome(model: &Model, outcome: &Outcome) -> OutcomeDescribed {
    let share = |term: &Term| range(model, term, 1.0);
    OutcomeDescribed {
        label: outcome.label.clone(),
        beneficiary: outcome.beneficiary.clone(),
        achieved_by: share(&outcome.achieved_by),
        distance: share(&outcome.distance),
        value: share(&outcome.value),
        lasts: outcome.lasts,
        deadweight: share(&outcome.deadweight),
        attribution: share(&outcome.attribution),
        displacement: share(&outcome.displacement),
        drop_off: share(&outcome.drop_off),
    }
}
