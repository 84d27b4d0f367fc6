//! Works out present values by hand: whole years of the table, and rates that decline.

use super::town::*;
use crate::model::{DiscountBasis, DiscountSchedule, Discounting, Joining, Model, Outcome, Support, Term};

fn whole_years(before: f64) -> Discounting {
    Discounting::at_rate(0.035, DiscountBasis::WholeYears, before)
}

#[test]
fn net_present_values_of_a_green_book_sheet() {
    // £1m in year 0, then a gain of £150k or £100k a year in years 1 to 10: net +£247k and -£168k.
    for (yearly, net) in [(150e3, 247.0), (100e3, -168.0)] {
        let mut model = model(Vec::new());
        model.horizon = 12.0;
        model.span = 12.0;
        model.cohort.people = 1;
        model.cohort.joining[0].people = 1;
        model.discounting = whole_years(0.0);
        model.outcomes = vec![Outcome {
            achieved_by: Term::Certain(1.0),
            distance: Term::Certain(1.0),
            value: Term::Certain(yearly),
            starts_after: 12.0,
            ..gain("saving", 120.0, [1.0, 0.0])
        }];
        let answer = Answer::of(model);
        let cost = 1e6 * whole_years(0.0).at(0.0);
        assert_eq!(((answer.mean("total.avoided_pv") - cost) / 1e3).round(), net);
        let annuity = (1.0 - 1.035_f64.powi(-10)) / 0.035;
        answer.means(&[
            ("total.avoided_pv", yearly * annuity),
            ("outcomes.saving.value_pv", yearly * annuity),
            ("total.avoided", 10.0 * yearly),
            ("years.later.avoided", 10.0 * yearly),
            ("total.past_horizon", 10.0 * yearly),
            ("total.social_value_pv", 0.0),
        ]);
    }
}

#[test]
fn whole_years_discount_each_row_of_the_table() {
    // The shared case: 60 placements a year at £1,000 for three years, £100k, £20k and £20k of funding.
    let mut place = event("place", rate(0.06 / 12.0), 1_000.0);
    place.support = prevents(1.0);
    let mut model = model(vec![place]);
    (model.horizon, model.span, model.cohort.people) = (36.0, 36.0, 1_000);
    model.cohort.joining[0].people = 1_000;
    model.discounting = whole_years(0.0);
    let answer = Answer::of(model);
    answer.adds_up();
    let factors = [1.0, 1.035_f64.powi(-1), 1.035_f64.powi(-2)];
    let saved = 60e3 * factors.iter().sum::<f64>();
    answer.means(&[("total.avoided_pv", saved), ("events.place.avoided_pv", saved)]);
    let cost = 100e3 + 20e3 * (factors[1] + factors[2]);
    assert_eq!((cost.round(), (saved - cost).round()), (137_994.0, 35_988.0));
    answer.seconds(&[("total.avoided_pv", 60e6 * factors.iter().map(|factor| factor * factor).sum::<f64>())]);
}

fn fifty_years(discounting: Discounting) -> f64 {
    let mut admission = event("admission", rate(1.0 / 12.0), 1_000.0);
    admission.support = prevents(0.2);
    let mut model = model(vec![admission]);
    (model.horizon, model.span) = (600.0, 600.0);
    model.discounting = discounting;
    Answer::of(model).mean("total.avoided_pv")
}

#[test]
fn fifty_years_on_the_declining_schedule() {
    let schedule = |basis| Discounting::scheduled(DiscountSchedule::GreenBook, basis, 0.0);
    assert_eq!(fifty_years(schedule(DiscountBasis::Continuous)).round(), 481_834.0);
    assert_eq!(fifty_years(schedule(DiscountBasis::WholeYears)).round(), 489_906.0);
    // ∫ of 3.5% over 30 years, then of 3% over 20.
    let over = |rate: f64, years: f64| (1.0 - (1.0 + rate).powf(-years)) / (1.0 + rate).ln();
    let by_hand = 20e3 * (over(0.035, 30.0) + 1.035_f64.powi(-30) * over(0.03, 20.0));
    assert!((fifty_years(schedule(DiscountBasis::Continuous)) / by_hand - 1.0).abs() < 1e-12);
}

/// What is delayed over a year end is worth another row's factor: £100 at 0 ≤ t < 24, cut by 20% and delayed by 3 months.
#[test]
fn a_delay_is_worth_the_factor_of_the_year_that_it_leads_to() {
    let mut fall = event("fall", rate(0.1), 100.0);
    fall.support = Support { reduces: Term::Certain(0.2), delays: 3.0, ..no_support() };
    let mut model = model(vec![fall]);
    model.discounting = whole_years(0.0);
    let answer = Answer::of(model);
    answer.adds_up();
    let v = 1.0 / 1.035_f64;
    // Nine months of year 0 stay in it, three lead to year 1, nine stay there, three are past the horizon.
    let each = [(9.0, 1.0 - 0.8), (3.0, 1.0 - 0.8 * v), (9.0, v * 0.2), (3.0, v)];
    let mean: f64 = each.iter().map(|(months, worth)| 1_000.0 * months * worth).sum();
    answer.means(&[("total.avoided_pv", mean)]);
    answer.seconds(&[("total.avoided_pv", each.iter().map(|(months, worth)| 1e5 * months * worth * worth).sum())]);
}

#[test]
fn a_rate_is_the_same_as_a_schedule_that_never_declines_within_the_span() {
    let town = |discounting: Discounting| -> Model {
        let mut fall = event("fall", rate(0.1), 100.0);
        fall.decays = Some(7.0);
        fall.support = Support { delays: 2.0, adds: Term::Certain(0.01), ..prevents(0.3) };
        let mut model = model(vec![fall]);
        model.discounting = discounting;
        model.span = 33.0;
        model.cohort.joining = vec![Joining { from: 3.0, to: 9.0, people: 100 }];
        model.outcomes = vec![Outcome { starts_after: 2.0, ..outcome("control", 30.0) }];
        model
    };
    let rate = Answer::of(town(Discounting::at_rate(0.035, DiscountBasis::Continuous, 0.0)));
    let schedule =
        Answer::of(town(Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::Continuous, 0.0)));
    for name in ["total.avoided_pv", "outcomes.control.value_pv", "total.social_value_pv"] {
        assert_close(schedule.mean(name), rate.mean(name), name);
    }
}
