//! Holds what `--timings` says to what a run does, and files to the same bytes on one thread and on several.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

const FORMATS: &str = "json,csv,html,figures,md";

fn run(arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("averted").expect("the program");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "scenarios/havering.yaml", "--draws", "60"]);
    let done = command.args(arguments).assert().success();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

/// Seconds of the row that begins with `part`, column by column.
fn row(table: &str, part: &str) -> Vec<f64> {
    let line = table.lines().map(str::trim).find(|line| line.starts_with(part));
    let line = line.unwrap_or_else(|| panic!("no row `{part}` in\n{table}"));
    line[part.len()..].split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn every_part_of_a_run_is_timed_and_the_parts_make_the_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("out");
    let (said, _) = run(&["--timings", "--format", FORMATS, "--output", output.to_str().expect("a path")]);
    let (_, table) = said.split_once("Where did the time go?").expect("a table");
    let parts = [
        "reading the scenario",
        "preparing tables",
        "drawing journeys",
        "exact expectation and self-check",
        "summaries",
        "drawing figures",
        "making and writing files",
        "saying what came out",
    ];
    let passed: f64 = parts.iter().map(|part| row(table, part)[0]).sum();
    let whole = row(table, "the whole run");
    // Each of nine numbers is cut to the millisecond.
    assert!((passed - whole[0]).abs() <= 0.009 + 0.002, "{passed} of {}:\n{table}", whole[0]);
    if cfg!(unix) {
        assert!(whole[1] > 0.0, "a run takes processor time:\n{table}");
    }
    for file in ["results.json", "draws.csv", "report.html", "report.md"] {
        assert_eq!(row(table, file).len(), 1, "{table}");
    }
    assert!(table.contains("figures as SVG"), "{table}");
}

#[test]
fn times_are_told_where_they_are_asked_for_and_nowhere_else() {
    let (json, remarks) = run(&["--json", "--timings"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "standard output is results.json alone");
    assert!(remarks.contains("printing results.json") && remarks.contains("the whole run"), "{remarks}");
    let (untimed, nothing) = run(&["--json"]);
    assert_eq!(json, untimed, "times are no part of the results");
    assert!(!nothing.contains("the whole run"), "{nothing}");
}

fn written(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            written(&path, found);
        } else {
            found.insert(path.file_name().expect("a name").to_string_lossy().into(), fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn files_that_are_made_at_the_same_time_have_the_bytes_of_those_made_one_after_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut formats = FORMATS.to_owned();
    for (on, format) in
        [(cfg!(feature = "xlsx"), "xlsx"), (cfg!(feature = "docx"), "docx"), (cfg!(feature = "parquet"), "parquet")]
    {
        if on {
            formats.push(',');
            formats.push_str(format);
        }
    }
    let made = |threads: &str| {
        let output = folder.path().join(threads);
        let place = output.to_str().expect("a path");
        run(&["--quiet", "--threads", threads, "--format", &formats, "--output", place]);
        let mut found = BTreeMap::new();
        written(&output, &mut found);
        found
    };
    let one = made("1");
    assert!(one.len() > 12, "papers and figures: {:?}", one.keys());
    for threads in ["2", "5"] {
        let several = made(threads);
        assert!(several.keys().eq(one.keys()));
        for (name, bytes) in &several {
            assert!(*bytes == one[name], "{name} differs on {threads} threads");
        }
    }
}
