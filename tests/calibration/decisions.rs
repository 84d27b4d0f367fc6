//! Holds people needed and switching values, with the errors they state, against exact answers over many seeds.

use averted::engine::Silent;
use averted::estimate::{Identity, StressAsk, Watch, estimate, stress};
use rayon::prelude::*;
use serde_json::Value;

use super::judge::{assert_family, moments, two_sided};
use super::plans::{draws, plan};

const SEEDS: u64 = 200;

/// Five events of £2,000 reach £9,000; their number among N people is negative binomial.
fn town(seed: u64) -> String {
    format!(
        "title: Town\nhorizon: 12 months\ndiscount_rate: 0%\ncohort: {{people: 150}}\npayers: {{nhs: {{label: NHS}}}}\nevents:\n  \
         e: {{rate: {{gamma: {{mean: 0.05, sd: 0.02}}}}, unit_cost: £2k, paid_by: {{nhs: 100%}}, support: {{prevents: 100%}}}}\n\
         targets: {{t: {{amount: £9k}}}}\nsimulation: {{draws: 500, seed: {seed}}}\n"
    )
}

fn stressed(seed: u64) -> Value {
    let plan = plan(&town(seed));
    let identity = Identity::default();
    let headline = draws(&plan);
    let estimates = estimate(&plan, &identity, &headline, &[]).expect("an honest run");
    let watch = Watch { progress: &Silent, next: &|_| {} };
    let found = stress(&plan, &identity, &headline, &estimates, &StressAsk::default(), &watch).expect("no grid");
    serde_json::to_value(found).expect("numbers")
}

/// Which figure, exactly, what it may be off beside luck, and where it stands.
struct Figure {
    name: &'static str,
    exact: f64,
    coarse: f64,
    at: fn(&Value) -> [Option<f64>; 2],
}

fn needed(stress: &Value, confidence: &str) -> [Option<f64>; 2] {
    let found = &stress["targets"]["t"]["people"]["needed"][confidence];
    [found["people"].as_f64(), found["mcse"].as_f64()]
}

fn switched(stress: &Value, chance: &str) -> [Option<f64>; 2] {
    let found = &stress["switching"]["inputs"][0]["targets"]["t"][chance];
    [found["value"].as_f64(), found["mcse"].as_f64()]
}

/// The mean over seeds is the exact answer, and the errors stated are as large as the spread that is seen.
///
/// 200 seeds know a spread to 5%; the errors of one run are themselves estimates. The people are whole and the search for
/// either stops within half an error, so the mean may be off by a person, or a fifth of an error.
#[test]
#[ignore = "takes a minute or two"]
fn people_needed_and_switching_values_are_right_and_know_how_right() {
    let all: Vec<Value> = (1..=SEEDS).into_par_iter().map(stressed).collect();
    let figures = [
        Figure { name: "people for 50%", exact: 98.6, coarse: 1.0, at: |stress| needed(stress, "50%") },
        Figure { name: "people for 80%", exact: 164.9, coarse: 1.0, at: |stress| needed(stress, "80%") },
        Figure { name: "people for 95%", exact: 271.0, coarse: 1.0, at: |stress| needed(stress, "95%") },
        // P(Poisson(150 x) ≥ 5) is 50% and 80%.
        Figure { name: "rate for 50%", exact: 4.670_909 / 150.0, coarse: 0.0, at: |stress| switched(stress, "50%") },
        Figure { name: "rate for 80%", exact: 6.720_979 / 150.0, coarse: 0.0, at: |stress| switched(stress, "80%") },
    ];
    let mut family = Vec::new();
    for figure in figures {
        let found: Vec<[f64; 2]> =
            all.iter().map(|stress| (figure.at)(stress).map(|number| number.expect("a number"))).collect();
        let (mean, variance) = moments(&found.iter().map(|found| found[0]).collect::<Vec<f64>>());
        let stated = moments(&found.iter().map(|found| found[1]).collect::<Vec<f64>>()).0;
        let spread = variance.sqrt();
        println!("{}: {mean:.4}, exactly {:.4}; stated ± {stated:.4}, seen {spread:.4}", figure.name, figure.exact);
        assert!((0.85..=1.25).contains(&(stated / spread)), "{}: stated {stated}, seen {spread}", figure.name);
        let off = ((mean - figure.exact).abs() - figure.coarse - 0.2 * spread).max(0.0);
        family.push((figure.name.to_owned(), two_sided(off / (spread / (SEEDS as f64).sqrt()))));
    }
    assert_family("numbers that decide", &family);
}
