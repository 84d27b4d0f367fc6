//! Describes a second town twice: people who leave, cost that runs over time, branches, and what comes instead of what is
//! prevented, all in one.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Beta, Distribution as _, Gamma, LogNormal, Pert, Triangular};

use super::setting::{
    Counting, Discounting, Draw, Event, Line, Link, Origin, Outcome, Per, Study, Target, Town, Varies,
};

/// The scenario, in which what runs past the horizon counts.
pub(crate) const SCENARIO: &str = "
title: A town of stays
starts: 2021-10
horizon: 18 months
past_horizon: count
discount_rate: 6%
cohort:
  joining: {2021/22: 5, 2022/23: 7}
  engagement: {beta: {alpha: 8, beta: 3}}
  frailty: 0.7
  leaves: {uniform: {low: 5%, high: 45%}}
  segments:
    old: {share: {uniform: {low: 30%, high: 60%}}, relative_risk: {default: {uniform: {low: 1.2, high: 2}}, home_care: 3}}
    young: {share: rest, relative_risk: 0.6}
payers:
  nhs: {label: NHS}
  housing: {label: Housing, groups: [council], releases: {in_lumps_of: £900, after: 4 months}}
  care: {label: Care, groups: [council, general_fund], releases: {in_lumps_of: £2k, after: 7 months}}
programme:
  funding:
    - {label: A grant, payer: care, amounts: {2021/22: £2k, 2022/23: £5k}}
support:
  prevents: {beta: {alpha: 4, beta: 5}}
  drop_off: {uniform: {low: 20%, high: 60%}}
  attribution: {triangular: {low: 50%, mode: 70%, high: 95%}}
events:
  fall:
    rate: {gamma: {mean: 1.1, sd: 0.3}}
    timing: {decays: 14 months}
    unit_cost: {sum: [£500, {each: {gamma: {mean: £600, sd: £150}}, per: week, for: {pert: {low: 1 week, mode: 3 weeks, high: 20 weeks}}}]}
    varies: {each: {lognormal: {cv: 50%}}, for: {gamma: {cv: 80%}}}
    paid_by: {nhs: 80%, care: 20%}
    cashable: {nhs: 10%, care: {uniform: {low: 20%, high: 60%}}}
    support: {reduces: 25%, shortens: 20%, delays: 3 months, starts_after: 1 month, lasts: 14 months, optimism_bias: 15%, instead: {home_care: {probability: 60%, after: 2 weeks}}}
    leads_to: {care_home: {uniform: {low: 10%, high: 90%}}, nursing_home: {probability: {beta: {alpha: 5, beta: 4}}, after: 1 month}}
  care_home:
    unit_cost: {each: {lognormal: {mean: £900, sd: £200}}, per: week, for: {gamma: {mean: 9 months, sd: 4 months}}}
    varies: {gamma: {cv: 80%}}
    paid_by: {housing: 30%, care: 70%}
    cashable: {housing: 15%, care: 45%}
    support: {prevents: {uniform: {low: -150%, high: 60%}}, shortens: {uniform: {low: 0%, high: 40%}}, delays: 4 months, displacement: 10%, optimism_bias: 10%, instead: {home_care: {beta: {alpha: 6, beta: 3}}, sheltered: {probability: 30%, after: 1 month}}}
  nursing_home:
    probability: {beta: {alpha: 3, beta: 8}}
    unit_cost: {each: £4_500, per: month, for: 8 months}
    paid_by: {nhs: 40%, care: 60%}
    cashable: 25%
    support: {prevents: 30%, reduces: 35%, attribution: 60%, starts_after: 2 months, adds: {gamma: {mean: 0.15, sd: 0.05}}, adds_cash: {uniform: {low: 20%, high: 90%}}}
  home_care:
    follows: {care_home: {probability: 25%, after: 2 months}}
    rate: 0.3 per year
    unit_cost: {each: £35, per: day, for: {uniform: {low: 10 weeks, high: 40 weeks}}}
    varies: {each: {gamma: {cv: 30%}}, for: {lognormal: {cv: 60%}}}
    paid_by: {care: 100%}
    cashable: 50%
    support: {adds_cash: 40%, displacement: 5%, instead: {sheltered: 50%}}
    leads_to: {sheltered: 35%}
  sheltered:
    unit_cost: £1_800
    varies: {gamma: {cv: 70%}}
    paid_by: {housing: 100%}
    cashable: 20%
    support: {reduces: 30%, delays: 2 months, adds_cash: 75%}
  ambulance:
    follows: {fall: 70%, sheltered: {probability: 40%, after: 1 month}}
    unit_cost: {each: £300, per: journey, times: {uniform: {low: 1, high: 3}}}
    paid_by: {nhs: 100%}
    cashable: 5%
outcomes:
  confidence: {achieved_by: {beta: {alpha: 5, beta: 4}}, distance: 60%, value: £1_500, lasts: 30 months, deadweight: 20%,
               attribution: 70%, displacement: 10%, drop_off: 25%}
targets:
  cash: {amount: £10k, payers: [council], year: 2022/23, counting: cashable}
  averted: {amount: £20k, year: 2023/24, counting: averted}
  avoided: {amount: £10k, payers: [care], year: 2022/23}
  released: {amount: £1k, payers: [council], year: 2022/23, counting: released}
  net: {amount: £1k, payers: [care], net_of_programme: true}
  whole: {amount: £1k, counting: averted}
published: {people: 6, of: old, over: 10 months, counting: credited, mean_avoided: £3k}
simulation: {draws: 20000, seed: 22}
";

/// As in the scenario.
pub(crate) const TOWN: Town = Town {
    joining: &[(0.0, 6.0, 5), (6.0, 18.0, 7)],
    frailty: 0.7,
    horizon: 18.0,
    cut: false,
    later: Some(36.0),
    // In October.
    before: 6.0,
    from_base: 0.0,
    discounting: Discounting::at(&[(0.0, 0.06)]),
    segments: ["old", "young"],
    payers: ["nhs", "housing", "care"],
    groups: &[("council", &[1, 2]), ("general_fund", &[2])],
    years: &["2021/22", "2022/23", "2023/24", "2024/25"],
    releases: [None, Some((900.0, 4.0)), Some((2_000.0, 7.0))],
    targets: &targets("2023/24"),
    study: Study { people: 6, over: 10.0, gross: false },
    draw,
};

/// Those of the scenario, one of them of the year `later`.
const fn targets(later: &'static str) -> [Target; 6] {
    let (year, all, council): (_, &[usize], &[usize]) = (Some("2022/23"), &[0, 1, 2], &[1, 2]);
    [
        Target { id: "cash", payers: council, year, counting: Counting::Cashable, net: false },
        Target { id: "averted", payers: all, year: Some(later), counting: Counting::Averted, net: false },
        Target { id: "avoided", payers: &[2], year, counting: Counting::Avoided, net: false },
        Target { id: "released", payers: council, year, counting: Counting::Released, net: false },
        Target { id: "net", payers: &[2], year: None, counting: Counting::Avoided, net: true },
        Target { id: "whole", payers: all, year: None, counting: Counting::Averted, net: false },
    ]
}

/// Where nothing past the horizon counts, and the study counts gross.
pub(crate) const CUT: Town =
    Town { cut: true, later: None, study: Study { people: 6, over: 10.0, gross: true }, ..TOWN };

/// The scenario of [`CUT`].
pub(crate) fn cut() -> String {
    changed(&[("past_horizon: count", "past_horizon: cut"), ("counting: credited", "counting: gross")])
}

/// Many, who are alike and join together.
pub(crate) const CROWD: Town =
    Town { joining: &[(0.0, 0.0, 120)], frailty: 0.0, later: Some(18.0), targets: &targets("2022/23"), ..TOWN };

/// The scenario of [`CROWD`].
pub(crate) fn crowd() -> String {
    changed(&[
        ("joining: {2021/22: 5, 2022/23: 7}", "people: 120"),
        ("  frailty: 0.7\n", ""),
        ("year: 2023/24", "year: 2022/23"),
    ])
}

fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SCENARIO.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the scenario has changed");
        text.replace(from, to)
    })
}

/// Months in a week and in a day, a year being 365.25 days.
const WEEK: f64 = 7.0 * DAY;
const DAY: f64 = 12.0 / 365.25;

/// Draws the evidence of the scenario with `rand_distr`.
fn draw(random: &mut ChaCha12Rng) -> Draw {
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
    let engagement = note("cohort.engagement", beta(8.0, 3.0, random));
    let leaves = note("cohort.leaves", random.random_range(0.05..0.45));
    let old = note("cohort.segments.old.share", random.random_range(0.3..0.6));
    let risky = note("cohort.segments.old.relative_risk.default", random.random_range(1.2..2.0));
    let effect = note("support.prevents", beta(4.0, 5.0, random));
    let drop_off = note("support.drop_off", random.random_range(0.2..0.6));
    let triangle = Triangular::new(0.5, 0.95, 0.7).expect("a triangle");
    let attribution = note("support.attribution", triangle.sample(random));
    let plain = |id| Event { prevents: effect, drop_off, attribution, ..Event::plain(id) };
    let link = |event, chance, after| Link { event, chance, after };

    let falls = note("events.fall.rate", gamma(1.1, 0.3, random));
    let bed = note("events.fall.unit_cost.sum.2.each", gamma(600.0, 150.0, random));
    let weeks = Pert::new(1.0, 20.0).with_mode(3.0).expect("a PERT");
    let in_bed = note("events.fall.unit_cost.sum.2.for", WEEK * weeks.sample(random));
    let placed = note("events.fall.leads_to.care_home.probability", random.random_range(0.1..0.9));
    let nursed = note("events.fall.leads_to.nursing_home.probability", beta(5.0, 4.0, random));
    let fall = Event {
        origin: Origin::Rate(falls),
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
        optimism_bias: 0.15,
        instead: vec![link(3, 0.6, 2.0 * WEEK)],
        ..plain("fall")
    };
    let weekly = LogNormal::from_mean_cv(900.0, 200.0 / 900.0).expect("a lognormal").sample(random);
    let weekly = note("events.care_home.unit_cost.each", weekly);
    let months = note("events.care_home.unit_cost.for", gamma(9.0, 4.0, random));
    let cared = note("events.care_home.support.instead.home_care.probability", beta(6.0, 3.0, random));
    let care_home = Event {
        stays: vec![(weekly / WEEK, months)],
        stay_varies: Varies::Gamma(0.8),
        paid_by: [0.0, 0.3, 0.7],
        cashable: [0.0, 0.15, 0.45],
        prevents: note("events.care_home.support.prevents", random.random_range(-1.5..0.6)),
        shortens: note("events.care_home.support.shortens", random.random_range(0.0..0.4)),
        delays: 4.0,
        displacement: 0.1,
        optimism_bias: 0.1,
        instead: vec![link(3, cared, 0.0), link(4, 0.3, 1.0)],
        ..plain("care_home")
    };
    let nursing_home = Event {
        origin: Origin::Once(note("events.nursing_home.probability", beta(3.0, 8.0, random))),
        stays: vec![(4_500.0, 8.0)],
        paid_by: [0.4, 0.0, 0.6],
        cashable: [0.25; 3],
        prevents: 0.3,
        reduces: 0.35,
        attribution: 0.6,
        window: (2.0, f64::INFINITY),
        adds: note("events.nursing_home.support.adds", gamma(0.15, 0.05, random)),
        adds_cash: note("events.nursing_home.support.adds_cash", random.random_range(0.2..0.9)),
        ..plain("nursing_home")
    };
    let at_home = note("events.home_care.unit_cost.for", WEEK * random.random_range(10.0..40.0));
    let home_care = Event {
        origin: Origin::Rate(0.3),
        follows: vec![link(1, 0.25, 2.0)],
        leads_to: vec![link(4, 0.35, 0.0)],
        stays: vec![(35.0 / DAY, at_home)],
        varies: Varies::Gamma(0.3),
        stay_varies: Varies::Lognormal(0.6),
        paid_by: [0.0, 0.0, 1.0],
        cashable: [0.5; 3],
        adds_cash: 0.4,
        displacement: 0.05,
        instead: vec![link(4, 0.5, 0.0)],
        ..plain("home_care")
    };
    let sheltered = Event {
        cost: 1_800.0,
        varies: Varies::Gamma(0.7),
        paid_by: [0.0, 1.0, 0.0],
        cashable: [0.2; 3],
        reduces: 0.3,
        delays: 2.0,
        adds_cash: 0.75,
        ..plain("sheltered")
    };
    let ambulance = Event {
        follows: vec![link(0, 0.7, 0.0), link(4, 0.4, 1.0)],
        cost: 300.0 * note("events.ambulance.unit_cost.times", random.random_range(1.0..3.0)),
        paid_by: [1.0, 0.0, 0.0],
        cashable: [0.05; 3],
        ..plain("ambulance")
    };
    let confidence = Outcome {
        id: "confidence",
        achieved_by: note("outcomes.confidence.achieved_by", beta(5.0, 4.0, random)),
        yearly: 1_500.0 * 0.6 * 0.8 * 0.7 * 0.9,
        starts_after: 0.0,
        lasts: 30.0,
        kept: 0.75,
        gain: None,
    };
    let grant = |year, each| Line { payer: 2, each, uplift: 0.0, per: Per::Year(year) };
    Draw {
        engagement,
        first: old,
        risk: [[risky, risky, risky, 3.0, risky, risky], [0.6; 6]],
        events: vec![fall, care_home, nursing_home, home_care, sheltered, ambulance],
        outcomes: vec![confidence],
        programme: vec![grant("2021/22", 2_000.0), grant("2022/23", 5_000.0)],
        leaves,
        theta,
    }
}
