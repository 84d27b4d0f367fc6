//! Holds every message about bad input to its exact words: tests/invalid/NN_name.yaml beside NN_name.txt.
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

/// The single place where `model::build` is to be called once it is merged.
fn build_faults(_reading: &Reading) -> Vec<Diagnostic> {
    Vec::new()
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
