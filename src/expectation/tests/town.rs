//! Builds small plans in code, so that each test states only what it is about.

use crate::expectation::{Expectation, Expected};
use crate::model::{
    Cohort, Event, Follow, Group, Joining, Measures, Model, Origin, Payer, Plan, Programme, Sampling, Scope, Segment,
    SegmentShare, Simulation, Spread, Streams, Support, Term, Year,
};

/// Two payers: the council (in the group of the same name) and the NHS.
pub(super) const COUNCIL: usize = 0;
pub(super) const NHS: usize = 1;

/// Support that changes nothing and is credited in full.
pub(super) fn no_support() -> Support {
    Support {
        prevents: Term::Certain(0.0),
        reduces: Term::Certain(0.0),
        delays: 0.0,
        adds: Term::Certain(0.0),
        adds_cash: Term::Certain(1.0),
        starts_after: 0.0,
        lasts: f64::INFINITY,
        drop_off: Term::Certain(0.0),
        attribution: Term::Certain(1.0),
        displacement: Term::Certain(0.0),
        optimism_bias: Term::Certain(0.0),
    }
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
        decays: None,
        follows: Vec::new(),
        unit_cost: Term::Certain(unit_cost),
        varies: Spread::None,
        paid_by: vec![1.0, 0.0],
        cashable: vec![Term::Certain(0.25); 2],
        support: no_support(),
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

/// 100 people who all join at the start and engage, followed for 24 months without discounting.
pub(super) fn model(events: Vec<Event>) -> Model {
    let order = (0..events.len()).collect();
    Model {
        horizon: 24.0,
        discount_rate: 0.0,
        span: 24.0,
        laws: Vec::new(),
        cohort: Cohort {
            people: 100,
            joining: vec![Joining { from: 0.0, to: 0.0, people: 100 }],
            engagement: Term::Certain(1.0),
            frailty: 0.0,
            segments: vec![segment("", SegmentShare::Stated(Term::Certain(1.0)), &vec![1.0; events.len()])],
        },
        events,
        order,
        outcomes: Vec::new(),
        programme: None,
        targets: Vec::new(),
        published: None,
    }
}

/// A segment with certain relative risks.
pub(super) fn segment(id: &str, share: SegmentShare, risks: &[f64]) -> Segment {
    let relative_risk = risks.iter().copied().map(Term::Certain).collect();
    Segment { id: id.to_owned(), label: id.to_owned(), share, relative_risk }
}

/// The programme's cost.
pub(super) fn programme(funding: Vec<crate::model::Funding>) -> Option<Programme> {
    Some(Programme { funding, capacity: None })
}

/// The plan of one model that starts `months_before` months into a year.
pub(super) fn plan(model: Model, months_before: f64) -> Plan {
    let payer = |id: &str, groups: &[usize]| {
        let groups = groups.to_vec();
        Payer { id: id.to_owned(), label: id.to_owned(), groups, releases: None }
    };
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
    });
    Plan {
        title: String::new(),
        description: None,
        price_base: None,
        starts: None,
        months_before,
        parameters: Vec::new(),
        streams: Streams::of(&[]),
        stated: Vec::new(),
        correlations: Vec::new(),
        copula: None,
        payers,
        groups,
        years,
        base: model,
        views: Vec::new(),
        weighted: false,
        simulation: Simulation { draws: 1, seed: 1, level: 0.95, sampling: Sampling::Random, precision: None },
        measures,
        cases: None,
        warnings: Vec::new(),
    }
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
        let mut expected = Expected::default();
        Expectation::new(&plan, &plan.base).at(&[], &mut expected);
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

    pub(super) fn months(&self) -> &[f64] {
        &self.expected.months
    }

    /// Asserts what must hold of every plan.
    #[track_caller]
    pub(super) fn adds_up(&self) {
        let sum = |names: &[&str]| names.iter().map(|name| self.mean(name)).sum::<f64>();
        let avoided = self.mean("total.avoided");
        let mechanisms = ["prevented", "knock_on", "reduced", "deferred"].map(|name| format!("mechanisms.{name}"));
        let credited = sum(&mechanisms.each_ref().map(String::as_str));
        let years = (1..=self.plan.years.len()).map(|year| self.mean(&format!("years.Year {year}.avoided")));
        let scale = avoided.abs().max(credited);
        for (what, value) in [
            ("mechanisms", credited - self.mean("mechanisms.added")),
            ("bridge", self.mean("bridge.credited") - self.mean("mechanisms.added")),
            ("payers", sum(&["payers.council.avoided", "payers.nhs.avoided"])),
            ("years", years.sum()),
            ("months", self.months().iter().sum()),
        ] {
            assert!((value - avoided).abs() <= 1e-11 * scale, "{what}: {value} against {avoided}");
        }
    }
}

#[track_caller]
pub(super) fn assert_close(value: f64, expected: f64, name: &str) {
    assert!((value - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{name}: {value}, by hand {expected}");
}
