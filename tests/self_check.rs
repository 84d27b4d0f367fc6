//! Runs a town in which every mechanism meets every other, so that engine and exact expectation are held to each other.

use std::path::Path;
use std::process::Command;

/// What is set, beside the town as it stands: every one of these is simulated and held against its expectation.
const VARIANTS: [&[&str]; 6] = [
    &[],
    &["past_horizon=cut"],
    &["cohort.leaves=0%"],
    &["published.counting=gross", "discount_rate=0%"],
    &["events.eviction.support.prevents=-120%", "past_horizon=cut", "cohort.frailty=0"],
    &["events.care_home.support.delays=9 months", "events.hostel.support.delays=4 months", "horizon=16 months"],
];

/// Stays that outlast everything that is followed, shortened or not: support changes nothing of the year.
const LONG: &str = "\
title: Long stays
starts: 2024-04
horizon: 12 months
cohort: {people: 3000}
payers: {asc: {label: Social care}}
events:
  stay: {rate: 0.8 per year, unit_cost: {each: £1000, per: month, for: 60 months}, paid_by: {asc: 100%}, support: {shortens: 20%}}
simulation: {draws: 100}
";

#[test]
fn what_cannot_change_yet_does_not_fail_a_run() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.yaml"), LONG).unwrap();
    let long = "events.stay.unit_cost.for=17 months";
    for changes in
        [&[][..], &["past_horizon=cut"], &["past_horizon=cut", long, "cohort.leaves=30%", "horizon=6 months"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_averted"));
        command.args(["run", "--json", "--quiet"]).arg(folder.path().join("long.yaml"));
        let output = command.args(changes.iter().flat_map(|change| ["--set", change])).output().unwrap();
        assert!(output.status.success(), "{changes:?}: {}", String::from_utf8_lossy(&output.stderr));
        let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(results["years"][0]["avoided"]["mean"], 0.0, "{changes:?}");
    }
}

fn results(changes: &[&str]) -> serde_json::Value {
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/self_check/town.yaml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_averted"));
    command.args(["run", "--json", "--quiet"]).arg(town);
    command.args(changes.iter().flat_map(|change| ["--set", change]));
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{changes:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("results.json")
}

#[test]
fn what_is_simulated_is_what_is_expected() {
    for changes in VARIANTS {
        let results = results(changes);
        let check = &results["run"]["self_check"];
        assert_eq!((&check["judged"], &check["passed"]), (&true.into(), &true.into()), "{changes:?}");
        // The most of some 100 means: four standard errors have a chance of 1 in 160 for each of six runs, at fixed seeds.
        let worst = check["worst"]["z"].as_f64().expect("a number");
        assert!(worst.abs() < 4.0, "{changes:?}: {check}");
    }
}

#[test]
fn mechanisms_and_years_sum_to_what_is_avoided() {
    for changes in VARIANTS {
        let results = results(changes);
        let mean = |value: &serde_json::Value| value["mean"].as_f64().expect("a mean");
        let by = &results["mechanisms"];
        let of = |names: &[&str]| names.iter().map(|name| mean(&by[*name])).sum::<f64>();
        let avoided = mean(&results["total"]["avoided"]);
        let sum = of(&["prevented", "knock_on", "reduced", "deferred"]) - of(&["added", "caused", "replaced"]);
        let size = of(&["prevented", "deferred", "added"]).abs();
        assert!((sum - avoided).abs() < 1e-9 * size, "{changes:?}: {sum} {avoided}");
        for part in ["avoided", "cashable"] {
            let years = results["years"].as_array().expect("years");
            let sum: f64 = years.iter().map(|year| mean(&year[part])).sum();
            let total = mean(&results["total"][part]);
            assert!((sum - total).abs() < 1e-9 * size, "{changes:?}: {part} {sum} {total}");
        }
    }
}
