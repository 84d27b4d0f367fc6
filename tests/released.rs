//! Shows that a target which counts released cash is answered where a simulation can answer, and left out, with the reason,
//! where only an exact expectation could.

#[path = "common/town.rs"]
mod town;

use serde_json::Value;

use town::Town;

/// A target of posts beside one of the cash that they are released from.
const TOWN: &str = "\
title: Posts
starts: 2021-04
price_base: 2021/22
horizon: 24 months
cohort: {people: 300}
payers: {care: {label: Social care, releases: {in_lumps_of: £45k, after: 6 months}}, nhs: {label: NHS}}
programme: {funding: [{payer: care, amounts: {2021/22: £60k}}]}
events:
  placement: {probability: {observed: 3 of 8}, unit_cost: £9k, paid_by: {care: 80%, nhs: 20%}, cashable: 60%, support: {prevents: {beta: {mean: 50%, sd: 10%}}}}
targets:
  posts: {label: Posts, amount: £90k, year: 2022/23, counting: released}
  cash: {label: Cash, amount: £90k, year: 2022/23, counting: cashable}
simulation: {draws: 400}
";

fn json(town: &Town, arguments: &[&str]) -> Value {
    let output = town.averted(arguments).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn ids(map: &Value) -> Vec<&str> {
    map.as_object().unwrap().keys().map(String::as_str).collect()
}

fn says(of: &Value, words: &str) -> bool {
    of["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .any(|warning| warning["id"] == "R02" && warning["text"].as_str().unwrap().contains(words))
}

#[test]
fn a_run_simulates_it_and_the_self_check_leaves_it_alone() {
    let town = Town::new(TOWN);
    let results = json(&town, &["run", "town.yaml", "--json"]);
    let posts = &results["targets"]["posts"];
    assert_eq!(posts["counting"], "released");
    let mean = posts["value"]["mean"].as_f64().unwrap();
    assert!(mean > 0.0 && posts["probability"].as_f64().is_some());
    assert_eq!(results["payers"]["care"]["releases"]["in_lumps_of"], 45_000.0);
    assert!(results["payers"]["nhs"].get("releases").is_none());
    // One measure fewer than names, and none of the chance of the target and three quantiles of its value.
    let without = Town::new(&TOWN.replace("counting: released", "counting: cashable"));
    let checks = |results: &Value| results["run"]["self_check"]["checks"].as_u64().unwrap();
    let with = checks(&json(&without, &["run", "town.yaml", "--json"]));
    assert!((1..=5).contains(&(with - checks(&results))), "{with}");
}

#[test]
fn what_needs_an_expectation_leaves_it_out_and_says_so() {
    let town = Town::new(TOWN);
    let stress = json(&town, &["stress", "town.yaml", "--json"]);
    assert_eq!(ids(&stress["targets"]), ["posts", "cash"]);
    let people = &stress["targets"]["posts"]["people"];
    assert_eq!((ids(&people["needed"]).len(), people["curve"].as_array().unwrap().len()), (0, 0));
    assert!(!ids(&stress["targets"]["cash"]["people"]["needed"]).is_empty());
    assert!(!stress["targets"]["posts"]["prudent"].as_array().unwrap().is_empty());
    for input in stress["switching"]["inputs"].as_array().unwrap() {
        assert_eq!(ids(&input["targets"]), ["cash"]);
    }
    assert!(says(&stress, "people needed and switching values"));
    let drivers = json(&town, &["drivers", "town.yaml", "--json"]);
    assert_eq!(ids(&drivers["decisions"]), ["fund", "target.cash"]);
    assert!(says(&drivers, "the worth of knowing more"));
    let refused = town.averted(&["drivers", "town.yaml", "--of", "target:posts"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8(refused.stderr).unwrap().contains("known of simulated cohorts alone"));
}

#[test]
fn words_say_how_cash_leaves_and_that_nothing_exact_stands_behind_it() {
    let town = Town::new(TOWN);
    let said = |arguments: &[&str]| {
        let output = town.averted(arguments).assert().code(0).get_output().clone();
        String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let check = said(&["check", "town.yaml"]);
    assert!(check.contains("that of Social care in whole lumps of £45,000, 6 months after it is saved"), "{check}");
    assert!(check.contains("Nothing exact is expected of it"), "{check}");
    let run = said(&["run", "town.yaml", "--full"]);
    assert!(run.contains("Released cash of all payers in 2022/23 comes to"), "{run}");
    assert!(run.contains("Cashable savings of NHS count as they fall."), "{run}");
    assert!(run.contains("the self-check does not judge it"), "{run}");
}
