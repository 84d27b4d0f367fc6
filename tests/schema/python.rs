//! Lets a validator of another language, Python's `jsonschema`, read the schemas and judge the same documents.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use averted::scenario;
use serde_json::{Value, json};

use super::answers::{ANSWERS, schemas};
use super::{BEYOND_A_SCHEMA, folder, json_of, yaml_files};

/// A Python that has `jsonschema`: the one that `JSONSCHEMA_PYTHON` names, which `.ci/run` installs, or the system's.
pub(super) fn python() -> Option<String> {
    let named = std::env::var("JSONSCHEMA_PYTHON").ok();
    named.into_iter().chain(["python3".to_owned()]).find(|python| {
        let tried = Command::new(python).args(["-c", "import jsonschema"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    })
}

/// What Python has against each document, by its name: `[schema, name, document]`.
pub(super) fn judged(python: &str, schemas: &Value, documents: &[Value]) -> BTreeMap<String, Option<String>> {
    let mut child = Command::new(python)
        .arg(folder("tests/schema/validate.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let asked = json!({"schemas": schemas, "documents": documents}).to_string();
    child.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "Python cannot read a schema");
    serde_json::from_slice(&output.stdout).expect("its answer")
}

#[test]
fn another_language_reads_the_schemas_alike() {
    let Some(python) = python() else {
        eprintln!("skipped: Python's jsonschema is missing, for JSONSCHEMA_PYTHON names no Python that has it");
        return;
    };
    let mut all = json!(schemas());
    all["scenario"] = scenario::schema();
    all["unit-costs"] = scenario::library_schema();
    let mut documents = Vec::new();
    let mut refusals = BTreeMap::new();
    for path in ["scenarios", "tests/scenarios", "tests/invalid"].into_iter().flat_map(yaml_files) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        // What is no YAML no editor hands on.
        let Some(document) = json_of(&text) else { continue };
        let name = path.strip_prefix(folder("")).unwrap().display().to_string();
        let schema = if path.ends_with("unit_costs.yaml") { "unit-costs" } else { "scenario" };
        documents.push(json!([schema, name, document]));
        let number = path.file_name().unwrap().to_str().unwrap()[..3].to_owned();
        let beyond = BEYOND_A_SCHEMA.iter().any(|(known, _)| *known == number);
        refusals.insert(name.clone(), name.starts_with("tests/invalid") && !beyond);
    }
    for (of, name, answer) in ANSWERS.iter() {
        documents.push(json!([of, name, answer]));
        refusals.insert(name.clone(), false);
        // The same, broken.
        let mut broken = answer.clone();
        broken["version"] = json!("one");
        documents.push(json!([of, format!("{name}, broken"), broken]));
        refusals.insert(format!("{name}, broken"), true);
    }
    let found = judged(&python, &all, &documents);
    assert_eq!(found.len(), refusals.len());
    assert!(refusals.values().filter(|refused| **refused).count() > 50);
    let wrong: Vec<String> = found
        .iter()
        .filter(|(name, objection)| refusals[*name] != objection.is_some())
        .map(|(name, objection)| format!("{name}: {}", objection.as_deref().unwrap_or("accepted")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
