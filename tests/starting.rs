//! Starts a scenario as a newcomer would, and asks for completions and manual pages.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const COMMANDS: [&str; 20] = [
    "run",
    "stress",
    "compare",
    "convert",
    "merge",
    "sweep",
    "gather",
    "check",
    "evidence",
    "drivers",
    "explain",
    "render",
    "live",
    "costs",
    "new",
    "schema",
    "dictionary",
    "mcp",
    "completions",
    "man",
];

fn averted(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("averted").unwrap();
    command.current_dir(folder.path()).args(arguments);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The results of a run with few draws, whose self-check must have passed.
fn results(folder: &TempDir, scenario: &str) -> Value {
    let output = averted(folder, &["run", scenario, "--json", "--draws", "500"]).assert().code(0).get_output().clone();
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["run"]["self_check"]["passed"], true);
    results
}

#[test]
fn a_new_scenario_is_valid_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let output = averted(&folder, &["new", "x", "--yes"]).assert().code(0).get_output().clone();
    assert!(output.stderr.is_empty(), "nothing is asked");
    assert_eq!(names(&folder), ["averted.schema.json", "x.yaml"]);
    assert!(text(&output.stdout).contains("averted run x.yaml"));
    averted(&folder, &["check", "x.yaml"]).assert().code(0);
    averted(&folder, &["run", "x.yaml", "--quiet", "--draws", "200"]).assert().code(0);
    assert!(folder.path().join("output/x/results.json").exists());
    let events = results(&folder, "x.yaml")["scenario"].to_string();
    assert!(!events.is_empty());
}

#[test]
fn a_new_scenario_keeps_to_the_schema_beside_it_and_marks_what_is_made_up() {
    let folder = tempfile::tempdir().unwrap();
    averted(&folder, &["new", "x", "--ask"]).write_stdin("\n\n\n1,2,3,4\n1,2,3,4,5,6\n\n\n\n").assert().code(0);
    let schema: Value = serde_json::from_slice(&fs::read(folder.path().join("averted.schema.json")).unwrap()).unwrap();
    assert_eq!(schema, averted::scenario::schema());
    let written = fs::read_to_string(folder.path().join("x.yaml")).unwrap();
    assert!(written.starts_with("# yaml-language-server: $schema=averted.schema.json\n"));
    let scenario: Value = serde_yaml::from_str(&written).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let found: Vec<String> = validator.iter_errors(&scenario).map(|error| error.to_string()).collect();
    assert!(found.is_empty(), "{found:#?}");
    // Every distribution says where it comes from: a source, or a note with the lowest grade.
    fn unmarked(value: &Value, path: &str, found: &mut Vec<String>) {
        if let Value::Object(map) = value {
            let uncertain = ["pert", "beta", "mixture"].iter().any(|key| map.contains_key(*key));
            let inside = path.ends_with("/mixture");
            let marked = map.contains_key("source") || (map.contains_key("note") && map["grade"] == 6);
            if uncertain && !inside && !marked {
                found.push(path.to_owned());
            }
            map.iter().for_each(|(key, below)| unmarked(below, &format!("{path}/{key}"), found));
        }
    }
    let mut found = Vec::new();
    unmarked(&scenario, "", &mut found);
    assert!(found.is_empty(), "neither source nor mark: {found:?}");
    results(&folder, "x.yaml");
}

#[test]
fn answers_shape_the_scenario_and_bad_ones_are_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let answers =
        "Tenancy rescue: \"Home\"\nmany\n250\n36\n3\n4\n2 weeks, 26, 1 year\n2 weeks, 26 weeks, 1 year\n£1,200\n£900\n";
    let output =
        averted(&folder, &["new", "home.yaml", "--ask"]).write_stdin(answers).assert().code(0).get_output().clone();
    let screen = text(&output.stderr);
    assert!(screen.contains("`many` is not a plain number"), "{screen}");
    let results = results(&folder, "home.yaml");
    assert_eq!(results["scenario"]["title"], "Tenancy rescue: \"Home\"");
    assert_eq!(results["scenario"]["people"], 250);
    let written = fs::read_to_string(folder.path().join("home.yaml")).unwrap();
    for part in
        ["horizon: 36 months", "amounts: [£1200]", "amount: £900", "payers: [council]", "eviction:", "high: 1 year"]
    {
        assert!(written.contains(part), "{part} is missing from\n{written}");
    }
    assert!(!written.contains("nhs:"), "only who pays or bears a cost is named");
}

#[test]
fn answers_that_end_early_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output =
        averted(&folder, &["new", "x", "--ask"]).write_stdin("A title\n").assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("--yes"));
    assert!(names(&folder).is_empty());
}

#[test]
fn a_file_that_is_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.yaml"), "mine").unwrap();
    fs::write(folder.path().join("averted.schema.json"), "mine too").unwrap();
    let output = averted(&folder, &["new", "x", "--yes"]).assert().code(2).get_output().clone();
    let said = text(&output.stderr);
    assert!(said.contains("x.yaml is already there") && said.contains("choose another name"), "{said}");
    averted(&folder, &["new", "y", "--yes"]).assert().code(0);
    for (name, content) in [("x.yaml", "mine"), ("averted.schema.json", "mine too")] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), content);
    }
    averted(&folder, &["new", "a/"]).assert().code(2);
}

#[test]
fn every_shell_completes_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = averted(&folder, &["completions", shell]).assert().code(0).get_output().clone();
        let script = text(&output.stdout);
        for command in COMMANDS {
            assert!(script.contains(command), "{shell} does not complete `averted {command}`");
        }
        assert!(script.contains("draws"), "{shell} does not complete --draws");
        if shell == "bash" {
            let path = folder.path().join("averted.bash");
            fs::write(&path, &script).unwrap();
            match std::process::Command::new("bash").arg("-n").arg(&path).status() {
                Ok(status) => assert!(status.success(), "bash cannot read its completions"),
                Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "bash could not be tried"),
            }
        }
    }
    averted(&folder, &["completions", "cmd"]).assert().code(2);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    averted(&folder, &["man", "pages"]).assert().code(0);
    let pages = folder.path().join("pages");
    assert_eq!(fs::read_dir(&pages).unwrap().count(), COMMANDS.len() + 1);
    let first = fs::read_to_string(pages.join("averted.1")).unwrap();
    for command in COMMANDS {
        let page = fs::read_to_string(pages.join(format!("averted-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH OPTIONS"), "{command}");
        assert!(page.contains(&format!("averted {command}")), "{command} shows how it is used");
        assert!(first.contains(&format!("averted\\-{command}(1)")), "{command} is not listed in averted.1");
    }
}
