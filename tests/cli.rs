//! Runs the program as a person would: exit codes, what is printed where, and what is written.

#[path = "common/town.rs"]
mod town;

use std::fs;
use std::path::Path;

use serde_json::Value;

use town::Town;

const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 50}
payers:
  housing: {label: Council housing, groups: [council]}
  nhs: {label: NHS}
programme:
  funding:
    - {label: Grant, payer: housing, amounts: [£40k, £20k]}
events:
  eviction:
    probability: {observed: 3 of 8}
    unit_cost: £12k
    paid_by: {housing: 100%}
    cashable: 20%
    support: {prevents: {beta: {mean: 40%, sd: 10%}}}
  admission:
    rate: 0.4 per year
    unit_cost: {gamma: {mean: £4_000, sd: £1_000}}
    varies: {gamma: {cv: 80%}}
    paid_by: {nhs: 85%, housing: 15%}
    support: {prevents: 20%}
targets:
  budget: {amount: £20k, payers: [council], counting: cashable}
simulation: {draws: 200}
";

impl Town {
    /// Everything in the folder but the scenario.
    fn written(&self) -> Vec<String> {
        let mut names = names(&self.path(""));
        names.retain(|name| name != "town.yaml");
        names
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a run writes unless told otherwise.
const OF_A_RUN: [&str; 5] = ["draws.csv", "figures", "manifest.sha256", "report.html", "results.json"];

#[test]
fn a_run_writes_its_results_and_says_what_came_out() {
    let town = Town::new(TOWN);
    let output = town.averted(&["run", "town.yaml", "--full"]).assert().code(0).get_output().clone();
    assert_eq!(names(&town.path("output/town")), OF_A_RUN);
    let said = text(&output.stdout);
    for part in [
        "Will the target be reached? Budget",
        "credible interval",
        "prediction interval",
        "Self-check passed",
        "results.json",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "no colour where nobody watches");
    assert!(output.stderr.is_empty(), "no progress bar where nobody watches");
    let draws = fs::read_to_string(town.path("output/town/draws.csv")).unwrap();
    assert_eq!(draws.lines().count(), 201);
    assert!(
        draws.starts_with("draw,view,expected_per_person,avoided,avoided_pv,cashable,net_pv,event_eviction_avoided,")
    );
    assert!(draws.lines().next().unwrap().contains(",input_events_eviction_probability"));
}

#[test]
fn json_is_printed_alone_and_nothing_is_written() {
    let town = Town::new(TOWN);
    let output = town.averted(&["run", "town.yaml", "--json"]).assert().code(0).get_output().clone();
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["version"], 1);
    assert_eq!(results["run"]["draws"], 200);
    assert_eq!(results["run"]["self_check"]["passed"], true);
    assert!(town.written().is_empty());
    let other = town.averted(&["run", "town.yaml", "--json", "--threads", "3"]).assert().code(0).get_output().clone();
    assert!(other.stdout == output.stdout, "the same bytes on any number of threads");
}

#[test]
fn quiet_is_silent() {
    let town = Town::new(TOWN);
    let output = town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0).get_output().clone();
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    assert_eq!(names(&town.path("output/town")), OF_A_RUN);
}

#[test]
fn options_change_the_run() {
    let town = Town::new(TOWN);
    let arguments = [
        "run",
        "town.yaml",
        "--json",
        "--draws",
        "64",
        "--seed",
        "9",
        "--set",
        "cohort.people=10",
        "--set",
        "title=Trial",
    ];
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["run"]["draws"], 64);
    assert_eq!(results["run"]["seed"], 9);
    assert_eq!(results["run"]["journeys"], 640);
    assert_eq!(results["scenario"]["title"], "Trial");
}

#[test]
fn formats_choose_what_is_written() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "json,md,xlsx,docx", "--parquet"]).assert().code(0);
    let chosen = ["briefing.docx", "draws.parquet", "manifest.sha256", "report.md", "results.json", "results.xlsx"];
    assert_eq!(names(&town.path("output/town")), chosen);
    town.averted(&["run", "town.yaml", "--format", "pdf"]).assert().code(2);
}

#[test]
fn figures_and_papers_are_drawn_again_without_simulating() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "json,html,figures,docx"]).assert().code(0);
    let results = town.path("output/town/results.json");
    let results = results.to_str().unwrap();
    town.averted(&["render", results, "--quiet", "--format", "html,figures,docx", "--output", "again"])
        .assert()
        .code(0);
    for file in ["report.html", "briefing.docx", "figures/chance.svg", "figures/chance.png"] {
        let (first, again) = (fs::read(town.path("output/town").join(file)), fs::read(town.path("again").join(file)));
        assert!(first.unwrap() == again.unwrap(), "{file} is drawn otherwise from results.json than by the run");
    }
    let output = town.averted(&["render", results, "--format", "csv"]).assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("averted run"), "{}", text(&output.stderr));
    fs::write(town.path("broken.json"), "{}").unwrap();
    town.averted(&["render", "broken.json"]).assert().code(2);
}

#[test]
fn figures_of_an_earlier_scenario_do_not_stay_behind() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "figures"]).assert().code(0);
    let folder = town.path("output/town/figures");
    let before = names(&folder);
    assert!(before.contains(&"payback.svg".to_owned()), "{before:?}");
    fs::write(folder.join("own.svg"), "").unwrap();
    let without = ["--set", "programme=null", "--output", "output/town"];
    town.averted(&[&["run", "town.yaml", "--quiet", "--format", "figures"], &without[..]].concat()).assert().code(0);
    let after = names(&folder);
    assert!(!after.contains(&"payback.svg".to_owned()) && after.contains(&"own.svg".to_owned()), "{after:?}");
}

#[test]
fn results_go_where_they_are_asked_to() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--output", "elsewhere/trial"]).assert().code(0);
    assert_eq!(town.written(), ["elsewhere"]);
    assert_eq!(names(&town.path("elsewhere/trial")), OF_A_RUN);
}

#[test]
fn a_wrong_scenario_ends_with_2_and_writes_nothing() {
    let town = Town::new(&TOWN.replace("unit_cost: £12k", "unit_cost: -12k"));
    let output = town.averted(&["run", "town.yaml"]).assert().code(2).get_output().clone();
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("town.yaml"), "{}", text(&output.stderr));
    assert!(town.written().is_empty());
    town.averted(&["check", "town.yaml"]).assert().code(2);
    town.averted(&["run", "nowhere.yaml"]).assert().code(2);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let town = Town::new(TOWN);
    town.averted(&["run"]).assert().code(2);
    town.averted(&["run", "town.yaml", "--draws", "0"]).assert().code(2);
    town.averted(&["run", "town.yaml", "--json", "--output", "x"]).assert().code(2);
    town.averted(&["simulate", "town.yaml"]).assert().code(2);
    town.averted(&["--help"]).assert().code(0);
    assert!(town.written().is_empty());
}

#[test]
fn what_cannot_be_written_ends_with_1_and_leaves_earlier_results() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0);
    let earlier = fs::read(town.path("output/town/results.json")).unwrap();
    fs::remove_file(town.path("output/town/draws.csv")).unwrap();
    fs::create_dir(town.path("output/town/draws.csv")).unwrap();
    let output = town.averted(&["run", "town.yaml", "--seed", "2"]).assert().code(1).get_output().clone();
    assert!(text(&output.stderr).contains("draws.csv"), "{}", text(&output.stderr));
    assert_eq!(fs::read(town.path("output/town/results.json")).unwrap(), earlier);
    assert_eq!(names(&town.path("output/town")), OF_A_RUN);
}

#[test]
fn a_file_in_the_way_of_the_folder_is_named() {
    let town = Town::new(TOWN);
    fs::write(town.path("output"), "").unwrap();
    let output = town.averted(&["run", "town.yaml"]).assert().code(1).get_output().clone();
    assert!(text(&output.stderr).contains("output"), "{}", text(&output.stderr));
}

#[test]
fn check_reads_the_scenario_back_and_writes_nothing() {
    let town = Town::new(TOWN);
    let output = town.averted(&["check", "town.yaml"]).assert().code(0).get_output().clone();
    let said = text(&output.stdout);
    for part in ["50 people", "39% (", "3 of 8", "Council housing", "Expected", "without simulating"] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert!(town.written().is_empty());
}

#[test]
fn drivers_say_what_matters_and_write_their_numbers() {
    let town = Town::new(TOWN);
    let arguments = ["drivers", "town.yaml", "--of", "net", "--study-cost", "£500 + £250 per person"];
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    assert_eq!(names(&town.path("output/town")), ["drivers.json", "figures", "manifest.sha256"]);
    let figures = names(&town.path("output/town/figures"));
    assert_eq!(figures.iter().filter(|name| name.ends_with(".svg")).count(), 3, "{figures:?}");
    let said = text(&output.stdout);
    for part in
        ["Knowing all values of one kind exactly", "64 further case studies", "Eviction: probability", "judgement"]
    {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    let written = fs::read(town.path("output/town/drivers.json")).unwrap();
    let drivers: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(drivers["version"], 1);
    assert_eq!(drivers["tornado"]["of"], "net");
    assert_eq!(drivers["decisions"]["fund"]["evsi"]["together"]["points"][0]["cost"], 2500.0);
    let alone = town.averted(&[
        "drivers",
        "town.yaml",
        "--of",
        "net",
        "--study-cost",
        "£500 + £250 per person",
        "--json",
        "--threads",
        "3",
    ]);
    assert!({ alone }.assert().code(0).get_output().stdout == written, "the same bytes on any number of threads");
}

#[test]
fn drivers_that_cannot_be_asked_for_end_with_2_and_write_nothing() {
    let town = Town::new(TOWN);
    for wrong in [
        ["drivers", "town.yaml", "--of", "target:nowhere"],
        ["drivers", "town.yaml", "--study-cost", "a lot"],
        ["drivers", "town.yaml", "--draws", "20"],
        ["drivers", "town.yaml", "--pick-freeze", "3"],
    ] {
        let output = town.averted(&wrong).assert().code(2).get_output().clone();
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{wrong:?}");
    }
    assert!(town.written().is_empty());
}
