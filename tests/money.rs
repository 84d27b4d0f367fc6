//! Holds what programmes cost, growth, ramps, fiscal gains and discounting against closed forms worked by hand.

#[path = "common/case.rs"]
mod case;

use case::{Case, mean_and_error};

/// A scenario of one payer from a month on, without discounting unless `rest` says so.
fn from(month: &str, horizon: &str, draws: usize, rest: &str) -> Case {
    let rate = if rest.contains("discount_rate") { "" } else { "discount_rate: 0%\n" };
    Case::of(&format!(
        "title: A case\nstarts: {month}\nprice_base: 2024/25\nhorizon: {horizon}\n{rate}simulation: {{draws: {draws}}}\n\
         payers: {{la: {{label: Council}}, dwp: {{label: DWP}}}}\n{rest}"
    ))
}

const VISIT: &str = "visit: {rate: 2 per year, unit_cost: £100, paid_by: {la: 100%}, support: {prevents: 50%}}";

#[test]
fn a_cost_by_person_falls_in_the_month_of_joining() {
    // Half of those who join within twelve months from October do so by March.
    let case = from(
        "2024-10",
        "12 months",
        4_000,
        &format!(
            "cohort: {{people: 100, intake: 12 months, engagement: 60%}}\nprogramme:\n  funding:\n    - {{payer: la, each: £600, per: person}}\n\
             \x20   - {{payer: dwp, each: -£50, times: 3, per: engaged person}}\nevents:\n  {VISIT}\n\
             targets:\n  net: {{amount: £0, net_of_programme: true, payers: [la], year: 2024/25}}\n"
        ),
    );
    case.assert_mean("programme.following", 60_000.0 - 60.0 * 150.0);
    case.assert_mean("programme.following.2024/25.la", 30_000.0);
    case.assert_mean("programme.following.2025/26.la", 30_000.0);
    case.assert_mean("programme.following.2024/25.dwp", -0.5 * 60.0 * 150.0);
    // Of two years of lives, of those who engage: by the end of March a person who joined at u has had 6 - u months.
    let avoided = 100.0 * 0.6 * 0.5 * (2.0 / 12.0) * 100.0 * (6.0_f64.powi(2) / 2.0 / 12.0);
    case.assert_mean("targets.net.value", avoided - 30_000.0);
}

#[test]
fn a_cost_by_month_is_paid_while_people_are_followed() {
    // Of those who stay: leavers of 20% a year have 12(1 - e^(-λ·2))/λ months in two years, λ = -ln 0.8.
    let hazard = -(0.8_f64.ln());
    let months = |years: f64| 12.0 * (1.0 - (-hazard * years).exp()) / hazard;
    let rest = |line: &str| {
        format!(
            "cohort: {{people: 50, leaves: 20% per year, engagement: 50%}}\nprogramme: {{funding: [{{payer: la, {line}}}]}}\nevents:\n  {VISIT}\n"
        )
    };
    let of = |line: &str| from("2024-04", "24 months", 2_000, &rest(line));
    let case = of("each: £10, per: month");
    case.assert_mean("programme.following", 50.0 * 10.0 * months(2.0));
    case.assert_mean("programme.following.2024/25.la", 50.0 * 10.0 * months(1.0));
    let case = of("each: £10, per: engaged month, for: 9 months, uplift: {grade: 4}");
    case.assert_mean("programme.following", 25.0 * 11.5 * months(0.75));
    // Longer than the horizon: what runs on is later.
    let case = of("each: £10, per: month, for: 36 months");
    case.assert_mean("programme.following", 50.0 * 10.0 * months(3.0));
    case.assert_mean("programme.following.later.la", 50.0 * 10.0 * (months(3.0) - months(2.0)));
    let cut = from(
        "2024-04",
        "24 months",
        2_000,
        &format!("past_horizon: cut\n{}", rest("each: £10, per: month, for: 36 months")),
    );
    cut.assert_mean("programme.following", 50.0 * 10.0 * months(2.0));
}

#[test]
fn optimism_about_cost_is_added_to_what_is_spent_alone() {
    // E max(X, 0) · 20% on X ~ N(100, 100²): 100·(Φ(1) + φ(1)) of the positive part.
    let case = from(
        "2024-04",
        "12 months",
        40_000,
        &format!(
            "cohort: {{people: 1}}\nprogramme:\n  uplift: 20%\n  funding:\n    - {{payer: la, amounts: [{{normal: {{mean: £100, sd: £100}}}}]}}\n\
             \x20   - {{payer: la, amounts: [-£5k]}}\n    - {{payer: la, amounts: [£1k], uplift: 0%}}\nevents:\n  {VISIT}\n"
        ),
    );
    let programme = case.plan.base.programme.as_ref().expect("a programme");
    let costs: Vec<f64> =
        (0..case.drawn.count).map(|draw| programme.fixed_cost(case.drawn.theta(draw), |_, _| true)).collect();
    let (mean, error) = mean_and_error(&costs);
    let (cdf, density) = (0.841_344_746_068_543, 0.241_970_724_519_143_4);
    let exact = 100.0 + 20.0 * (cdf + density) - 5_000.0 + 1_000.0;
    assert!((mean - exact).abs() < 4.0 * error, "{mean} for {exact}, error {error}");
}

#[test]
fn unit_costs_grow_by_whole_years_since_the_price_base() {
    // Two years before the start: 1.05², 1.05³ and 1.05⁴.
    let case = from(
        "2026-04",
        "36 months",
        400,
        "cohort: {people: 40}\nreal_growth: 5% per year\nevents:\n  own: {rate: 1, real_growth: -10% per year, unit_cost: £100, paid_by: {la: 100%}, support: {prevents: 50%}}\n  \
         common: {rate: 1, unit_cost: £100, paid_by: {dwp: 100%}, varies: {gamma: {cv: 50%}}, support: {prevents: 50%, reduces: 20%, adds: 0.1 per year}}\n",
    );
    for (year, id) in [(0, "2026/27"), (1, "2027/28"), (2, "2028/29")] {
        let grown = |growth: f64| (1.0 + growth).powi(2 + year);
        case.assert_mean(&format!("years.{id}.payers.la.avoided"), 40.0 * 50.0 * grown(-0.1));
        // Half of one a year, a fifth of the other half, less what is added.
        case.assert_mean(&format!("years.{id}.payers.dwp.avoided"), 40.0 * 100.0 * (0.5 + 0.1 - 0.1) * grown(0.05));
    }
}

#[test]
fn a_delayed_cost_keeps_the_price_of_its_own_year() {
    // From October: what falls in the first six months moves to the next six, at the old price; what falls in those is put off.
    let case = from(
        "2024-10",
        "12 months",
        1_000,
        "cohort: {people: 100}\nreal_growth: 10% per year\nevents:\n  visit: {rate: 1, unit_cost: £100, paid_by: {la: 100%}, support: {delays: 6 months}}\n",
    );
    case.assert_mean("years.2024/25.avoided", 100.0 * 50.0);
    case.assert_mean("years.2025/26.avoided", 100.0 * (50.0 * 1.1 - 50.0));
    case.assert_mean("mechanisms.deferred", 100.0 * 55.0);
}

#[test]
fn a_stay_is_priced_year_by_year_as_it_runs() {
    // Twelve months from an even start within the year, £100 a month: half of it in the next year.
    let case = from(
        "2024-04",
        "12 months",
        1_000,
        "cohort: {people: 100}\nreal_growth: 10% per year\nevents:\n  stay: {rate: 1, unit_cost: {each: £100, per: month, for: 12 months}, paid_by: {la: 100%}, support: {prevents: 100%}}\n",
    );
    case.assert_mean("years.2024/25.avoided", 100.0 * 600.0);
    case.assert_mean("years.later.avoided", 100.0 * 600.0 * 1.1);
}

#[test]
fn a_year_that_a_target_names_is_told_apart_from_what_is_later() {
    // From October: two years from an even start within 12 months. By the end of March 2025, 3 months on average of half of them; then 12
    // months of the half that began before, and 9 on average of the others; and so on.
    let case = from(
        "2024-10",
        "12 months",
        1_000,
        "cohort: {people: 100}\nevents:\n  stay: {rate: 1, unit_cost: {each: £100, per: month, for: 24 months}, paid_by: {la: 100%}, support: {prevents: 100%}}\n\
         targets:\n  third: {amount: £1, year: 2026/27}\n",
    );
    let labels: Vec<&str> = case.plan.years.iter().map(|year| year.label.as_str()).collect();
    assert_eq!(labels, ["2024/25, from October", "2025/26", "2026/27", "Later"]);
    let early = [3.0, 12.0, 9.0, 0.0];
    let late = [0.0, 9.0, 12.0, 3.0];
    for (year, (early, late)) in ["2024/25", "2025/26", "2026/27", "later"].into_iter().zip(early.into_iter().zip(late))
    {
        case.assert_mean(&format!("years.{year}.avoided"), 100.0 * 50.0 * (early + late));
    }
    case.assert_mean("targets.third.value", 100.0 * 50.0 * 21.0);
}

#[test]
fn a_trend_acts_by_whole_years_to_joining() {
    // 60 people join evenly over 30 months: 24, 24 and 12 in their years.
    let case = from(
        "2024-04",
        "12 months",
        2_000,
        "cohort: {people: 60, intake: 30 months, frailty: 0.5, segments: {a: {share: 25%, relative_risk: 2}, b: {share: rest}}}\nevents:\n  \
         often: {rate: 1, trend: 20% per year, unit_cost: £1, paid_by: {la: 100%}, support: {prevents: 50%}}\n  \
         once: {probability: 30%, trend: 20% per year, unit_cost: £1, paid_by: {la: 100%}, support: {prevents: 50%}}\n  \
         after: {follows: {once: {probability: 50%}}, trend: 20% per year, unit_cost: £1, paid_by: {la: 100%}}\n",
    );
    let years = [(0.4, 1.0), (0.4, 1.2), (0.2, 1.44)];
    let over = |of: &dyn Fn(f64) -> f64| -> f64 {
        years.iter().map(|(share, trend)| 60.0 * share * (0.25 * of(2.0 * trend) + 0.75 * of(*trend))).sum()
    };
    case.assert_mean("events.often.occurrences", over(&|risk| risk));
    let once = over(&|risk| 1.0 - 0.7_f64.powf(risk));
    case.assert_mean("events.once.occurrences", once);
    case.assert_mean("events.after.occurrences", 0.5 * once);
}

#[test]
fn an_effect_builds_up_from_nothing() {
    // From month 2 over 4 months, then whole: 40% · (4/2 + 6)/12 of a year; for 9 months in all: 40% · (4/2 + 3)/12.
    let share = |whole: f64| 0.4 * (2.0 + whole) / 12.0;
    let case = from(
        "2024-04",
        "12 months",
        2_000,
        "cohort: {people: 100}\nevents:\n  \
         visit: {rate: 1, unit_cost: £100, paid_by: {la: 100%}, support: {prevents: 40%, starts_after: 2 months, builds_up: 4 months}}\n  \
         cut: {rate: 1, unit_cost: £100, paid_by: {la: 100%}, support: {reduces: 40%, starts_after: 2 months, builds_up: 4 months, lasts: 9 months}}\n  \
         harm: {rate: 1, unit_cost: £100, paid_by: {la: 100%}, support: {prevents: -40%, starts_after: 2 months, builds_up: 4 months}}\n",
    );
    case.assert_mean("events.visit.avoided", 100.0 * 100.0 * share(6.0));
    case.assert_mean("events.cut.avoided", 100.0 * 100.0 * share(3.0));
    case.assert_mean("events.harm.avoided", -100.0 * 100.0 * share(6.0));
}

#[test]
fn a_gain_is_booked_to_those_who_gain_it_as_it_accrues() {
    // £1,200 a year from month 3 for 18 months, losing half in the second year: nine months in the first year of the table,
    // three at the full and three at half in the second, then three at half later than the twelve months that are followed.
    let rest = "cohort: {people: 100, engagement: 80%}\noutcomes:\n  \
                work: {achieved_by: 50%, value: £1_200, starts_after: 3 months, lasts: 18 months, drop_off: 50%, paid_to: {dwp: 75%, la: 25%}, cashable: {dwp: 100%}}\n";
    let case = from("2024-04", "12 months", 2_000, rest);
    let each = 100.0 * 0.8 * 0.5 * 100.0;
    case.assert_mean("mechanisms.gained", each * 15.0);
    case.assert_mean("total.avoided", each * 15.0);
    case.assert_mean("years.2024/25.avoided", each * 9.0);
    case.assert_mean("years.later.avoided", each * 6.0);
    case.assert_mean("payers.dwp.cashable", 0.75 * each * 15.0);
    case.assert_mean("payers.la.avoided", 0.25 * each * 15.0);
    case.assert_mean("payers.la.cashable", 0.0);
    case.assert_mean("total.social_value_pv", 0.0);
    case.assert_mean("total.with_support", 0.0);
    case.assert_mean("total.past_horizon", each * 6.0);
    let cut = from("2024-04", "12 months", 2_000, &format!("past_horizon: cut\n{rest}"));
    cut.assert_mean("mechanisms.gained", each * 9.0);
}

#[test]
fn fewer_who_achieve_it_than_without_support_lose_it() {
    // 10 of 100 against 30 of 100: 19.8% lose £1,000 a year, Jeffreys' means being 10½ and 30½ of 101.
    let case = from(
        "2024-04",
        "12 months",
        20_000,
        "cohort: {people: 10}\noutcomes:\n  work: {achieved_by: {compared: {with: 10 of 100, without: 30 of 100}}, value: £1_000, lasts: 1 year, paid_to: {dwp: 100%}}\n",
    );
    let (mean, error) = mean_and_error(case.column("mechanisms.gained"));
    let exact = 10.0 * 1_000.0 * (10.5 - 30.5) / 101.0;
    assert!((mean - exact).abs() < 4.0 * error, "{mean} for {exact}, error {error}");
}

#[test]
fn whole_years_tie_out_with_a_spreadsheet_of_the_green_book() {
    // £1m in the first year, then £150k (£100k) in each of ten: £247k (-£168k) to the nearest thousand.
    for (saving, golden) in [(150_000.0, 247_490.8), (100_000.0, -168_339.5)] {
        let case = from(
            "2024-04",
            "12 months",
            30,
            &format!(
                "discount_rate: 3.5%\ndiscounting: whole_years\ncohort: {{people: 1}}\nprogramme: {{funding: [{{payer: la, amounts: [£1m]}}]}}\n\
                 outcomes:\n  saving: {{achieved_by: 100%, value: {saving}, starts_after: 12 months, lasts: 10 years, paid_to: {{la: 100%}}}}\n"
            ),
        );
        let exact = saving * (1.0 - 1.035_f64.powi(-10)) / 0.035 - 1e6;
        assert!((exact - golden).abs() < 0.5, "{exact}");
        case.assert_mean("total.avoided_pv", 1e6 + exact);
    }
}

#[test]
fn fifty_years_are_discounted_by_rates_that_decline() {
    let of = |rates: &str| {
        from(
            "2024-04",
            "50 years",
            60,
            &format!(
                "{rates}\ncohort: {{people: 100}}\nevents:\n  adm: {{rate: 1 per year, unit_cost: £1000, paid_by: {{la: 100%}}, support: {{prevents: 20%}}}}\n"
            ),
        )
    };
    // ∫ of the factor over 30 years at 3.5% and 20 at 3%, and the sum of those of years 0 to 49.
    let (early, late) = (1.035_f64.ln(), 1.03_f64.ln());
    let thirty = 1.035_f64.powi(-30);
    let continuous = (1.0 - thirty) / early + thirty * (1.0 - 1.03_f64.powi(-20)) / late;
    let case = of("discount_rate: {schedule: green_book}");
    case.assert_mean("total.avoided_pv", 20_000.0 * continuous);
    assert!((20_000.0 * continuous - 481_834.0).abs() < 1.0);
    let factor = |year: i32| 1.035_f64.powi(-year.min(30)) * 1.03_f64.powi(-(year - 30).max(0));
    let whole: f64 = (0..50).map(factor).sum();
    let case = of("discount_rate: {schedule: green_book}\ndiscounting: whole_years");
    case.assert_mean("total.avoided_pv", 20_000.0 * whole);
    assert!((20_000.0 * whole - 489_906.0).abs() < 1.0);
}

#[test]
fn social_value_begins_when_it_is_said_to() {
    // From October, from month 3 on for two years, in whole years: three months of the first year, twelve of the second, nine of
    // the third; at 80% from the second year of the outcome, month 15, on.
    let case = from(
        "2024-10",
        "12 months",
        1_000,
        "discount_rate: 5%\ndiscounting: whole_years\ncohort: {people: 40}\noutcomes:\n  \
         control: {achieved_by: 50%, value: -£1_200, distance: -50%, starts_after: 3 months, lasts: 2 years, drop_off: 20%}\n",
    );
    let monthly = 40.0 * 0.5 * 50.0;
    let years = 3.0 + (9.0 + 0.8 * 3.0) / 1.05 + 0.8 * 9.0 / 1.05_f64.powi(2);
    case.assert_mean("total.social_value_pv", monthly * years);
    case.assert_mean("total.avoided", 0.0);
}
