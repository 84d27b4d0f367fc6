//! Runs the recipe for R where R is installed: draws and results are read as they were written, and a figure is drawn.

use std::path::Path;
use std::process::{Command, Output};

const RECIPE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/read_draws.R");
const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/sceptical.yaml");

/// What R makes of these words; nothing where it is not installed.
fn r(words: &[&str], folder: &Path) -> Option<Output> {
    let program = assert_cmd::cargo::cargo_bin("averted");
    let mut command = Command::new("Rscript");
    let output = command.arg("--vanilla").args(words).current_dir(folder).env("AVERTED", program).output();
    if output.is_err() {
        eprintln!("skipped: there is no Rscript");
    }
    output.ok()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A number with separators of thousands.
fn separated(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("{}{}", if number < 0.0 { "-" } else { "" }, groups.join(","))
}

#[test]
fn the_recipe_reads_a_run_and_draws_it() {
    let folder = tempfile::tempdir().unwrap();
    let Some(output) = r(&[RECIPE, SCENARIO, "avoided.pdf"], folder.path()) else { return };
    let said = said(&output);
    let run = averted::run(SCENARIO).unwrap();
    let results = &run.estimates.results;
    let mean = format!("mean £{} avoided", separated(results.total.avoided.mean));
    let draws = separated(f64::from(u32::try_from(results.run.draws).unwrap()));
    assert!(said.starts_with(&format!("{draws} draws of ")) && said.contains(&mean), "{said}");
    let figure = std::fs::read(folder.path().join("avoided.pdf")).unwrap();
    assert!(figure.starts_with(b"%PDF") && figure.len() > 3000);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "what the run wrote stands in a folder of R's own");
}

#[test]
fn every_number_is_read_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    // Each column as text again, with as many digits as tell all numbers apart.
    let words = format!(
        "source('{RECIPE}'); run <- averted_run('{SCENARIO}', '--draws=50', '--set=cohort.people=120'); \
         for (name in names(run$draws)) cat(name, if (is.character(run$draws[[name]])) run$draws[[name]] else sprintf('%.17g', run$draws[[name]]), sep = ',', fill = FALSE, '\\n')"
    );
    let Some(output) = r(&["-e", &words], folder.path()) else { return };
    let said = said(&output);
    let program = assert_cmd::cargo::cargo_bin("averted");
    let written = Command::new(program)
        .args(["run", SCENARIO, "--draws=50", "--set=cohort.people=120", "--format=csv", "--quiet", "--output=out"])
        .current_dir(folder.path())
        .status();
    assert!(written.unwrap().success());
    let table = std::fs::read_to_string(folder.path().join("out/draws.csv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    for (place, line) in said.lines().enumerate() {
        let read: Vec<&str> = line.trim_end_matches(',').split(',').collect();
        assert_eq!(read[0], rows[0][place]);
        for (row, value) in rows[1..].iter().zip(&read[1..]) {
            let same = match (row[place].parse::<f64>(), value.parse::<f64>()) {
                (Ok(written), Ok(read)) => (written - read).abs() <= 1e-15 * written.abs(),
                _ => row[place] == *value || (row[place].is_empty() && *value == "NA"),
            };
            assert!(same, "{}: {} was read as {value}", read[0], row[place]);
        }
    }
    assert_eq!(said.lines().count(), rows[0].len());
}

#[test]
fn mistakes_are_said_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let Some(output) = r(&[RECIPE, "nowhere.yaml", "avoided.pdf"], folder.path()) else { return };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("nowhere.yaml") && said.contains("exit code 2"), "{said}");
}
