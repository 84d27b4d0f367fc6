//! Builds small plans in code, so that each test states only what it is about.

use crate::expectation::{Expectation, Expected};
use crate::model::{
    Counting, Event, Follow, Funding, FundingCost, Group, Measures, Model, Origin, Outcome, Payer, Plan, Programme,
    Published, Scope, Segment, SegmentShare, Stay, Support, Target, Term, Year, YearFunding, example,
};
use crate::quantity::TimeUnit;

/// Two payers: the council (in the group of the same name) and the NHS.
pub(super) const COUNCIL: usize = 0;
pub(super) const NHS: usize = 1;

/// One of everything, as plain as it can be written.
const PLAIN: &str = "
title: Town
horizon: 24 months
discount_rate: 0%
cohort: {people: 100}
payers: {nhs: {}}
events: {fall: {rate: 1, unit_cost: £1, paid_by: {nhs: 100%}}}
outcomes: {control: {achieved_by: 60%, distance: 50%, value: £1_200, lasts: 30 months}}
targets: {saving: {amount: £500k}}
published: {people: 8, mean_avoided: £1}
simulation: {draws: 1}
";

fn plain() -> Plan {
    example::plan(PLAIN)
}

/// Support that changes nothing and is credited in full.
pub(super) fn no_support() -> Support {
    plain().base.events[0].support.clone()
}

/// An outcome that half of the distance is travelled to, without deadweight or drop-off.
pub(super) fn outcome(id: &str, lasts: f64) -> Outcome {
    Outcome { id: id.to_owned(), label: id.to_owned(), lasts, ..plain().base.outcomes[0].clone() }
}

/// A target of these payers.
pub(super) fn target(id: &str, year: Option<usize>, counting: Counting, payers: &[usize], net: bool) -> Target {
    let (id, payers) = (id.to_owned(), payers.to_vec());
    Target { id, payers, year, counting, net_of_programme: net, ..plain().base.targets[0].clone() }
}

/// The mean of eight people, credited, over the horizon.
pub(super) fn published(mean_avoided: f64) -> Published {
    let plain = plain().base.published.expect("a published figure");
    Published { mean_avoided: Some(mean_avoided), ..plain }
}

/// Support that only prevents.
pub(super) fn prevents(share: f64) -> Support {
    Support { prevents: Term::Certain(share), ..no_support() }
}

/// An event that the council pays for, cashable at 25%, with no support.
pub(super) fn event(id: &str, origin: Origin, unit_cost: f64) -> Event {
    Event {
        id: id.to_owned(),
        label: id.to_owned(),
        origin,
        unit_cost: Term::Certain(unit_cost),
        paid_by: vec![1.0, 0.0],
        cashable: vec![Term::Certain(0.25); 2],
        ..plain().base.events[0].clone()
    }
}

/// A rate per month.
pub(super) fn rate(per_month: f64) -> Origin {
    Origin::Rate(Term::Certain(per_month))
}

/// A probability within the horizon.
pub(super) fn probability(p: f64) -> Origin {
    Origin::Probability(Term::Certain(p))
}

/// A link from `parent`.
pub(super) fn follow(parent: usize, probability: f64, after: f64) -> Follow {
    Follow { parent, probability: Term::Certain(probability), after }
}

/// A stay of a rate a month and so many months.
pub(super) fn stay(rate: f64, length: f64) -> Stay {
    Stay { rate: Term::Certain(rate), length: Term::Certain(length), unit: TimeUnit::Month }
}

/// 100 people who all join at the start and engage, followed for 24 months without discounting.
pub(super) fn model(events: Vec<Event>) -> Model {
    let mut model = plain().base;
    let segments = vec![segment("", SegmentShare::Stated(Term::Certain(1.0)), &vec![1.0; events.len()])];
    model.order = (0..events.len()).collect();
    model.events = events;
    model.cohort.segments = segments;
    (model.outcomes, model.targets, model.published) = (Vec::new(), Vec::new(), None);
    model
}

/// A segment with certain relative risks.
pub(super) fn segment(id: &str, share: SegmentShare, risks: &[f64]) -> Segment {
    let relative_risk = risks.iter().copied().map(Term::Certain).collect();
    Segment { id: id.to_owned(), label: id.to_owned(), share, relative_risk }
}

/// A programme that these payers fund: payer, year and amount.
pub(super) fn programme(funding: &[(usize, usize, f64)]) -> Option<Programme> {
    let one = |&(payer, year, amount): &(usize, usize, f64)| {
        let label = String::new();
        let amount = Term::Certain(amount);
        let cost =
            FundingCost::Amount(YearFunding { year, from: 0.0, to: 12.0, amount: amount.clone(), written: amount });
        Funding { line: 1, label, payer, cost, uplift: Term::Certain(0.0) }
    };
    Some(Programme { funding: funding.iter().map(one).collect(), capacity: None })
}

/// An outcome that these payers gain, all of it cash for the NHS and a quarter for the council.
pub(super) fn gain(id: &str, lasts: f64, paid_to: [f64; 2]) -> Outcome {
    let cashable = vec![Term::Certain(0.25), Term::Certain(1.0)];
    Outcome { paid_to: paid_to.to_vec(), cashable, ..outcome(id, lasts) }
}

/// A line that follows the people.
pub(super) fn following(payer: usize, cost: FundingCost) -> Funding {
    Funding { line: 1, label: String::new(), payer, cost, uplift: Term::Certain(0.0) }
}

/// A payer of these groups.
pub(super) fn payer(id: &str, groups: &[usize]) -> Payer {
    Payer { id: id.to_owned(), label: id.to_owned(), groups: groups.to_vec(), releases: None }
}

/// The plan of one model that starts `months_before` months into a year.
pub(super) fn plan(model: Model, months_before: f64) -> Plan {
    let payers = vec![payer("council", &[0]), payer("nhs", &[])];
    plan_with(model, months_before, payers, vec![Group { id: "councils".to_owned(), payers: vec![COUNCIL] }])
}

/// The same with other payers.
pub(super) fn plan_with(model: Model, months_before: f64, payers: Vec<Payer>, groups: Vec<Group>) -> Plan {
    let mut years = Vec::new();
    let mut from = 0.0;
    let mut to = 12.0 - months_before;
    while from < model.span {
        let id = format!("Year {}", years.len() + 1);
        years.push(Year { label: id.clone(), id, financial: None, from, to });
        (from, to) = (to, to + 12.0);
    }
    let later = (model.runs_past_horizon() || model.pays_past_horizon()).then_some(model.span);
    years.extend(later.map(Year::later));
    let segments = &model.cohort.segments;
    let measures = Measures::new(&Scope {
        events: &model.events,
        outcomes: &model.outcomes,
        payers: &payers,
        groups: &groups,
        years: &years,
        segments: if segments.iter().all(|segment| segment.id.is_empty()) { &[] } else { segments },
        targets: &model.targets,
        published: model.published.is_some(),
        harmful: model.events.iter().any(|event| event.support.may_harm()),
        replaced: model.events.iter().any(|event| !event.support.instead.is_empty()),
        gained: model.outcomes.iter().any(Outcome::is_gain),
        past_horizon: model.runs_past_horizon(),
        following: model.programme.as_ref().is_some_and(Programme::follows_people),
    });
    Plan { months_before, payers, groups, years, later, base: model, measures, ..plain() }
}

/// What is expected of the plan's base model when nothing is uncertain.
pub(super) struct Answer {
    plan: Plan,
    expected: Expected,
}

impl Answer {
    pub(super) fn of(model: Model) -> Self {
        Self::starting(model, 0.0)
    }

    pub(super) fn starting(model: Model, months_before: f64) -> Self {
        let plan = plan(model, months_before);
        Self::in_draw(plan, &[])
    }

    /// What is expected of the plan's base model in the draw `theta`.
    pub(super) fn in_draw(plan: Plan, theta: &[f64]) -> Self {
        let mut expected = Expected::default();
        Expectation::new(&plan, &plan.base).at(theta, &mut expected);
        Self { plan, expected }
    }

    fn index(&self, name: &str) -> usize {
        self.plan.measures.names().position(|known| known == name).unwrap_or_else(|| panic!("no measure {name}"))
    }

    pub(super) fn mean(&self, name: &str) -> f64 {
        self.expected.mean[self.index(name)]
    }

    pub(super) fn second(&self, name: &str) -> f64 {
        self.expected.second[self.index(name)]
    }

    /// Asserts means, to 1e-12 relative.
    #[track_caller]
    pub(super) fn means(&self, expected: &[(&str, f64)]) {
        for &(name, value) in expected {
            assert_close(self.mean(name), value, name);
        }
    }

    /// Asserts second moments, to 1e-12 relative.
    #[track_caller]
    pub(super) fn seconds(&self, expected: &[(&str, f64)]) {
        for &(name, value) in expected {
            assert_close(self.second(name), value, name);
        }
    }

    /// Asserts what different risks add to the variance, to 1e-12 relative.
    #[track_caller]
    pub(super) fn through_risk(&self, expected: &[(&str, f64)]) {
        for &(name, value) in expected {
            assert_close(self.expected.through_risk[self.index(name)], value, name);
        }
    }

    /// Asserts third cumulants, to 1e-12 relative.
    #[track_caller]
    pub(super) fn third(&self, expected: &[(&str, f64)]) {
        for &(name, value) in expected {
            assert_close(self.expected.third[self.index(name)], value, name);
        }
    }

    pub(super) fn following_months(&self) -> &[f64] {
        &self.expected.following_months
    }

    pub(super) fn months(&self) -> &[f64] {
        &self.expected.months
    }

    /// Asserts what must hold of every plan.
    #[track_caller]
    pub(super) fn adds_up(&self) {
        self.adds_up_to(self.mean("total.avoided"));
    }

    /// The same where cost runs on past the last followed month, which no month has.
    #[track_caller]
    pub(super) fn adds_up_with_later(&self) {
        self.adds_up_to(self.mean("total.avoided") - self.mean("years.later.avoided"));
    }

    #[track_caller]
    fn adds_up_to(&self, followed: f64) {
        let sum = |names: &[&str]| names.iter().map(|name| self.mean(name)).sum::<f64>();
        let avoided = self.mean("total.avoided");
        let mechanisms = ["prevented", "knock_on", "reduced", "deferred"].map(|name| format!("mechanisms.{name}"));
        let credited = sum(&mechanisms.each_ref().map(String::as_str));
        let years = self.plan.years.iter().map(|year| self.mean(&format!("years.{}.avoided", year.id)));
        let caused = if self.plan.measures.has_caused() { self.mean("mechanisms.caused") } else { 0.0 };
        let replaced = if self.plan.measures.has_replaced() { self.mean("mechanisms.replaced") } else { 0.0 };
        let gained = if self.plan.measures.has_gained() { self.mean("mechanisms.gained") } else { 0.0 };
        let scale = avoided.abs().max(credited.abs() + caused + replaced + gained.abs());
        for (what, value, whole) in [
            ("mechanisms", credited + gained - self.mean("mechanisms.added") - caused - replaced, avoided),
            ("bridge", self.mean("bridge.credited") + gained - self.mean("mechanisms.added"), avoided),
            ("payers", sum(&["payers.council.avoided", "payers.nhs.avoided"]), avoided),
            ("years", years.sum(), avoided),
            ("months", self.months().iter().sum(), followed),
        ] {
            assert!((value - whole).abs() <= 1e-11 * scale, "{what}: {value} against {whole}");
        }
    }
}

#[track_caller]
pub(super) fn assert_close(value: f64, expected: f64, name: &str) {
    assert!((value - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{name}: {value}, by hand {expected}");
}
