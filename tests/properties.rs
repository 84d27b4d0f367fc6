//! Holds, for scenarios made at random, what must be true of any: the books balance and the two readings agree.

use std::fs;

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::expectation::{Expectation, Expected};
use averted::model::{EventMeasure, Mechanism, Part, Plan, Total};
use proptest::prelude::*;

fn plan_of(text: &str) -> Plan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("scenario.yaml");
    fs::write(&path, text).expect("a scenario on disk");
    averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{text}\n{}", faults.render(false)))
}

/// A scenario with a chain of two events, two payers and two segments, and numbers from the whole legal range.
fn scenario() -> impl Strategy<Value = String> {
    let share = || 0.0..=1.0_f64;
    let certain = (1_u32..40, 1.0..60.0_f64, 0.0..30.0_f64, 0.0..2.0_f64, share(), 0.0..0.2_f64);
    let events = (share(), 0.0..4.0_f64, share(), 0.0..9.0_f64, 1.0..24.0_f64, share());
    let support = (share(), share(), 0.0..20.0_f64, 0.0..1.0_f64, share(), share());
    (certain, events, support).prop_map(|(certain, events, support)| {
        let (people, horizon, intake, frailty, engagement, discount) = certain;
        let (probability, rate, follows, after, decays, paid) = events;
        let (prevents, reduces, delays, adds, drop_off, attribution) = support;
        let rest = 1.0 - paid;
        format!(
            "title: Random\nstarts: 2021-07\nhorizon: {horizon}\ndiscount_rate: {discount}\n\
             cohort: {{people: {people}, intake: {intake}, frailty: {frailty}, engagement: {engagement}, \
             segments: {{a: {{share: 30%, relative_risk: 2}}, b: {{share: rest}}}}}}\n\
             payers: {{p: {{groups: [g]}}, q: {{label: Q}}}}\n\
             support: {{prevents: {prevents}, drop_off: {drop_off}, attribution: {attribution}, displacement: 10%}}\n\
             events:\n  first: {{probability: {probability}, timing: {{decays: {decays}}}, unit_cost: £100, \
             paid_by: {{p: {paid}, q: {rest}}}, cashable: 20%, support: {{delays: {delays}, reduces: {reduces}}}}}\n  \
             second: {{rate: {rate}, follows: {{first: {{probability: {follows}, after: {after}}}}}, unit_cost: £10, \
             varies: {{gamma: {{cv: 1}}}}, paid_by: {{q: 100%}}, support: {{adds: {adds}}}}}\n\
             targets: {{all: {{amount: £100}}}}\nsimulation: {{draws: 40}}\n"
        )
    })
}

fn draws_of(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
}

/// Rounding of a sum of some thousand terms, relative to the largest of them.
fn close(left: f64, right: f64, scale: f64) -> bool {
    (left - right).abs() <= 1e-9 * scale.abs().max(1.0)
}

/// What any row of measures must satisfy, simulated or expected.
fn assert_books_balance(plan: &Plan, row: &[f64]) {
    let measures = &plan.measures;
    let at = |index: usize| row[index];
    let total = |what| at(measures.total(what));
    let scale = total(Total::WithoutSupport) + at(measures.mechanism(Mechanism::Added));
    let events = 0..plan.base.events.len();
    let payers = 0..plan.payers.len();
    let years = 0..plan.years.len();
    let avoided = total(Total::Avoided);
    let sum = |indices: &mut dyn Iterator<Item = usize>| indices.map(at).sum::<f64>();
    assert!(
        close(avoided, sum(&mut events.clone().map(|e| measures.event(e, EventMeasure::Avoided))), scale),
        "events"
    );
    assert!(close(avoided, sum(&mut payers.clone().map(|p| measures.payer(p, Part::Avoided))), scale), "payers");
    assert!(close(avoided, sum(&mut years.clone().map(|y| measures.year(y, Part::Avoided))), scale), "years");
    assert!(close(avoided, at(measures.target(0)), scale), "a target without limits");
    for part in [Part::Avoided, Part::Cashable] {
        for payer in payers.clone() {
            let by_year = sum(&mut years.clone().map(|y| measures.year_payer(y, payer, part)));
            assert!(close(at(measures.payer(payer, part)), by_year, scale), "a payer's years");
        }
        assert!(close(at(measures.group(0, part)), at(measures.payer(0, part)), scale), "a group of one");
    }
    use Mechanism::{Added, Deferred, KnockOn, Prevented, Reduced};
    let credited = sum(&mut [Prevented, KnockOn, Reduced, Deferred].into_iter().map(|m| measures.mechanism(m)));
    assert!(close(avoided, credited - at(measures.mechanism(Added)), scale), "mechanisms");
    for event in events {
        let (happened, averted) = (EventMeasure::Occurrences, EventMeasure::Averted);
        assert!(at(measures.event(event, averted)) <= at(measures.event(event, happened)) * (1.0 + 1e-12) + 1e-12);
    }
    assert!(total(Total::WithSupport) >= -1e-9 * scale, "nothing costs less than nothing");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn the_books_balance_in_every_draw_and_in_expectation(text in scenario()) {
        let plan = plan_of(&text);
        let draws = draws_of(&plan);
        let mut row = vec![0.0; plan.measures.len()];
        for draw in 0..draws.count {
            for (value, column) in row.iter_mut().zip(&draws.columns) {
                *value = column[draw];
            }
            assert_books_balance(&plan, &row);
        }
        let mut expected = Expected::default();
        Expectation::new(&plan, &plan.base).at(draws.theta(0), &mut expected);
        prop_assert!(expected.mean.iter().chain(&expected.second).chain(&expected.months).all(|value| value.is_finite()));
        assert_books_balance(&plan, &expected.mean);
        let months: f64 = expected.months.iter().sum();
        prop_assert!(close(months, expected.mean[plan.measures.total(Total::Avoided)], expected.mean[plan.measures.total(Total::WithoutSupport)]));
    }

    #[test]
    fn twice_the_people_expect_twice_the_total(text in scenario()) {
        let plan = plan_of(&text);
        let people = plan.base.cohort.people;
        let twice = plan_of(&text.replace(&format!("people: {people}"), &format!("people: {}", 2 * people)));
        let (mut one, mut two) = (Expected::default(), Expected::default());
        Expectation::new(&plan, &plan.base).at(&[], &mut one);
        Expectation::new(&twice, &twice.base).at(&[], &mut two);
        for (index, name) in plan.measures.names().enumerate() {
            let factor = if name.starts_with("segments.") { 1.0 } else { 2.0 };
            prop_assert!(close(two.mean[index], factor * one.mean[index], one.mean[index]), "{name}");
        }
    }
}
