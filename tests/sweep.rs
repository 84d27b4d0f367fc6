//! Sweeps scenarios over grids, in parts and at once, holds every answer against a run by itself, and names what is missing.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const TOWN: &str = "title: Town\nhorizon: 12 months\ncohort: {people: 100}\npayers: {nhs: {label: NHS}, council: {label: Council}}\n\
    programme: {funding: [{payer: council, amounts: [£20k]}]}\n\
    events: {fall: {probability: {beta: {mean: 20%, sd: 5%}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 30%}}}\n\
    targets: {mtfs: {label: Plan, amount: £5k}}\n";

/// Another scenario, with an event that the first has not, and no programme.
const CITY: &str = "title: City\nhorizon: 12 months\ncohort: {people: 100}\npayers: {nhs: {label: NHS}}\n\
    events: {visit: {rate: 2 per year, unit_cost: £50, paid_by: {nhs: 100%}, support: {reduces: 10%}}}\n";

fn averted(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("averted").unwrap();
    command.env_remove("AVERTED_PART").env_remove("SLURM_ARRAY_TASK_ID").current_dir(folder).args(arguments);
    command
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("town.yaml"), TOWN).unwrap();
    fs::write(folder.path().join("city.yaml"), CITY).unwrap();
    folder
}

fn said(command: &mut Command, code: i32) -> String {
    let output = command.assert().code(code).get_output().clone();
    String::from_utf8(if code == 0 { output.stdout } else { output.stderr }).unwrap()
}

const GRID: [&str; 6] =
    ["--grid", "cohort.people=100..300:3", "--grid", "events.*.unit_cost=x1..x2:2", "--draws", "300"];

/// A table as rows of cells, its head first.
fn table(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column<'a>(table: &'a [Vec<String>], name: &str) -> Vec<&'a str> {
    let place = table[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"));
    table[1..].iter().map(|row| row[place].as_str()).collect()
}

#[test]
fn every_answer_is_that_of_a_run_by_itself_and_parts_make_the_same_files() {
    let folder = folder();
    let at = folder.path();
    let arguments =
        |out: &'static str| ["sweep", "town.yaml", "-o", out].iter().chain(&GRID).copied().collect::<Vec<_>>();
    let said = said(&mut averted(at, &arguments("whole")), 0);
    assert!(said.ends_with("6 answers are in whole. `averted gather whole` puts them into one table.\n"), "{said}");
    assert!(said.contains("answer-4-of-6.json is written: town.yaml with cohort.people=200, events.*.unit_cost=x2.\n"));
    let alone = averted(
        at,
        &[
            "run",
            "town.yaml",
            "--set",
            "cohort.people=200",
            "--set",
            "events.*.unit_cost=x2",
            "--draws",
            "300",
            "--json",
        ],
    )
    .assert()
    .code(0)
    .get_output()
    .stdout
    .clone();
    assert_eq!(fs::read(at.join("whole/answer-4-of-6.json")).unwrap(), alone);
    for part in ["1/4", "2/4", "3/4", "4/4"] {
        averted(at, &arguments("parts")).args(["--part", part, "--threads", "1"]).assert().code(0);
    }
    for number in 1..=6 {
        let [one, other] =
            ["whole", "parts"].map(|out| fs::read(at.join(format!("{out}/answer-{number}-of-6.json"))).unwrap());
        assert_eq!(one, other, "answer {number}");
    }
    averted(at, &arguments("slurm"))
        .env("SLURM_ARRAY_TASK_ID", "5")
        .env("SLURM_ARRAY_TASK_MIN", "0")
        .env("SLURM_ARRAY_TASK_MAX", "5")
        .env("SLURM_ARRAY_TASK_COUNT", "6")
        .arg("--part")
        .assert()
        .code(0);
    assert!(at.join("slurm/answer-6-of-6.json").exists() && !at.join("slurm/answer-5-of-6.json").exists());
}

#[test]
fn what_is_there_is_not_made_again_and_what_is_of_something_else_is_refused() {
    let folder = folder();
    let at = folder.path();
    let sweep = |grid: &str| averted(at, &["sweep", "town.yaml", "-o", "s", "--draws", "100", "--grid", grid]);
    sweep("cohort.people=10..20:2").assert().code(0);
    let first = at.join("s/answer-1-of-2.json");
    let before = fs::metadata(&first).unwrap().modified().unwrap();
    fs::write(at.join("s/answer-2-of-2.json"), "").unwrap();
    let again = said(&mut sweep("cohort.people=10..20:2"), 0);
    assert!(
        again.contains("answer-1-of-2.json is there already") && again.contains("answer-2-of-2.json is written"),
        "{again}"
    );
    assert!(again.contains("2 answers are in s; 1 was there already."), "{again}");
    assert_eq!(fs::metadata(&first).unwrap().modified().unwrap(), before);
    let other = said(&mut sweep("cohort.people=10..30:2"), 2);
    assert!(
        other.contains("answer-2-of-2.json is the answer to something else")
            && other.contains("= help: take another folder"),
        "{other}"
    );
    fs::write(&first, "my notes").unwrap();
    assert!(said(&mut sweep("cohort.people=10..20:2"), 2).contains("this is not a results.json of averted"));
    assert_eq!(fs::read_to_string(&first).unwrap(), "my notes");
}

#[test]
fn all_answers_become_one_table_with_what_was_changed_as_numbers() {
    let folder = folder();
    let at = folder.path();
    averted(
        at,
        &["sweep", "town.yaml", "city.yaml", "--grid", "cohort.people=100..300:3", "--draws", "200", "-o", "s", "-q"],
    )
    .assert()
    .code(0);
    let said = said(&mut averted(at, &["gather", "s"]), 0);
    assert!(said.contains("6 answers") && said.contains("answers.csv (6 rows, "), "{said}");
    let table = table(&at.join("s/answers.csv"));
    assert_eq!(table.len(), 7);
    assert_eq!(column(&table, "answer"), ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(column(&table, "file"), ["town.yaml", "town.yaml", "town.yaml", "city.yaml", "city.yaml", "city.yaml"]);
    assert_eq!(column(&table, "set_cohort_people"), ["100", "200", "300", "100", "200", "300"]);
    // Of what a scenario has not there is nothing.
    assert!(column(&table, "events_fall_averted_mean")[3..].iter().all(|cell| cell.is_empty()));
    assert!(column(&table, "events_visit_averted_mean")[..3].iter().all(|cell| cell.is_empty()));
    assert!(column(&table, "programme_net_pv_mean")[4].is_empty());
    for (row, name) in [(0, "answer-1-of-6.json"), (5, "answer-6-of-6.json")] {
        let results: serde_json::Value = serde_json::from_slice(&fs::read(at.join("s").join(name)).unwrap()).unwrap();
        for (head, path) in [
            ("total_avoided_mean", "/total/avoided/mean"),
            ("total_avoided_mcse", "/total/avoided/mcse"),
            ("total_cashable_p97_5", "/total/cashable/p97_5"),
            ("payers_nhs_avoided_mean", "/payers/nhs/avoided/mean"),
        ] {
            let cell: f64 = column(&table, head)[row].parse().unwrap();
            assert_eq!(cell.to_bits(), results.pointer(path).unwrap().as_f64().unwrap().to_bits(), "{head}");
        }
    }
    let names: std::collections::HashSet<_> = table[0].iter().collect();
    assert_eq!(names.len(), table[0].len(), "no two columns have one name");
}

#[test]
fn what_is_missing_or_mixed_is_named() {
    let folder = folder();
    let at = folder.path();
    let sweep = ["sweep", "town.yaml", "--grid", "cohort.people=10..50", "--draws", "50", "-o", "s", "-q"];
    averted(at, &sweep).assert().code(0);
    for gone in [2, 3, 5] {
        fs::remove_file(at.join(format!("s/answer-{gone}-of-5.json"))).unwrap();
    }
    let missing = said(&mut averted(at, &["gather", "s"]), 1);
    assert!(missing.contains("3 of 5 answers are missing: 2-3,5") && missing.contains("--array=2-3,5"), "{missing}");
    assert!(!at.join("s/answers.csv").exists());
    averted(at, &sweep).assert().code(0);
    averted(at, &["gather", "s", "-q"]).assert().code(0).stdout("").stderr("");
    fs::copy(at.join("s/answer-1-of-5.json"), at.join("s/answer-1-of-7.json")).unwrap();
    assert!(said(&mut averted(at, &["gather", "s"]), 2).contains("answers of two sweeps, one of 5 and one of 7"));
    assert!(said(&mut averted(at, &["gather", "."]), 2).contains("holds no answers"));
    assert!(said(&mut averted(at, &["gather", "gone"]), 2).contains("cannot read gone"));
}

#[test]
fn a_value_that_cannot_be_is_said_with_the_answer_that_it_is_of() {
    let folder = folder();
    let at = folder.path();
    let wrong = said(
        &mut averted(
            at,
            &["sweep", "town.yaml", "--grid", "cohort.engagement=90%..110%:3", "--draws", "50", "-o", "s"],
        ),
        2,
    );
    assert!(wrong.contains("in answer 3 of 3 (town.yaml with cohort.engagement=110%):"), "{wrong}");
    let none = said(&mut averted(at, &["sweep", "town.yaml", "-o", "t", "--part", "1/2"]), 2);
    assert!(none.contains("there are more parts than answers (1)"), "{none}");
}
