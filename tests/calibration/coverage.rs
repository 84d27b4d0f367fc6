//! Holds the errors that every run states against the exact means that they are errors of, over two thousand seeds.

use averted::engine::RunOf;
use averted::estimate::{Identity, Results, Summary, estimate, expect, self_check};
use averted::expectation::{Expectation, Expected};
use averted::model::{Plan, Sampling};
use averted::numeric::normal_cdf;
use averted::statistics::student_quantile;
use rayon::prelude::*;

use super::judge::{assert_family, moments, uniform};
use super::plans::{draws, plan};
use super::town;

/// Twice as many as were asked for: the standard error of a coverage of 95% is then 0.49 points, and 93% and 97% are four
/// of them away.
const SEEDS: u64 = 2_000;

/// Every uncertain value stands by itself and enters as a factor, so that the exact means are products of the means below.
const SCENARIO: &str = "
title: Coverage
horizon: 24 months
discount_rate: 3.5%
cohort: {people: 12, intake: 12 months, engagement: {beta: {alpha: 8, beta: 2}}}
payers: {nhs: {label: NHS}, care: {label: Care}}
programme: {funding: [{label: A grant, payer: nhs, amounts: [£4k, £2k]}]}
events:
  fall:
    rate: {gamma: {mean: 1.3, sd: 0.4}}
    unit_cost: {lognormal: {mean: £2k, sd: £500}}
    varies: {gamma: {cv: 60%}}
    paid_by: {nhs: 70%, care: 30%}
    cashable: {nhs: {beta: {mean: 20%, sd: 5%}}, care: 10%}
    support:
      prevents: {beta: {mean: 40%, sd: 10%}}
      attribution: {pert: {low: 50%, mode: 70%, high: 90%}}
      adds: 0.1 per year
      adds_cash: {uniform: {low: 20%, high: 100%}}
  eviction:
    probability: {uniform: {low: 20%, high: 40%}}
    unit_cost: {gamma: {mean: £6k, sd: £2k}}
    paid_by: {care: 100%}
    cashable: {triangular: {low: 0%, mode: 10%, high: 20%}}
    support: {prevents: 50%, reduces: {uniform: {low: 10%, high: 30%}}}
simulation: {draws: 256}
";

/// Means of what the results name, worked by hand.
struct Truth {
    without_support: f64,
    avoided: f64,
    avoided_pv: f64,
    cashable: f64,
    net: f64,
    net_pv: f64,
}

/// Mean of v^t for t even over the months `from` to `to`.
fn present(from: f64, to: f64) -> f64 {
    let v = 1.035f64.powf(-1.0 / 12.0);
    (v.powf(from) - v.powf(to)) / (-v.ln() * (to - from))
}

fn truth() -> Truth {
    let (people, engaged) = (12.0, 0.8);
    let falls = people * 1.3 * 2.0;
    let evictions = people * 0.3;
    let (saved, added) = (engaged * falls * 0.4 * 0.7 * 2_000.0, engaged * people * 0.1 * 2.0 * 2_000.0);
    let fall = saved - added;
    let eviction = engaged * evictions * (0.5 + 0.5 * 0.2) * 6_000.0;
    // All joins are even over a year and all occurrences over the two after.
    let avoided_pv = (fall + eviction) * present(0.0, 12.0) * present(0.0, 24.0);
    Truth {
        without_support: falls * 2_000.0 + evictions * 6_000.0,
        avoided: fall + eviction,
        avoided_pv,
        cashable: saved * (0.7 * 0.2 + 0.3 * 0.1) - added * 0.6 + eviction * 0.1,
        net: fall + eviction - 6_000.0,
        net_pv: avoided_pv - 4_000.0 * present(0.0, 12.0) - 2_000.0 * present(12.0, 24.0),
    }
}

fn results(plan: &Plan, seed: u64) -> Results {
    let mut plan = plan.clone();
    plan.simulation.seed = seed;
    let identity = Identity::default();
    estimate(&plan, &identity, &draws(&plan), &[]).unwrap_or_else(|failed| panic!("seed {seed}: {failed}")).results
}

/// The figures of a run that truths are known of.
fn figures(results: &Results) -> [(&'static str, &Summary); 7] {
    let programme = results.programme.as_ref().expect("a programme");
    [
        ("without support", &results.total.without_support),
        ("avoided", &results.total.avoided),
        ("expected", &results.total.expected),
        ("present value", &results.total.avoided_pv),
        ("cashable", &results.total.cashable),
        ("net", &programme.net),
        ("net at present value", &programme.net_pv),
    ]
}

/// Nominal 95% intervals, mean ± t·mcse, hold the exact mean in 93% to 97% of all seeds, and no run is called faulty.
fn covers(sampling: Sampling, freedom: f64) {
    let mut plan = plan(SCENARIO);
    plan.simulation.sampling = sampling;
    let t = student_quantile(0.95, freedom);
    let of = truth();
    let truths = [of.without_support, of.avoided, of.avoided, of.avoided_pv, of.cashable, of.net, of.net_pv];
    let runs: Vec<[(f64, f64); 7]> = (0..SEEDS)
        .into_par_iter()
        .map(|seed| figures(&results(&plan, seed)).map(|(_, summary)| (summary.mean, summary.mcse)))
        .collect();
    let names = figures(&results(&plan, 0)).map(|(name, _)| name);
    for (place, (name, truth)) in names.iter().zip(truths).enumerate() {
        let held = runs.iter().filter(|run| (run[place].0 - truth).abs() <= t * run[place].1).count();
        let share = held as f64 / SEEDS as f64;
        let (mean, variance) = moments(&runs.iter().map(|run| run[place].0).collect::<Vec<_>>());
        println!("{sampling:?}, {name}: {:.1}% of 95% intervals hold {truth:.2}", 100.0 * share);
        assert!((mean - truth).abs() < 4.5 * (variance / SEEDS as f64).sqrt(), "{name}: {mean} against {truth}");
        assert!((0.93..=0.97).contains(&share), "{sampling:?}, {name}: {:.1}% of 95% intervals", 100.0 * share);
    }
}

#[test]
fn intervals_of_random_draws_hold_the_exact_mean() {
    covers(Sampling::Random, 255.0);
}

#[test]
fn intervals_of_sobol_points_hold_the_exact_mean() {
    covers(Sampling::Sobol, 15.0);
}

/// Differences of a measure, simulated less expected, and their scale.
#[derive(Clone, Copy, Default)]
struct Sums {
    difference: f64,
    square: f64,
    /// Σ E[Σ contributions² | θ].
    second: f64,
    /// Σ of what different risks add to the variance.
    risk: f64,
    /// Σ E[measure | θ].
    expected: f64,
}

impl Sums {
    /// method.md: z = mean(simulated - expected)/(sd/√K), sd the larger of the sample's and √mean E[Σ contributions²], the
    /// latter with what different risks add.
    fn z(&self, draws: f64) -> f64 {
        let mean = self.difference / draws;
        let sample = (self.square - draws * mean * mean) / (draws - 1.0);
        mean / (sample.max((self.second + self.risk) / draws) / draws).sqrt()
    }

    /// How many contributions of one size would vary as much: few make a sum that is not normal.
    fn contributions(&self) -> f64 {
        self.expected * self.expected / self.second
    }
}

/// Every measure of one run that all draws have.
fn sums(plan: &Plan, seed: u64) -> Vec<Sums> {
    let mut plan = plan.clone();
    plan.simulation.seed = seed;
    let drawn = draws(&plan);
    let exact = Expectation::new(&plan, &plan.base);
    let mut expected = Expected::default();
    let mut sums = vec![Sums::default(); plan.measures.len()];
    for draw in 0..drawn.count {
        exact.at(drawn.theta(draw), &mut expected);
        for (measure, sum) in sums.iter_mut().enumerate() {
            let difference = drawn.columns[measure][draw] - expected.mean[measure];
            sum.difference += difference;
            sum.square += difference * difference;
            sum.second += expected.second[measure];
            sum.risk += expected.through_risk[measure];
            sum.expected += expected.mean[measure];
        }
    }
    sums
}

/// What comes to a person at most once varies less than a Poisson process of the same mean, by which it is judged: its z is
/// narrower than normal, on the safe side.
const AT_MOST_ONCE: [&str; 4] = ["events.eviction.", "events.claim.", "outcomes.", "total.social_value_pv"];

/// Over a thousand seeds of the town with every feature, z of every measure is standard normal (Kolmogorov and Smirnov),
/// no wider, and that of the headline is the one that the program reports.
#[test]
fn z_of_the_self_check_is_standard_normal() {
    const RUNS: u64 = 1_000;
    const DRAWS: usize = 250;
    let mut plan = plan(town::SCENARIO);
    plan.simulation.draws = DRAWS;
    let runs: Vec<Vec<Sums>> = (0..RUNS).into_par_iter().map(|seed| sums(&plan, seed)).collect();
    let avoided = plan.measures.names().position(|name| name == "total.avoided").expect("a total");
    for seed in 0..20 {
        plan.simulation.seed = seed;
        let reported = self_check(&plan, &expect(&plan, &draws(&plan), RunOf::Headline), &[]).expect("an honest run");
        let (found, own) = (reported.z.expect("a z"), runs[seed as usize][avoided].z(DRAWS as f64));
        assert!((found - own).abs() < 1e-9, "seed {seed}: reported {found}, by its definition {own}");
    }
    let mut family = Vec::new();
    let mut sparse = Vec::new();
    for (measure, name) in plan.measures.names().enumerate() {
        // A draw with nobody in a segment has no mean for it, and means of a study are of few people.
        if name.starts_with("segments.") || Some(measure) == plan.measures.published() {
            continue;
        }
        let mean = runs.iter().map(|run| run[measure].contributions()).sum::<f64>() / RUNS as f64;
        if mean < 30.0 || mean.is_nan() {
            sparse.push(name);
            continue;
        }
        let z: Vec<f64> = runs.iter().map(|run| run[measure].z(DRAWS as f64)).collect();
        let (centre, variance) = moments(&z);
        println!("{name}: mean of z {centre:.3}, sd {:.3}", variance.sqrt());
        // The standard error of a variance of 1 is √(2/1,000); wider than normal is a false alarm, narrower is not.
        assert!(variance < 1.0 + 4.5 * (2.0 / RUNS as f64).sqrt(), "{name}: z has variance {variance}");
        // Standard error of the mean of z: 1/√1,000; the skewness of a sum of costs leaves a little more.
        assert!(centre.abs() < 6.0 / (RUNS as f64).sqrt(), "{name}: z has mean {centre}");
        if !AT_MOST_ONCE.iter().any(|once| name.starts_with(once)) {
            family.push((format!("z of {name}"), uniform(z.iter().map(|z| normal_cdf(*z)).collect())));
        }
    }
    println!("too sparse to be normal: {sparse:?}");
    assert!(family.len() > 50, "only {} measures have enough contributions", family.len());
    assert_family("z of the self-check", &family);
}
