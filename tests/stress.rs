//! Holds the stress test and the comparison against closed forms, and shows what common random numbers promise.
//!
//! Seeds are fixed; tolerances are rounding where an answer is exact, and standard errors elsewhere.

#[path = "common/town.rs"]
mod town;

use std::fs;
use std::path::{Path, PathBuf};

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::expectation::{Expectation, Expected};
use averted::model::{EventMeasure, Plan, Total};
use serde_json::Value;

use town::Town;

/// 40 people, two events and two payers; three uncertain inputs, views by weight, a programme and a target.
const TOWN: &str = "\
title: A small town
starts: 2021-04
horizon: 24 months
cohort: {people: 40, intake: 12 months, frailty: 0.5}
payers: {housing: {label: Council housing, group: council}, nhs: {label: NHS}}
programme:
  funding: [{payer: housing, amounts: {2021/22: £60k}}, {payer: nhs, amounts: {2021/22: £20k}}]
  capacity: {coordinators: {2021/22: 1}, new_people_each: 50, cost_each: £50k}
events:
  eviction:
    probability: {observed: 3 of 8}
    unit_cost: {gamma: {mean: £12_000, sd: £2_000}}
    varies: {gamma: {cv: 60%}}
    paid_by: {housing: 100%}
    cashable: 40%
    support: {prevents: {beta: {mean: 50%, sd: 10%}}}
  admission: {rate: 0.3 per year, unit_cost: £3k, varies: {lognormal: {cv: 90%}}, paid_by: {nhs: 100%}, support: {prevents: 30%}}
views:
  hopeful: {weight: 40%, set: {events: {eviction: {probability: {observed: 2 of 9}}}}}
  gloomy: {weight: 60%}
targets: {budget: {amount: £30k, payers: [council], counting: cashable}}
shocks:
  dearer: {label: Unit costs 20% higher, scale: {events.*.unit_cost: 120%}}
  fewer: {set: {cohort: {people: 20}}}
simulation: {draws: 600}
";

/// One event that is certain to come, to be prevented and to cost its price, and one uncertain unit cost.
const CERTAIN: &str = "\
title: Certain
horizon: 12 months
discount_rate: 0%
cohort: {people: 10}
payers: {nhs: {label: NHS}}
programme: {funding: [{payer: nhs, amounts: [£12k]}]}
events:
  fall: {probability: 100%, unit_cost: UNIT_COST, paid_by: {nhs: 100%}, cashable: 100%, support: {prevents: 100%}}
targets: {reached: {amount: £9k}, missed: {amount: £15k}}
simulation: {draws: 200}
";

impl Town {
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.averted(arguments).assert().code(0).get_output().clone();
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// What is said of a command line or scenario that is wrong; nothing may be written.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.averted(arguments).assert().code(2).get_output().clone();
        assert!(output.stdout.is_empty() && !self.path("output").exists(), "{arguments:?} wrote something");
        String::from_utf8(output.stderr).unwrap()
    }

    fn plan(&self, sets: &[&str]) -> Plan {
        plan(&self.path("town.yaml"), sets)
    }
}

fn plan(path: &Path, sets: &[&str]) -> Plan {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    averted::run::plan(path, &sets).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn draws(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
}

fn havering() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/havering.yaml")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

#[test]
fn dearer_units_scale_every_draw_by_exactly_as_much() {
    let town = Town::new(TOWN);
    let (base, dearer) = (town.plan(&[]), town.plan(&["events.*.unit_cost=x1.2"]));
    let avoided = base.measures.total(Total::Avoided);
    let (before, after) = (draws(&base), draws(&dearer));
    for (before, after) in before.columns[avoided].iter().zip(&after.columns[avoided]) {
        assert!((after - 1.2 * before).abs() <= 1e-12 * before.abs(), "{after} is not 1.2 times {before}");
    }
    assert!(before.columns[avoided].iter().any(|value| *value > 0.0));
}

#[test]
fn a_change_of_one_event_leaves_the_draws_of_others_bit_identical() {
    let town = Town::new(TOWN);
    let base = town.plan(&[]);
    let changed = town.plan(&["events.eviction.unit_cost=£1k", "events.eviction.support.prevents=5%"]);
    let (before, after) = (draws(&base), draws(&changed));
    for what in [EventMeasure::Occurrences, EventMeasure::Averted, EventMeasure::Avoided, EventMeasure::AvoidedPv] {
        let bits = |draws: &Draws, event: usize| -> Vec<u64> {
            draws.columns[base.measures.event(event, what)].iter().map(|value| value.to_bits()).collect()
        };
        assert_eq!(bits(&before, 1), bits(&after, 1), "{what:?} of the admission changed");
    }
    let eviction = base.measures.event(0, EventMeasure::Avoided);
    assert_ne!(before.columns[eviction], after.columns[eviction]);
}

#[test]
fn twice_the_people_are_twice_every_expected_total() {
    let town = Town::new(TOWN);
    let (base, double) = (town.plan(&[]), town.plan(&[]).resized(80));
    let draws = draws(&base);
    let (mut once, mut twice) = (Expected::default(), Expected::default());
    for view in 0..2 {
        let single = Expectation::new(&base, &base.views[view].model);
        let doubled = Expectation::new(&double, &double.views[view].model);
        for draw in 0..50 {
            single.at(draws.theta(draw), &mut once);
            doubled.at(draws.theta(draw), &mut twice);
            for (measure, name) in base.measures.names().enumerate() {
                let (one, two) = (once.mean[measure], twice.mean[measure]);
                assert!((two - 2.0 * one).abs() <= 1e-9 * one.abs(), "{name}: {two} is not twice {one}");
            }
        }
    }
}

#[test]
fn a_certain_scenario_is_reached_or_not_and_switches_exactly() {
    // 10 falls at about £1,000 are avoided in every draw: £9k is always reached and £15k never.
    let certain = Town::new(&CERTAIN.replace("UNIT_COST", "£1k"));
    let stress = certain.json(&["stress", "town.yaml", "--json"]);
    assert_eq!(stress["targets"]["reached"]["target"]["probability"], 1.0);
    assert_eq!(stress["targets"]["missed"]["target"]["probability"], 0.0);
    assert_eq!(stress["targets"]["missed"]["target"]["mean_shortfall"], 5000.0);
    for prudent in stress["targets"]["missed"]["prudent"].as_array().unwrap() {
        assert_near(number(&prudent["amount"]), 10_000.0);
    }
    // Nine people avoid £9k, fifteen £15k, at any confidence.
    for confidence in ["50%", "80%", "90%", "95%"] {
        for (target, people) in [("reached", 9), ("missed", 15)] {
            let needed = &stress["targets"][target]["people"]["needed"][confidence];
            assert_eq!(needed["people"], people);
            assert_eq!(needed["simulated"]["probability"], 1.0);
        }
    }
    // The unit cost at which 10 falls pay for a programme of £12k, and reach £9k and £15k.
    let uncertain = Town::new(&CERTAIN.replace("UNIT_COST", "{uniform: {low: £800, high: £1_000}}"));
    let stress = uncertain.json(&["stress", "town.yaml", "--json"]);
    let input = &stress["switching"]["inputs"][0];
    assert_eq!(input["path"], "events.fall.unit_cost");
    assert_near(number(&input["net"]["value"]), 1_200.0);
    assert!((number(&input["targets"]["reached"]["50%"]["value"]) - 900.0).abs() < 1e-3);
    assert!((number(&input["targets"]["missed"]["80%"]["value"]) - 1_500.0).abs() < 1e-3);
}

#[test]
fn what_one_value_cannot_reach_is_said() {
    // All falls prevented save £10k at most, however sure support is; the programme costs £12k.
    let text = CERTAIN.replace("UNIT_COST", "£1k").replace("prevents: 100%", "prevents: {beta: {mean: 50%, sd: 10%}}");
    let town = Town::new(&text);
    let stress = town.json(&["stress", "town.yaml", "--json"]);
    let input = &stress["switching"]["inputs"][0];
    assert!(input["net"]["value"].is_null() && input["targets"]["missed"]["50%"]["value"].is_null());
    assert!(input["targets"]["reached"]["50%"]["value"].is_number());
    let output = town.averted(&["stress", "town.yaml"]).assert().code(0).get_output().clone();
    let said = String::from_utf8(output.stdout).unwrap();
    let words = said.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(words.contains("Never: it cannot be reached by this input alone, whatever value it took."), "{said}");
}

#[test]
fn people_needed_are_confirmed_by_a_run_of_that_size() {
    let stress = Town::new(TOWN).json(&["stress", "town.yaml", "--json", "--draws", "2000"]);
    let people = &stress["targets"]["budget"]["people"];
    let mut confirmed = 0;
    let mut last = 0.0;
    for (name, needed) in people["needed"].as_object().unwrap() {
        let number_needed = number(&needed["people"]);
        assert!(number_needed > last, "more confidence takes more people: {name}");
        last = number_needed;
        let simulated = &needed["simulated"];
        let (found, wanted) = (number(&simulated["probability"]), number(&needed["confidence"]));
        // 4 standard errors of the simulated chance, and 2 of what the correction lets pass.
        let room = 4.0 * number(&simulated["mcse"]) + 2.0 * number(&simulated["difference_mcse"]);
        assert!((found - wanted).abs() < room, "{name}: {found} with {number_needed} people");
        confirmed += 1;
    }
    assert_eq!(confirmed, 4);
    // Coordinator-years at 50 people each cost £50k: £1,000 a person.
    let half = &people["needed"]["50%"];
    assert_near(number(&half["capacity"]["cost"]["mean"]), 1_000.0 * number(&half["people"]));
    assert_near(number(&people["team"]["people"]["mean"]), 50.0);
    assert_eq!(half["capacity"]["more_than_the_team_can_see"], number(&half["people"]) > 50.0);
    let curve: Vec<f64> =
        people["curve"].as_array().unwrap().iter().map(|point| number(&point["probability"])).collect();
    assert!(curve.len() > 5 && curve.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12), "{curve:?}");
}

#[test]
fn shocks_stand_on_common_random_numbers_and_all_together_come_last() {
    let town = Town::new(TOWN);
    let stress = town.json(&["stress", "town.yaml", "--json", "--shock", "events.admission.support.prevents=x0.5"]);
    let shocks = stress["shocks"].as_array().unwrap();
    let labels: Vec<&str> = shocks.iter().map(|shock| shock["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["Unit costs 20% higher", "fewer", "events.admission.support.prevents=x0.5", "All together"]);
    assert_near(number(&shocks[0]["avoided"]["after"]), 1.2 * number(&shocks[0]["avoided"]["before"]));
    // The council has nothing of admissions: it is the same to the penny, not nearly so.
    assert_eq!(shocks[2]["payers"]["housing"]["difference"]["sd"], 0.0);
    assert!(number(&shocks[2]["payers"]["nhs"]["difference"]["mean"]) < 0.0);
    assert_eq!(shocks[3]["together"], true);
    let paired = &shocks[0]["avoided"];
    assert!(number(&paired["difference"]["mcse"]) < 0.5 * number(&paired["independent_mcse"]));
}

#[test]
fn differences_on_common_random_numbers_are_several_times_as_sharp_on_havering() {
    let path = havering();
    let (mut base, mut dearer) = (plan(&path, &[]), plan(&path, &["events.eviction.unit_cost=x1.2"]));
    base.simulation.draws = 400;
    dearer.simulation.draws = 400;
    let avoided = base.measures.total(Total::Avoided);
    let error = |before: &[f64], after: &[f64]| {
        let differences: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        let mean = differences.iter().sum::<f64>() / 400.0;
        (differences.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (399.0 * 400.0)).sqrt()
    };
    let before = draws(&base);
    let common = error(&before.columns[avoided], &draws(&dearer).columns[avoided]);
    dearer.simulation.seed += 1;
    let independent = error(&before.columns[avoided], &draws(&dearer).columns[avoided]);
    assert!(common > 0.0 && independent / common > 10.0, "± {common} common, ± {independent} independent");
}

#[test]
fn a_grid_holds_every_cell_and_agrees_with_single_shocks() {
    let town = Town::new(TOWN);
    let stress = town.json(&[
        "stress",
        "town.yaml",
        "--json",
        "--grid",
        "cohort.people=20..60:3",
        "--grid",
        "events.eviction.support.prevents=x0.5..x1:2",
        "--draws=500", // As many as a cell and a shock take at most.
    ]);
    let grid = &stress["grid"];
    assert_eq!(grid["rows"]["values"], serde_json::json!(["20", "40", "60"]));
    let cells = grid["targets"]["budget"].as_array().unwrap();
    assert_eq!((cells.len(), cells[0].as_array().unwrap().len()), (3, 2));
    // 40 people and x1 are the base itself; 20 people the shock `fewer`.
    assert_eq!(cells[1][1]["probability"], stress["targets"]["budget"]["target"]["probability"]);
    assert_eq!(cells[0][1]["probability"], stress["shocks"][1]["targets"]["budget"]["after"]["probability"]);
}

#[test]
fn the_ledger_adds_up() {
    let stress = Town::new(TOWN).json(&["stress", "town.yaml", "--json"]);
    let mean = |row: &Value, what: &str| number(&row["total"][what]["mean"]);
    let ledger = stress["cash"]["ledger"].as_array().unwrap();
    let (payers, rest): (Vec<&Value>, Vec<&Value>) = ledger.iter().partition(|row| row["kind"] == "payer");
    let system = rest.last().unwrap();
    for what in ["avoided", "cashable", "not_cashable"] {
        assert_near(payers.iter().map(|row| mean(row, what)).sum(), mean(system, what));
        for row in ledger {
            let years = row["years"].as_array().unwrap();
            assert_near(years.iter().map(|year| number(&year[what]["mean"])).sum(), mean(row, what));
        }
    }
    assert_near(mean(system, "cashable") + mean(system, "not_cashable"), mean(system, "avoided"));
    assert_eq!(system["total"]["pays"], 80_000.0);
    let funders = stress["cash"]["funders"].as_array().unwrap();
    let housing = &funders[0];
    assert_eq!((housing["id"].as_str(), housing["pays"].as_f64()), (Some("housing"), Some(60_000.0)));
    assert_near(number(&housing["avoided_per_pound"]["mean"]), mean(payers[0], "avoided") / 60_000.0);
    // For each £1 of the whole cost: £60k of £80k.
    let pound = &stress["cash"]["per_pound"][0];
    assert_near(number(&pound["avoided"]["mean"]), 0.75 * number(&housing["avoided_per_pound"]["mean"]));
}

#[test]
fn a_run_can_fill_in_the_people_needed() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--with", "stress"]).assert().code(0);
    let read = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(town.path("output/town").join(name)).unwrap()).unwrap()
    };
    let (results, stress) = (read("results.json"), read("stress.json"));
    let needed = &stress["targets"]["budget"]["people"]["needed"]["80%"]["people"];
    assert_near(number(&results["targets"]["budget"]["people_needed"]["80%"]), number(needed));
    town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0);
    assert!(read("results.json")["targets"]["budget"]["people_needed"].is_null());
}

#[test]
fn wrong_shocks_and_grids_are_refused_and_nothing_is_written() {
    let town = Town::new(TOWN);
    let said = |arguments: &[&str]| town.refused(&[&["stress", "town.yaml"], arguments].concat());
    for (arguments, expected) in [
        (&["--shock", "events.evicton.unit_cost=x1.2"][..], "did you mean `events.eviction"),
        (&["--shock", "events.*.unit_cst=x1.2"], "unit_cst"),
        (&["--shock", "outcomes.*.value=x2"], "outcomes"),
        (&["--shock", "events.eviction.probability=140%"], "140%"),
        (&["--shock", "cohort.people=0"], "people"),
        (&["--shock", "horizon"], "`--shock` needs a path and a value"),
        (&["--shock", "simulation.draws=10"], "a shock cannot change `simulation`"),
        (&["--shock", "targets.budget=null"], "cannot take out"),
        (&["--grid", "cohort.people=10..20"], "two axes"),
        (&["--grid", "cohort.people=10..20", "--grid", "horizon"], "is not an axis"),
        (&["--grid", "cohort.people=10..20:1000", "--grid", "horizon=6 months..9 months:1000"], "at most 400 cells"),
        (&["--grid", "cohort.people=10..200:30", "--grid", "horizon=6 months..9 months:30"], "900 cells"),
        (&["--grid", "cohort.people=0..20", "--grid", "events.eviction.unit_cost=x1..x2"], "people"),
        (&["--grid", "cohort.peopel=10..20", "--grid", "events.eviction.unit_cost=x1..x2"], "did you mean `people`"),
    ] {
        let said = said(arguments);
        assert!(said.contains(expected), "{arguments:?} said\n{said}");
    }
    let without =
        Town::new(&TOWN.replace("targets: {budget: {amount: £30k, payers: [council], counting: cashable}}\n", ""));
    let grid = ["stress", "town.yaml", "--grid", "cohort.people=10..20", "--grid", "events.eviction.unit_cost=x1..x2"];
    assert!(without.refused(&grid).contains("no `targets`"));
}

#[test]
fn a_scaled_share_is_clipped_and_said_to_be() {
    let stress =
        Town::new(TOWN).json(&["stress", "town.yaml", "--json", "--shock", "events.eviction.support.prevents=x1.8"]);
    let clipped = &stress["shocks"][2]["clipped"][0];
    assert_eq!(clipped["path"], "events.eviction.support.prevents");
    // Beta of mean 50% and sd 10% above 1/1.8: about 29% of draws.
    let share = number(&clipped["share"]);
    assert!((0.25..0.33).contains(&share), "{share}");
}

#[test]
fn comparing_shows_the_difference_and_what_differs() {
    let town = Town::new(TOWN);
    let other =
        TOWN.replace("varies: {gamma: {cv: 60%}}", "varies: {gamma: {cv: 60%}}\n    timing: {decays: 9 months}");
    let other = other.replace("unit_cost: £3k", "unit_cost: £2k");
    fs::write(town.path("other.yaml"), other).unwrap();
    let compared = town.json(&["compare", "town.yaml", "other.yaml", "--json"]);
    let versus = &compared["against_first"][0];
    let payers = &versus["payers"];
    // Admissions cost two thirds in every draw.
    assert_near(number(&payers["nhs"]["after"]), number(&payers["nhs"]["before"]) / 1.5);
    let avoided = &versus["avoided"];
    assert!(number(&avoided["difference"]["difference"]["mcse"]) < number(&avoided["difference"]["independent_mcse"]));
    assert!(number(&avoided["first_beats"]["probability"]) > 0.5);
    let paths: Vec<&str> =
        compared["differing"].as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["events.admission.unit_cost", "events.eviction.timing.decays"]);
    assert_eq!(compared["differing"][0]["values"], serde_json::json!(["£3k", "£2k"]));
    assert_eq!(compared["differing"][1]["values"], serde_json::json!([null, "9 months"]));
}

#[test]
fn a_scenario_is_even_with_itself() {
    let town = Town::new(TOWN);
    fs::copy(town.path("town.yaml"), town.path("twin.yaml")).unwrap();
    let compared = town.json(&["compare", "town.yaml", "twin.yaml", "--json", "--draws", "100"]);
    let avoided = &compared["against_first"][0]["avoided"];
    assert_eq!((&avoided["alike"], &avoided["first_beats"]["probability"]), (&Value::from(true), &Value::from(0.0)));
    assert_eq!(avoided["tie"]["probability"], 1.0);
    assert!(compared["differing"].as_array().unwrap().is_empty());
    let output =
        town.averted(&["compare", "town.yaml", "twin.yaml", "--draws", "100"]).assert().code(0).get_output().clone();
    assert!(String::from_utf8(output.stdout).unwrap().contains("the same in every draw"));
    assert!(town.path("output/town-against-twin/compare.json").exists());
}

#[test]
fn a_comparison_needs_two_good_scenarios() {
    let town = Town::new(TOWN);
    fs::write(town.path("bad.yaml"), TOWN.replace("£3k", "-3k")).unwrap();
    assert!(town.refused(&["compare", "town.yaml", "bad.yaml"]).contains("bad.yaml"));
    town.refused(&["compare", "town.yaml"]);
    town.refused(&["compare", "town.yaml", "nowhere.yaml"]);
}
