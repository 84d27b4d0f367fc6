//! Works out when and for whom cost is avoided, by hand: years, delays, deferral, present values, payers, targets.

use super::town::*;
use crate::model::{Counting, DiscountBasis, Discounting, Joining, Support, Term};

#[test]
fn a_delay_across_a_year_end_and_past_the_horizon() {
    // Delayed by 3 months, cut by 20%: at 10 occurrences of £100 a month, of year 1 nine months stay in it (each worth
    // £20) and three leave (£100) to come back in year 2 (-£80); the last three of year 2 are deferred (£20 + £80).
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = Support { reduces: Term::Certain(0.2), delays: 3.0, ..no_support() };
    let mut model = model(vec![fall]);
    model.targets = vec![
        target("averted", Some(1), Counting::Averted, &[COUNCIL], false),
        target("avoided", Some(1), Counting::Avoided, &[COUNCIL], false),
        target("all_averted", None, Counting::Averted, &[COUNCIL], false),
    ];
    let answer = Answer::of(model);
    answer.adds_up();
    let second = 1_000.0 * (-3.0 * 0.8 + 9.0 * 0.2 + 3.0);
    answer.means(&[
        ("mechanisms.reduced", 1_000.0 * 24.0 * 0.2),
        ("mechanisms.deferred", 1_000.0 * 3.0 * 0.8),
        ("total.avoided", 1_000.0 * (21.0 * 0.2 + 3.0)),
        ("years.Year 1.avoided", 1_000.0 * (9.0 * 0.2 + 3.0)),
        ("years.Year 2.avoided", second),
        ("targets.averted.value", 1_000.0 * 12.0 * 0.2),
        ("targets.avoided.value", second),
        ("targets.all_averted.value", 1_000.0 * 24.0 * 0.2),
        ("total.with_support", 1_000.0 * 21.0 * 0.8),
    ]);
    answer.seconds(&[
        ("total.avoided", 1e5 * (21.0 * 0.04 + 3.0)),
        ("years.Year 1.avoided", 1e5 * (9.0 * 0.04 + 3.0)),
        ("years.Year 2.avoided", 1e5 * (3.0 * 0.64 + 9.0 * 0.04 + 3.0)),
    ]);
    let months = answer.months();
    assert_eq!(months.len(), 24);
    // Month 1: £100 leave, nothing comes; then £100 leave and £80 come.
    for (month, value) in [(0, 1_000.0), (2, 1_000.0), (3, 200.0), (20, 200.0), (23, 200.0)] {
        assert_close(months[month], value, "month");
    }
}

#[test]
fn what_leaves_a_year_and_what_comes_into_it_cancel() {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = Support { delays: 1.0, ..no_support() };
    // Year 1 is one month long and loses £1,000 to year 2, which loses as much to year 3.
    let answer = Answer::starting(model(vec![fall]), 11.0);
    answer.adds_up();
    answer.means(&[("years.Year 1.avoided", 1_000.0), ("years.Year 2.avoided", 0.0), ("mechanisms.reduced", 0.0)]);
    answer.seconds(&[("years.Year 2.avoided", 2.0 * 10.0 * 1e4)]);
}

#[test]
fn a_follow_on_moves_with_its_delayed_parent() {
    // b falls 2 months after a, on 2 ≤ t ≤ 24; a is delayed by 5 and b by 3 more, so b is deferred from 16 on.
    let mut a = event("a", rate(0.1), 10.0);
    a.support = Support { delays: 5.0, ..prevents(0.5) };
    let mut b = event("b", crate::model::Origin::None, 100.0);
    b.follows = vec![follow(0, 1.0, 2.0)];
    b.support = Support { delays: 3.0, attribution: Term::Certain(0.5), ..no_support() };
    let answer = Answer::of(model(vec![a, b]));
    answer.adds_up();
    answer.means(&[
        ("mechanisms.deferred", 0.5 * (100.0 * 5.0 + 0.5 * 1_000.0 * 8.0)),
        ("events.b.avoided", 1_000.0 * (0.5 * 22.0 + 0.5 * 0.5 * 8.0)),
        // Of b that stays, 10 months leave year 1, of which t + 8 keeps 2 ≤ t < 4 in it.
        ("years.Year 1.avoided", 100.0 * 6.0 + 50.0 * 5.0 + 1_000.0 * 5.0 + 250.0 * 8.0),
    ]);
}

#[test]
fn people_join_in_windows_and_years_start_in_april() {
    // The year ends 7 months after the start. 60 people join evenly over 12 months, 40 at month 2. Horizon 2 months, one
    // occurrence a month and person, all prevented. Joined at 2: all of 2–4 in year 1. Joined at u: [u, u + 2] before 7
    // has mean ∫ min(2, (7 - u)⁺) du / 12 = (5 · 2 + 2)/12 = 1 occurrence, in year 2 the other.
    let mut fall = event("fall", rate(1.0), 10.0);
    fall.support = prevents(1.0);
    let mut model = model(vec![fall]);
    model.horizon = 2.0;
    model.span = 14.0;
    model.cohort.joining =
        vec![Joining { from: 0.0, to: 12.0, people: 60 }, Joining { from: 2.0, to: 2.0, people: 40 }];
    let answer = Answer::starting(model, 5.0);
    answer.adds_up();
    answer.means(&[("years.Year 1.avoided", 10.0 * (80.0 + 60.0)), ("years.Year 2.avoided", 600.0)]);
    // In month 0: 60/12 people a month join, ∫₀¹ (1 - u) du = ½ month each.
    assert_close(answer.months()[0], 10.0 * 2.5, "month 0");
    assert_close(answer.months()[1], 10.0 * 7.5, "month 1");
    assert_close(answer.months()[13], 10.0 * 2.5, "month 13");
}

#[test]
fn present_values_against_a_fine_grid() {
    // 20,000 × 20,000 is needless: v^u and v^t factorise. Midpoint on 200,000 points each, error below 1e-12.
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.decays = Some(9.0);
    fall.support = Support { reduces: Term::Certain(0.2), delays: 4.0, adds: Term::Certain(0.01), ..prevents(0.3) };
    let mut model = model(vec![fall]);
    model.discounting = Discounting::at_rate(0.035, DiscountBasis::Continuous, 0.0);
    model.span = 33.0;
    model.cohort.joining = vec![Joining { from: 3.0, to: 9.0, people: 100 }];
    let grid = |low: f64, high: f64, f: &dyn Fn(f64) -> f64| {
        let h = (high - low) / 200_000.0;
        (0..200_000).map(|i| f(low + (f64::from(i) + 0.5) * h) * h).sum::<f64>()
    };
    let v = |t: f64| 1.035_f64.powf(-t / 12.0);
    let joins = |n: f64| grid(3.0, 9.0, &|u| v(n * u) / 6.0);
    let falls = |n: f64, low: f64, high: f64| grid(low, high, &|t| 10.0 * (-t / 9.0).exp() * v(n * t));
    let added = |n: f64| grid(0.0, 24.0, &|t| v(n * t));
    let moved = 1.0 - 0.8 * v(4.0);
    let all = falls(1.0, 0.0, 24.0);
    let mean = joins(1.0) * (0.3 * all + 0.7 * (moved * falls(1.0, 0.0, 20.0) + falls(1.0, 20.0, 24.0)) - added(1.0));
    let stays = moved * moved * falls(2.0, 0.0, 20.0) + falls(2.0, 20.0, 24.0);
    let second = joins(2.0) * (0.3 * falls(2.0, 0.0, 24.0) + 0.7 * stays + added(2.0));
    let answer = Answer::of(model);
    answer.adds_up();
    assert!((answer.mean("total.avoided_pv") / (100.0 * mean) - 1.0).abs() < 1e-9);
    answer_second(&answer, "events.fall.avoided_pv", 1e4 * second);
}

#[track_caller]
fn answer_second(answer: &Answer, name: &str, expected: f64) {
    assert!((answer.second(name) / expected - 1.0).abs() < 1e-9, "{} against {expected}", answer.second(name));
}

#[test]
fn a_swapped_payer_changes_the_payers_and_nothing_else() {
    let answer = |shares: [f64; 2]| {
        let mut fall = event("fall", rate(0.1), 100.0);
        fall.support = prevents(0.5);
        fall.paid_by = shares.to_vec();
        fall.cashable = vec![Term::Certain(0.1), Term::Certain(0.4)];
        let mut model = model(vec![fall]);
        model.targets = vec![
            target("council", Some(0), Counting::Cashable, &[COUNCIL], false),
            target("nhs", None, Counting::Avoided, &[NHS], true),
            target("all", None, Counting::Averted, &[COUNCIL, NHS], true),
        ];
        model.programme = programme(&[(NHS, 0, 500.0), (NHS, 1, 300.0), (COUNCIL, 1, 1.0)]);
        Answer::of(model)
    };
    for (council, nhs, answer) in [(0.7, 0.3, answer([0.7, 0.3])), (0.3, 0.7, answer([0.3, 0.7]))] {
        answer.adds_up();
        answer.means(&[
            ("total.avoided", 12_000.0),
            ("total.cashable", 12_000.0 * (0.1 * council + 0.4 * nhs)),
            ("payers.council.avoided", 12_000.0 * council),
            ("payers.nhs.avoided", 12_000.0 * nhs),
            ("payers.nhs.cashable", 12_000.0 * nhs * 0.4),
            ("groups.councils.avoided", 12_000.0 * council),
            ("groups.councils.cashable", 12_000.0 * council * 0.1),
            ("years.Year 1.avoided", 6_000.0),
            ("years.Year 1.payers.council.avoided", 6_000.0 * council),
            ("years.Year 2.payers.nhs.cashable", 6_000.0 * nhs * 0.4),
            ("years.Year 2.groups.councils.cashable", 6_000.0 * council * 0.1),
            ("targets.council.value", 6_000.0 * council * 0.1),
            ("targets.nhs.value", 12_000.0 * nhs - 800.0),
            ("targets.all.value", 12_000.0 - 801.0),
        ]);
        answer.seconds(&[
            ("payers.nhs.avoided", 120.0 * 1e4 * nhs * nhs),
            ("total.cashable", 120.0 * 1e4 * (0.1 * council + 0.4 * nhs) * (0.1 * council + 0.4 * nhs)),
            ("targets.council.value", 60.0 * 1e4 * (council * 0.1) * (council * 0.1)),
            ("years.Year 1.avoided", 60.0 * 1e4),
        ]);
    }
}
