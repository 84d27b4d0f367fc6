//! Runs `averted evidence` as a person would.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 50, segments: {crisis: {share: 20%}, others: {share: rest, relative_risk: 0.3}}}
payers: {housing: {label: Council housing}}
cases: cases.csv
events:
  eviction:
    probability: {cases: eviction}
    unit_cost: {cases: eviction}
    paid_by: {housing: 100%}
    support: {prevents: 100%, attribution: 60%}
published: {people: 8, of: crisis, counting: gross, mean_avoided: £2_500, low: £1_000, high: £6_000}
simulation: {draws: 400}
";

const CASES: &str = "person,event,occurrences,avoided_cost
A,eviction,1,6000
B,eviction,2,15000
C,,,
D,,,
E,eviction,1,7500
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("town.yaml"), TOWN).unwrap();
    fs::write(folder.path().join("cases.csv"), CASES).unwrap();
    folder
}

fn averted(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("averted").unwrap();
    command.current_dir(folder).args(arguments);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_scenario_gets_words_and_evidence_json() {
    let folder = folder();
    let output = averted(folder.path(), &["evidence", "town.yaml"]).assert().code(0).get_output().clone();
    let said = text(&output.stdout);
    // Wherever its lines end.
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "What can a study of 8 people tell?",
        "the median of the draws in which support avoids something",
        "19 times in 20",
        "Who brings the total?",
        "How does the published £2,500 per person stand against the model?",
        "What do the case studies of cases.csv say by themselves?",
        "What if the whole caseload were like the cases?",
        "evidence.json",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    let written = fs::read(folder.path().join("output/town/evidence.json")).unwrap();
    let json = |arguments: &[&str]| averted(folder.path(), arguments).assert().code(0).get_output().stdout.clone();
    let printed = json(&["evidence", "town.yaml", "--json"]);
    assert!(printed == written, "--json prints what is written");
    assert!(json(&["evidence", "town.yaml", "--json", "--threads", "3"]) == written, "the same bytes on any threads");
    let evidence: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(evidence["version"], 1);
    assert_eq!(evidence["small_sample"]["rows"].as_array().unwrap().len(), 8);
    assert_eq!(evidence["cases"][0]["people"], 5);
    assert_eq!(evidence["selection"]["segment"], "crisis");
    assert_eq!(evidence["update"], Value::Null);
}

#[test]
fn learning_prints_before_and_after() {
    let folder = folder();
    let output = averted(folder.path(), &["evidence", "town.yaml", "--update"]).assert().code(0).get_output().clone();
    let said = text(&output.stdout);
    assert!(said.contains("What would be believed after the published figure?"), "{said}");
    assert!(said.contains("Events,") && !said.contains("events.eviction.probability"), "{said}");
}

#[test]
fn learning_is_refused_without_a_figure_or_with_too_few_draws() {
    let folder = folder();
    fs::write(folder.path().join("town.yaml"), TOWN.replace("mean_avoided: £2_500, ", "")).unwrap();
    let output = averted(folder.path(), &["evidence", "town.yaml", "--update"]).assert().code(1).get_output().clone();
    assert!(text(&output.stderr).contains("nothing to learn from"));
    fs::write(folder.path().join("town.yaml"), TOWN).unwrap();
    let few = ["evidence", "town.yaml", "--update", "--draws", "40"];
    let output = averted(folder.path(), &few).assert().code(1).get_output().clone();
    let said = text(&output.stderr);
    assert!(said.contains("50 are needed") && said.contains("--draws"), "{said}");
    assert!(!folder.path().join("output").exists(), "nothing is written");
}

#[test]
fn a_table_needs_no_scenario() {
    let folder = folder();
    let output = averted(folder.path(), &["evidence", "--cases", "cases.csv"]).assert().code(0).get_output().clone();
    let said = text(&output.stdout);
    assert!(said.contains("5 people avoided £28,500 in all, £5,700 each on average"), "{said}");
    assert!(said.contains("B brings 53% of the total"), "{said}");
    assert!(folder.path().join("output/cases/evidence.json").exists());
    fs::write(folder.path().join("bad.csv"), "person,event,occurrences,avoided_cost\nA,eviction,one,$5\n").unwrap();
    let output = averted(folder.path(), &["evidence", "--cases", "bad.csv"]).assert().code(2).get_output().clone();
    let said = text(&output.stderr);
    assert!(said.contains("bad.csv:2") && said.contains("is not in pounds"), "{said}");
    averted(folder.path(), &["evidence", "--cases", "none.csv"]).assert().code(2);
    averted(folder.path(), &["evidence"]).assert().code(2);
    averted(folder.path(), &["evidence", "town.yaml", "--cases", "cases.csv"]).assert().code(2);
}

#[test]
fn the_shipped_table_is_of_invented_people() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/example_cases.csv");
    let path = path.to_str().unwrap();
    let output =
        averted(Path::new("."), &["evidence", "--cases", path, "--json"]).assert().code(0).get_output().clone();
    let evidence: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = &evidence["cases"][0];
    assert_eq!((told["people"].as_u64(), told["total"].as_f64()), (Some(8), Some(150_000.0)));
    let people = told["influence"].as_array().unwrap();
    assert!(people.iter().all(|person| person["person"].as_str().unwrap().starts_with("Invented person ")));
    assert!(told["largest_share"].as_f64().unwrap() > 0.5, "a long tail");
}
