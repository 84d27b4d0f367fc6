//! Cash that leaves a budget in whole lumps.

use serde_json::Value;

use super::setting::{PRICE, STAY, json, number};
use super::sizes::{Sizes, binomial, chance, starts};

/// 40 people, a fifth of whom would have 30 weeks at £900 from an even start in the year: £16,200 of cash each.
const STAYS: &str = "\
title: Stays
starts: 2024-04
horizon: 12 months
cohort: {people: 40}
payers: {care: {label: Social care, releases: {in_lumps_of: £45k, after: 6 months}}}
events:
  placement: {probability: 20%, unit_cost: {each: £900, per: week, for: 30 weeks}, paid_by: {care: 100%}, cashable: 60%, support: {prevents: 100%}}
targets:
  all: {amount: £135k, counting: released}
  first: {amount: £45k, year: 2024/25, counting: released}
simulation: {draws: 8000}
";

/// The mean and the chance of a target within 4 standard errors of 8,000 draws.
fn assert_target(target: &Value, mean: f64, reached: f64) {
    let (found, error) = (number(&target["value"]["mean"]), number(&target["value"]["mcse"]));
    assert!((found - mean).abs() <= 4.0 * error, "{found} ± {error} for {mean}");
    let (found, error) = (number(&target["probability"]), (reached * (1.0 - reached) / 8_000.0).sqrt());
    assert!((found - reached).abs() <= 4.0 * error, "{found} ± {error} for {reached}");
}

#[test]
fn what_runs_past_the_last_followed_month_is_released_over_the_whole_span() {
    let results = json(STAYS, &["run", "town.yaml"]);
    let counts = binomial(40, 0.2);
    let lumps = |count: usize| (16_200.0 * count as f64 / 45e3).floor();
    let mean: f64 = counts.iter().enumerate().map(|(count, chance)| chance * 45e3 * lumps(count)).sum();
    let reached: f64 =
        counts.iter().enumerate().filter(|(count, _)| lumps(*count) >= 3.0).map(|(_, chance)| chance).sum();
    assert_target(&results["targets"]["all"], mean, reached);
    // By the end of March what is saved by the end of September: of £900 a week from an even start, in the first half year.
    let saved = |start: f64| 0.6 * PRICE * STAY.min((6.0 - start).max(0.0));
    let left = |lumps: f64| {
        let sizes = Sizes::new(lumps * 45e3, 900, starts(12.0).map(|(chance, start)| (chance, saved(start))));
        chance(&counts, &sizes.tails(120))
    };
    let mean: f64 = (1..8).map(|lumps| 45e3 * left(f64::from(lumps))).sum();
    assert_target(&results["targets"]["first"], mean, left(1.0));
    // Under `cut`, and with all that is saved in time at last, only what runs before the horizon leaves.
    let cut = json(STAYS, &["run", "town.yaml", "--set", "past_horizon=cut", "--set", "payers.care.releases.after=0"]);
    let year = |start: f64| 0.6 * PRICE * STAY.min(12.0 - start);
    let left = |lumps: f64| {
        let sizes = Sizes::new(lumps * 45e3, 900, starts(12.0).map(|(chance, start)| (chance, year(start))));
        chance(&counts, &sizes.tails(120))
    };
    let mean: f64 = (1..8).map(|lumps| 45e3 * left(f64::from(lumps))).sum();
    assert_target(&cut["targets"]["all"], mean, left(3.0));
}
