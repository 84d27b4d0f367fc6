//! Compares scenarios whose unit costs and hazards grow and whose effects build up with the walk.

use super::brute_force::walk;
use super::town::*;
use crate::distribution::{Distribution, Uniform};
use crate::expectation::{Expectation, Expected};
use crate::model::{
    Branch, Counting, DiscountBasis, DiscountSchedule, Discounting, Group, Joining, Law, Model, Plan, Published,
    PublishedCounting, SegmentShare, Spread, Support, Term,
};

/// What a scenario has of each mechanism.
#[derive(Clone, Copy, Default)]
struct Given {
    growth: bool,
    trend: bool,
    builds: bool,
    /// Whether how long they build up is drawn.
    uncertain: bool,
    harmful: bool,
    instead: bool,
    leaves: bool,
}

/// θ: growth of two events, trend, two times that effects build up, the share who leave.
const THETA: [f64; 6] = [0.04, -0.03, 0.08, 5.5, 9.0, 0.3];

/// All moments are multiples of half a month, so that the grid meets every kink.
fn scenario(given: Given, discounting: Discounting) -> Model {
    let drawn = |is: bool, parameter: usize| if is { Term::parameter(parameter) } else { Term::Certain(0.0) };
    let builds = |parameter: usize| match (given.builds, given.uncertain) {
        (true, true) => Term::parameter(parameter),
        (true, false) => Term::Certain(THETA[parameter]),
        (false, _) => Term::Certain(0.0),
    };
    let branch =
        |event: usize, probability: f64, after: f64| Branch { event, probability: Term::Certain(probability), after };
    let instead = |branches: Vec<Branch>| if given.instead { branches } else { Vec::new() };
    let mut eviction = event("eviction", probability(0.4), 5_000.0);
    eviction.decays = Some(9.0);
    eviction.varies = Spread::Gamma(0.6);
    eviction.real_growth = drawn(given.growth, 0);
    eviction.trend = drawn(given.trend, 2);
    eviction.support = Support {
        prevents: Term::Certain(0.5),
        reduces: Term::Certain(0.2),
        delays: 3.0,
        starts_after: 2.0,
        builds_up: builds(3),
        lasts: 15.0,
        drop_off: Term::Certain(0.15),
        attribution: Term::Certain(0.8),
        optimism_bias: Term::Certain(0.15),
        instead: instead(vec![branch(2, 0.5, 1.0)]),
        ..no_support()
    };
    let mut admission = event("admission", rate(0.03), 17_000.0);
    admission.follows = vec![follow(0, 0.3, 2.0)];
    admission.real_growth = drawn(given.growth, 1);
    admission.support = Support {
        delays: 9.0,
        builds_up: builds(4),
        adds: Term::Certain(0.02),
        adds_cash: Term::Certain(0.6),
        drop_off: Term::Certain(0.2),
        instead: instead(vec![branch(3, 0.6, 2.0)]),
        ..prevents(if given.harmful { -0.7 } else { 0.35 })
    };
    let mut assessment = event("assessment", rate(0.04), 560.0);
    assessment.trend = drawn(given.trend, 2);
    assessment.support = Support { builds_up: builds(3), reduces: Term::Certain(0.3), ..no_support() };
    let mut care = event("care", crate::model::Origin::None, 9_000.0);
    care.real_growth = drawn(given.growth, 0);
    care.follows = vec![follow(1, 0.5, 4.0), follow(2, 0.2, 1.0)];
    care.support = Support { delays: 1.5, builds_up: builds(4), ..prevents(0.3) };
    let mut events = vec![eviction, admission, assessment, care];
    for (index, event) in events.iter_mut().enumerate() {
        let first = 0.1 + 0.15 * index as f64;
        event.paid_by = vec![first, 1.0 - first];
        event.cashable = vec![Term::Certain(0.5), Term::Certain(0.1 + 0.1 * index as f64)];
    }
    let mut model = model(events);
    model.horizon = 20.0;
    model.span = 39.0;
    model.years_from_base = 2.0;
    model.discounting = discounting;
    model.cohort.people = 210;
    model.cohort.joining = vec![
        Joining { from: 0.0, to: 7.0, people: 40 },
        Joining { from: 7.0, to: 19.0, people: 160 },
        Joining { from: 19.0, to: 19.0, people: 10 },
    ];
    model.cohort.engagement = Term::Certain(0.8);
    model.cohort.leaves = drawn(given.leaves, 5);
    model.cohort.segments = vec![
        segment("in_crisis", SegmentShare::Stated(Term::Certain(0.3)), &[2.0, 3.0, 1.0, 1.0]),
        segment("others", SegmentShare::Rest, &[0.5, 0.2, 1.0, 1.0]),
    ];
    for (index, counting) in [Counting::Avoided, Counting::Averted, Counting::Cashable].into_iter().enumerate() {
        for (place, year) in [None, Some(1), Some(2)].into_iter().enumerate() {
            model.targets.push(target(&format!("{index} {place}"), year, counting, &[place % 2], false));
        }
    }
    let uniform = |low: f64, high: f64| Law::Drawn(Distribution::Uniform(Uniform::new(low, high).expect("ascending")));
    model.laws = vec![
        uniform(-0.1, 0.1),
        uniform(-0.1, 0.1),
        uniform(-0.1, 0.1),
        uniform(0.0, 12.0),
        uniform(0.0, 12.0),
        uniform(0.05, 0.5),
    ];
    let (over, segment) = (14.5, Some(0));
    model.published = Some(Published { over, segment, counting: PublishedCounting::Credited, ..published(1.0) });
    model
}

fn planned(model: Model) -> Plan {
    let payers = vec![payer("housing", &[0]), payer("nhs", &[])];
    plan_with(model, 5.0, payers, vec![Group { id: "council".to_owned(), payers: vec![0] }])
}

/// What is left of the error of the midpoint rule when that of h² is taken out, as a share of all contributions.
const TOLERANCE: f64 = 2e-7;

#[track_caller]
fn compare(given: Given, discounting: Discounting, theta: &[f64]) {
    let plan = planned(scenario(given, discounting));
    let (coarse, fine) = (walk(&plan, &plan.base, theta, 2), walk(&plan, &plan.base, theta, 4));
    let mut expected = Expected::default();
    let expectation = Expectation::new(&plan, &plan.base);
    // Nothing is left over from the draw before.
    expectation.at(&[0.01, 0.02, 0.03, 1.0, 11.5, 0.1], &mut expected);
    expectation.at(theta, &mut expected);
    let mut wrong = Vec::new();
    // Those that come of one occurrence vary together, of which a walk along single ones says nothing.
    let single = !given.harmful && !given.instead;
    for (index, name) in plan.measures.names().enumerate() {
        let walked = fine.mean[index] + (fine.mean[index] - coarse.mean[index]) / 3.0;
        let (value, size) = (expected.mean[index], fine.size[index]);
        if (value - walked).abs() > TOLERANCE * size {
            wrong.push(format!("{name}: mean {value}, walked {walked} of {size}"));
        }
        let walked = fine.second[index] + (fine.second[index] - coarse.second[index]) / 3.0;
        let value = expected.second[index];
        if single && (value - walked).abs() > 2.0 * TOLERANCE * walked {
            wrong.push(format!("{name}: second moment {value}, walked {walked}"));
        }
    }
    let largest = fine.months.iter().fold(0.0_f64, |largest, month| largest.max(month.abs()));
    for (month, (value, (fine, coarse))) in
        expected.months.iter().zip(fine.months.iter().zip(&coarse.months)).enumerate()
    {
        let walked = fine + (fine - coarse) / 3.0;
        if (value - walked).abs() > 2.0 * TOLERANCE * largest {
            wrong.push(format!("month {month}: {value}, walked {walked}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), plan.measures.len(), wrong.join("\n"));
}

fn at_rate() -> Discounting {
    Discounting::at_rate(0.035, DiscountBasis::Continuous, 5.0)
}

fn whole_years() -> Discounting {
    Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::WholeYears, 5.0)
}

#[test]
fn unit_costs_that_grow_are_what_the_walk_finds() {
    compare(Given { growth: true, ..Given::default() }, at_rate(), &THETA);
    compare(Given { growth: true, harmful: true, instead: true, ..Given::default() }, whole_years(), &THETA);
}

#[test]
fn hazards_that_grow_are_what_the_walk_finds() {
    compare(Given { trend: true, ..Given::default() }, at_rate(), &THETA);
    compare(Given { trend: true, growth: true, instead: true, leaves: true, ..Given::default() }, at_rate(), &THETA);
}

#[test]
fn effects_that_build_up_are_what_the_walk_finds() {
    compare(Given { builds: true, ..Given::default() }, at_rate(), &THETA);
    compare(Given { builds: true, harmful: true, instead: true, ..Given::default() }, whole_years(), &THETA);
}

#[test]
fn effects_that_build_up_over_a_drawn_time_are_what_the_walk_finds() {
    let uncertain = Given { builds: true, uncertain: true, ..Given::default() };
    compare(uncertain, at_rate(), &THETA);
    compare(Given { instead: true, leaves: true, ..uncertain }, at_rate(), &[0.0, 0.0, 0.0, 0.0, 3.5, 0.2]);
}

#[test]
fn all_together_are_what_the_walk_finds() {
    let all =
        Given { growth: true, trend: true, builds: true, uncertain: true, harmful: true, instead: true, leaves: true };
    compare(all, whole_years(), &THETA);
}
