//! Compares gains and programme cost that follows the people, under every kind of discounting, with the walk.

use super::brute_force::walk;
use super::town::*;
use crate::distribution::{Distribution, Uniform};
use crate::expectation::{Expectation, Expected};
use crate::model::{
    Counting, DiscountBasis, DiscountSchedule, Discounting, FundingCost, Group, Joining, Law, Model, Outcome,
    PastHorizon, Plan, SegmentShare, Support, Term,
};

/// All moments are multiples of half a month, so that the grid meets every kink.
fn scenario(discounting: Discounting) -> Model {
    let mut fall = event("fall", rate(0.05), 1_000.0);
    fall.decays = Some(9.0);
    fall.support = Support { reduces: Term::Certain(0.3), delays: 5.0, starts_after: 2.0, ..prevents(0.4) };
    let mut eviction = event("eviction", probability(0.3), 5_000.0);
    eviction.paid_by = vec![0.3, 0.7];
    eviction.follows = vec![follow(0, 0.4, 3.0)];
    eviction.support = Support { delays: 2.5, adds: Term::Certain(0.01), ..prevents(-0.6) };
    let mut model = model(vec![fall, eviction]);
    model.horizon = 18.0;
    model.span = 31.0;
    model.discounting = discounting;
    model.cohort.people = 90;
    model.cohort.joining = vec![
        Joining { from: 0.0, to: 7.0, people: 20 },
        Joining { from: 7.0, to: 13.0, people: 60 },
        Joining { from: 13.0, to: 13.0, people: 10 },
    ];
    model.cohort.engagement = Term::Certain(0.7);
    model.cohort.segments = vec![
        segment("in_crisis", SegmentShare::Stated(Term::Certain(0.3)), &[2.0, 3.0]),
        segment("others", SegmentShare::Rest, &[0.5, 0.2]),
    ];
    model.outcomes = vec![
        Outcome { starts_after: 3.5, drop_off: Term::Certain(0.2), ..gain("work", 29.0, [0.3, 0.7]) },
        Outcome { starts_after: 4.0, drop_off: Term::Certain(0.1), ..outcome("control", 27.0) },
        Outcome { value: Term::Certain(-300.0), achieved_by: Term::Certain(0.9), ..gain("benefits", 10.0, [0.0, 1.0]) },
        Outcome { starts_after: 1.0, ..outcome("sleep", 40.0) },
    ];
    let month = |each: f64, length: Option<Term>, engaged: bool| FundingCost::Month {
        each: Term::Certain(each),
        length,
        engaged,
    };
    let mut programme = programme(&[(COUNCIL, 0, 1e4), (NHS, 1, 2e4)]).expect("funded");
    programme.funding.extend([
        following(COUNCIL, FundingCost::Person { each: Term::Certain(600.0), engaged: false }),
        following(NHS, FundingCost::Person { each: Term::Certain(-40.0), engaged: true }),
        following(COUNCIL, month(50.0, None, true)),
        following(NHS, month(20.0, Some(Term::Certain(23.0)), false)),
        following(NHS, month(30.0, Some(Term::parameter(0)), true)),
    ]);
    programme.funding[2].uplift = Term::Certain(0.1);
    model.programme = Some(programme);
    model.laws = vec![
        Law::Drawn(Distribution::Uniform(Uniform::new(2.0, 30.0).expect("ascending"))),
        Law::Drawn(Distribution::Uniform(Uniform::new(0.0, 0.4).expect("ascending"))),
    ];
    for (index, counting) in [Counting::Avoided, Counting::Averted, Counting::Cashable].into_iter().enumerate() {
        for (place, year) in [None, Some(1), Some(2)].into_iter().enumerate() {
            model.targets.push(target(&format!("{index} {place}"), year, counting, &[place % 2], index != 1));
        }
    }
    model
}

fn planned(model: Model) -> Plan {
    let payers = vec![payer("housing", &[0]), payer("nhs", &[])];
    plan_with(model, 5.0, payers, vec![Group { id: "council".to_owned(), payers: vec![0] }])
}

/// What is left of the error of the midpoint rule when that of h² is taken out, as a share of all contributions.
const TOLERANCE: f64 = 1e-7;

#[track_caller]
fn compare(model: Model, theta: &[f64]) {
    let plan = planned(model);
    let (coarse, fine) = (walk(&plan, &plan.base, theta, 2), walk(&plan, &plan.base, theta, 4));
    let mut expected = Expected::default();
    Expectation::new(&plan, &plan.base).at(theta, &mut expected);
    let mut wrong = Vec::new();
    for (index, name) in plan.measures.names().enumerate() {
        let walked = fine.mean[index] + (fine.mean[index] - coarse.mean[index]) / 3.0;
        let (value, size) = (expected.mean[index], fine.size[index]);
        if (value - walked).abs() > TOLERANCE * size + 1e-9 {
            wrong.push(format!("{name}: mean {value}, walked {walked} of {size}"));
        }
        assert!(expected.second[index] >= 0.0, "{name}: {}", expected.second[index]);
    }
    for (what, values, fine, coarse) in [
        ("month", &expected.months, &fine.months, &coarse.months),
        ("following month", &expected.following_months, &fine.following_months, &coarse.following_months),
    ] {
        assert_eq!(values.len(), fine.len());
        let largest = fine.iter().fold(0.0_f64, |largest, month| largest.max(month.abs()));
        for (month, (value, (fine, coarse))) in values.iter().zip(fine.iter().zip(coarse)).enumerate() {
            let walked = fine + (fine - coarse) / 3.0;
            if (value - walked).abs() > TOLERANCE * largest {
                wrong.push(format!("{what} {month}: {value}, walked {walked}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn at_rate(basis: DiscountBasis) -> Discounting {
    Discounting::at_rate(0.035, basis, 5.0)
}

#[test]
fn gains_and_following_costs_are_what_the_walk_finds() {
    compare(scenario(at_rate(DiscountBasis::Continuous)), &[12.0, 0.2]);
    let mut cut = scenario(at_rate(DiscountBasis::WholeYears));
    cut.past_horizon = PastHorizon::Cut;
    compare(cut, &[21.0, 0.2]);
}

#[test]
fn those_of_people_who_leave_are_what_the_walk_finds() {
    let mut leaving = scenario(at_rate(DiscountBasis::WholeYears));
    leaving.cohort.leaves = Term::Certain(0.3);
    compare(leaving, &[12.0, 0.2]);
    let mut uncertain = scenario(at_rate(DiscountBasis::Continuous));
    uncertain.cohort.leaves = Term::parameter(1);
    compare(uncertain, &[7.5, 0.25]);
}

#[test]
fn a_schedule_is_what_the_walk_finds() {
    // The second rate begins after 30 years: the programme begins 25 years before its people do.
    let mut late = scenario(Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::Continuous, 5.0));
    for joining in &mut late.cohort.joining {
        joining.from += 345.0;
        joining.to += 345.0;
    }
    late.span += 345.0;
    for target in &mut late.targets {
        target.year = target.year.map(|year| year + 28);
    }
    compare(late, &[12.0, 0.2]);
}
