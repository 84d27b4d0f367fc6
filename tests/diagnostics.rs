//! Holds every message about bad input to its exact words: tests/invalid/NNN_name.yaml beside NNN_name.txt.
//!
//! Lines `# --set path=value` at the top of a file are given as `--set` arguments. To accept new words after reading
//! them aloud, run with `ACCEPT_MESSAGES=1`.

use averted::scenario::{Diagnostic, Files, Reading, Sources, read, render};
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files on disk below one folder.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|_| "there is no such file".to_owned())
    }
}

/// Files in memory.
struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Everything that is wrong with a scenario; what building its model finds joins what reading it finds.
fn faults(path: &Path, files: &dyn Files, sets: &[String]) -> (Vec<Diagnostic>, Sources) {
    match read(path, files, sets) {
        Err(diagnostics) => (diagnostics.list, diagnostics.sources),
        Ok((reading, sources)) => {
            let mut list = build_faults(&reading);
            list.extend(reading.warnings);
            (list, sources)
        }
    }
}

/// What only the model finds: sums, names, cycles.
fn build_faults(reading: &Reading) -> Vec<Diagnostic> {
    averted::model::build(reading).err().unwrap_or_default()
}

/// A scenario in memory, its text and `--set` arguments, and what is said about it.
fn said(text: &str, sets: &[&str]) -> String {
    let files = Memory(HashMap::from([(PathBuf::from("x.yaml"), text.as_bytes().to_vec())]));
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    let (list, sources) = faults(Path::new("x.yaml"), &files, &sets);
    render(&list, &sources, false)
}

/// The smallest scenario that can be read.
const SMALL: &str = "\
title: Small
horizon: 12 months
cohort: {people: 100}
payers: {nhs: {label: NHS}}
events:
  admission: {probability: 20%, unit_cost: £2_000, paid_by: {nhs: 100%}}
";

#[test]
fn every_invalid_scenario_gets_its_exact_message() {
    let directory = folder("tests/invalid");
    let mut scenarios: Vec<PathBuf> = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    scenarios.sort();
    assert!(scenarios.len() >= 45, "only {} invalid scenarios", scenarios.len());
    let mut wrong = Vec::new();
    for path in &scenarios {
        let name = PathBuf::from(path.file_name().unwrap());
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        let sets: Vec<String> =
            text.lines().map_while(|line| line.strip_prefix("# --set ")).map(str::to_owned).collect();
        let (list, sources) = faults(&name, &Folder(directory.clone()), &sets);
        let message = render(&list, &sources, false);
        let expected = path.with_extension("txt");
        if std::env::var_os("ACCEPT_MESSAGES").is_some() {
            fs::write(&expected, &message).unwrap();
        }
        match fs::read_to_string(&expected) {
            Err(_) => wrong.push(format!("{} has no message file; it says\n{message}", name.display())),
            Ok(expected) if expected.trim().is_empty() => wrong.push(format!("{} is not invalid", name.display())),
            Ok(expected) if expected != message => {
                wrong.push(format!("{} says\n{message}\nnot\n{expected}", name.display()));
            }
            Ok(_) => {}
        }
    }
    let orphans = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).filter(|path| {
        path.extension().is_some_and(|extension| extension == "txt") && !path.with_extension("yaml").exists()
    });
    wrong.extend(orphans.map(|path| format!("{} belongs to no scenario", path.display())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_shipped_scenario_is_read_without_a_word() {
    let scenarios = Folder(folder("scenarios"));
    let (list, sources) = faults(Path::new("havering.yaml"), &scenarios, &[]);
    assert_eq!(render(&list, &sources, false), "");
}

#[test]
fn a_small_scenario_is_read_without_a_word() {
    assert_eq!(said(SMALL, &[]), "");
}

#[test]
fn several_faults_in_one_file_are_all_reported() {
    let text = SMALL.replace("100}", "none, frailty: -1}").replace("20%", "20").replace("£2_000", "$2000");
    let said = said(&text, &["horizon=soon", "shared.effect=3"]);
    for fault in ["`none` is", "`-1` is", "`20` is", "`$2000` is", "`soon` is"] {
        assert_eq!(said.matches(fault).count(), 1, "{fault} in\n{said}");
    }
}

#[test]
fn faults_in_a_view_are_said_once_and_in_the_text_of_the_view() {
    let text = format!(
        "{SMALL}views: {{a: {{}}, b: {{set: {{events: {{admission: {{unit_cost: free}}}}}}}}}}\nshocks: {{c: {{}}}}\n"
    );
    let said = said(&text, &[]);
    assert_eq!(said.matches("error").count(), 1, "{said}");
    assert!(said.contains("x.yaml:7:"), "{said}");
}

#[test]
fn huge_inputs_are_refused_at_once() {
    let long = format!("title: {}\n", "x".repeat(5 << 20));
    assert!(said(&long, &[]).contains("larger than 4 MiB"));
    let deep = "[".repeat(200_000);
    assert!(said(&format!("title: {deep}"), &[]).contains("nested more than 64 levels"));
    let unknown: String = (0..100_000).map(|number| format!("unknown_{number}: 1\n")).collect();
    assert!(said(&unknown, &[]).contains("… and 8"));
    let path = "a.".repeat(100_000);
    assert!(said(SMALL, &[&format!("{path}b=1")]).contains("no path has so many parts"));
    assert!(said(SMALL, &[&format!("{path}b=x2")]).contains("no path has so many parts"));
}

/// The shipped scenario, on which every key of the language has some bearing.
fn shipped() -> Vec<u8> {
    fs::read(folder("scenarios").join("havering.yaml")).unwrap()
}

/// Reads bytes as a scenario beside the shipped library and draws whatever is said about them.
fn survives(bytes: Vec<u8>, sets: &[String]) {
    let library = fs::read(folder("scenarios").join("unit_costs.yaml")).unwrap();
    let files = Memory(HashMap::from([(PathBuf::from("x.yaml"), bytes), (PathBuf::from("unit_costs.yaml"), library)]));
    match read(Path::new("x.yaml"), &files, sets) {
        Ok((reading, sources)) => drop(render(&reading.warnings, &sources, false)),
        Err(diagnostics) => {
            assert!(!diagnostics.list.is_empty(), "refused without a word");
            assert!(!diagnostics.render(false).is_empty());
        }
    }
}

/// A change to some bytes: at a place, so many taken out, these put in.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let snippets = prop::sample::select(vec![
        "null",
        "{",
        "}",
        "[",
        "]",
        ": ",
        ", ",
        "\t",
        "\n",
        "\n  ",
        "&a ",
        "*a",
        "!x ",
        "---\n",
        "£",
        "%",
        "-1",
        "1e308",
        "1e999",
        "0",
        "{shared: effect}",
        "{cases: a}",
        "{grade: 3}",
        "x1.2",
        "events.*.unit_cost",
        "\"",
        "'",
        "<<",
        "#",
        "{quantiles: {0%: 1, 100%: 1}}",
        "{normal: {mean: 1, sd: 1}}",
        "{range: {low: 1, high: 2}}",
    ]);
    let inserted = prop_oneof![
        3 => snippets.prop_map(|snippet| snippet.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    (any::<prop::sample::Index>(), 0..24_usize, inserted)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_bytes_makes_the_reader_panic(changes in prop::collection::vec(change(), 1..6)) {
        let mut bytes = shipped();
        for (at, taken, inserted) in changes {
            let start = at.index(bytes.len() + 1);
            let end = (start + taken).min(bytes.len());
            bytes.splice(start..end, inserted);
        }
        survives(bytes, &[]);
    }

    #[test]
    fn no_argument_makes_the_reader_panic(
        path in "[a-z_.*0-9]{0,30}|events\\.(eviction|\\*)\\.[a-z_]{0,12}|(support|cohort|shared|views)(\\.[a-z_]{1,9}){0,3}",
        value in "x?[0-9.%]{0,6}|\\PC{0,20}|null|\\{[a-z]{1,9}: [0-9£%]{1,5}\\}",
    ) {
        survives(shipped(), &[format!("{path}={value}")]);
    }
}
