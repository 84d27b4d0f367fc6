//! Holds cost that runs over time, people who leave, and what comes instead of what is prevented against closed forms worked
//! by hand: the simulation within its standard errors, the exact expectation to a millionth.

#[path = "common/case.rs"]
mod case;

use case::{Case, mean_and_error};

/// Months in a week, a year being 365.25 days.
const WEEK: f64 = 7.0 * 12.0 / 365.25;

/// Of one payer from April 2024, without discounting; `rest` begins with the rest of the top, ends with the events.
fn plain(horizon: &str, draws: usize, rest: &str) -> Case {
    Case::of(&format!(
        "title: A case\nstarts: 2024-04\nhorizon: {horizon}\ndiscount_rate: 0%\nsimulation: {{draws: {draws}}}\n\
         payers: {{asc: {{label: ASC, group: council}}}}\n{rest}"
    ))
}

/// 1,000 people, 40 placements prevented, at £900 a week for 52 weeks.
#[test]
fn a_year_pays_for_what_runs_in_it() {
    let case = plain(
        "12 months",
        10_000,
        "cohort: {people: 1000}\nevents:\n  placement: {probability: 10%, unit_cost: {each: £900, per: week, for: 52 weeks}, \
         paid_by: {asc: 100%}, cashable: 100%, support: {prevents: 40%}}\n\
         targets:\n  y1: {amount: £1.2m, payers: [council], year: 2024/25, counting: cashable}\n",
    );
    // Begun at t, even over 12 months, £900 a week runs min(52 weeks, 12 - t) in the year: on average L - L²/24.
    let length = 52.0 * WEEK;
    let each = 900.0 / WEEK;
    let in_year = 40.0 * each * (length - length * length / 24.0);
    assert!((in_year - 0.94e6).abs() < 0.005e6, "{in_year}");
    case.assert_mean("years.2024/25.cashable", in_year);
    case.assert_mean("targets.y1.value", in_year);
    case.assert_mean("total.avoided", 40.0 * 46_800.0);
    case.assert_mean("years.later.avoided", 40.0 * 46_800.0 - in_year);
    case.assert_mean("total.past_horizon", 40.0 * 46_800.0 - in_year);
    // The exact chance of £1.2m, for which the case says 6.5%: one person's saving in steps of £400, to the power of 1,000 by squaring.
    let exact = chance_of_placements(1.2e6);
    assert!((exact - 0.0665).abs() < 0.0001, "{exact}");
    let reached = case.column("targets.y1.value").iter().filter(|value| **value >= 1.2e6).count();
    let found = reached as f64 / 10_000.0;
    assert!((found - exact).abs() < 4.0 * (exact * (1.0 - exact) / 10_000.0).sqrt(), "{found} for {exact}");
}

/// The chance that 1,000 people save `amount` in the year, of whom 4% save £900 a week from an even start to its end, 52
/// weeks at most.
fn chance_of_placements(amount: f64) -> f64 {
    const STEP: f64 = 400.0;
    let cells = (amount / STEP) as usize;
    let mut one = vec![0.0; cells];
    one[0] = 0.96;
    let starts = 100_000;
    for start in 0..starts {
        let left = 12.0 * (f64::from(start) + 0.5) / f64::from(starts);
        let saved = 900.0 / WEEK * left.min(52.0 * WEEK) / STEP;
        // Between two steps, so that the mean is kept.
        one[saved.floor() as usize] += 0.04 / f64::from(starts) * (1.0 - saved.fract());
        one[saved.floor() as usize + 1] += 0.04 / f64::from(starts) * saved.fract();
    }
    let product = |one: &[f64], other: &[f64]| {
        let at = |cell: usize| (0..=cell).map(|part| one[part] * other[cell - part]).sum();
        (0..cells).map(at).collect::<Vec<f64>>()
    };
    let mut power = one.clone();
    // 1,000 in binary after its first digit.
    for digit in [1, 1, 1, 1, 0, 1, 0, 0, 0] {
        power = product(&power, &power);
        if digit == 1 {
            power = product(&power, &one);
        }
    }
    1.0 - power.iter().sum::<f64>()
}

/// One of three destinations; prevented homes cost £160 each a person.
#[test]
fn what_comes_instead_is_taken_off() {
    let of = |instead: &str| {
        plain(
            "12 months",
            2_000,
            &format!(
                "cohort: {{people: 1000}}\nevents:\n  \
                 discharge: {{probability: 100%, unit_cost: £0, paid_by: {{asc: 100%}}, leads_to: \
                 {{care_home: 50%, nursing_home: 40%, home_care: 10%}}}}\n  \
                 care_home: {{unit_cost: £800, paid_by: {{asc: 100%}}, support: {{prevents: 40%{instead}}}}}\n  \
                 nursing_home: {{unit_cost: £1000, paid_by: {{asc: 100%}}, support: {{prevents: 40%{instead}}}}}\n  \
                 home_care: {{unit_cost: £300, paid_by: {{asc: 100%}}}}\n"
            ),
        )
    };
    of("").assert_mean("total.avoided", 320e3);
    let case = of(", instead: {home_care: 100%}");
    case.assert_mean("total.avoided", 212e3);
    case.assert_mean("mechanisms.prevented", 320e3);
    case.assert_mean("mechanisms.replaced", 108e3);
    case.assert_mean("bridge.before_replaced", 320e3);
    case.assert_mean("bridge.gross", 212e3);
    case.assert_mean("events.home_care.averted", -360.0);
    case.assert_mean("events.home_care.avoided", -108e3);
    // Everybody is discharged to one of them, whatever support makes of it.
    for draw in 0..case.drawn.count {
        let of = |event: &str| case.column(&format!("events.{event}.occurrences"))[draw];
        assert_eq!(of("care_home") + of("nursing_home") + of("home_care"), of("discharge"));
    }
    let some = of(", instead: {home_care: {probability: 80%, after: 3 months}}");
    // Of even starts, the last 3 months of 12 have no room for it.
    some.assert_mean("mechanisms.replaced", 0.8 * 0.75 * 108e3);
}

#[test]
fn what_comes_instead_has_follow_ons_and_support_of_its_own_does_not_touch_it() {
    // 40% of 1 fall a year become home care; half of that leads on to a visit, although support would prevent both.
    let case = plain(
        "12 months",
        2_000,
        "cohort: {people: 1000}\nevents:\n  \
         fall: {rate: 1 per year, unit_cost: £2k, paid_by: {asc: 100%}, support: {prevents: 50%, attribution: 60%, \
         optimism_bias: 10%, instead: {home_care: 80%}}}\n  \
         home_care: {unit_cost: {each: £300, per: month, for: 2 months}, paid_by: {asc: 100%}, \
         support: {prevents: 90%, reduces: 50%, delays: 5 months}}\n  \
         visit: {follows: {home_care: {probability: 50%, after: 3 months}}, unit_cost: £100, paid_by: {asc: 100%}, \
         support: {prevents: 90%, adds_cash: 30%}}\n",
    );
    let credit = 0.6 * 0.9;
    let (care, visits) = (400.0 * 600.0, 400.0 * 0.5 * 0.75 * 100.0);
    case.assert_mean("mechanisms.prevented", credit * 1e6);
    case.assert_mean("mechanisms.replaced", credit * (care + visits));
    case.assert_mean("mechanisms.knock_on", 0.0);
    case.assert_mean("events.visit.averted", -150.0);
    case.assert_mean("total.cashable", -credit * (care + 0.3 * visits));
    case.assert_mean("total.without_support", 2e6);
    case.assert_mean("total.with_support", 1e6 + care + visits);
    // It comes when what is prevented would have come without support, however late the fall that leads to it has become.
    let late = plain(
        "12 months",
        500,
        "cohort: {people: 1000}\nevents:\n  \
         fall: {rate: 1, unit_cost: £0, paid_by: {asc: 100%}, support: {delays: 6 months}, leads_to: {home: 100%}}\n  \
         home: {unit_cost: £1k, paid_by: {asc: 100%}, support: {prevents: 50%, instead: {care: 100%}}}\n  \
         care: {unit_cost: £100, paid_by: {asc: 100%}}\n",
    );
    late.assert_mean("events.care.averted", -500.0);
    late.assert_mean("mechanisms.deferred", 250e3);
}

#[test]
fn nothing_happens_to_those_who_have_left() {
    // λ a month; even starts over H, alive at t with chance e^(-λt): (1 - e^(-λH))/(λH) of all.
    let leaving: f64 = -(1.0f64 - 0.2).ln() / 12.0;
    let there = |months: f64| (1.0 - (-leaving * months).exp()) / leaving;
    let case = plain(
        "36 months",
        2_000,
        "cohort: {people: 500, leaves: 20% per year}\nevents:\n  \
         fall: {rate: 1 per year, unit_cost: £1k, paid_by: {asc: 100%}, support: {prevents: 50%, adds: 0.4 per year}}\n  \
         stay: {probability: 30%, unit_cost: {each: £500, per: month, for: 8 months}, paid_by: {asc: 100%}, \
         support: {prevents: 50%}}\n  \
         visit: {follows: {fall: {probability: 50%, after: 6 months}}, unit_cost: £10, paid_by: {asc: 100%}}\n\
         outcomes:\n  calm: {achieved_by: 40%, value: £1200, lasts: 60 months}\n",
    );
    case.assert_mean("events.fall.occurrences", 500.0 * 3.0 * there(36.0) / 36.0);
    case.assert_mean("mechanisms.added", 500.0 * 0.4 / 12.0 * there(36.0) * 1e3);
    // A stay begun at t runs until its person leaves: £500 · e^(-λt) · (1 - e^(-8λ))/λ.
    case.assert_mean("events.stay.occurrences", 500.0 * 0.3 * there(36.0) / 36.0);
    case.assert_mean("events.stay.avoided", 500.0 * 0.15 * 500.0 * there(36.0) / 36.0 * there(8.0));
    let visits = 500.0 * 0.5 / 12.0 * (-6.0 * leaving).exp() * there(30.0);
    case.assert_mean("events.visit.occurrences", visits);
    case.assert_mean("events.visit.averted", visits / 2.0);
    // An outcome outlasts the horizon, not its person.
    case.assert_mean("total.social_value_pv", 500.0 * 0.4 * 100.0 * there(60.0));
}

/// Even starts over 12 months of £1,000 a month for 9 months, 1 a person and year, of 1,000 people.
fn stays(past_horizon: &str, support: &str) -> Case {
    plain(
        "12 months",
        2_000,
        &format!(
            "past_horizon: {past_horizon}\ncohort: {{people: 1000}}\nevents:\n  \
             stay: {{rate: 1 per year, unit_cost: {{each: £1000, per: month, for: 9 months}}, paid_by: {{asc: 100%}}, \
             support: {{{support}}}}}\n"
        ),
    )
}

/// £ of 1,000 people: the mean over starts t of min(length, 12 - t), of £1,000 a month.
fn within(length: f64) -> f64 {
    1e6 * (length - length * length / 24.0)
}

#[test]
fn what_runs_past_the_horizon_counts_or_does_not() {
    let counted = stays("count", "prevents: 50%");
    counted.assert_mean("total.without_support", 9e6);
    counted.assert_mean("total.avoided", 4.5e6);
    counted.assert_mean("total.past_horizon", 4.5e6 - within(9.0) / 2.0);
    counted.assert_mean("years.2024/25.avoided", within(9.0) / 2.0);
    counted.assert_mean("years.later.avoided", 4.5e6 - within(9.0) / 2.0);
    let cut = stays("cut", "prevents: 50%");
    cut.assert_mean("total.without_support", within(9.0));
    cut.assert_mean("total.avoided", within(9.0) / 2.0);
    let names: Vec<&str> = cut.plan.measures.names().collect();
    assert!(names.iter().all(|name| !name.starts_with("years.later") && *name != "total.past_horizon"));
}

#[test]
fn a_delay_defers_what_it_pushes_past_the_horizon() {
    // 6 months later: half of all starts pass the horizon, and under `cut` what runs past it with them.
    let counted = stays("count", "prevents: 0%, delays: 6 months");
    counted.assert_mean("mechanisms.deferred", 4.5e6);
    counted.assert_mean("total.avoided", 4.5e6);
    // Of what begins at s, s - 3 months run past it: without support, and with it in the second half year, 6 of them on average.
    counted.assert_mean("total.past_horizon", 9e6 - within(9.0) - 0.5 * 6e6);
    let cut = stays("cut", "prevents: 0%, delays: 6 months");
    // Moved to t + 6, even on the second half year: min(9, 6 - s) = 6 - s.
    let moved = 1e6 * 0.5 * 3.0;
    cut.assert_mean("total.with_support", moved);
    cut.assert_mean("mechanisms.deferred", within(9.0) - moved);
}

#[test]
fn support_shortens_stays_and_cuts_their_price() {
    let both = "reduces: 20%, shortens: 25%";
    // Three quarters as long, at four fifths.
    stays("count", both).assert_mean("mechanisms.reduced", 9e6 * (1.0 - 0.8 * 0.75));
    let cut = stays("cut", both);
    cut.assert_mean("mechanisms.reduced", within(9.0) - 0.8 * within(6.75));
    cut.assert_mean("total.avoided", within(9.0) - 0.8 * within(6.75));
    // By the moment without support: what begins in the first half year is shortened, whenever it then begins.
    stays("count", "shortens: 25%, delays: 5 months, lasts: 6 months").assert_mean("mechanisms.reduced", 4.5e6 * 0.25);
    // Only of those that are not prevented.
    stays("count", "prevents: 40%, shortens: 25%").assert_mean("mechanisms.reduced", 0.6 * 9e6 * 0.25);
}

#[test]
fn how_long_stays_last_varies_between_people() {
    let of = |past_horizon: &str| {
        plain(
            "12 months",
            2_000,
            &format!(
                "past_horizon: {past_horizon}\ncohort: {{people: 1000}}\nevents:\n  \
                 stay: {{rate: 1 per year, unit_cost: {{sum: [£500, {{each: £1000, per: month, for: 9 months}}]}}, \
                 varies: {{each: {{lognormal: {{cv: 50%}}}}, for: {{gamma: {{cv: 100%}}}}}}, paid_by: {{asc: 100%}}, \
                 support: {{prevents: 50%}}}}\n"
            ),
        )
    };
    of("count").assert_mean("total.avoided", 1_000.0 * 0.5 * (500.0 + 9_000.0));
    // Exponential of mean m: E min(L, x) = m (1 - e^(-x/m)), on average over x from 0 to H: m - m²(1 - e^(-H/m))/H.
    let m = 9.0f64;
    let running = m - m * m * (1.0 - (-12.0 / m).exp()) / 12.0;
    of("cut").assert_mean("total.avoided", 1_000.0 * 0.5 * (500.0 + 1_000.0 * running));
}

#[test]
fn branches_above_the_whole_are_scaled_down() {
    let case = plain(
        "12 months",
        2_000,
        "cohort: {people: 1000}\nevents:\n  \
         fall: {probability: 60%, unit_cost: £0, paid_by: {asc: 100%}, leads_to: {home: 90%, ward: 60%}}\n  \
         home: {unit_cost: £1, paid_by: {asc: 100%}}\n  ward: {unit_cost: £1, paid_by: {asc: 100%}}\n",
    );
    case.assert_mean("events.home.occurrences", 360.0);
    case.assert_mean("events.ward.occurrences", 240.0);
    // Exclusive: not one fall without the one or the other, and none with both.
    for draw in 0..case.drawn.count {
        let of = |event: &str| case.column(&format!("events.{event}.occurrences"))[draw];
        assert_eq!(of("home") + of("ward"), of("fall"));
    }
}

#[test]
fn years_payers_and_mechanisms_add_up_to_the_total_in_every_draw() {
    let case = Case::of(
        "title: All of it\nstarts: 2024-09\nhorizon: 18 months\ndiscount_rate: 3.5%\n\
         cohort: {joining: {2024/25: 60, 2025/26: 40}, leaves: {uniform: {low: 2%, high: 20%}}}\n\
         payers: {nhs: {label: NHS}, asc: {label: ASC}}\nevents:\n  \
         fall: {rate: 1 per year, unit_cost: {sum: [£700, {each: £90, per: day, for: 12 days}]}, varies: {gamma: {cv: 60%}}, \
         paid_by: {nhs: 100%}, cashable: 10%, support: {prevents: 30%, delays: 2 months, instead: {care: 50%}}, \
         leads_to: {home: 40%}}\n  \
         home: {unit_cost: {each: £900, per: week, for: {pert: {low: 10 weeks, mode: 26 weeks, high: 104 weeks}}}, \
         varies: {lognormal: {cv: 80%}}, paid_by: {asc: 70%, nhs: 30%}, cashable: 60%, support: \
         {prevents: {normal: {mean: 10%, sd: 40%}}, shortens: 20%, reduces: 10%, attribution: 80%, optimism_bias: 20%, \
         instead: {care: 80%}}}\n  \
         care: {rate: 0.1, unit_cost: {each: £120, per: week, for: 40 weeks}, paid_by: {asc: 100%}, cashable: 50%, \
         support: {adds: 0.2, adds_cash: 70%}}\nsimulation: {draws: 500}\n",
    );
    let names: Vec<&str> = case.plan.measures.names().collect();
    let simulated = (0..case.drawn.count).map(|draw| case.drawn.columns.iter().map(|column| column[draw]).collect());
    let rows: Vec<Vec<f64>> = simulated.chain(case.expected.clone()).collect();
    for row in rows {
        let sum = |wanted: &dyn Fn(&[&str]) -> bool| -> f64 {
            let counts = |name: &str| wanted(&name.split('.').collect::<Vec<&str>>());
            names.iter().zip(&row).filter(|(name, _)| counts(name)).map(|(_, value)| value).sum()
        };
        let of = |name: &str| row[case.index(name)];
        for part in ["avoided", "cashable"] {
            let years = sum(&|parts| matches!(parts, ["years", _, which] if *which == part));
            let payers = sum(&|parts| matches!(parts, ["payers", _, which] if *which == part));
            let by_both = sum(&|parts| matches!(parts, ["years", _, "payers", _, which] if *which == part));
            let total = of(&format!("total.{part}"));
            for parts in [years, payers, by_both] {
                assert!((parts - total).abs() < 1e-6 * total.abs().max(1e4), "{part}: {parts} of {total}");
            }
        }
        let mechanisms = |ids: &[&str]| ids.iter().map(|id| of(&format!("mechanisms.{id}"))).sum::<f64>();
        let gain = mechanisms(&["prevented", "knock_on", "reduced", "deferred"]);
        let loss = mechanisms(&["added", "caused", "replaced"]);
        let avoided = of("total.avoided");
        assert!((gain - loss - avoided).abs() < 1e-6 * (gain + loss), "{gain} less {loss} is not {avoided}");
        assert!(of("total.past_horizon").abs() > 0.0 && of("mechanisms.replaced") > 0.0);
    }
}

/// Beds at £719 (sd £60), 35 of them (sd 20), whichever way it is written: £25,165.
#[test]
fn a_price_times_a_number_has_the_product_of_their_means() {
    let each = "each: {gamma: {mean: £719, sd: £60}}, per: bed day";
    let number = "times: {gamma: {mean: 35, sd: 20}}";
    let shared = "shared: {bed: {gamma: {mean: £719, sd: £60}}}\n";
    for (top, cost) in [("", format!("{{{each}, {number}}}")), (shared, format!("{{shared: bed, {number}}}"))] {
        let case = plain(
            "12 months",
            4_000,
            &format!(
                "{top}cohort: {{people: 500}}\nevents:\n  adm: {{rate: 0.4 per year, unit_cost: {cost}, paid_by: {{asc: 100%}}, \
                 support: {{prevents: 20%}}}}\n"
            ),
        );
        // 500 people · 0.4 · 20% = 40 prevented.
        let each: Vec<f64> = case.expected.iter().map(|row| row[case.index("total.avoided")] / 40.0).collect();
        let (mean, error) = mean_and_error(&each);
        assert!((mean - 25_165.0).abs() < 4.0 * error, "{cost}: {mean}, error {error}");
        // Relative variances: of the number, of the price, and of both together their product more.
        let [number, price] = [20.0f64 / 35.0, 60.0 / 719.0].map(|cv| cv * cv);
        let sd = 25_165.0 * (price + number + price * number).sqrt();
        let count = (case.drawn.count as f64).sqrt();
        // The error of a sample's sd is sd·√((κ - 1)/4n); a kurtosis κ of 5 is near enough.
        assert!((error * count - sd).abs() < 4.0 * sd / count, "{cost}: sd {} for {sd}", error * count);
    }
}
