//! Works out by hand what comes to every person beside their occurrences: gains, and programme cost that follows them.

use super::town::*;
use crate::model::{Counting, FundingCost, Joining, Model, Outcome, Term};

/// 100 people who all achieve something worth £1,200 a year to budgets, £100 a month, for six months.
fn certain() -> Outcome {
    Outcome { achieved_by: Term::Certain(1.0), distance: Term::Certain(1.0), ..gain("work", 6.0, [0.4, 0.6]) }
}

fn person(each: f64, engaged: bool) -> FundingCost {
    FundingCost::Person { each: Term::Certain(each), engaged }
}

fn month(each: f64, length: Option<f64>, engaged: bool) -> FundingCost {
    FundingCost::Month { each: Term::Certain(each), length: length.map(Term::Certain), engaged }
}

fn funded(mut model: Model, lines: &[(usize, FundingCost)]) -> Model {
    let mut funded = programme(&[(COUNCIL, 0, 5_000.0)]).expect("funded");
    funded.funding.extend(lines.iter().map(|(payer, cost)| following(*payer, cost.clone())));
    model.programme = Some(funded);
    model.targets = vec![
        target("all", None, Counting::Avoided, &[COUNCIL, NHS], true),
        target("council", Some(0), Counting::Cashable, &[COUNCIL], true),
        target("gross", None, Counting::Averted, &[NHS], false),
    ];
    model
}

#[test]
fn a_gain_that_everybody_has_is_paid_to_its_payers_and_varies_with_nobody() {
    let mut model = model(Vec::new());
    model.outcomes = vec![Outcome { starts_after: 9.0, ..certain() }];
    let answer = Answer::of(funded(model, &[]));
    answer.adds_up();
    answer.means(&[
        ("mechanisms.gained", 60_000.0),
        ("total.avoided", 60_000.0),
        ("total.cashable", 60_000.0 * (0.4 * 0.25 + 0.6)),
        ("payers.council.avoided", 24_000.0),
        ("payers.nhs.cashable", 36_000.0),
        ("years.Year 1.avoided", 30_000.0),
        ("years.Year 2.payers.nhs.cashable", 18_000.0),
        ("bridge.credited", 0.0),
        ("total.with_support", 0.0),
        ("total.social_value_pv", 0.0),
        ("outcomes.work.value_pv", 60_000.0),
        ("targets.all.value", 55_000.0),
        ("targets.council.value", 3_000.0 - 5_000.0),
        ("targets.gross.value", 36_000.0),
    ]);
    answer.seconds(&[
        ("total.avoided", 0.0),
        ("years.Year 1.avoided", 0.0),
        ("total.avoided_pv", 0.0),
        ("targets.all.value", 0.0),
        ("targets.council.value", 0.0),
    ]);
    assert_close(answer.months()[8], 0.0, "month 8");
    assert_close(answer.months()[9], 10_000.0, "month 9");
}

#[test]
fn a_gain_of_some_is_binomial_and_one_below_zero_is_lost() {
    for (chance, value) in [(0.6, 1_200.0), (-0.6, 1_200.0), (0.6, -1_200.0)] {
        let mut model = model(Vec::new());
        model.cohort.engagement = Term::Certain(0.5);
        let outcome = Outcome { achieved_by: Term::Certain(chance), value: Term::Certain(value), ..certain() };
        model.outcomes = vec![outcome];
        let answer = Answer::of(funded(model, &[]));
        let sign = chance.signum() * value.signum();
        answer.means(&[
            ("total.avoided", sign * 100.0 * 0.3 * 600.0),
            ("payers.nhs.avoided", sign * 100.0 * 0.3 * 360.0),
        ]);
        answer.seconds(&[
            ("total.avoided", 100.0 * 0.3 * 0.7 * 360_000.0),
            ("targets.all.value", 100.0 * 0.3 * 0.7 * 360_000.0),
        ]);
    }
}

#[test]
fn what_runs_on_past_the_horizon_is_cut_off_gains_alone() {
    let long = || Outcome { lasts: 36.0, ..certain() };
    let mut counted = model(Vec::new());
    counted.outcomes = vec![long(), Outcome { achieved_by: Term::Certain(1.0), ..outcome("control", 36.0) }];
    let mut cut = counted.clone();
    cut.past_horizon = crate::model::PastHorizon::Cut;
    let counted = Answer::of(counted);
    counted.means(&[
        ("total.avoided", 360_000.0),
        ("total.past_horizon", 120_000.0),
        ("years.later.avoided", 120_000.0),
        ("total.social_value_pv", 180_000.0),
    ]);
    Answer::of(cut).means(&[("total.avoided", 240_000.0), ("total.social_value_pv", 180_000.0)]);
}

#[test]
fn cost_that_follows_the_people_falls_when_they_join_and_while_they_stay() {
    // 60 join evenly in the first year, 40 in month 3; £600 each at joining, £50 a month for 9 months for the half that engage.
    let mut model = model(Vec::new());
    model.cohort.engagement = Term::Certain(0.5);
    model.span = 36.0;
    model.cohort.joining =
        vec![Joining { from: 0.0, to: 12.0, people: 60 }, Joining { from: 3.0, to: 3.0, people: 40 }];
    let answer = Answer::of(funded(model, &[(COUNCIL, person(600.0, false)), (NHS, month(50.0, Some(9.0), true))]));
    // Joined at u, all of 9 months before 12 - u: ∫ min(9, 12 - u) du/12 = (27 + 40.5)/12 months.
    let within = 67.5 / 12.0;
    answer.means(&[
        ("programme.following", 60_000.0 + 100.0 * 0.5 * 450.0),
        ("programme.following_pv", 60_000.0 + 100.0 * 0.5 * 450.0),
        ("programme.following.Year 1.council", 60_000.0),
        ("programme.following.Year 2.council", 0.0),
        ("programme.following.Year 1.nhs", 0.5 * 50.0 * (60.0 * within + 40.0 * 9.0)),
        ("programme.following.Year 2.nhs", 0.5 * 50.0 * 60.0 * (9.0 - within)),
        ("targets.all.value", -5_000.0 - 60_000.0 - 22_500.0),
        ("targets.council.value", -5_000.0 - 60_000.0),
        ("targets.gross.value", 0.0),
    ]);
    answer.seconds(&[
        ("programme.following", 100.0 * 0.25 * 450.0 * 450.0),
        ("programme.following.Year 1.council", 0.0),
        ("targets.all.value", 100.0 * 0.25 * 450.0 * 450.0),
        ("targets.council.value", 0.0),
    ]);
    let months = answer.following_months();
    assert_eq!(months.len(), 36);
    assert_close(months[0], 5.0 * 600.0 + 0.5 * 50.0 * 5.0 * 0.5, "month 0");
    assert_close(months[3], (5.0 + 40.0) * 600.0 + 0.5 * 50.0 * (40.0 + 5.0 * 3.5), "month 3");
    assert_close(months.iter().sum(), answer.mean("programme.following"), "months");
}

#[test]
fn a_month_is_paid_past_the_horizon_unless_that_is_cut_off() {
    let long = || funded(model(Vec::new()), &[(NHS, month(10.0, Some(30.0), false)), (NHS, month(1.0, None, false))]);
    let answer = Answer::of(long());
    answer.means(&[
        ("programme.following", 100.0 * (300.0 + 24.0)),
        ("programme.following.Year 2.nhs", 100.0 * 12.0 * 11.0),
        ("programme.following.later.nhs", 100.0 * 60.0),
    ]);
    let mut cut = long();
    cut.past_horizon = crate::model::PastHorizon::Cut;
    Answer::of(cut).means(&[("programme.following", 100.0 * 24.0 * 11.0)]);
}

#[test]
fn a_month_is_paid_until_the_person_leaves() {
    let mut model = model(Vec::new());
    model.cohort.leaves = Term::Certain(0.3);
    let answer = Answer::of(funded(model, &[(NHS, month(10.0, None, false))]));
    let λ = -0.7_f64.ln() / 12.0;
    let mean = (1.0 - 0.49) / λ;
    answer.means(&[("programme.following", 1_000.0 * mean), ("programme.following.Year 1.nhs", 1_000.0 * 0.3 / λ)]);
    // E[min(D, 24)²] = 2∫ x·e^(-λx) dx.
    let square = 2.0 * (1.0 - 0.49 * (1.0 + 24.0 * λ)) / (λ * λ);
    answer.seconds(&[("programme.following", 1e4 * (square - mean * mean))]);
}

/// Engaged people bring the gain and the cost, so that the net varies less than both.
#[test]
fn what_engaged_people_bring_and_cost_varies_together() {
    let mut fall = event("fall", rate(0.01), 1_000.0);
    fall.support = prevents(0.5);
    let mut model = model(vec![fall]);
    model.cohort.engagement = Term::Certain(0.5);
    model.outcomes = vec![certain()];
    let answer = Answer::of(funded(model, &[(NHS, person(700.0, true))]));
    // 24 · 0.01 · 0.5 of £1,000 for one who engages, £600 gained, £700 paid.
    let occurrences = 100.0 * 0.5 * 0.12 * 1e6;
    answer.means(&[("targets.all.value", 50.0 * (120.0 + 600.0 - 700.0) - 5_000.0)]);
    answer.seconds(&[
        ("targets.all.value", occurrences + 100.0 * 0.25 * 20.0 * 20.0),
        ("total.avoided", occurrences + 100.0 * 0.25 * 720.0 * 720.0),
        ("programme.following", 100.0 * 0.25 * 490_000.0),
    ]);
}
