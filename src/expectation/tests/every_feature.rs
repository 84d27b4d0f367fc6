//! Compares every measure of a scenario that uses every feature with the walk through all journeys.

use super::brute_force::{Walked, walk};
use super::town::*;
use crate::expectation::{Expectation, Expected};
use crate::model::{
    Counting, DiscountBasis, Discounting, Group, Joining, Model, Origin, Outcome, Plan, Published, PublishedCounting,
    SegmentShare, Spread, Support, Term,
};

/// θ, and the parameters' indices.
const THETA: [f64; 8] = [0.45, 0.3, 2.4, 0.15, 0.55, 0.4, 900.0, 0.7];
const RISKY: [f64; 8] = [0.9, 0.6, 7.2, 0.0, 0.2, 1.0, 50.0, 0.25];

fn share(parameter: usize, times: f64) -> Term {
    Term::parameter(parameter).scaled(times).within(0.0, 1.0)
}

fn number(parameter: usize, times: f64) -> Term {
    Term::parameter(parameter).scaled(times).within(0.0, f64::INFINITY)
}

/// A scenario without harm.
fn scenario(counting: PublishedCounting, of: Option<usize>) -> Plan {
    harmed(counting, of, [None; 5])
}

/// All moments are multiples of half a month, so that the grid meets every kink. Where an `effect` is given it stands in
/// place of what support prevents.
fn harmed(counting: PublishedCounting, of: Option<usize>, effects: [Option<f64>; 5]) -> Plan {
    let mut eviction = event("eviction", Origin::Probability(share(0, 1.0)), 12_000.0);
    eviction.decays = Some(6.0);
    eviction.varies = Spread::Gamma(0.6);
    eviction.support = Support {
        prevents: share(4, 1.0),
        reduces: Term::Certain(0.2),
        delays: 3.0,
        starts_after: 2.0,
        lasts: 18.5,
        drop_off: share(3, 1.0),
        attribution: Term::Certain(0.8),
        displacement: Term::Certain(0.05),
        optimism_bias: Term::Certain(0.15),
        ..no_support()
    };
    let mut admission = event("admission", Origin::Rate(number(2, 1.0 / 60.0)), 17_000.0);
    admission.decays = Some(10.0);
    admission.varies = Spread::Lognormal(0.8);
    admission.follows = vec![follow(0, 0.3, 2.0)];
    admission.support = Support {
        prevents: share(4, 0.9),
        reduces: share(5, 1.0),
        delays: 14.0,
        adds: Term::Certain(0.02),
        adds_cash: share(7, 0.6),
        drop_off: Term::Certain(0.2),
        attribution: share(7, 1.0),
        optimism_bias: Term::Certain(0.25),
        ..no_support()
    };
    let mut assessment = event("assessment", rate(0.04), 560.0);
    assessment.support = Support { adds: number(2, 0.01), prevents: share(4, 0.1), ..no_support() };
    let mut care = event("care", Origin::None, 9_000.0);
    care.unit_cost = number(6, 10.0);
    care.follows = vec![follow(1, 0.5, 4.0), follow(0, 0.2, 1.0)];
    care.varies = Spread::Gamma(1.1);
    care.support = Support { delays: 1.5, displacement: Term::Certain(0.4), lasts: 13.0, ..prevents(0.3) };
    let mut arrears = event("arrears", probability(0.5), 1_500.0);
    arrears.follows = vec![follow(3, 0.6, 0.0)];
    arrears.support = Support { reduces: Term::Certain(1.0), starts_after: 8.0, delays: 0.5, ..prevents(0.0) };
    let mut events = vec![eviction, admission, assessment, care, arrears];
    for (index, event) in events.iter_mut().enumerate() {
        let first = 0.1 + 0.15 * index as f64;
        event.paid_by = vec![first, 0.2, 0.8 - first];
        event.cashable = vec![share(5, 0.5), share(7, 0.1 * index as f64), Term::Certain(0.05)];
        if let Some(effect) = effects[index] {
            event.support.prevents = Term::Certain(effect);
        }
    }
    let mut model = model(events);
    model.horizon = 26.0;
    model.discounting = Discounting::at_rate(0.035, DiscountBasis::Continuous, 0.0);
    model.span = 45.0;
    model.cohort.people = 210;
    model.cohort.joining = vec![
        Joining { from: 0.0, to: 7.0, people: 40 },
        Joining { from: 7.0, to: 19.0, people: 160 },
        Joining { from: 19.0, to: 19.0, people: 10 },
    ];
    model.cohort.engagement = share(7, 1.2);
    model.cohort.frailty = 0.8;
    model.cohort.segments = vec![
        segment("in_crisis", SegmentShare::Stated(share(1, 0.5)), &[2.0, 3.0, 1.0, 1.0, 0.2]),
        segment("others", SegmentShare::Rest, &[0.5, 0.2, 1.0, 0.1, 1.5]),
    ];
    model.cohort.segments[1].relative_risk[1] = number(2, 0.1);
    model.outcomes = vec![worth("control", 27.0), worth("sleep", 50.0)];
    fund_and_aim(&mut model);
    model.published = Some(Published { segment: of, over: 14.5, counting, ..published(18_000.0) });
    let group = |id: &str, payers: &[usize]| Group { id: id.to_owned(), payers: payers.to_vec() };
    let payers = vec![payer("housing", &[0]), payer("nhs", &[]), payer("care", &[0, 1])];
    plan_with(model, 5.0, payers, vec![group("council", &[0, 2]), group("general_fund", &[2])])
}

fn worth(id: &str, lasts: f64) -> Outcome {
    Outcome {
        achieved_by: share(0, 1.0),
        distance: Term::Certain(0.6),
        value: number(6, 2.0),
        deadweight: share(3, 1.0),
        attribution: share(7, 1.0),
        displacement: Term::Certain(0.1),
        drop_off: share(1, 1.0),
        ..outcome(id, lasts)
    }
}

fn fund_and_aim(model: &mut Model) {
    model.programme = programme(&[(0, 0, 1e5), (1, 1, 2e5), (2, 1, 3e5), (2, 2, 4e5)]);
    let counting = [Counting::Avoided, Counting::Averted, Counting::Cashable];
    for (index, counting) in counting.into_iter().enumerate() {
        for (place, year) in [None, Some(0), Some(2)].into_iter().enumerate() {
            let payers = if place == 0 { vec![0, 1, 2] } else { vec![index % 2, 2] };
            let id = format!("{counting:?} {place}");
            model.targets.push(target(&id, year, counting, &payers, (index + place) % 2 == 0));
        }
    }
}

/// Two grids with the error of the midpoint rule, which is c·h² + O(h⁴) as the grid meets every kink, taken out.
fn walked(plan: &Plan, theta: &[f64]) -> Walked {
    let coarse = walk(plan, &plan.base, theta, 2);
    let fine = walk(plan, &plan.base, theta, 4);
    let richardson = |fine: Vec<f64>, coarse: Vec<f64>| {
        fine.into_iter().zip(coarse).map(|(fine, coarse)| fine + (fine - coarse) / 3.0).collect()
    };
    Walked {
        mean: richardson(fine.mean, coarse.mean),
        second: richardson(fine.second, coarse.second),
        months: richardson(fine.months, coarse.months),
        following_months: richardson(fine.following_months, coarse.following_months),
        size: fine.size,
    }
}

/// What is left of the error is of the order (h/τ)⁴, for h = ¼ and τ = 6 months: halving h cuts the largest difference
/// sixteenfold, to 1e-8. Sums of both signs are held against the size of their parts.
const TOLERANCE: f64 = 1e-7;

#[track_caller]
fn compare(plan: &Plan, theta: &[f64], expected: &Expected) {
    let walked = compare_means(plan, theta, expected);
    for (index, name) in plan.measures.names().enumerate() {
        let (value, walked) = (expected.second[index], walked.second[index]);
        assert!((value - walked).abs() <= TOLERANCE * walked, "{name}: second moment {value}, walked {walked}");
    }
}

#[track_caller]
fn compare_means(plan: &Plan, theta: &[f64], expected: &Expected) -> Walked {
    let walked = walked(plan, theta);
    for (index, name) in plan.measures.names().enumerate() {
        assert!(walked.size[index] > 0.0, "the scenario says nothing about {name}");
        let (value, walked, size) = (expected.mean[index], walked.mean[index], walked.size[index]);
        assert!((value - walked).abs() <= TOLERANCE * size, "{name}: mean {value}, walked {walked}");
    }
    assert_eq!(expected.months.len(), walked.months.len());
    let largest = walked.months.iter().fold(0.0_f64, |largest, month| largest.max(month.abs()));
    for (month, (value, walked)) in expected.months.iter().zip(&walked.months).enumerate() {
        assert!((value - walked).abs() <= TOLERANCE * largest, "month {month}: {value}, walked {walked}");
    }
    walked
}

#[test]
fn every_measure_is_what_the_walk_finds() {
    let mut expected = Expected::default();
    let studies = [
        (PublishedCounting::Gross, Some(0)),
        (PublishedCounting::Credited, None),
        (PublishedCounting::Credited, Some(1)),
    ];
    for (counting, of) in studies {
        let plan = scenario(counting, of);
        let expectation = Expectation::new(&plan, &plan.base);
        for theta in [&THETA, &RISKY] {
            expectation.at(theta, &mut expected);
            compare(&plan, theta, &expected);
        }
    }
}

/// Chains lead from eviction over admission and from arrears to care: two harmful events in a row, a preventive one
/// under a harmful one and the reverse, and harm in the middle and at both ends.
#[test]
fn every_measure_of_harm_is_what_the_walk_finds() {
    let mut expected = Expected::default();
    let harms = [
        [Some(-0.4), Some(-2.3), Some(-1.0), None, Some(-0.25)],
        [Some(-3.0), None, None, Some(-0.7), None],
        [None, Some(-0.6), None, Some(-9.0), Some(0.4)],
        [Some(-1.5), Some(0.35), Some(-0.1), Some(-0.5), Some(-2.0)],
    ];
    for (index, effects) in harms.into_iter().enumerate() {
        let counting = [PublishedCounting::Gross, PublishedCounting::Credited][index % 2];
        let plan = harmed(counting, [Some(0), None, Some(1)][index % 3], effects);
        let expectation = Expectation::new(&plan, &plan.base);
        for theta in [&THETA, &RISKY] {
            expectation.at(theta, &mut expected);
            // What comes of one occurrence varies together, of which a walk along single ones says nothing.
            compare_means(&plan, theta, &expected);
        }
    }
}

#[test]
fn nothing_is_left_over_from_the_draw_before() {
    let plan = scenario(PublishedCounting::Credited, Some(1));
    let expectation = Expectation::new(&plan, &plan.base);
    let (mut fresh, mut used) = (Expected::default(), Expected::default());
    expectation.at(&THETA, &mut fresh);
    expectation.at(&RISKY, &mut used);
    assert_ne!(fresh.mean, used.mean);
    expectation.at(&THETA, &mut used);
    assert_eq!((fresh.mean, fresh.second, fresh.months), (used.mean, used.second, used.months));
}
