//! Holds the front door for programs to the command line: the same bytes, from a path or from files in memory.

use std::collections::HashMap;
use std::error::Error as _;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use averted::run::Request;
use averted::scenario::Files;
use averted::{RunError, render, run, run_of};

/// The project's scenarios, by a path that exists nowhere else.
struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

fn memory(name: &str, text: &str) -> Memory {
    Memory(HashMap::from([(PathBuf::from(name), text.as_bytes().to_vec())]))
}

/// What the command line prints.
fn printed(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("averted"));
    let command = command.current_dir(folder).args(arguments).args(["--json", "--quiet"]);
    command.assert().code(0).get_output().stdout.clone()
}

const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 60, frailty: 0.6}
payers: {housing: {label: Council housing, groups: [council]}, nhs: {label: NHS}}
events:
  eviction: {probability: {observed: 3 of 8}, unit_cost: £12k, paid_by: {housing: 100%}, support: {prevents: 40%}}
  admission: {rate: 0.4 per year, unit_cost: {gamma: {mean: £4k, sd: £1k}}, paid_by: {nhs: 100%}, support: {prevents: 20%}}
targets: {budget: {amount: £20k, payers: [council]}}
views:
  low: {set: {events: {eviction: {probability: 20%}}}}
  high: {set: {events: {eviction: {probability: 60%}}}}
simulation: {draws: 200}
";

#[test]
fn the_same_bytes_as_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("town.yaml"), TOWN).unwrap();
    let weighted = TOWN.replace("low: {set", "low: {weight: 30%, set").replace("high: {set", "high: {weight: 70%, set");
    std::fs::write(folder.path().join("weighted.yaml"), &weighted).unwrap();
    let whole = run(folder.path().join("town.yaml")).unwrap();
    assert_eq!(render::json(&whole.estimates.results).unwrap(), printed(folder.path(), &["run", "town.yaml"]));
    assert_eq!((whole.headline.count, whole.views.len()), (200, 2), "unweighted views are run too");
    let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let requests: [(&str, &str, Request, &[&str]); 3] = [
        (
            "town.yaml",
            TOWN,
            Request { set: set(&["cohort.people=120"]), draws: Some(64), seed: Some(7) },
            &["run", "town.yaml", "--set", "cohort.people=120", "--draws", "64", "--seed", "7"],
        ),
        ("weighted.yaml", &weighted, Request::default(), &["run", "weighted.yaml"]),
        (
            "town.yaml",
            TOWN,
            Request { set: set(&["simulation.precision=3%"]), ..Request::default() },
            &["run", "town.yaml", "--set", "simulation.precision=3%"],
        ),
    ];
    for (name, text, request, arguments) in requests {
        let done = run_of(Path::new(name), &memory(name, text), &request).unwrap();
        assert_eq!(render::json(&done.estimates.results).unwrap(), printed(folder.path(), arguments), "{arguments:?}");
        if request.set == ["simulation.precision=3%"] {
            assert!(done.headline.count > 200 && done.estimates.results.run.precision.is_some());
        }
    }
}

#[test]
fn mistakes_are_errors_with_place_and_remedy() {
    let wrong = TOWN.replace("horizon: 24 months", "horizn: 24 months");
    let error = run_of(Path::new("s.yaml"), &memory("s.yaml", &wrong), &Request::default()).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("s.yaml:3:1") && said.contains("did you mean `horizon`?"), "{said}");
    assert!(matches!(error, RunError::Scenario(_)) && error.source().is_none());
    let request = Request { draws: Some(100_000_000), ..Request::default() };
    let error = run_of(Path::new("s.yaml"), &memory("s.yaml", TOWN), &request).unwrap_err();
    assert!(error.to_string().starts_with("100,000,000 draws do not fit into memory; ask for at most "), "{error}");
    let error = run("nowhere.yaml").unwrap_err().to_string();
    assert!(error.contains("nowhere.yaml") && error.contains("No such file"), "{error}");
}
