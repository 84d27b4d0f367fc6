//! Holds the module of the live page to the program: the same results.json byte for byte, and the same words about mistakes.
//!
//! A module of older sources may answer otherwise: that is said, and no fault until `.ci/web` has built it anew.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const MODULE: &str = "src/web/engine.wasm.gz";

/// Scenarios of the tests that run: with every key, observed counts, hostile labels, laws that are fitted.
const FURTHER: [&str; 6] =
    ["tests/scenarios", "tests/figures", "tests/replications", "tests/words", "tests/papers", "tests/schema"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder, in order; none where there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn scenarios(folder: &str) -> Vec<PathBuf> {
    let mut scenarios = files(&root().join(folder));
    scenarios.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    scenarios
}

/// The files that the module was not built from as they are today.
fn changed_since() -> Vec<String> {
    let noted = fs::read_to_string(root().join("src/web/engine.sources")).expect("what the module was built from");
    let lines =
        noted.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once("  ").expect("two fields"));
    let of_today = |name: &str| {
        let bytes = fs::read(root().join(name)).unwrap_or_default();
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    lines.filter(|(sum, name)| of_today(name) != *sum).map(|(_, name)| name.to_owned()).collect()
}

/// Fails with what is wrong if the module is of today's sources, and says it otherwise.
#[track_caller]
fn assert_right(wrong: &[String]) {
    let changed = changed_since();
    if wrong.is_empty() {
    } else if changed.is_empty() {
        panic!("{}", wrong.join("\n\n"));
    } else {
        eprintln!("warning: {MODULE} is not of today's sources ({}): build it with `.ci/web`", changed.join(", "));
        eprintln!("{}", wrong.join("\n\n"));
    }
}

fn there_is(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// What the module is, and what it answers to the inputs of runs.
fn answered(inputs: &[Value]) -> Option<(Value, Vec<Value>)> {
    if !there_is("node") {
        eprintln!("skipped: the module of the live page is not run, for there is no node");
        return None;
    }
    let mut node = Command::new("node")
        .arg(root().join("tests/web/answers.mjs"))
        .arg(root().join(MODULE))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The script reads everything before it answers.
    let asked: Vec<String> = inputs.iter().map(Value::to_string).collect();
    node.stdin.take().unwrap().write_all(asked.join("\n").as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "the module does not answer");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    Some((lines.next().unwrap(), lines.collect()))
}

/// A scenario with what the program says of it and the inputs that the page hands to the module.
struct Case {
    name: String,
    /// Under which key the module answers.
    key: &'static str,
    said: String,
    inputs: Value,
}

impl Case {
    fn of(path: &Path, arguments: &[&str]) -> Self {
        let (folder, name) = (path.parent().unwrap(), path.file_name().unwrap().to_str().unwrap());
        let output = Command::new(env!("CARGO_BIN_EXE_averted"))
            .current_dir(folder)
            .args(["run", name, "--json", "--quiet", "--allow-path"])
            .arg(root())
            .args(arguments)
            .env_remove("COLUMNS")
            .output()
            .unwrap();
        let said = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let name = format!("{} {}", path.strip_prefix(root()).unwrap().display(), arguments.join(" "));
        if output.status.success() {
            let results: Value = serde_json::from_slice(&output.stdout).unwrap();
            return Self { name, key: "text", said: said(&output.stdout), inputs: results["inputs"].clone() };
        }
        Self { name, key: "faults", said: said(&output.stderr), inputs: inputs_of_wrong(path, arguments) }
    }

    /// What differs between the program and the module, if anything.
    fn differs(&self, answer: &Value) -> Option<String> {
        let Some(text) = answer[self.key].as_str() else {
            return Some(format!("{}: the program gives {}, and the module {answer}", self.name, self.key));
        };
        if text == self.said {
            return None;
        }
        let (there, here) = (text.lines(), self.said.lines());
        let line = there.zip(here).position(|(there, here)| there != here).unwrap_or(usize::MAX);
        let at = |text: &str| text.lines().nth(line).unwrap_or("… where one goes on").to_owned();
        Some(format!("{}: “{}” in the module, “{}” in the program", self.name, at(text), at(&self.said)))
    }
}

/// A wrong scenario as the page is handed it: with the files beside it that it names, and its parts.
fn inputs_of_wrong(path: &Path, arguments: &[&str]) -> Value {
    let bytes = fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let folder = path.parent().unwrap();
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let beside = files(folder).into_iter().filter(|other| other != path && text.contains(&name(other)));
    let parts = files(&folder.join("parts"));
    let file = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        match String::from_utf8(bytes) {
            Ok(text) => json!({"path": name(path), "text": text, "base64": null}),
            Err(no_text) => json!({"path": name(path), "text": null, "base64": STANDARD.encode(no_text.as_bytes())}),
        }
    };
    let files: Vec<Value> =
        std::iter::once(path.to_path_buf()).chain(beside).chain(parts).map(|path| file(&path)).collect();
    let set: Vec<&str> = arguments.iter().copied().filter(|argument| *argument != "--set").collect();
    json!({"files": files, "set": set, "draws": null, "seed": null, "max_draws": null, "with_stress": false})
}

/// Fails unless the module answers each case as the program does, of which `run` run and the others are refused.
#[track_caller]
fn assert_alike(cases: &[Case], run: usize) {
    let ran = cases.iter().filter(|case| case.key == "text").count();
    assert!(ran >= run && !cases.is_empty(), "only {ran} of {} scenarios run", cases.len());
    let inputs: Vec<Value> = cases.iter().map(|case| case.inputs.clone()).collect();
    let Some((_, answers)) = answered(&inputs) else { return };
    assert_eq!(answers.len(), cases.len());
    let wrong: Vec<String> = cases.iter().zip(&answers).filter_map(|(case, answer)| case.differs(answer)).collect();
    assert_right(&wrong);
}

#[test]
fn the_module_is_handed_nothing_and_offers_three_functions() {
    let Some((shape, _)) = answered(&[]) else { return };
    assert_eq!(shape["imports"], json!([]));
    assert_eq!(shape["exports"], json!(["memory", "averted_ask", "averted_length", "averted_room"]));
}

#[test]
fn shipped_scenarios_give_the_bytes_of_the_program() {
    let shipped =
        scenarios("scenarios").into_iter().filter(|path| path.file_stem().is_some_and(|stem| stem != "unit_costs"));
    let cases: Vec<Case> = shipped.map(|path| Case::of(&path, &[])).collect();
    assert_alike(&cases, 6);
}

#[test]
fn changed_scenarios_give_the_bytes_of_the_program() {
    let havering = root().join("scenarios/havering.yaml");
    let changes: [&[&str]; 4] = [
        &["--draws", "700", "--seed", "9"],
        &["--set", "cohort.people=85", "--set", "shared.effect=30%", "--draws", "300"],
        &["--set", "shared.effect={pert: {low: 10%, mode: 30%, high: 50%}}", "--draws", "256"],
        &["--set", "cohort.people=-1"],
    ];
    let cases: Vec<Case> = changes.iter().map(|change| Case::of(&havering, change)).collect();
    assert_alike(&cases, 3);
}

#[test]
fn scenarios_of_the_tests_give_the_bytes_of_the_program() {
    let files = FURTHER.iter().flat_map(|folder| scenarios(folder));
    let cases: Vec<Case> = files.map(|path| Case::of(&path, &["--draws", "200"])).collect();
    assert_alike(&cases, 12);
}

#[test]
fn wrong_scenarios_get_the_words_of_the_program() {
    let cases = scenarios("tests/invalid").into_iter().map(|path| {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let sets = text.lines().map_while(|line| line.strip_prefix("# --set ")).flat_map(|set| ["--set", set]);
        Case::of(&path, &sets.collect::<Vec<_>>())
    });
    // A file that is not there is another matter in a page, which says how to hand it one.
    let refused = cases.filter(|case| case.key == "faults" && !case.said.contains("cannot be read: "));
    let refused: Vec<Case> = refused.collect();
    assert!(refused.len() >= 100, "only {} are refused", refused.len());
    assert_alike(&refused, 0);
}
