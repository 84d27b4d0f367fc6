//! Compares every measure of scenarios whose cost runs over time, whose people leave and where something comes instead with
//! the walk through all journeys.

use super::brute_force::walk;
use super::town::*;
use crate::distribution::{Distribution, Uniform};
use crate::expectation::{Expectation, Expected};
use crate::model::{
    Branch, Counting, DiscountBasis, DiscountSchedule, Discounting, Group, Joining, Law, Model, Origin, PastHorizon,
    Plan, Published, PublishedCounting, SegmentShare, Spread, Support, Term,
};

fn branch(event: usize, probability: f64, after: f64) -> Branch {
    Branch { event, probability: Term::Certain(probability), after }
}

fn credited(share: f64) -> Support {
    Support {
        attribution: Term::Certain(0.8),
        displacement: Term::Certain(0.05),
        optimism_bias: Term::Certain(0.15),
        ..prevents(share)
    }
}

/// All moments and lengths are whole months, so that the grid meets every kink.
fn scenario(prevents: [f64; 3], delays: [f64; 2]) -> Model {
    let mut eviction = event("eviction", probability(0.45), 500.0);
    eviction.decays = Some(6.0);
    eviction.varies = Spread::Gamma(0.6);
    eviction.stays = vec![stay(900.0, 6.0)];
    eviction.leads_to = vec![branch(1, 0.5, 2.0), branch(4, 0.3, 1.0)];
    eviction.support = Support {
        reduces: Term::Certain(0.2),
        shortens: Term::Certain(1.0 / 3.0),
        delays: delays[0],
        starts_after: 2.0,
        lasts: 9.0,
        instead: vec![branch(3, 0.5, 1.0), branch(2, 0.3, 0.0)],
        ..credited(prevents[0])
    };
    let mut admission = event("admission", rate(0.03), 0.0);
    admission.stays = vec![stay(1_000.0, 2.0), stay(100.0, 9.0)];
    admission.support = Support {
        delays: delays[1],
        adds: Term::Certain(0.02),
        adds_cash: Term::Certain(0.6),
        optimism_bias: Term::Certain(0.25),
        instead: vec![branch(4, 0.6, 2.0)],
        ..credited(prevents[1])
    };
    let mut hostel = event("hostel", Origin::None, 0.0);
    hostel.stays = vec![stay(400.0, 20.0)];
    hostel.support.adds_cash = Term::Certain(0.3);
    let home = event("home", Origin::None, 700.0);
    let mut assessment = event("assessment", rate(0.04), 560.0);
    assessment.follows = vec![follow(3, 0.4, 1.0)];
    assessment.support = credited(prevents[2]);
    let mut events = vec![eviction, admission, hostel, home, assessment];
    for (index, event) in events.iter_mut().enumerate() {
        let first = 0.1 + 0.15 * index as f64;
        event.paid_by = vec![first, 1.0 - first];
        event.cashable = vec![Term::Certain(0.5), Term::Certain(0.1 * index as f64)];
    }
    let mut model = model(events);
    model.horizon = 12.0;
    model.discounting = Discounting::at_rate(0.035, DiscountBasis::Continuous, 0.0);
    model.span = 15.0;
    model.cohort.people = 80;
    model.cohort.joining = vec![Joining { from: 0.0, to: 3.0, people: 60 }, Joining { from: 3.0, to: 3.0, people: 20 }];
    model.cohort.engagement = Term::Certain(0.8);
    model.cohort.segments = vec![
        segment("in_crisis", SegmentShare::Stated(Term::Certain(0.3)), &[2.0, 3.0, 1.0, 1.0, 0.2]),
        segment("others", SegmentShare::Rest, &[0.5, 0.2, 1.0, 1.0, 1.5]),
    ];
    model.outcomes = vec![outcome("control", 27.0)];
    for (index, counting) in [Counting::Avoided, Counting::Averted, Counting::Cashable].into_iter().enumerate() {
        for (place, year) in [None, Some(1), Some(2)].into_iter().enumerate() {
            model.targets.push(target(&format!("{index} {place}"), year, counting, &[place % 2], false));
        }
    }
    let (over, segment) = (7.0, Some(0));
    model.published = Some(Published { over, segment, counting: PublishedCounting::Credited, ..published(1.0) });
    model
}

fn planned(model: Model) -> Plan {
    let payers = vec![payer("housing", &[0]), payer("nhs", &[])];
    plan_with(model, 5.0, payers, vec![Group { id: "council".to_owned(), payers: vec![0] }])
}

/// What is left of the error of the midpoint rule when that of h² is taken out, as a share of all contributions: halving h cuts
/// it sixteenfold, to 2.5e-7 and less.
const TOLERANCE: f64 = 4e-6;

#[track_caller]
fn compare(plan: &Plan, theta: &[f64], steps: usize) {
    compare_to(plan, theta, steps, TOLERANCE);
}

#[track_caller]
fn compare_to(plan: &Plan, theta: &[f64], steps: usize, tolerance: f64) {
    let (coarse, fine) = (walk(plan, &plan.base, theta, steps), walk(plan, &plan.base, theta, 2 * steps));
    let mut expected = Expected::default();
    Expectation::new(plan, &plan.base).at(theta, &mut expected);
    let mut wrong = Vec::new();
    for (index, name) in plan.measures.names().enumerate() {
        let walked = fine.mean[index] + (fine.mean[index] - coarse.mean[index]) / 3.0;
        let (value, size) = (expected.mean[index], fine.size[index]);
        if (value - walked).abs() > tolerance * size + 1e-9 {
            wrong.push(format!("{name}: mean {value}, walked {walked} of {size}"));
        }
        assert!(expected.second[index] >= 0.0, "{name}: {}", expected.second[index]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let largest = fine.months.iter().fold(0.0_f64, |largest, month| largest.max(month.abs()));
    for (month, (value, (fine, coarse))) in
        expected.months.iter().zip(fine.months.iter().zip(&coarse.months)).enumerate()
    {
        let walked = fine + (fine - coarse) / 3.0;
        assert!((value - walked).abs() <= 5.0 * tolerance * largest, "month {month}: {value}, walked {walked}");
    }
    let mean = |name: String| expected.mean[plan.measures.names().position(|known| known == name).expect("measured")];
    let years: f64 = plan.years.iter().map(|year| mean(format!("years.{}.avoided", year.id))).sum();
    let avoided = mean("total.avoided".to_owned());
    assert!((years - avoided).abs() < 1e-9 * avoided.abs().max(1.0), "{years} against {avoided}");
}

const EFFECTS: [[f64; 3]; 3] = [[0.4, 0.3, 0.1], [-0.7, 0.35, -0.2], [0.5, -1.4, 0.3]];

#[test]
fn stays_are_what_the_walk_finds() {
    for (effects, delays) in EFFECTS.into_iter().zip([[0.0, 0.0], [2.0, 3.0], [5.0, 0.0]]) {
        compare(&planned(scenario(effects, delays)), &[], 1);
    }
}

#[test]
fn stays_that_end_at_the_horizon_are_what_the_walk_finds() {
    for (effects, delays) in EFFECTS.into_iter().zip([[2.0, 3.0], [0.0, 0.0], [0.0, 4.0]]) {
        let mut model = scenario(effects, delays);
        model.past_horizon = PastHorizon::Cut;
        compare(&planned(model), &[], 1);
    }
}

#[test]
fn stays_of_people_who_leave_are_what_the_walk_finds() {
    for (cut, (effects, delays)) in
        [PastHorizon::Counted, PastHorizon::Cut].into_iter().zip(EFFECTS.into_iter().zip([[2.0, 3.0], [0.0, 1.0]]))
    {
        let mut model = scenario(effects, delays);
        model.past_horizon = cut;
        model.cohort.leaves = Term::Certain(0.3);
        compare(&planned(model), &[], 1);
    }
}

#[test]
fn an_uncertain_hazard_and_uncertain_lengths_are_what_the_walk_finds() {
    let mut model = scenario(EFFECTS[0], [2.0, 0.0]);
    model.events[0].stays[0].length = Term::parameter(1);
    model.cohort.leaves = Term::parameter(0);
    let uniform = |low: f64, high: f64| Law::Drawn(Distribution::Uniform(Uniform::new(low, high).expect("ascending")));
    model.laws = vec![uniform(0.05, 0.5), uniform(2.0, 9.0)];
    let plan = planned(model);
    // The last share and length are beyond what is laid out.
    for theta in [[0.12, 3.0], [0.41, 6.0], [0.7, 12.0]] {
        // Twice as fine: of a month in which many join at once the walk would miss more than it is held to.
        compare(&plan, &theta, 2);
    }
}

fn growing(mut model: Model) -> Model {
    for (event, growth) in [(0, 0.06), (1, -0.04), (2, 0.08), (3, 0.05)] {
        model.events[event].real_growth = Term::Certain(growth);
    }
    model.years_from_base = 1.0;
    model
}

#[test]
fn stays_whose_costs_grow_are_what_the_walk_finds() {
    for (effects, delays) in EFFECTS.into_iter().zip([[0.0, 0.0], [2.0, 3.0], [5.0, 0.0]]) {
        compare(&planned(growing(scenario(effects, delays))), &[], 1);
    }
    let mut cut = growing(scenario(EFFECTS[0], [2.0, 3.0]));
    cut.past_horizon = PastHorizon::Cut;
    cut.cohort.leaves = Term::Certain(0.3);
    compare(&planned(cut), &[], 2);
}

#[test]
fn stays_by_whole_years_and_by_a_schedule_are_what_the_walk_finds() {
    let mut whole = scenario(EFFECTS[1], [2.0, 3.0]);
    whole.discounting = Discounting::at_rate(0.035, DiscountBasis::WholeYears, 5.0);
    compare(&planned(growing(whole.clone())), &[], 1);
    whole.past_horizon = PastHorizon::Cut;
    compare(&planned(whole), &[], 1);
    // The second rate begins after 30 years, while people are there.
    let mut late = scenario(EFFECTS[0], [0.0, 3.0]);
    late.discounting = Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::Continuous, 5.0);
    for joining in &mut late.cohort.joining {
        joining.from += 355.0;
        joining.to += 355.0;
    }
    late.span += 355.0;
    for target in &mut late.targets {
        target.year = target.year.map(|year| year + 29);
    }
    compare(&planned(late), &[], 1);
}

/// Effects that build up over months on the grid; where they are certain, and where the draw says so.
fn building(mut model: Model, months: [Term; 2]) -> Model {
    let [first, second] = months;
    model.events[0].support.builds_up = first;
    model.events[1].support.builds_up = second;
    model
}

#[test]
fn stays_under_effects_that_build_up_are_what_the_walk_finds() {
    let certain = || [4.0, 7.0].map(Term::Certain);
    // What shortens is walked apart: the end of a stay is on no grid then.
    let unshortened = |effects: [f64; 3], delays: [f64; 2]| {
        let mut model = scenario(effects, delays);
        model.events[0].support.shortens = Term::Certain(0.0);
        model
    };
    for (effects, delays) in EFFECTS.into_iter().zip([[0.0, 0.0], [2.0, 3.0], [5.0, 0.0]]) {
        // Twice as fine: on the way the error of the walk that is left would be more than it is held to.
        compare(&planned(building(unshortened(effects, delays), certain())), &[], 2);
    }
    let mut drawn = building(growing(unshortened(EFFECTS[1], [2.0, 0.0])), [Term::parameter(0), Term::parameter(1)]);
    let uniform = |low: f64, high: f64| Law::Drawn(Distribution::Uniform(Uniform::new(low, high).expect("ascending")));
    drawn.laws = vec![uniform(0.0, 9.0), uniform(0.0, 9.0)];
    drawn.events[0].trend = Term::Certain(0.1);
    drawn.past_horizon = PastHorizon::Cut;
    compare(&planned(drawn), &[5.0, 3.0], 2);
}

#[test]
fn stays_that_are_shortened_ever_more_are_nearly_what_the_walk_finds() {
    // Neither the walk, whose grid does not meet the end of a shortened stay, nor the interpolation along the way is exact.
    compare_to(&planned(building(scenario(EFFECTS[0], [2.0, 0.0]), [4.0, 0.0].map(Term::Certain))), &[], 2, 1e-4);
}
