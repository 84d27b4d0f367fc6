//! Runs every shipped scenario: it must build, pass its self-check, and be read back in the words of tests/snapshots.
//!
//! To accept new words after reading them aloud, run with `ACCEPT_MESSAGES=1`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "unit_costs"))
        .collect();
    files.sort();
    files
}

fn averted(arguments: &[&str], scenario: &Path) -> serde_json::Value {
    let output = Command::new(env!("CARGO_BIN_EXE_averted"))
        .args(arguments)
        .arg(scenario)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}: {}", scenario.display(), String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("results.json on standard output")
}

#[test]
fn every_shipped_scenario_runs_and_passes_its_self_check() {
    let files = shipped();
    assert!(files.len() >= 2);
    for file in files {
        let results = averted(&["run", "--json", "--draws", "500"], &file);
        let check = &results["run"]["self_check"];
        assert_eq!(check["passed"], true, "{}", file.display());
        assert_eq!(check["judged"], true, "{}", file.display());
        assert_finite(&results, &file.display().to_string());
    }
}

/// No number of results.json is NaN or infinite: both would have become null or text.
fn assert_finite(value: &serde_json::Value, path: &str) {
    match value {
        serde_json::Value::Number(number) => assert!(number.as_f64().is_some_and(f64::is_finite), "{path}: {number}"),
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| assert_finite(item, &format!("{path}[{i}]")))
        }
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(key, item)| assert_finite(item, &format!("{path}.{key}")))
        }
        serde_json::Value::String(text) => assert!(text != "NaN" && text != "inf", "{path}"),
        _ => {}
    }
}

#[test]
fn every_shipped_scenario_is_read_back_in_the_same_words() {
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for file in shipped() {
        let output = Command::new(env!("CARGO_BIN_EXE_averted"))
            .arg("check")
            .arg(&file)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("words");
        let snapshot = snapshots.join(file.file_stem().expect("a name")).with_extension("check.txt");
        if std::env::var_os("ACCEPT_MESSAGES").is_some() {
            fs::write(&snapshot, &said).expect("a snapshot on disk");
        }
        let known = fs::read_to_string(&snapshot).unwrap_or_default();
        assert!(said == known, "{} is read back in other words than {}", file.display(), snapshot.display());
    }
}

#[test]
fn the_committed_sample_is_what_the_program_makes_today() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/sample");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = if std::env::var_os("ACCEPT_MESSAGES").is_some() { sample.clone() } else { folder.path().to_path_buf() };
    let status = Command::new(env!("CARGO_BIN_EXE_averted"))
        .args(["run", "scenarios/havering.yaml", "--quiet", "--format", "md,figures", "--output"])
        .arg(&made)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("the program runs");
    assert!(status.success());
    let figures = |folder: &Path| -> Vec<PathBuf> {
        let entries =
            fs::read_dir(folder.join("figures")).expect("figures").map(|entry| entry.expect("an entry").path());
        let mut found: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|ending| ending == "svg")).collect();
        found.sort();
        found
    };
    let (kept, now) = (figures(&sample), figures(&made));
    assert_eq!(
        kept.iter().map(|path| path.file_name()).collect::<Vec<_>>(),
        now.iter().map(|path| path.file_name()).collect::<Vec<_>>()
    );
    for (kept, now) in
        kept.into_iter().chain([sample.join("report.md")]).zip(now.into_iter().chain([made.join("report.md")]))
    {
        let same = fs::read(&kept).expect("a kept file") == fs::read(&now).expect("a new file");
        assert!(
            same,
            "{} is not what the program makes today; accept it with ACCEPT_MESSAGES=1 after looking at it",
            kept.display()
        );
    }
}

#[test]
fn havering_simulates_a_million_journeys_by_default() {
    let results = averted(&["run", "--json"], &Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/havering.yaml"));
    assert!(results["run"]["journeys"].as_u64().is_some_and(|journeys| journeys >= 1_000_000));
}

#[test]
fn the_case_studies_are_fitted_to_the_published_figures() {
    let results = averted(
        &["run", "--json"],
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/havering_case_studies.yaml"),
    );
    for (view, published) in [("optimistic", 11_000.0), ("central", 18_000.0), ("pessimistic", 41_000.0)] {
        let mean = results["views"][view]["per_person"]["expected"]["mean"].as_f64().expect("a mean");
        assert!((mean / published - 1.0).abs() < 0.03, "{view}: £{mean} against £{published}, fitted to within 3%");
    }
}
