//! What others wrote reaches no file that it was not given, and nothing is written where it should not be.

use std::fs;

use crate::town::{TOWN, Town};

const COSTS: &str =
    "night: {label: Night, value: £700, price_year: 2021/22, source: a list, licence: OGL, status: read}\n";

/// A scenario in `in/` whose library is at `path`.
fn with_library(path: &str) -> Town {
    let town = Town::new(TOWN);
    let text = TOWN.replace("{gamma: {mean: £4_000, sd: £1_000}}", "{library: night}");
    town.put("in/town.yaml", &format!("{text}library: {path}\nprice_base: 2021/22\n"));
    town
}

const RUN: [&str; 5] = ["run", "in/town.yaml", "--json", "--draws", "40"];

#[test]
fn a_scenario_reads_nothing_outside_of_its_folder_unless_allowed() {
    let town = with_library("../out/costs.yaml");
    town.put("out/costs.yaml", COSTS);
    let said = town.refused(&RUN, 2);
    assert!(said.contains("does not lie in the folder of the scenario") && said.contains("--allow-path"), "{said}");
    let said = town.refused(&[&RUN[..], &["--allow-path", "in"]].concat(), 2);
    assert!(said.contains("does not lie in the folder of the scenario"), "{said}");
    let allowed = town.printed(&[&RUN[..], &["--allow-path", "out"]].concat());
    // What was allowed then is in the results, and needs no leave to be read again.
    fs::write(town.path("kept.json"), allowed).unwrap();
    fs::remove_dir_all(town.path("out")).unwrap();
    town.printed(&["run", "--verify", "kept.json"]);
    let said = town.refused(&[&RUN[..], &["--allow-path", "nowhere"]].concat(), 2);
    assert!(said.contains("--allow-path nowhere"), "{said}");
}

#[test]
fn absolute_paths_stay_outside_too() {
    let town = with_library("LIBRARY");
    town.put("out/costs.yaml", COSTS);
    let absolute = town.path("out/costs.yaml").canonicalize().unwrap();
    let text = fs::read_to_string(town.path("in/town.yaml")).unwrap();
    town.put("in/town.yaml", &text.replace("LIBRARY", absolute.to_str().unwrap()));
    town.refused(&RUN, 2);
    town.printed(&[&RUN[..], &["--allow-path", "out"]].concat());
}

#[cfg(unix)]
#[test]
fn links_are_followed_before_they_are_believed() {
    let town = with_library("costs.yaml");
    town.put("out/costs.yaml", COSTS);
    std::os::unix::fs::symlink(town.path("out/costs.yaml"), town.path("in/costs.yaml")).unwrap();
    let said = town.refused(&RUN, 2);
    assert!(said.contains("leads out of the folder of the scenario"), "{said}");
    town.printed(&[&RUN[..], &["--allow-path", "out"]].concat());
    fs::remove_file(town.path("in/costs.yaml")).unwrap();
    std::os::unix::fs::symlink(town.path("out"), town.path("in/linked")).unwrap();
    let text = fs::read_to_string(town.path("in/town.yaml")).unwrap();
    town.put("in/town.yaml", &text.replace("library: costs.yaml", "library: linked/costs.yaml"));
    let said = town.refused(&RUN, 2);
    assert!(said.contains("leads out of the folder of the scenario"), "{said}");
    // A link that stays inside is as good as a file, and the scenario itself may be one.
    town.put("in/real.yaml", COSTS);
    std::os::unix::fs::symlink("real.yaml", town.path("in/costs.yaml")).unwrap();
    town.put("in/town.yaml", &text);
    town.printed(&RUN);
    std::os::unix::fs::symlink(town.path("town.yaml"), town.path("in/linked.yaml")).unwrap();
    town.printed(&["run", "in/linked.yaml", "--json", "--draws", "40"]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_is_not_waited_for() {
    let town = with_library("pipe");
    let made = std::process::Command::new("mkfifo").arg(town.path("in/pipe")).status();
    assert!(made.is_ok_and(|made| made.success()));
    let said = town.refused(&RUN, 2);
    assert!(said.contains("it is no ordinary file"), "{said}");
    let said = town.refused(&["run", "/dev/zero", "--json"], 2);
    assert!(said.contains("is larger than 4 MiB"), "{said}");
    assert!(town.refused(&["run", "in", "--json"], 2).contains("it is a folder"));
}

#[test]
fn names_and_titles_lead_nowhere() {
    let evil = "../../evil";
    let text =
        TOWN.replace("A small town", evil).replace("Council housing", evil).replace("label: NHS", "label: /etc/passwd");
    let town = Town::new("");
    town.put("deep/er/...yaml", &text);
    town.put("deep/er/..yaml", &text);
    town.put("deep/er/town.yaml", &text);
    for file in ["...yaml", "..yaml", "town.yaml"] {
        let mut run = town.averted(&[
            "run",
            file,
            "--quiet",
            "--draws",
            "40",
            "--format",
            "json,csv,html,figures,md,xlsx,docx",
            "--parquet",
        ]);
        run.current_dir(town.path("deep/er")).assert().code(0);
    }
    let mut compare = town.averted(&["compare", "...yaml", "town.yaml", "--quiet", "--draws", "40"]);
    compare.current_dir(town.path("deep/er")).assert().code(0);
    assert_eq!(town.names("."), ["deep", "town.yaml"]);
    assert_eq!(town.names("deep"), ["er"]);
    assert_eq!(town.names("deep/er"), ["...yaml", "..yaml", "output", "town.yaml"]);
    assert_eq!(town.names("deep/er/output"), ["..-against-town", "scenario", "town"]);
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let town = Town::new(TOWN);
    let refused = |text: &str, part: &str| {
        town.put("large.yaml", text);
        let started = std::time::Instant::now();
        let said = town.refused(&["check", "large.yaml"], 2);
        assert!(said.contains(part), "{part} is missing from\n{}", &said[..said.len().min(2000)]);
        assert!(started.elapsed().as_secs() < 5, "{part}: {:?}", started.elapsed());
    };
    refused(&format!("{TOWN}# {}\n", "x".repeat(5 << 20)), "is larger than 4 MiB");
    refused(&format!("{TOWN}silence: {}{}\n", "[".repeat(100), "]".repeat(100)), "nested more than 64 levels deep");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let copies = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{copies}]\n");
    }
    refused(&bomb, "more than 200,000 keys and values");
    let events: String = (0..1001)
        .map(|event| format!("  e{event}: {{probability: 1%, unit_cost: £1, paid_by: {{nhs: 100%}}}}\n"))
        .collect();
    refused(&TOWN.replace("events:\n", &format!("events:\n{events}")), "has 1003 entries; 1000 are the most");
    refused(&TOWN.replace("people: 60", "people: 10_000_001"), "10,000,000");
    refused(&TOWN.replace("draws: 200", "draws: 100000001"), "100,000,000");
    let said = town.refused(&["run", "town.yaml", "--draws", "100000001"], 2);
    assert!(said.contains("1000000"), "{said}");
    let grid = ["stress", "town.yaml", "--grid", "cohort.people=10..90:50", "--grid", "events.*.unit_cost=x0.5..x2:50"];
    assert!(town.refused(&grid, 2).contains("the grid has 2500 cells"));
    let rows: String = (0..100_001).map(|row| format!("p{row},eviction,1,6000\n")).collect();
    town.put("cases.csv", &format!("person,event,occurrences,avoided_cost\n{rows}"));
    refused(&format!("{TOWN}cases: cases.csv\n"), "more than 100,000 rows");
    let rows: String = (0..=50).map(|view| format!("p,eviction,1,6000,v{view}\n")).collect();
    town.put("cases.csv", &format!("person,event,occurrences,avoided_cost,view\n{rows}"));
    refused(&format!("{TOWN}cases: cases.csv\n"), "the table tells of more than 50 views");
}

#[test]
fn every_command_says_before_it_begins_that_it_would_take_hours() {
    let published = "published: {people: 10_000_000, counting: gross, mean_avoided: £500}\n";
    let town = Town::new(&TOWN.replace("people: 60", "people: 10_000_000").replace("draws: 200", "draws: 4_000_000"));
    town.put("studied.yaml", &(TOWN.replace("draws: 200", "draws: 4_000_000") + published));
    let commands: [&[&str]; 5] = [
        &["run", "town.yaml", "--format", "json"],
        &["run", "studied.yaml", "--format", "json", "--with", "evidence"],
        &["stress", "town.yaml"],
        &["evidence", "studied.yaml"],
        &["compare", "town.yaml", "studied.yaml"],
    ];
    for command in commands {
        let said = town.refused(command, 2);
        assert!(
            said.starts_with("error: this would take about ") && said.contains("add --large"),
            "{command:?}: {said}"
        );
    }
    assert_eq!(town.names("output"), [""; 0]);
}
