//! Holds runs that go on until they are precise to what was asked, and to plain runs of as many draws.

use assert_cmd::Command;
use serde_json::Value;

fn results(arguments: &[&str]) -> Value {
    let mut command = Command::cargo_bin("averted").expect("the program");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output =
        command.args(["run", "scenarios/havering.yaml", "--json", "--quiet"]).args(arguments).assert().success();
    serde_json::from_slice(&output.get_output().stdout).expect("JSON")
}

#[test]
fn a_run_goes_on_until_it_is_as_precise_as_asked_and_is_then_a_plain_run() {
    let precise = results(&["--draws", "200", "--precision", "3%"]);
    let draws = precise["run"]["draws"].as_u64().expect("a number");
    assert!(draws > 200, "200 draws are not enough for 3%");
    assert_eq!(precise["run"]["precision"]["met"], true);
    let (mean, error) = (&precise["total"]["avoided"]["mean"], &precise["total"]["avoided"]["mcse"]);
    assert!(error.as_f64().expect("an error") <= 0.03 * mean.as_f64().expect("a mean"));
    for target in precise["targets"].as_object().expect("targets").values() {
        assert!(target["mcse"].as_f64().expect("an error") <= 0.005);
    }
    let plain = results(&["--draws", &draws.to_string()]);
    for part in ["per_person", "total", "events", "payers", "years", "targets", "views", "series"] {
        assert_eq!(precise[part], plain[part], "{part}");
    }
}

#[test]
fn the_most_draws_allowed_are_never_passed_and_it_says_so() {
    let stopped = results(&["--draws", "100", "--precision", "0.1%", "--max-draws", "350"]);
    assert_eq!(stopped["run"]["draws"], 350);
    assert_eq!(stopped["run"]["precision"]["met"], false);
}

#[test]
fn a_checkpoint_and_a_precision_do_not_go_together() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::cargo_bin("averted").expect("the program");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let run = ["run", "scenarios/havering.yaml", "--set", "simulation.precision=1%", "--checkpoint", "--output"];
    let refused = command.args(run).arg(folder.path().join("out")).assert().code(2);
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(said.contains("--checkpoint keeps runs of a known number of draws"), "{said}");
    assert!(!folder.path().join("out").exists(), "nothing is written");
}
