//! Works out by hand what costs that run over time bring, what comes instead, and what leaving takes away.

use super::town::*;
use crate::model::{Branch, Event, Model, Origin, PastHorizon, Spread, Support, Term};
use crate::numeric::{IncompleteGamma, normal_cdf};

/// £900 a week, by the month.
const WEEKLY: f64 = 900.0 * 52.0 / 12.0;

/// 40 placements of 100 people, even over a year, for `length` months, all of which support prevents.
fn placements(length: f64, spread: Spread) -> Model {
    let mut placement = event("placement", rate(0.4 / 12.0), 0.0);
    placement.stays = vec![stay(WEEKLY, length)];
    placement.stay_varies = spread;
    placement.support = prevents(1.0);
    let mut model = model(vec![placement]);
    model.horizon = 12.0;
    model.span = 12.0;
    model
}

#[test]
fn half_of_a_year_long_placement_runs_on_into_the_next_year() {
    let answer = Answer::of(placements(12.0, Spread::None));
    answer.means(&[
        ("events.placement.occurrences", 40.0),
        ("total.without_support", 1_872_000.0),
        ("total.avoided", 1_872_000.0),
        ("total.with_support", 0.0),
        ("years.Year 1.avoided", 936_000.0),
        ("years.later.avoided", 936_000.0),
        ("total.past_horizon", 936_000.0),
        ("mechanisms.prevented", 1_872_000.0),
    ]);
    answer.seconds(&[("total.avoided", 40.0 * (12.0 * WEEKLY) * (12.0 * WEEKLY))]);
    // A stay that begins at t runs 12 - t months of the year: E[(12 - t)²] = 48, and as long after it.
    for name in ["years.Year 1.avoided", "years.later.avoided", "total.past_horizon"] {
        answer.seconds(&[(name, 40.0 * 48.0 * WEEKLY * WEEKLY)]);
    }
    // Month m has (m + ½) · 40/12 of them running.
    for (month, value) in answer.months().iter().enumerate() {
        assert_close(*value, (month as f64 + 0.5) * 40.0 / 12.0 * WEEKLY, "month");
    }
    let mut cut = placements(12.0, Spread::None);
    cut.past_horizon = PastHorizon::Cut;
    Answer::of(cut).means(&[("total.avoided", 936_000.0), ("years.Year 1.avoided", 936_000.0)]);
}

/// E[(12 - L)²; L ≤ 12] from E[L^k; L ≤ 12].
fn rest_of_the_year(partial: impl Fn(f64) -> f64) -> f64 {
    144.0 * partial(0.0) - 24.0 * partial(1.0) + partial(2.0)
}

#[test]
fn gamma_and_lognormal_lengths_by_their_partial_moments() {
    // The year gets ∫₀¹² G(12 - t) dt = (12² - E[(12 - L)²; L ≤ 12])/2 for each that begins in a month.
    let (length, cv) = (5.0, 0.8_f64);
    let variance = cv * cv;
    let shape = 1.0 / variance;
    let gamma = |k: f64| {
        let moment = (0..k as i32).map(|i| (shape + f64::from(i)) * length * variance).product::<f64>();
        moment * IncompleteGamma::new(shape + k).cdf(12.0 / (length * variance))
    };
    let sigma = variance.ln_1p().sqrt();
    let lognormal = |k: f64| {
        let moment = (length.powf(k)) * (0.5 * sigma * sigma * k * (k - 1.0)).exp();
        moment * normal_cdf((12.0 / length).ln() / sigma + 0.5 * sigma - k * sigma)
    };
    for (spread, rest) in
        [(Spread::Gamma(cv), rest_of_the_year(gamma)), (Spread::Lognormal(cv), rest_of_the_year(lognormal))]
    {
        let answer = Answer::of(placements(length, spread));
        let year = 40.0 / 12.0 * WEEKLY * 0.5 * (144.0 - rest);
        let whole = 40.0 * length * WEEKLY;
        for (name, value) in
            [("years.Year 1.avoided", year), ("total.past_horizon", whole - year), ("total.avoided", whole)]
        {
            assert!((answer.mean(name) / value - 1.0).abs() < 1e-8, "{spread:?} {name}: {} {value}", answer.mean(name));
        }
        let second = whole * length * WEEKLY * (1.0 + variance);
        assert!((answer.second("total.avoided") / second - 1.0).abs() < 1e-7, "{spread:?}");
    }
}

#[test]
fn what_is_reduced_shortened_and_moved_keeps_its_own_line() {
    // 3⅓ a month for 6 months at £3,900: by 20% cheaper, by half shorter, by 3 months later. The last 3 months' are deferred.
    let mut model = placements(6.0, Spread::None);
    let support = &mut model.events[0].support;
    (support.prevents, support.reduces, support.shortens) =
        (Term::Certain(0.0), Term::Certain(0.2), Term::Certain(0.5));
    support.delays = 3.0;
    let answer = Answer::of(model);
    let whole = 40.0 * 6.0 * WEEKLY;
    // Without support the year has ∫ min(6, 12 - t) dt = 36 + 18 months, with it ∫ min(3, 9 - t) dt over t ≤ 9: 18 + 4.5.
    answer.means(&[
        ("mechanisms.reduced", 0.6 * whole),
        ("mechanisms.deferred", 0.4 * whole * 0.25),
        ("total.with_support", 0.4 * whole * 0.75),
        ("years.Year 1.avoided", 40.0 / 12.0 * WEEKLY * (54.0 - 0.8 * 22.5)),
    ]);
    answer.adds_up_with_later();
}

#[test]
fn a_lump_and_a_stay_of_one_occurrence_vary_together() {
    let mut model = placements(6.0, Spread::None);
    model.events[0].unit_cost = Term::Certain(1_000.0);
    model.events[0].varies = Spread::Gamma(0.6);
    let each = 1_000.0 + 6.0 * WEEKLY;
    let answer = Answer::of(model);
    answer.means(&[("total.avoided", 40.0 * each)]);
    answer.seconds(&[("total.avoided", 40.0 * each * each * 1.36)]);
}

#[test]
fn leaving_thins_what_happens_and_ends_what_runs() {
    // A hazard of 0.02 a month: ∫₀¹² e^(-0.02 t) dt of the twelve months' events; each runs for (1 - e^(-0.12))/0.02 months.
    let mut model = placements(6.0, Spread::None);
    model.cohort.leaves = Term::Certain(1.0 - (-0.24_f64).exp());
    let there = (1.0 - (-0.24_f64).exp()) / 0.02 * 40.0 / 12.0;
    let answer = Answer::of(model.clone());
    answer.means(&[
        ("events.placement.occurrences", there),
        ("total.avoided", there * (1.0 - (-0.12_f64).exp()) / 0.02 * WEEKLY),
    ]);
    // Moved by 3 months: of those of the first nine months a share of 1 - e^(-0.06) leaves before, the others are deferred.
    let mut lump = event("fall", rate(0.4 / 12.0), 100.0);
    lump.support = Support { delays: 3.0, ..no_support() };
    model.events = vec![lump];
    let first = (1.0 - (-0.18_f64).exp()) / 0.02 * 40.0 / 12.0;
    Answer::of(model).means(&[
        ("mechanisms.deferred", 100.0 * (there - first * (-0.06_f64).exp())),
        ("total.with_support", 100.0 * first * (-0.06_f64).exp()),
    ]);
}

#[test]
fn outcomes_end_with_the_people() {
    let mut model = model(Vec::new());
    model.outcomes = vec![outcome("control", 30.0)];
    model.cohort.leaves = Term::Certain(1.0 - (-0.24_f64).exp());
    // £600 a year for 60 people, for E[min(30, D)] = (1 - e^(-0.6))/0.02 months.
    Answer::of(model).means(&[("outcomes.control.value_pv", 60.0 * 50.0 * (1.0 - (-0.6_f64).exp()) / 0.02)]);
}

/// A placement that support prevents with 40%, with home care in its place for 75% of these after two months.
fn replaced(care: Event) -> Answer {
    let mut model = placements(6.0, Spread::None);
    model.events.push(care);
    model.order = vec![0, 1];
    let (attribution, optimism_bias) = (Term::Certain(0.5), Term::Certain(0.2));
    let instead = vec![Branch { event: 1, probability: Term::Certain(0.75), after: 2.0 }];
    model.events[0].support = Support { attribution, optimism_bias, instead, ..prevents(0.4) };
    model.cohort.segments = vec![segment("", crate::model::SegmentShare::Stated(Term::Certain(1.0)), &[1.0, 1.0])];
    Answer::of(model)
}

#[test]
fn home_care_comes_instead_of_a_placement() {
    // 40 · 0.4 · 0.75 = 12 a year, of which those of the first ten months come: 10 at £600. κ = 0.4 of the placement.
    let mut care = event("care", Origin::None, 600.0);
    care.paid_by = vec![0.0, 1.0];
    care.support = Support { adds_cash: Term::Certain(0.7), ..prevents(0.9) };
    let answer = replaced(care);
    let prevented = 16.0 * 6.0 * WEEKLY * 0.4;
    answer.means(&[
        ("mechanisms.prevented", prevented),
        ("mechanisms.replaced", 10.0 * 600.0 * 0.4),
        ("total.avoided", prevented - 2_400.0),
        ("total.with_support", 24.0 * 6.0 * WEEKLY + 6_000.0),
        ("total.without_support", 40.0 * 6.0 * WEEKLY),
        ("events.care.averted", -10.0),
        ("events.care.occurrences", 0.0),
        ("events.care.avoided", -2_400.0),
        ("payers.nhs.avoided", -2_400.0),
        ("payers.nhs.cashable", -2_400.0 * 0.7),
        ("total.cashable", 0.25 * prevented - 2_400.0 * 0.7),
        ("bridge.gross", 16.0 * 6.0 * WEEKLY - 6_000.0),
        ("bridge.credited", prevented - 2_400.0),
    ]);
    answer.adds_up_with_later();
}

#[test]
fn a_parent_leads_to_one_of_two() {
    let mut fall = event("fall", rate(0.1), 0.0);
    fall.leads_to = vec![
        Branch { event: 1, probability: Term::Certain(0.5), after: 0.0 },
        Branch { event: 2, probability: Term::Certain(0.4), after: 6.0 },
    ];
    fall.support = prevents(0.5);
    let (care, nursing) = (event("care", Origin::None, 100.0), event("nursing", Origin::None, 1_000.0));
    Answer::of(model(vec![fall, care, nursing])).means(&[
        ("events.care.occurrences", 120.0),
        ("events.nursing.occurrences", 0.4 * 180.0),
        ("mechanisms.knock_on", 0.5 * (12_000.0 + 72_000.0)),
    ]);
}
