//! Works out by hand what growing unit costs and hazards and effects that build up come to.

use super::town::*;
use crate::model::{Event, Joining, Law, Model, Published, PublishedCounting, Support, Term};

/// 300 people who join evenly over some months, followed for 36.
fn joined(months: f64, event: Event) -> Model {
    let mut model = model(vec![event]);
    (model.horizon, model.span, model.cohort.people) = (36.0, 36.0 + months, 300);
    model.cohort.joining = vec![Joining { from: 0.0, to: months, people: 300 }];
    model
}

fn prevented() -> Event {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = prevents(0.5);
    fall
}

#[test]
fn three_years_of_three_per_cent_are_four_point_six_per_cent_more() {
    let mut fall = prevented();
    fall.real_growth = Term::Certain(0.03);
    let answer = Answer::of(joined(12.0, fall));
    answer.adds_up();
    // Year 0 to 3 have 1/6, 1/3, 1/3 and 1/6 of the occurrences.
    let (once, twice) = (1.03_f64, 1.03_f64 * 1.03);
    let mean = (1.0 + 2.0 * once + 2.0 * twice + once * twice) / 6.0;
    assert!((mean - 1.046_f64).abs() < 5e-4);
    let number = 300.0 * 3.6;
    answer.means(&[
        ("total.without_support", number * 100.0 * mean),
        ("total.avoided", number * 50.0 * mean),
        ("years.Year 2.avoided", number * 50.0 * once / 3.0),
        ("events.fall.occurrences", number),
        ("events.fall.averted", 0.5 * number),
    ]);
    let square = (1.0 + 2.0 * once.powi(2) + 2.0 * twice.powi(2) + (once * twice).powi(2)) / 6.0;
    answer.seconds(&[("total.without_support", number * 1e4 * square), ("events.fall.averted", 0.5 * number)]);
}

#[test]
fn growth_counts_from_the_price_base_and_published_people_join_at_the_start() {
    let mut fall = prevented();
    fall.real_growth = Term::Certain(0.1);
    let mut model = joined(12.0, fall);
    model.horizon = 6.0;
    model.span = 18.0;
    model.years_from_base = 2.0;
    model.published = Some(Published { over: 6.0, counting: PublishedCounting::Gross, ..published(1.0) });
    // Joined evenly, ¾ of the occurrences of six months are in year 0.
    let number = 300.0 * 0.6;
    Answer::of(model).means(&[
        ("total.avoided", number * 50.0 * 1.21 * (0.75 + 0.25 * 1.1)),
        ("published.model", 0.6 * 50.0 * 1.21),
    ]);
}

#[test]
fn a_delayed_cost_keeps_the_price_of_its_own_year() {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.real_growth = Term::Certain(0.1);
    fall.support = Support { delays: 6.0, ..no_support() };
    let mut model = model(vec![fall]);
    model.horizon = 24.0;
    // Half of year 0 moves to year 1 at year 0's price; of year 1 all but six months are deferred.
    let answer = Answer::of(model);
    answer.adds_up();
    let half = 100.0 * 0.6 * 100.0;
    answer.means(&[
        ("years.Year 1.avoided", half),
        ("years.Year 2.avoided", half * (2.0 * 1.1 - 1.0 - 1.1)),
        ("mechanisms.deferred", half * 1.1),
    ]);
}

#[test]
fn hazards_follow_the_year_of_joining() {
    let mut fall = prevented();
    fall.trend = Term::Certain(0.03);
    let mut eviction = event("eviction", probability(0.4), 10.0);
    eviction.trend = Term::Certain(0.5);
    eviction.follows = vec![follow(0, 0.5, 1.0)];
    eviction.support = Support { adds: Term::Certain(0.01), ..no_support() };
    let mut model = joined(36.0, fall);
    model.events.push(eviction);
    model.order = vec![0, 1];
    model.cohort.segments[0].relative_risk = vec![Term::Certain(1.0); 2];
    model.published = Some(Published { over: 36.0, counting: PublishedCounting::Gross, ..published(1.0) });
    let falls = 300.0 * 3.6 * (1.0 + 1.03 + 1.0609) / 3.0;
    // 1 - 0.6^f, f = 1, 1.5 and 2.25; of the falls of 36 months those of 35 lead to one.
    let chances = 100.0 * (3.0 - 0.6 - 0.6_f64.powf(1.5) - 0.6_f64.powf(2.25));
    Answer::of(model).means(&[
        ("events.fall.occurrences", falls),
        ("events.eviction.occurrences", chances + 0.5 * falls * 35.0 / 36.0),
        ("mechanisms.added", 300.0 * 0.36 * 10.0),
        ("published.model", 3.6 * 50.0 + 0.5 * 0.5 * 3.5 * 10.0),
    ]);
}

fn building(builds_up: Term) -> Model {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = Support { reduces: Term::Certain(0.2), starts_after: 2.0, builds_up, ..prevents(0.5) };
    model(vec![fall])
}

#[test]
fn an_effect_that_builds_up_is_half_of_it_on_the_way() {
    // On the way for 6 months, r from 0 to 1: ∫ 0.5r = 1.5, ∫ (1 - 0.5r)·0.2r = 6·0.2·(1/2 - 1/6) = 0.4; then 16 months in full.
    let mut drawn = building(Term::parameter(0));
    let uniform = crate::distribution::Uniform::new(0.0, 12.0).expect("ascending");
    drawn.laws = vec![Law::Drawn(crate::distribution::Distribution::Uniform(uniform))];
    for answer in [Answer::of(building(Term::Certain(6.0))), Answer::in_draw(plan(drawn, 0.0), &[6.0])] {
        answer.adds_up();
        answer.means(&[
            ("mechanisms.prevented", 1_000.0 * (1.5 + 8.0)),
            ("mechanisms.reduced", 1_000.0 * (0.4 + 1.6)),
            ("events.fall.averted", 10.0 * 9.5),
            ("years.Year 1.avoided", 1_000.0 * (1.5 + 0.4 + 4.0 * 0.6)),
            ("total.with_support", 1_000.0 * (24.0 - 11.5)),
        ]);
        // ∫ (1 - 0.5r)·0.04r² = 6·0.04·(1/3 - 1/8) = 0.05.
        answer.seconds(&[("total.avoided", 1e5 * (1.5 + 8.0 + 0.05 + 16.0 * 0.5 * 0.04))]);
        assert_close(answer.months()[2], 1_000.0 * (0.5 / 12.0 + 0.2 / 12.0 - 0.1 / 108.0), "month 2");
    }
}

#[test]
fn what_takes_no_time_acts_at_once() {
    let at_once = Answer::of(building(Term::Certain(0.0)));
    at_once.means(&[("mechanisms.prevented", 1_000.0 * 11.0)]);
    let mut drawn = building(Term::parameter(0));
    let uniform = crate::distribution::Uniform::new(0.0, 12.0).expect("ascending");
    drawn.laws = vec![Law::Drawn(crate::distribution::Distribution::Uniform(uniform))];
    let drawn = Answer::in_draw(plan(drawn, 0.0), &[0.0]);
    drawn.means(&[("mechanisms.prevented", at_once.mean("mechanisms.prevented"))]);
}

#[test]
fn harm_builds_up_too() {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = Support { builds_up: Term::Certain(6.0), ..prevents(-0.5) };
    let answer = Answer::of(model(vec![fall]));
    answer.adds_up();
    answer.means(&[("mechanisms.caused", 1_000.0 * 0.5 * 21.0), ("events.fall.averted", -10.0 * 0.5 * 21.0)]);
}
