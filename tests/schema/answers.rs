//! Holds what the program writes to its own dictionary: every key has its entry, no entry is dead, every number its unit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use averted::dictionary::{Block, Dictionary as _, Form, Key, Unit};
use averted::estimate::{Comparison, Drivers, Evidence, Results, Stress};
use serde_json::Value;

use super::{folder, validator, yaml_files};

/// What `averted` prints.
fn printed(arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("averted").unwrap();
    let output = command.current_dir(folder("")).args(arguments).assert().code(0).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

/// What may be written, by what it is asked for as.
fn forms() -> [(&'static str, Form); 5] {
    [
        ("results", Results::form()),
        ("stress", Stress::form()),
        ("drivers", Drivers::form()),
        ("evidence", Evidence::form()),
        ("compare", Comparison::form()),
    ]
}

/// Answers that between them have every key that there is: what each is, its name and itself.
pub(super) static ANSWERS: LazyLock<Vec<(&'static str, String, Value)>> = LazyLock::new(|| {
    const HAVERING: &str = "scenarios/havering.yaml";
    const EVERY: &str = "tests/scenarios/every_key.yaml";
    const RARE: &str = "tests/schema/rare_keys.yaml";
    let shipped = yaml_files("scenarios").into_iter().filter(|path| !path.ends_with("unit_costs.yaml"));
    let shipped: Vec<String> =
        shipped.map(|path| path.strip_prefix(folder("")).unwrap().display().to_string()).collect();
    let mut asked: Vec<Vec<&str>> = shipped.iter().map(|name| vec!["run", name, "--draws", "64"]).collect();
    let shock = ["--shock", "events.eviction.probability=x3"];
    let grid = ["--grid", "cohort.people=100..500:2", "--grid", "events.*.unit_cost=x0.5..x1.2:2"];
    let others: [&[&str]; 18] = [
        &["run", EVERY, "--draws", "64"],
        &["run", RARE],
        &["run", HAVERING, "--draws", "64", "--set", "cohort.people=120", "--seed", "7"],
        &["run", HAVERING, "--precision", "50%", "--max-draws", "400"],
        &["drivers", HAVERING, "--draws", "100", "--pick-freeze", "64"],
        &["drivers", RARE, "--draws", "128", "--study-cost", "£500 + £250 per person"],
        &["drivers", EVERY, "--draws", "100"],
        &["evidence", HAVERING, "--draws", "64"],
        &["evidence", RARE, "--draws", "400", "--update"],
        &["evidence", "--cases", "scenarios/example_cases.csv"],
        &["evidence", "--cases", "tests/schema/two_groups.csv"],
        &["compare", HAVERING, "scenarios/sceptical.yaml", "scenarios/havering_case_studies.yaml", "--draws", "64"],
        &["compare", RARE, "scenarios/supported_employment.yaml", "--draws", "64"],
        &["compare", EVERY, "scenarios/thurrock.yaml", "--draws", "64"],
        &[&["stress", HAVERING, "--draws", "100"][..], &shock, &grid].concat(),
        &["stress", RARE, "--draws", "128"],
        &["stress", RARE, "--draws", "128", "--set", "programme.funding.1.each=£6000"],
        &["stress", EVERY, "--draws", "100", "--shock", "cohort.people=x1.1"],
    ];
    asked.extend(others.into_iter().map(<[&str]>::to_vec));
    let answer = |words: Vec<&str>| {
        let of = if words[0] == "run" { "results" } else { words[0] };
        let of = forms().into_iter().map(|(known, _)| known).find(|known| *known == of).unwrap();
        let allowed = if words.contains(&EVERY) { vec!["--allow-path", "scenarios"] } else { Vec::new() };
        let answer = printed(&[words.clone(), allowed, vec!["--json"]].concat());
        (of, words.join(" "), serde_json::from_str(&answer).unwrap())
    };
    asked.into_iter().map(answer).collect()
});

/// Notes which keys of a form a document has, and what of the document no form has.
fn walk(form: &Form, value: &Value, place: &str, seen: &mut BTreeSet<String>, unknown: &mut Vec<String>) {
    match (form, value) {
        (Form::Nullable(_), Value::Null) | (Form::Text, Value::String(_)) | (Form::Switch, Value::Bool(_)) => {}
        (Form::Number, Value::Number(_)) => {}
        (Form::Whole, Value::Number(number)) if number.is_u64() => {}
        (Form::Words(words), Value::String(word)) if words.contains(word) => {}
        (Form::Nullable(inner), value) => walk(inner, value, place, seen, unknown),
        (Form::List(inner, count), Value::Array(items)) if count.is_none_or(|count| count == items.len()) => {
            for (index, item) in items.iter().enumerate() {
                walk(inner, item, &format!("{place}[{index}]"), seen, unknown);
            }
        }
        (Form::Map(inner), Value::Object(entries)) => {
            for (name, entry) in entries {
                walk(inner, entry, &format!("{place}.{name}"), seen, unknown);
            }
        }
        (Form::Block(block), Value::Object(entries)) => {
            for key in block.keys.iter().filter(|key| !key.optional && !entries.contains_key(&key.name)) {
                unknown.push(format!("{place}.{} is missing", key.name));
            }
            for (name, entry) in entries {
                let at = format!("{place}.{name}");
                let quantile = block.summary && name.starts_with('p') && entry.as_f64().is_some_and(f64::is_finite);
                match block.keys.iter().find(|key| key.name == *name) {
                    Some(key) => {
                        seen.insert(format!("{}.{name}", block.name));
                        walk(&key.form, entry, &at, seen, unknown);
                    }
                    None if quantile => {}
                    None => unknown.push(format!("{at} has no entry")),
                }
            }
        }
        _ => unknown.push(format!("{place} is {value:.80}, not {form:.80?}")),
    }
}

/// Every key of a form, by block and name, with the block that it stands in and whether a unit is handed down to it.
fn keys<'a>(
    form: &'a Form,
    above: Option<Unit>,
    found: &mut BTreeMap<String, (&'a Block, &'a Key, Vec<Option<Unit>>)>,
) {
    let Some(block) = form.block() else { return };
    for key in &block.keys {
        let entry = found.entry(format!("{}.{}", block.name, key.name)).or_insert_with(|| (block, key, Vec::new()));
        entry.2.push(above);
        keys(&key.form, key.unit.filter(|unit| *unit != Unit::Above).or(above), found);
    }
}

/// Keys that none of the answers has, each with what it would take.
const RARE: &[(&str, &str)] = &[("InputFile.base64", "a table that is no text, such as Parquet")];

#[test]
fn every_key_has_its_entry_and_no_entry_is_dead() {
    let forms: BTreeMap<_, _> = forms().into_iter().collect();
    let (mut seen, mut unknown) = (BTreeSet::new(), Vec::new());
    for (of, name, answer) in ANSWERS.iter() {
        walk(&forms[of], answer, name, &mut seen, &mut unknown);
    }
    unknown.truncate(40);
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    let mut all = BTreeMap::new();
    forms.values().for_each(|form| keys(form, None, &mut all));
    let dead: Vec<&str> = all.keys().map(String::as_str).filter(|key| !seen.contains(*key)).collect();
    let rare: Vec<&str> = RARE.iter().map(|(key, _)| *key).collect();
    assert_eq!(dead, rare, "keys that no answer has");
}

#[test]
fn every_number_has_its_unit_and_every_key_its_sentence() {
    for (of, form) in forms() {
        let mut all = BTreeMap::new();
        keys(&form, None, &mut all);
        assert!(all.len() > 50, "{of}");
        for (name, (block, key, above)) in all {
            let about = &key.about;
            assert!(about.ends_with('.') && about.len() > 8, "{of}: {name} says “{about}”");
            let relative = ["Its ", "The same", "Their "].iter().any(|start| about.starts_with(start));
            assert!(!relative, "{of}: {name} cannot be read by itself: “{about}”");
            assert!(!block.about.is_empty(), "{of}: {}", block.name);
            if key.form.is_numeric() {
                let unit = key.unit.unwrap_or_else(|| panic!("{of}: {name} has no unit"));
                assert!(unit != Unit::Above || above.iter().all(Option::is_some), "{of}: {name} inherits no unit");
            } else if key.unit.is_some() {
                assert!(key.form.block().is_some(), "{of}: {name} has a unit, but is no number");
            }
        }
    }
}

#[test]
fn every_answer_keeps_to_its_schema() {
    for (of, form) in forms() {
        let schema: Value = serde_json::from_str(&printed(&["schema", "--of", of])).unwrap();
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{of}");
        let validator = validator(&schema);
        let mut answers = 0;
        for (_, name, answer) in ANSWERS.iter().filter(|(kind, ..)| *kind == of) {
            let found: Vec<String> =
                validator.iter_errors(answer).map(|error| format!("{}: {error:.200}", error.instance_path())).collect();
            assert!(found.is_empty(), "{name}: {found:#?}");
            answers += 1;
        }
        assert!(answers > 1, "{of}");
        let broken = serde_json::json!({"version": "one"});
        assert!(!validator.is_valid(&broken), "{of}");
        assert_eq!(schema["properties"].as_object().unwrap().len(), form.block().unwrap().keys.len());
    }
}

#[test]
fn rows_of_draws_keep_to_their_schema() {
    let schema: Value = serde_json::from_str(&printed(&["schema", "--of", "draws"])).unwrap();
    let mut closed = schema.clone();
    closed["additionalProperties"] = false.into();
    let (open, closed) = (validator(&schema), validator(&closed));
    for name in ["scenarios/havering.yaml", "tests/scenarios/every_key.yaml"] {
        let out = tempfile::tempdir().unwrap();
        let to = out.path().to_str().unwrap();
        let quiet = ["--quiet", "--format", "csv", "--allow-path", "scenarios"];
        printed(&[&["run", name, "--draws", "4", "--output", to][..], &quiet].concat());
        let mut reader = csv::Reader::from_path(out.path().join("draws.csv")).unwrap();
        let heads = reader.headers().unwrap().clone();
        for record in reader.records() {
            let cell = |(head, cell): (&str, &str)| {
                let value = match cell {
                    _ if head == "view" => Value::from(cell),
                    "" => Value::Null,
                    _ => serde_json::from_str(cell).unwrap(),
                };
                (head.to_owned(), value)
            };
            let row: Value =
                heads.iter().zip(record.unwrap().iter()).map(cell).collect::<serde_json::Map<_, _>>().into();
            assert!(open.is_valid(&row) && closed.is_valid(&row), "{name}: {row}");
        }
    }
    assert!(!closed.is_valid(&serde_json::json!({"draw": 1, "view": "", "event.eviction": 1.0})));
}

#[test]
fn the_dictionary_is_the_schema_as_a_table() {
    for (of, form) in forms() {
        let text = printed(&["dictionary", "--of", of, "--csv"]);
        assert!(text.starts_with('\u{feff}'), "spreadsheets read £ as £");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), ["name", "meaning", "unit", "interval_covers"].as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let names: BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
        assert_eq!(names.len(), rows.len(), "{of}: no name comes twice");
        for key in &form.block().unwrap().keys {
            assert!(names.iter().any(|name| name.split(['.', '[']).next() == Some(&key.name)), "{of}: {}", key.name);
        }
        assert!(rows.iter().all(|row| &row[2] != Unit::Above.name()), "{of}: every unit is its own");
    }
    let results = printed(&["dictionary", "--csv"]);
    assert!(results.contains("\ntotal.avoided,\"Avoided cost, cash.\",£,evidence and chance\n"), "{results:.400}");
    assert!(results.contains("\nevents.*.occurrences,"), "{results:.400}");
    let draws = printed(&["dictionary", "--of", "draws"]);
    assert!(draws.contains("event_<id>_averted") && draws.contains("occurrences"), "{draws}");
}

/// The schema of a document as it is kept, for another language.
pub(super) fn schemas() -> BTreeMap<&'static str, Value> {
    ["results", "stress", "drivers", "evidence", "compare", "draws"]
        .into_iter()
        .map(|of| (of, serde_json::from_str(&printed(&["schema", "--of", of])).unwrap()))
        .collect()
}
