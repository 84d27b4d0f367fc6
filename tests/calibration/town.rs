//! Describes one small town twice: as a scenario that uses every feature, and as the same numbers drawn by other means.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Beta, Distribution as _, Gamma, LogNormal, Normal, Triangular};

use super::setting::{
    Counting, Discounting, Draw, Event, Line, Link, Origin, Outcome, Per, Study, Target, Town, Varies,
};

/// The scenario.
pub(crate) const SCENARIO: &str = "
title: A small town
starts: 2021-02
horizon: 20 months
discount_rate: 6%
cohort:
  joining: {2020/21: 5, 2021/22: 9}
  engagement: {beta: {alpha: 8, beta: 3}}
  frailty: 0.9
  segments:
    crisis: {share: {uniform: {low: 20%, high: 50%}}, relative_risk: {default: {uniform: {low: 1.2, high: 2.2}}, visit: 3}}
    others: {share: rest, relative_risk: 0.5}
payers:
  nhs: {label: NHS}
  housing: {label: Housing, groups: [council], releases: {in_lumps_of: £250, after: 5 months}}
  care: {label: Care, groups: [council, general_fund], releases: {in_lumps_of: £60, after: 13 months}}
programme:
  funding:
    - {label: A grant, payer: housing, amounts: {2020/21: £3k, 2021/22: £9k}}
shared:
  effect: {mixture: [{weight: 25%, value: 0%}, {weight: 75%, value: {beta: {alpha: 4, beta: 4}}}]}
support:
  prevents: {shared: effect}
  drop_off: {uniform: {low: 20%, high: 60%}}
  attribution: {triangular: {low: 50%, mode: 70%, high: 95%}}
events:
  eviction:
    probability: {observed: 3 of 8}
    timing: {decays: 7 months}
    unit_cost: {gamma: {mean: £6k, sd: £2k}}
    varies: {lognormal: {cv: 90%}}
    paid_by: {housing: 75%, care: 25%}
    cashable: {housing: {uniform: {low: 10%, high: 40%}}, care: 5%}
    support: {prevents: {normal: {mean: 5%, sd: 40%}}, reduces: 30%, delays: 5 months, starts_after: 2 months, lasts: 16 months, displacement: 10%, optimism_bias: 15%}
  placement:
    follows: {eviction: {probability: {beta: {alpha: 6, beta: 4}}, after: 3 months}}
    rate: 0.2 per year
    unit_cost: £2,500
    varies: {gamma: {cv: 60%}}
    paid_by: {housing: 100%}
    cashable: 20%
    support: {prevents: {uniform: {low: -150%, high: 60%}}, attribution: 55%, delays: 2 months}
  visit:
    follows: {placement: {probability: 40%, after: 1 month}}
    rate: {observed: 12 in 8 person-years}
    unit_cost: {lognormal: {mean: £400, sd: £150}}
    paid_by: {nhs: 70%, care: 30%}
    cashable: 10%
    support: {prevents: 20%, adds: {gamma: {mean: 0.5, sd: 0.2}}, adds_cash: {uniform: {low: 20%, high: 90%}}, displacement: 5%}
  admission:
    rate: {gamma: {mean: 0.6, sd: 0.3}}
    timing: {decays: 15 months}
    unit_cost: {uniform: {low: £3k, high: £5k}}
    varies: {gamma: {cv: 120%}}
    paid_by: {nhs: 100%}
    cashable: 8%
    support: {starts_after: 1 month, lasts: 18 months}
  call:
    rate: 9 per year
    unit_cost: £40
    paid_by: {care: 100%}
    cashable: 30%
  claim:
    probability: 30%
    unit_cost: £700
    varies: {lognormal: {cv: 40%}}
    paid_by: {nhs: 20%, housing: 80%}
    cashable: 15%
    support: {optimism_bias: 25%}
outcomes:
  control: {achieved_by: {beta: {alpha: 5, beta: 4}}, distance: 60%, value: £1_500, lasts: 30 months, deadweight: 20%,
            attribution: 70%, displacement: 10%, drop_off: 25%}
targets:
  cash: {amount: £10k, payers: [council], year: 2021/22, counting: cashable}
  averted: {amount: £20k, year: 2022/23, counting: averted}
  net: {amount: £1k, payers: [housing], net_of_programme: true}
  released: {amount: £1k, year: 2021/22, counting: released}
  posts: {amount: £1k, payers: [council], counting: released, net_of_programme: true}
published: {people: 6, of: crisis, over: 12 months, counting: credited, mean_avoided: £3k}
simulation: {draws: 20000, seed: 21}
";

/// As in the scenario.
pub(crate) const TOWN: Town = Town {
    joining: &[(0.0, 2.0, 5), (2.0, 14.0, 9)],
    frailty: 0.9,
    horizon: 20.0,
    cut: false,
    later: None,
    // In February.
    before: 10.0,
    from_base: 0.0,
    discounting: Discounting::at(&[(0.0, 0.06)]),
    segments: ["crisis", "others"],
    payers: ["nhs", "housing", "care"],
    groups: &[("council", &[1, 2]), ("general_fund", &[2])],
    years: &["2020/21", "2021/22", "2022/23", "2023/24"],
    releases: [None, Some((250.0, 5.0)), Some((60.0, 13.0))],
    targets: &[
        Target { id: "cash", payers: &[1, 2], year: Some("2021/22"), counting: Counting::Cashable, net: false },
        Target { id: "averted", payers: &[0, 1, 2], year: Some("2022/23"), counting: Counting::Averted, net: false },
        Target { id: "net", payers: &[1], year: None, counting: Counting::Avoided, net: true },
        Target { id: "released", payers: &[0, 1, 2], year: Some("2021/22"), counting: Counting::Released, net: false },
        Target { id: "posts", payers: &[1, 2], year: None, counting: Counting::Released, net: true },
    ],
    study: Study { people: 6, over: 12.0, gross: false },
    draw,
};

/// Many, who are alike and join together: the engine then counts much that it places one by one in the town.
pub(crate) const CROWD: Town = Town { joining: &[(0.0, 0.0, 150)], frailty: 0.0, ..TOWN };

/// The scenario of [`CROWD`].
pub(crate) fn crowd() -> String {
    let text = SCENARIO.replace("joining: {2020/21: 5, 2021/22: 9}", "people: 150").replace("  frailty: 0.9\n", "");
    assert!(text.contains("people: 150") && !text.contains("frailty"), "the scenario has changed");
    text
}

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
    let crisis = note("cohort.segments.crisis.share", random.random_range(0.2..0.5));
    let risky = note("cohort.segments.crisis.relative_risk.default", random.random_range(1.2..2.2));
    let effect = if random.random_bool(0.25) { 0.0 } else { beta(4.0, 4.0, random) };
    let effect = note("shared.effect", effect);
    let drop_off = note("support.drop_off", random.random_range(0.2..0.6));
    let triangle = Triangular::new(0.5, 0.95, 0.7).expect("a triangle");
    let attribution = note("support.attribution", triangle.sample(random));
    let plain = |id, origin, cost| Event { origin, cost, prevents: effect, drop_off, attribution, ..Event::plain(id) };
    let chance = note("events.eviction.probability", beta(3.5, 5.5, random));
    // Cut off at the whole; what lies below -900% is 22 standard deviations away.
    let evicted = Normal::new(0.05, 0.4).expect("a normal");
    let evicted = evicted.sample_iter(&mut *random).find(|effect| *effect <= 1.0).expect("some are below the whole");
    let eviction = Event {
        prevents: note("events.eviction.support.prevents", evicted),
        decays: Some(7.0),
        varies: Varies::Lognormal(0.9),
        paid_by: [0.0, 0.75, 0.25],
        cashable: [0.0, note("events.eviction.cashable.housing", random.random_range(0.1..0.4)), 0.05],
        reduces: 0.3,
        delays: 5.0,
        window: (2.0, 16.0),
        displacement: 0.1,
        optimism_bias: 0.15,
        ..plain("eviction", Origin::Once(chance), note("events.eviction.unit_cost", gamma(6_000.0, 2_000.0, random)))
    };
    let leads_on = note("events.placement.follows.eviction.probability", beta(6.0, 4.0, random));
    let placement = Event {
        follows: vec![Link { event: 0, chance: leads_on, after: 3.0 }],
        varies: Varies::Gamma(0.6),
        paid_by: [0.0, 1.0, 0.0],
        cashable: [0.2; 3],
        prevents: note("events.placement.support.prevents", random.random_range(-1.5..0.6)),
        delays: 2.0,
        attribution: 0.55,
        ..plain("placement", Origin::Rate(0.2), 2_500.0)
    };
    // Jeffreys: shape 12½, 8 years.
    let visits = note("events.visit.rate", Gamma::new(12.5, 1.0 / 8.0).expect("a gamma").sample(random));
    let visit_cost = LogNormal::from_mean_cv(400.0, 150.0 / 400.0).expect("a lognormal").sample(random);
    let visit = Event {
        follows: vec![Link { event: 1, chance: 0.4, after: 1.0 }],
        paid_by: [0.7, 0.0, 0.3],
        cashable: [0.1; 3],
        prevents: 0.2,
        adds: note("events.visit.support.adds", gamma(0.5, 0.2, random)),
        adds_cash: note("events.visit.support.adds_cash", random.random_range(0.2..0.9)),
        displacement: 0.05,
        ..plain("visit", Origin::Rate(visits), note("events.visit.unit_cost", visit_cost))
    };
    let admissions = note("events.admission.rate", gamma(0.6, 0.3, random));
    let admission = Event {
        decays: Some(15.0),
        varies: Varies::Gamma(1.2),
        paid_by: [1.0, 0.0, 0.0],
        cashable: [0.08; 3],
        window: (1.0, 18.0),
        ..plain(
            "admission",
            Origin::Rate(admissions),
            note("events.admission.unit_cost", random.random_range(3_000.0..5_000.0)),
        )
    };
    let call = Event { paid_by: [0.0, 0.0, 1.0], cashable: [0.3; 3], ..plain("call", Origin::Rate(9.0), 40.0) };
    let claim = Event {
        varies: Varies::Lognormal(0.4),
        paid_by: [0.2, 0.8, 0.0],
        cashable: [0.15; 3],
        optimism_bias: 0.25,
        ..plain("claim", Origin::Once(0.3), 700.0)
    };
    let control = Outcome {
        id: "control",
        achieved_by: note("outcomes.control.achieved_by", beta(5.0, 4.0, random)),
        yearly: 1_500.0 * 0.6 * 0.8 * 0.7 * 0.9,
        starts_after: 0.0,
        lasts: 30.0,
        kept: 0.75,
        gain: None,
    };
    let grant = |year, each| Line { payer: 1, each, uplift: 0.0, per: Per::Year(year) };
    let risk = [[risky, risky, 3.0, risky, risky, risky], [0.5; 6]];
    Draw {
        engagement,
        first: crisis,
        risk,
        events: vec![eviction, placement, visit, admission, call, claim],
        outcomes: vec![control],
        programme: vec![grant("2020/21", 3_000.0), grant("2021/22", 9_000.0)],
        leaves: 0.0,
        theta,
    }
}
