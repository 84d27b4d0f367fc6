//! Holds the JSON Schema to the shipped scenarios, to the invalid ones, and to the slips of somebody who edits one.

#[path = "schema/answers.rs"]
mod answers;
#[path = "schema/patterns.rs"]
mod patterns;
#[path = "schema/python.rs"]
mod python;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use averted::scenario;
use jsonschema::Validator;
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn yaml_files(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).expect("a draft-07 schema")
}

/// A YAML text as an editor's language server sees it: JSON, keys as text; `None` if it is not YAML.
fn json_of(text: &str) -> Option<Value> {
    fn convert(yaml: serde_yaml::Value) -> Value {
        match yaml {
            serde_yaml::Value::Mapping(pairs) => Value::Object(
                pairs
                    .into_iter()
                    .map(|(key, value)| {
                        let key = match convert(key) {
                            Value::String(key) => key,
                            other => other.to_string(),
                        };
                        (key, convert(value))
                    })
                    .collect(),
            ),
            serde_yaml::Value::Sequence(items) => items.into_iter().map(convert).collect(),
            other => serde_json::to_value(other).expect("a single value"),
        }
    }
    serde_yaml::from_str(text).ok().map(convert)
}

/// What the schema has against a text.
fn objections(validator: &Validator, text: &str) -> Vec<String> {
    match json_of(text) {
        None => vec!["not YAML".to_owned()],
        Some(json) => validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect(),
    }
}

#[test]
fn the_schema_is_a_draft_07_schema_without_dead_references() {
    for schema in [scenario::schema(), scenario::library_schema()] {
        assert!(jsonschema::draft7::meta::is_valid(&schema));
        let text = schema.to_string();
        let mut referred = BTreeSet::new();
        for part in text.split("\"$ref\":\"#/definitions/").skip(1) {
            referred.insert(part.split('"').next().unwrap().to_owned());
        }
        let defined: BTreeSet<String> = schema["definitions"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(referred, defined, "every definition is used and every reference defined");
        assert!(schema["definitions"].as_object().unwrap().values().all(Value::is_object), "none was only reserved");
    }
}

#[test]
fn the_kept_copies_are_what_the_program_prints() {
    let schemas = [("schema.json", scenario::schema()), ("unit_costs.schema.json", scenario::library_schema())];
    for (name, schema) in schemas {
        let arguments: &[&str] = if name == "schema.json" { &["schema"] } else { &["schema", "--library"] };
        let printed = assert_cmd::Command::cargo_bin("averted").unwrap().args(arguments).assert().code(0);
        let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), schema);
        let path = folder("scenarios").join(name);
        if std::env::var_os("ACCEPT_MESSAGES").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == printed, "scenarios/{name} is not what `averted {}` prints", arguments.join(" "));
    }
}

#[test]
fn the_reference_is_what_the_table_says() {
    let printed = assert_cmd::Command::cargo_bin("averted").unwrap().args(["explain", "--all"]).assert().code(0);
    let printed = String::from_utf8(printed.get_output().stdout.clone()).unwrap();
    let path = folder("src/doc/language.md");
    if std::env::var_os("ACCEPT_MESSAGES").is_some() {
        fs::write(&path, &printed).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == printed,
        "src/doc/language.md is not what `averted explain --all` prints"
    );
    let schema = scenario::schema();
    for (id, definition) in schema["definitions"].as_object().unwrap() {
        for key in definition["properties"].as_object().into_iter().flat_map(serde_json::Map::keys) {
            assert!(printed.contains(&key.replace('_', "\\_")), "{id}.{key} is not explained");
        }
    }
}

#[test]
fn what_has_no_name_is_sent_to_the_nearest() {
    let explain = |words: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("averted").unwrap();
        command.arg("explain").args(words).assert().get_output().clone()
    };
    let wrong = explain(&["events.eviction.support.prevnts"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean `prevents`?"));
    let term = explain(&["credible", "interval"]);
    assert!(String::from_utf8_lossy(&term.stdout).contains("Credible interval, a term"));
    assert!(String::from_utf8_lossy(&explain(&[]).stdout).contains("Keys of an event"));
}

#[test]
fn every_shipped_file_names_its_schema_and_keeps_to_it() {
    let (whole, library) = (validator(&scenario::schema()), validator(&scenario::library_schema()));
    for path in yaml_files("scenarios").into_iter().chain(yaml_files("tests/scenarios")) {
        let text = fs::read_to_string(&path).unwrap();
        let is_library = path.ends_with("unit_costs.yaml");
        let found = objections(if is_library { &library } else { &whole }, &text);
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
        if path.starts_with(folder("scenarios")) {
            let name = if is_library { "unit_costs.schema.json" } else { "schema.json" };
            let first = format!("# yaml-language-server: $schema={name}");
            assert_eq!(text.lines().next(), Some(first.as_str()), "{}", path.display());
        }
    }
}

/// Invalid scenarios whose shape is right: what is wrong with them only a reading of the whole knows, and why.
const BEYOND_A_SCHEMA: &[(&str, &str)] = &[
    ("025", "an event that others lead to needs no chance of its own"),
    ("040", "that a year is named somewhere needs `starts`"),
    ("042", "the people of `joining` must add up to at least one"),
    ("044", "two durations in different units are compared"),
    ("058", "which standard deviations are possible depends on the mean"),
    ("059", "two ends in different spellings are compared"),
    ("060", "two ends in different spellings are compared"),
    ("061", "two ends in different spellings are compared"),
    ("062", "two counts are compared"),
    ("063", "two counts are compared"),
    ("066", "values in different spellings are compared"),
    ("068", "weights are added up"),
    ("072", "a name leads nowhere"),
    ("073", "a shared value has the kind of what names it"),
    ("074", "only a warning: nothing names a shared value"),
    ("075", "a key elsewhere is missing"),
    ("076", "what is in the library is in another file"),
    ("077", "what is in the library is in another file"),
    ("079", "what is wrong is in another file"),
    ("080", "whether a path stays in its folder is known on the disk"),
    ("081", "whether a file exists is known on the disk"),
    ("083", "what is wrong is in another file"),
    ("084", "what is wrong is in another file"),
    ("085", "the chain of files is known on the disk"),
    ("086", "whether a file exists is known on the disk"),
    ("087", "which events there are stands elsewhere"),
    ("091", "a path leads nowhere"),
    ("093", "what is wrong is in an argument"),
    ("094", "what is wrong is in an argument"),
    ("095", "what is wrong is in an argument"),
    ("096", "what is wrong is in an argument"),
    ("097", "only a warning: two horizons"),
    ("098", "only a warning: `timing` without an occurrence"),
    ("099", "shares are added up"),
    ("100", "a name leads nowhere"),
    ("101", "events follow each other in a circle"),
    ("102", "a name leads nowhere"),
    ("103", "shares are added up"),
    ("104", "a name leads nowhere"),
    ("105", "weights are added up"),
    ("106", "how far the deflator reaches is in another file"),
    ("107", "outturn prices need a price base elsewhere"),
    ("108", "a name leads nowhere"),
    ("109", "a name leads nowhere"),
    ("110", "whether a value is uncertain stands elsewhere"),
    ("111", "three correlations contradict each other"),
    ("116", "whether an event has a chance of its own stands elsewhere than its effect"),
    ("114", "whether a payer releases cash stands elsewhere than what a target counts"),
    ("128", "whether a cost runs over time is known of the event as a whole"),
    ("129", "a name leads nowhere"),
    ("131", "what one of a library's costs is stands in the library"),
    ("141", "shares are added up"),
    ("144", "what may stand beside a comparison is known of the outcome as a whole"),
    ("135", "what may stand beside `per` depends on its word"),
    ("136", "what may stand beside `per` depends on its word"),
    ("139", "what is wrong is in an argument"),
];

#[test]
fn every_invalid_scenario_of_wrong_shape_is_refused() {
    let validator = validator(&scenario::schema());
    let known: BTreeMap<&str, &str> = BEYOND_A_SCHEMA.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in yaml_files("tests/invalid") {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let refused = !objections(&validator, &text).is_empty();
        match (refused, known.get(&name[..3])) {
            (true, Some(reason)) => wrong.push(format!("{name} is refused after all, although {reason}")),
            (false, None) => wrong.push(format!("{name} is accepted")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text with one part replaced; fails if the part is not there.
fn edited(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "`{part}` is not in the scenario");
    text.replacen(part, by, 1)
}

#[test]
fn typical_slips_while_editing_a_shipped_scenario_are_caught_where_they_are() {
    let validator = validator(&scenario::schema());
    let text = fs::read_to_string(folder("scenarios/havering.yaml")).unwrap();
    assert!(objections(&validator, &text).is_empty());
    let slips = [
        ("horizon: 24 months", "horizont: 24 months", ""),
        ("horizon: 24 months", "horizon: 24 moths", "/horizon"),
        ("discount_rate: 3.5%", "discount_rate: 3.5", "/discount_rate"),
        ("starts: 2020-09", "starts: September 2020", "/starts"),
        ("price_base: 2021/22", "price_base: 2021/23", "/price_base"),
        ("joining: {2020/21: 80", "joining: {2020/21: 80.5", "/cohort/joining"),
        ("frailty: 0.8", "fraility: 0.8", "/cohort"),
        ("beta: {mean: 85%, sd: 6%}", "beta: {mean: 85, sd: 6%}", "/cohort/engagement"),
        (
            "pert: {low: 8%, mode: 25%, high: 50%}",
            "pert: {low: 8%, most_likely: 25%, high: 50%}",
            "/events/eviction/probability",
        ),
        ("pert: {low: 8%, mode: 25%, high: 50%}", "value: 35", "/events/eviction/probability"),
        ("timing: {decays: 12 months}", "timing: {decays: 0}", "/events/eviction/timing"),
        (
            "unit_cost: {library: evict_components}",
            "unit_cost: {libary: evict_components}",
            "/events/eviction/unit_cost",
        ),
        ("unit_cost: {library: evict_components}", "unit_cost: $6,355", "/events/eviction/unit_cost"),
        ("unit_cost: {library: evict_components}", "", "/events/eviction"),
        ("varies: {gamma: {cv: 60%}}", "varies: {gamma: {sd: £3k}}", "/events/eviction/varies"),
        ("paid_by: {nhs: 100%}", "paid_by: nhs", "/events/mental_health_admission/paid_by"),
        ("pert: {low: 0.5, mode: 1.5, high: 3.5}", "value: 2 per week", "/events/unplanned_admission/rate"),
        ("delays: 3 months", "delays: {uniform: {low: 1, high: 3}}", "/events/social_care_assessment/support/delays"),
        ("amount: £500k", "amount: 500 thousand", "/targets/mtfs_2022_23/amount"),
        ("counting: cashable", "counting: cashible", "/targets/mtfs_2022_23/counting"),
        ("weight: 25%", "weight: 25", "/views/optimistic/weight"),
        ("cohort: {frailty: 1.2}", "cohort: {fraility: 1.2}", "/views/pessimistic/set/cohort"),
        ("set: {shared: {effect: 0%}}", "set: {library: builtin}", "/shocks/no_effect/set"),
        ("rho: 0.4", "rho: 4", "/correlations/0/rho"),
        ("draws: 4000", "draws: many", "/simulation/draws"),
    ];
    let mut missed = Vec::new();
    for (part, by, place) in slips {
        let found = objections(&validator, &edited(&text, part, by));
        if !found
            .iter()
            .any(|objection| objection.starts_with(&format!("{place}:")) || objection.starts_with(&format!("{place}/")))
        {
            missed.push(format!("`{by}` for `{part}`: {found:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
