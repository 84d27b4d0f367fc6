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
    let conditional = &precise["conditional"];
    let (mean, error) = (&conditional["avoided"]["mean"], &conditional["avoided"]["mcse"]);
    assert!(error.as_f64().expect("an error") <= 0.03 * mean.as_f64().expect("a mean"));
    for target in conditional["targets"].as_object().expect("targets").values() {
        assert!(target["mcse"].as_f64().expect("an error") <= 0.005);
    }
    let plain = results(&["--draws", &draws.to_string()]);
    for part in ["per_person", "total", "events", "payers", "years", "targets", "views", "series", "conditional"] {
        assert_eq!(precise[part], plain[part], "{part}");
    }
}

#[test]
fn the_most_draws_allowed_are_never_passed_and_it_says_so() {
    let stopped = results(&["--draws", "100", "--precision", "0.1%", "--max-draws", "350"]);
    assert_eq!(stopped["run"]["draws"], 350);
    assert_eq!(stopped["run"]["precision"]["met"], false);
}
