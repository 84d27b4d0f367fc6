//! Draws the numbers of the third town, that of money, and tells its variants.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Beta, Distribution as _, Gamma, LogNormal, Normal, Pert, Triangular};

use super::money_scenario::changed;
use super::setting::{
    Counting, Discounting, Draw, Event, Line, Link, Origin, Outcome, Per, Study, Target, Town, Varies,
};

/// As in the scenario.
pub(crate) const TOWN: Town = Town {
    joining: &[(0.0, 6.0, 4), (6.0, 18.0, 5), (18.0, 30.0, 4)],
    frailty: 0.7,
    horizon: 18.0,
    cut: false,
    later: Some(48.0),
    // In October.
    before: 6.0,
    from_base: 2.0,
    discounting: Discounting { rates: &[(0.0, 0.05)], whole_years: true },
    segments: ["old", "young"],
    payers: ["nhs", "housing", "care"],
    groups: &[("council", &[1, 2]), ("general_fund", &[2])],
    years: &["2023/24", "2024/25", "2025/26", "2026/27", "2027/28"],
    releases: [None, Some((700.0, 4.0)), Some((2_000.0, 7.0))],
    targets: &targets(),
    study: Study { people: 6, over: 10.0, gross: false },
    draw,
};

const fn targets() -> [Target; 8] {
    use Counting::{Averted, Avoided, Cashable, Released};
    let (all, council): (&[usize], &[usize]) = (&[0, 1, 2], &[1, 2]);
    [
        Target { id: "cash", payers: council, year: Some("2024/25"), counting: Cashable, net: false },
        Target { id: "averted", payers: all, year: Some("2026/27"), counting: Averted, net: true },
        Target { id: "avoided", payers: &[2], year: Some("2024/25"), counting: Avoided, net: true },
        Target { id: "released", payers: council, year: Some("2025/26"), counting: Released, net: true },
        Target { id: "posts", payers: &[1], year: None, counting: Released, net: false },
        Target { id: "net", payers: &[0], year: None, counting: Avoided, net: true },
        Target { id: "whole", payers: all, year: None, counting: Averted, net: true },
        Target { id: "budgets", payers: &[1], year: None, counting: Cashable, net: true },
    ]
}

/// Where nothing past the horizon counts, money is discounted as it runs, and the study counts gross.
pub(crate) const CUT: Town = Town {
    cut: true,
    later: None,
    discounting: Discounting::at(&[(0.0, 0.05)]),
    study: Study { people: 6, over: 10.0, gross: true },
    ..TOWN
};

/// The scenario of [`CUT`].
pub(crate) fn cut() -> String {
    changed(&[
        ("past_horizon: count", "past_horizon: cut"),
        ("discounting: whole_years", "discounting: continuous"),
        ("counting: credited", "counting: gross"),
    ])
}

/// Many, who are alike and join together.
pub(crate) const CROWD: Town = Town {
    joining: &[(0.0, 0.0, 100)],
    frailty: 0.0,
    // Years that something names are told apart.
    later: Some(42.0),
    discounting: Discounting::at(&[(0.0, 0.05)]),
    years: &["2023/24", "2024/25", "2025/26", "2026/27"],
    ..TOWN
};

/// The scenario of [`CROWD`].
pub(crate) fn crowd() -> String {
    changed(&[
        ("joining: {2023/24: 4, 2024/25: 5, 2025/26: 4}", "people: 100"),
        ("  frailty: 0.7\n", ""),
        ("discounting: whole_years", "discounting: continuous"),
    ])
}

/// Forty years, in which money loses its worth more slowly after thirty.
pub(crate) fn forty_years() -> Town {
    let years = (2023..2066).map(|year| &*format!("{year}/{:02}", (year + 1) % 100).leak());
    Town {
        joining: &[(0.0, 30.0, 3)],
        horizon: 480.0,
        later: Some(510.0),
        discounting: Discounting { rates: GREEN_BOOK, whole_years: false },
        years: years.collect::<Vec<&str>>().leak(),
        draw: draw_forty_years,
        ..TOWN
    }
}

/// The scenario of [`forty_years`]; `cut` and by `whole_years` where it says so.
pub(crate) fn forty_years_scenario(cut: bool, whole_years: bool) -> String {
    let (past, basis) = (if cut { "cut" } else { "count" }, if whole_years { "whole_years" } else { "continuous" });
    changed(&[
        ("joining: {2023/24: 4, 2024/25: 5, 2025/26: 4}", "people: 3\n  intake: 30 months"),
        ("horizon: 18 months", "horizon: 40 years"),
        ("past_horizon: count", &format!("past_horizon: {past}")),
        ("discount_rate: 5%", "discount_rate: {schedule: green_book}"),
        ("discounting: whole_years", &format!("discounting: {basis}")),
        ("timing: {decays: 14 months}", "timing: {decays: 30 years}"),
        ("lasts: 14 months", "lasts: 32 years"),
        ("lasts: 26 months", "lasts: 41 years"),
        ("lasts: 30 months", "lasts: 45 years"),
        ("uniform: {low: 20%, high: 60%}}\n  attribution", "uniform: {low: 0%, high: 5%}}\n  attribution"),
        ("drop_off: 25%", "drop_off: 2%"),
        ("drop_off: {uniform: {low: 0%, high: 50%}}", "drop_off: {uniform: {low: 0%, high: 5%}}"),
        ("leaves: {uniform: {low: 5%, high: 35%}}", "leaves: {uniform: {low: 0%, high: 4%}}"),
        ("rate: 0.2 per year", "rate: 0.02 per year"),
        ("rate: 0.3 per year", "rate: 0.02 per year"),
        ("adds: {gamma: {mean: 0.15, sd: 0.05}}", "adds: {gamma: {mean: 0.015, sd: 0.005}}"),
        ("adds: 0.2", "adds: 0.02"),
        ("real_growth: 20% per year", "real_growth: 4% per year"),
        (
            "real_growth: {uniform: {low: -5% per year, high: 15% per year}}",
            "real_growth: {uniform: {low: -1% per year, high: 3% per year}}",
        ),
        (
            "real_growth: {uniform: {low: -2% per year, high: 9% per year}}",
            "real_growth: {uniform: {low: -1% per year, high: 2% per year}}",
        ),
        ("for: 22 months", "for: 38 years"),
        ("real_growth: 6% per year", "real_growth: 1% per year"),
    ])
}

/// Of the Treasury: 3.5% a year for thirty years, then 3%.
const GREEN_BOOK: &[(f64, f64)] = &[(0.0, 0.035), (30.0, 0.03), (75.0, 0.025)];

/// Months in a week and in a day, a year being 365.25 days.
const WEEK: f64 = 7.0 * DAY;
const DAY: f64 = 12.0 / 365.25;

/// How wide what changes between the variants is drawn.
struct Wide {
    drop_off: (f64, f64),
    lost: (f64, f64),
    leaves: (f64, f64),
    growth: (f64, f64),
    fall_growth: (f64, f64),
    /// By which what forty years hold is rarer.
    rarer: f64,
}

fn draw(random: &mut ChaCha12Rng) -> Draw {
    let wide = Wide {
        drop_off: (0.2, 0.6),
        lost: (0.0, 0.5),
        leaves: (0.05, 0.35),
        growth: (-0.02, 0.09),
        fall_growth: (-0.05, 0.15),
        rarer: 1.0,
    };
    evidence(&wide, random)
}

fn draw_forty_years(random: &mut ChaCha12Rng) -> Draw {
    let wide = Wide {
        drop_off: (0.0, 0.05),
        lost: (0.0, 0.05),
        leaves: (0.0, 0.04),
        growth: (-0.01, 0.02),
        fall_growth: (-0.01, 0.03),
        rarer: 0.1,
    };
    let mut draw = evidence(&wide, random);
    draw.events[0].decays = Some(360.0);
    draw.events[0].window.1 = 384.0;
    for (event, growth) in [(2, 0.01), (4, 0.04)] {
        draw.events[event].growth = growth;
    }
    draw.events[3].origin = Origin::Rate(0.02);
    (draw.outcomes[0].lasts, draw.outcomes[0].kept) = (540.0, 0.98);
    draw.outcomes[1].lasts = 492.0;
    let rebate = draw.programme.last_mut().expect("lines");
    rebate.per = Per::Month(Some(456.0));
    draw
}

/// Draws the evidence of the scenario with `rand_distr`.
fn evidence(wide: &Wide, random: &mut ChaCha12Rng) -> Draw {
    let mut theta = HashMap::new();
    let mut note = |path: &'static str, value: f64| {
        theta.insert(path, value);
        value
    };
    let beta = |a, b, random: &mut ChaCha12Rng| Beta::new(a, b).expect("a beta").sample(random);
    // By mean and sd: shape m²/s², scale s²/m.
    let gamma = |mean: f64, sd: f64, random: &mut ChaCha12Rng| {
        Gamma::new((mean / sd).powi(2), sd * sd / mean).expect("a gamma").sample(random)
    };
    let normal = |mean, sd, random: &mut ChaCha12Rng| Normal::new(mean, sd).expect("a normal").sample(random);
    let between = |ends: (f64, f64), random: &mut ChaCha12Rng| random.random_range(ends.0..ends.1);
    let engagement = note("cohort.engagement", beta(8.0, 3.0, random));
    let leaves = note("cohort.leaves", between(wide.leaves, random));
    let old = note("cohort.segments.old.share", random.random_range(0.3..0.6));
    let risky = note("cohort.segments.old.relative_risk.default", random.random_range(1.2..2.0));
    let effect = note("support.prevents", beta(4.0, 5.0, random));
    let drop_off = note("support.drop_off", between(wide.drop_off, random));
    let triangle = Triangular::new(0.5, 0.95, 0.7).expect("a triangle");
    let attribution = note("support.attribution", triangle.sample(random));
    let growth = note("real_growth", between(wide.growth, random));
    let plain = |id| Event { prevents: effect, drop_off, attribution, growth, ..Event::plain(id) };
    let link = |event, chance, after| Link { event, chance, after };

    let falls = note("events.fall.probability", beta(5.0, 4.0, random));
    let bed = note("events.fall.unit_cost.sum.2.each", gamma(600.0, 150.0, random));
    let weeks = Pert::new(1.0, 40.0).with_mode(5.0).expect("a PERT");
    let in_bed = note("events.fall.unit_cost.sum.2.for", WEEK * weeks.sample(random));
    let placed = note("events.fall.leads_to.care_home.probability", random.random_range(0.1..0.9));
    let nursed = note("events.fall.leads_to.nursing_home.probability", beta(5.0, 4.0, random));
    let fall = Event {
        origin: Origin::Once(falls),
        trend: note("events.fall.trend", random.random_range(-0.3..0.6)),
        growth: note("events.fall.real_growth", between(wide.fall_growth, random)),
        decays: Some(14.0),
        leads_to: vec![link(1, placed, 0.0), link(2, nursed, 1.0)],
        cost: 500.0,
        stays: vec![(bed / WEEK, in_bed)],
        varies: Varies::Lognormal(0.5),
        stay_varies: Varies::Gamma(0.8),
        paid_by: [0.8, 0.0, 0.2],
        cashable: [0.1, 0.0, note("events.fall.cashable.care", random.random_range(0.2..0.6))],
        reduces: 0.25,
        shortens: 0.2,
        delays: 3.0,
        window: (1.0, 14.0),
        builds_up: note("events.fall.support.builds_up", random.random_range(1.0..15.0)),
        optimism_bias: 0.15,
        instead: vec![link(3, 0.6, 2.0 * WEEK)],
        ..plain("fall")
    };
    let weekly = LogNormal::from_mean_cv(900.0, 200.0 / 900.0).expect("a lognormal").sample(random);
    let weekly = note("events.care_home.unit_cost.each", weekly);
    let months = note("events.care_home.unit_cost.for", gamma(9.0, 4.0, random));
    let cared = note("events.care_home.support.instead.home_care.probability", beta(6.0, 3.0, random));
    let care_home = Event {
        origin: Origin::Rate(0.2 * wide.rarer),
        trend: -0.25,
        stays: vec![(weekly / WEEK, months)],
        stay_varies: Varies::Gamma(0.8),
        paid_by: [0.0, 0.3, 0.7],
        cashable: [0.0, 0.15, 0.45],
        prevents: note("events.care_home.support.prevents", random.random_range(-1.5..0.6)),
        shortens: note("events.care_home.support.shortens", random.random_range(0.0..0.4)),
        delays: 4.0,
        builds_up: 8.0,
        displacement: 0.1,
        optimism_bias: 0.1,
        instead: vec![link(3, cared, 0.0), link(4, 0.3, 1.0)],
        ..plain("care_home")
    };
    let nursed = note("events.nursing_home.probability", beta(3.0, 8.0, random));
    let odds = note("events.nursing_home.support.prevents.odds_ratio", normal(0.6_f64.ln(), 0.3, random).exp());
    let with = odds * nursed / (1.0 - nursed + odds * nursed);
    let nursing_home = Event {
        origin: Origin::Once(nursed),
        trend: 0.3,
        growth: 0.06,
        stays: vec![(4_500.0, 8.0)],
        paid_by: [0.4, 0.0, 0.6],
        cashable: [0.25; 3],
        prevents: 1.0 - with / nursed,
        reduces: 0.35,
        attribution: 0.6,
        window: (2.0, f64::INFINITY),
        builds_up: 3.0,
        adds: note("events.nursing_home.support.adds", gamma(0.15 * wide.rarer, 0.05 * wide.rarer, random)),
        adds_cash: note("events.nursing_home.support.adds_cash", random.random_range(0.2..0.9)),
        ..plain("nursing_home")
    };
    let at_home = note("events.home_care.unit_cost.for", WEEK * random.random_range(10.0..40.0));
    let home_care = Event {
        origin: Origin::Rate(0.3),
        trend: note("events.home_care.trend", random.random_range(0.0..0.8)),
        growth: -0.08,
        follows: vec![link(1, 0.25, 2.0)],
        leads_to: vec![link(4, 0.35, 0.0)],
        stays: vec![(35.0 / DAY, at_home)],
        varies: Varies::Gamma(0.3),
        stay_varies: Varies::Lognormal(0.6),
        paid_by: [0.0, 0.0, 1.0],
        cashable: [0.5; 3],
        adds_cash: 0.4,
        delays: 2.0,
        displacement: 0.05,
        instead: vec![link(4, 0.5, 0.0)],
        ..plain("home_care")
    };
    let sheltered = Event {
        cost: 1_800.0,
        growth: 0.2,
        varies: Varies::Gamma(0.7),
        paid_by: [0.0, 1.0, 0.0],
        cashable: [0.2; 3],
        reduces: 0.3,
        delays: 2.0,
        adds: 0.2 * wide.rarer,
        adds_cash: 0.75,
        ..plain("sheltered")
    };
    let ambulance = Event {
        follows: vec![link(0, 0.7, 0.0), link(4, 0.4, 1.0)],
        cost: 300.0 * note("events.ambulance.unit_cost.times", random.random_range(1.0..3.0)),
        paid_by: [1.0, 0.0, 0.0],
        cashable: [0.05; 3],
        delays: 9.0,
        builds_up: 20.0,
        ..plain("ambulance")
    };

    let confidence = Outcome {
        id: "confidence",
        achieved_by: note("outcomes.confidence.achieved_by", beta(5.0, 4.0, random)),
        yearly: 1_500.0 * 0.6 * 0.8 * 0.7 * 0.9,
        starts_after: 5.0,
        lasts: 30.0,
        kept: 0.75,
        gain: None,
    };
    // Jeffreys: half of one more of each kind.
    let with = note("outcomes.work.achieved_by.compared.with", beta(12.5, 18.5, random));
    let without = note("outcomes.work.achieved_by.compared.without", beta(9.5, 21.5, random));
    let far = note("outcomes.work.distance", random.random_range(0.4..1.0));
    let wage = note("outcomes.work.value", normal(4_000.0, 2_500.0, random));
    let spent = note("outcomes.work.cashable.care", random.random_range(0.3..1.0));
    let work = Outcome {
        id: "work",
        achieved_by: with - without,
        yearly: wage * far * 0.9 * 0.95,
        starts_after: 4.0,
        lasts: 26.0,
        kept: 1.0 - note("outcomes.work.drop_off", between(wide.lost, random)),
        gain: Some(([0.25, 0.0, 0.75], [0.8, 0.0, spent])),
    };
    let relapse = Outcome {
        id: "relapse",
        achieved_by: 0.4,
        yearly: 900.0 * note("outcomes.relapse.distance", random.random_range(-0.8..0.2)) * 0.7,
        starts_after: 0.0,
        lasts: 15.0,
        kept: 1.0,
        gain: Some(([0.0, 1.0, 0.0], [0.35; 3])),
    };

    let line = |payer, each, uplift, per| Line { payer, each, uplift, per };
    let visit = note("programme.funding.2.each", gamma(400.0, 150.0, random));
    let visits = note("programme.funding.2.times", random.random_range(1.0..2.0));
    let dearer = note("programme.funding.2.uplift", random.random_range(0.0..0.5));
    let months = note("programme.funding.6.for", random.random_range(6.0..30.0));
    let programme = vec![
        line(
            2,
            note("programme.funding.1.amounts.2023/24", normal(500.0, 1_500.0, random)),
            0.15,
            Per::Year("2023/24"),
        ),
        line(2, -700.0, 0.15, Per::Year("2024/25")),
        line(2, note("programme.funding.1.amounts.2026/27", random.random_range(1e3..4e3)), 0.15, Per::Year("2026/27")),
        line(0, visit * visits, dearer, Per::Person),
        line(0, -1.34 * 30.0, 0.15, Per::Person),
        line(1, note("programme.funding.4.each", normal(150.0, 300.0, random)), 0.15, Per::EngagedPerson),
        line(1, 18.0, 0.0, Per::Month(None)),
        line(
            2,
            note("programme.funding.6.each", random.random_range(20.0..60.0)),
            0.15,
            Per::EngagedMonth(Some(months)),
        ),
        line(2, -8.0, 0.4, Per::Month(Some(22.0))),
    ];
    Draw {
        engagement,
        first: old,
        risk: [[risky, risky, risky, 3.0, risky, risky], [0.6; 6]],
        events: vec![fall, care_home, nursing_home, home_care, sheltered, ambulance],
        outcomes: vec![confidence, work, relapse],
        programme,
        leaves,
        theta,
    }
}
