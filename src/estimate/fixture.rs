//! Builds a small plan in code, with something of everything, for the tests of this layer.

use crate::model::{
    Cohort, Counting, Event, Follow, Funding, Group, Joining, Measures, Model, Origin, Outcome, Payer, Plan, Programme,
    Published, PublishedCounting, Sampling, Scope, Segment, SegmentShare, Simulation, Spread, Streams, Support, Target,
    Term, View, Year,
};

/// 120 people over two years; eviction (council) leads to admission (NHS 85%, council 15%); support prevents 40%, delays
/// and adds; a cashable target, published figures, an outcome and funding; two weighted views.
pub(super) fn plan(draws: usize) -> Plan {
    let base = model(0.5);
    let payer = |id: &str, label: &str, groups: &[usize]| Payer {
        id: id.to_owned(),
        label: label.to_owned(),
        groups: groups.to_vec(),
        releases: None,
    };
    let payers = vec![payer("housing", "Council housing", &[0]), payer("nhs", "NHS", &[])];
    let groups = vec![Group { id: "council".to_owned(), payers: vec![0] }];
    let year = |n: u32| Year {
        id: format!("Year {n}"),
        label: format!("Year {n}"),
        financial: None,
        from: f64::from(n - 1) * 12.0,
        to: f64::from(n) * 12.0,
    };
    let years: Vec<Year> = (1..=3).map(year).collect();
    let measures = Measures::new(&Scope {
        events: &base.events,
        outcomes: &base.outcomes,
        payers: &payers,
        groups: &groups,
        years: &years,
        segments: &base.cohort.segments,
        targets: &base.targets,
        published: true,
    });
    let view = |id: &str, label: &str, weight: f64, probability: f64| View {
        id: id.to_owned(),
        label: label.to_owned(),
        weight: Some(weight),
        model: model(probability),
    };
    Plan {
        title: "A small town".to_owned(),
        description: None,
        price_base: None,
        starts: None,
        months_before: 0.0,
        parameters: Vec::new(),
        streams: Streams::of(&[]),
        stated: Vec::new(),
        correlations: Vec::new(),
        copula: None,
        payers,
        groups,
        years,
        views: vec![view("hopeful", "Hopeful", 0.4, 0.3), view("gloomy", "Gloomy", 0.6, 0.6)],
        base,
        weighted: true,
        simulation: Simulation { draws, seed: 11, level: 0.95, sampling: Sampling::Random, precision: None },
        measures,
        cases: None,
        warnings: Vec::new(),
    }
}

/// The same with views that have no weights.
pub(super) fn unweighted(draws: usize) -> Plan {
    let mut plan = plan(draws);
    plan.weighted = false;
    for view in &mut plan.views {
        view.weight = None;
    }
    plan
}

fn model(eviction: f64) -> Model {
    let mut evicted = event("eviction", "Eviction", Origin::Probability(Term::Certain(eviction)), 12_000.0, [1.0, 0.0]);
    evicted.cashable = vec![Term::Certain(0.3), Term::Certain(0.0)];
    let mut admitted = event("admission", "Admission", Origin::Rate(Term::Certain(0.02)), 4_000.0, [0.15, 0.85]);
    admitted.follows = vec![Follow { parent: 0, probability: Term::Certain(0.3), after: 2.0 }];
    admitted.varies = Spread::Gamma(0.8);
    admitted.support.delays = 3.0;
    admitted.support.adds = Term::Certain(0.005);
    Model {
        horizon: 24.0,
        discount_rate: 0.035,
        span: 36.0,
        laws: Vec::new(),
        cohort: Cohort {
            people: 120,
            joining: vec![Joining { from: 0.0, to: 12.0, people: 120 }],
            engagement: Term::Certain(0.9),
            frailty: 0.5,
            segments: vec![segment("crisis", 0.2, 1.0), segment("others", 0.8, 0.3)],
        },
        events: vec![evicted, admitted],
        order: vec![0, 1],
        outcomes: vec![outcome()],
        programme: Some(Programme { funding: vec![funding(0, 60_000.0), funding(1, 40_000.0)], capacity: None }),
        targets: vec![target()],
        published: Some(Published {
            people: 8,
            segment: Some(0),
            over: 12.0,
            counting: PublishedCounting::Gross,
            overstates: Term::Certain(0.0),
            mean_avoided: Some(3_000.0),
            total_avoided: None,
            low: Some(1_000.0),
            high: Some(8_000.0),
            social_value: None,
            sroi_ratio: Some(4.0),
        }),
    }
}

fn event(id: &str, label: &str, origin: Origin, unit_cost: f64, paid_by: [f64; 2]) -> Event {
    Event {
        id: id.to_owned(),
        label: label.to_owned(),
        origin,
        decays: None,
        follows: Vec::new(),
        unit_cost: Term::Certain(unit_cost),
        varies: Spread::None,
        paid_by: paid_by.to_vec(),
        cashable: vec![Term::Certain(0.1); 2],
        support: Support {
            prevents: Term::Certain(0.4),
            reduces: Term::Certain(0.1),
            delays: 0.0,
            adds: Term::Certain(0.0),
            adds_cash: Term::Certain(1.0),
            starts_after: 1.0,
            lasts: 18.0,
            drop_off: Term::Certain(0.2),
            attribution: Term::Certain(0.8),
            displacement: Term::Certain(0.05),
            optimism_bias: Term::Certain(0.1),
        },
    }
}

fn segment(id: &str, share: f64, risk: f64) -> Segment {
    Segment {
        id: id.to_owned(),
        label: id.to_owned(),
        share: SegmentShare::Stated(Term::Certain(share)),
        relative_risk: vec![Term::Certain(risk); 2],
    }
}

fn outcome() -> Outcome {
    Outcome {
        id: "control".to_owned(),
        label: "Feeling in control".to_owned(),
        beneficiary: Some("people supported".to_owned()),
        achieved_by: Term::Certain(0.6),
        distance: Term::Certain(0.5),
        value: Term::Certain(1_500.0),
        lasts: 36.0,
        deadweight: Term::Certain(0.2),
        attribution: Term::Certain(0.7),
        displacement: Term::Certain(0.0),
        drop_off: Term::Certain(0.25),
    }
}

fn funding(year: usize, amount: f64) -> Funding {
    let from = if year == 0 { 0.0 } else { 12.0 };
    Funding { label: "Grant".to_owned(), payer: year, year, from, to: from + 12.0, amount, written: amount }
}

fn target() -> Target {
    Target {
        id: "budget".to_owned(),
        label: "Budget target".to_owned(),
        amount: 20_000.0,
        written: 20_000.0,
        payers: vec![0],
        payers_written: vec!["council".to_owned()],
        year: Some(1),
        counting: Counting::Cashable,
        prices: crate::model::Prices::Base,
        net_of_programme: false,
    }
}
