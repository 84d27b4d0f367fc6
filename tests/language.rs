//! Holds the JSON Schema to the reader: both know the same keys, and accept and refuse the same spellings at every one.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use averted::scenario::{self, Files};
use jsonschema::Validator;
use serde_json::{Value, json};

use everything::{everything, stands_apart};

#[path = "language/contrasts.rs"]
mod contrasts;
#[path = "language/costs.rs"]
mod costs;
#[path = "language/everything.rs"]
mod everything;
#[path = "language/money.rs"]
mod money;

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).expect("a draft-07 schema")
}

/// Files in memory.
struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

/// What the reader has against a scenario: the path of each error with its message and help.
fn faults(scenario: &Value) -> Vec<(String, String)> {
    let mut texts = HashMap::from([(PathBuf::from("x.yaml"), scenario.to_string().into_bytes())]);
    let cases = "person,event,occurrences,avoided_cost\na,eviction,1,500\nb,eviction,1,700\nc,,0,0\n";
    texts.insert(PathBuf::from("cases.csv"), cases.as_bytes().to_vec());
    let library =
        "ne_blended: {label: A stay, value: 2711, price_year: 2024/25, source: a table, licence: OGL, status: read}";
    texts.insert(PathBuf::from("library.yaml"), library.as_bytes().to_vec());
    match scenario::read(Path::new("x.yaml"), &Memory(texts), &[]) {
        Ok(_) => Vec::new(),
        Err(diagnostics) => diagnostics
            .list
            .into_iter()
            .filter(|fault| fault.severity == scenario::Severity::Error)
            .map(|fault| {
                let said = format!("{}; {}", fault.message, fault.help.unwrap_or_default());
                (fault.place.map_or_else(String::new, |place| place.path), said)
            })
            .collect(),
    }
}

/// The path of the reader for a JSON pointer: entries of lists count from 1.
fn reader_path(pointer: &str) -> String {
    let parts =
        pointer.split('/').skip(1).map(|part| part.parse::<usize>().map_or(part.to_owned(), |n| (n + 1).to_string()));
    parts.collect::<Vec<_>>().join(".")
}

#[test]
fn reader_and_schema_know_the_same_keys() {
    let schema = scenario::schema();
    let (base, blocks) = everything();
    assert_eq!(faults(&base), []);
    assert!(validator(&schema).is_valid(&base));
    let remarks = BTreeSet::from(["source", "note", "grade", "owner", "review_by"].map(str::to_owned));
    for (id, pointer) in blocks {
        let mut scenario = base.clone();
        scenario.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert("qqqqqq".to_owned(), json!(1));
        let path = if pointer.is_empty() { "qqqqqq".to_owned() } else { format!("{}.qqqqqq", reader_path(pointer)) };
        let (_, said) = faults(&scenario).into_iter().find(|(place, _)| *place == path).expect("an unknown key");
        let listed = said.split("; ").nth(1).unwrap().split('`').skip(1).step_by(2);
        let of_the_reader: BTreeSet<String> = listed.map(str::to_owned).chain(remarks.clone()).collect();
        let keys = schema["definitions"][id]["properties"].as_object().unwrap();
        let of_the_schema: BTreeSet<String> = keys.keys().cloned().collect();
        assert_eq!(of_the_reader, of_the_schema, "the keys of {id}");
        assert!(!validator(&schema).is_valid(&scenario), "{id} is open");
        for (key, about) in keys {
            let about = if about["$ref"].is_string() { &schema["definitions"][key] } else { about };
            assert!(about["description"].as_str().is_some_and(|about| about.len() > 20), "{id}.{key} is not explained");
        }
    }
}

/// Values of every spelling, right and wrong.
fn probes() -> Vec<Value> {
    let words = [
        "",
        "words and more",
        "yes",
        "true",
        "even",
        "rest",
        "random",
        "base",
        "outturn",
        "cashable",
        "released",
        "averted",
        "avoided",
        "gross",
        "credited",
        "nhs",
        "0%",
        "0.35",
        "1",
        "35%",
        "35 %",
        "100%",
        "150%",
        "-5%",
        "35",
        "40.5",
        "0",
        "£1,200",
        "£1.2k",
        "£4.8m",
        "£ 719.50",
        "£1,20",
        "$5",
        "€5",
        "1_200",
        "1__200",
        "£1.2bn",
        "18 months",
        "2 years",
        "1.5 years",
        "6 weeks",
        "10 days",
        "0 months",
        "6 fortnights",
        "two years",
        "1.2 per year",
        "2 per week",
        "0.5 per month",
        "10 per Year",
        "2021-04",
        "2021-13",
        "April 2021",
        "2021/22",
        "2021-22",
        "2099/00",
        "2021/23",
        "3 of 8",
        "x1.2",
    ];
    let mut probes: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    probes.extend([
        json!(null),
        json!(true),
        json!(0),
        json!(0.35),
        json!(1),
        json!(7),
        json!(35),
        json!(40.5),
        json!(-1),
    ]);
    probes.extend([json!(1300), json!(20_000), json!(20_000_000), json!(200_000_000), json!(20_000_000_000_000_u64)]);
    probes.extend([
        json!([]),
        json!(["nhs"]),
        json!(["a.b", "c.d"]),
        json!([10, 20]),
        json!(["a", {"b": 1}]),
        json!({}),
    ]);
    probes.extend([
        json!({"value": "35%", "source": "x"}),
        json!({"value": 1, "note": "x", "grade": 2}),
        json!({"value": 1, "grade": 7}),
        json!({"value": 1, "review_by": "2026-13"}),
        json!({"value": 1, "sd": 1}),
        json!({"value": {"uniform": {"low": "10%", "high": "20%"}}}),
        json!({"source": "x"}),
        json!({"grade": 3}),
        json!({"beta": {"mean": "35%", "sd": "10%"}}),
        json!({"beta": {"alpha": 3, "beta": 5}}),
        json!({"beta": {"mean": "35%"}}),
        json!({"beta": {"mean": "35%", "sd": 0}}),
        json!({"beta": {"mean": "35%", "sd": "10%"}, "pert": {"low": 0, "mode": 0.1, "high": 0.2}}),
        json!({"gamma": {"mean": 2, "sd": 1}}),
        json!({"gamma": {"mean": "£2k", "sd": "£1k", "source": "x"}}),
        json!({"gamma": {"cv": "60%"}}),
        json!({"lognormal": {"cv": 0}}),
        json!({"lognormal": {"mean": "2 per year", "sd": "1 per year"}}),
        json!({"normal": {"mean": 0.5, "sd": 0.1}}),
        json!({"normal": {"mean": "2 weeks", "sd": "1 week"}}),
        json!({"uniform": {"low": "10%", "high": "20%"}}),
        json!({"uniform": {"low": "£10", "high": "£20"}}),
        json!({"uniform": {"low": 1, "high": 2, "mode": 1.5}}),
        json!({"uniform": [1, 2]}),
        json!({"triangular": {"low": 0.1, "mode": 0.2, "high": 0.3}}),
        json!({"triangluar": {"low": 0.1, "mode": 0.2, "high": 0.3}}),
        json!({"pert": {"low": 0.1, "mode": {"value": 0.2, "source": "x"}, "high": 0.3}}),
        json!({"pert": {"low": 0.1, "high": 0.3}}),
        json!({"range": {"low": 0.1, "high": 0.3}}),
        json!({"range": {"low": 0.1, "high": 0.3, "confidence": "80%"}}),
        json!({"range": {"low": 0.1, "high": 0.3, "confidence": "100%"}}),
        json!({"range": {"low": 0, "high": 0.3}}),
        json!({"quantiles": {"5%": 0.1, "50%": 0.2, "95%": 0.3}}),
        json!({"quantiles": {"50%": 0.2}}),
        json!({"quantiles": {"middle": 0.2, "95%": 0.3}}),
        json!({"mixture": [{"weight": "20%", "value": 0}, {"weight": "80%", "value": {"uniform": {"low": 0.1, "high": 0.2}}}]}),
        json!({"mixture": [{"weight": "100%", "value": {"shared": "spare"}}]}),
        json!({"mixture": [{"weight": "100%"}]}),
        json!({"mixture": []}),
        json!({"observed": "3 of 8"}),
        json!({"observed": "3 out of 8"}),
        json!({"observed": "12 in 8 person-years"}),
        json!({"observed": "12 in 0 person-years"}),
        json!({"observed": {"events": 3, "of": 8, "over": "12 months", "prior": {"alpha": 1, "beta": 1}}}),
        json!({"observed": {"events": 3, "of": "8 person-years", "prior": {"shape": 1, "rate": 1}}}),
        json!({"observed": {"events": 3}}),
        json!({"observed": {"events": 3.5, "of": 8}}),
        json!({"shared": "spare"}),
        json!({"shared": "spare", "times": "80%"}),
        json!({"shared": "spare", "times": {"uniform": {"low": 1, "high": 2}}}),
        json!({"library": "ne_blended"}),
        json!({"library": "ne_blended", "times": {"uniform": {"low": 1, "high": 2}}}),
        json!({"library": "ne_blended", "time": 3}),
        json!({"cases": "eviction"}),
        json!({"times": 2}),
        json!({"nhs": "100%"}),
        json!({"nhs": 35}),
        json!({"nhs": "85%", "housing": "15%", "note": "x"}),
        json!({"National Health": "100%"}),
        json!({"beta": "100%"}),
        json!({"2021/22": 100, "2022/23": "200"}),
        json!({"2021/22": "£200k", "note": "x"}),
        json!({"2021/23": 100}),
        json!({"default": 0.2, "eviction": 3}),
        json!({"default": 0, "eviction": 3}),
        json!({"events.*.unit_cost": "120%"}),
        json!({"events.*.unit_cost": "lots"}),
    ]);
    probes.extend(contrasts::probes());
    probes.extend(costs::probes());
    probes.extend(money::probes());
    probes
}

/// Why reader and schema may differ on what stands at a key; `None` where they may not.
fn may_differ(id: &str, key: &str, probe: &Value) -> Option<&'static str> {
    let only_remarks = probe.as_object().is_some_and(|map| map.keys().all(|key| key == "source" || key == "grade"));
    let number = probe.as_f64().or_else(|| probe.as_str()?.replace('_', "").parse().ok());
    match (id, key) {
        ("cohort", "frailty") if number.is_some_and(|cv: f64| cv > 5.0) => Some("a limit of the method, not of shape"),
        ("scenario", "extends" | "library" | "cases" | "samples") => Some("files are known on the disk alone"),
        ("scenario", "shared") => Some("what nothing names is not read"),
        ("view" | "shock", "set" | "scale") => Some("what a patch changes is read where it ends up"),
        ("scenario", "events" | "payers" | "published")
        | ("event", "follows" | "leads_to" | "paid_by")
        | ("outcome", "paid_to")
        | ("support", "instead")
        | ("cohort", "joining")
        | ("funding", "amounts")
        | ("capacity", "coordinators")
            if only_remarks =>
        {
            Some("remarks and nothing else is read as nothing, which a schema cannot tell from something")
        }
        _ if probe.get("value").is_some() && !has_number(id, key) => {
            Some("the reader lets text stand in braces with its remarks, which the schema does not offer")
        }
        (_, "allow_unverified" | "net_of_programme") if *probe == "true" => {
            Some("quotes around true do not matter to the reader")
        }
        _ => None,
    }
}

/// Whether the schema takes a number at a key.
fn has_number(id: &str, key: &str) -> bool {
    let numberless = [
        "title",
        "description",
        "starts",
        "price_base",
        "extends",
        "library",
        "cases",
        "samples",
        "label",
        "beneficiary",
        "payer",
        "payers",
        "groups",
        "group",
        "of",
        "year",
        "counting",
        "prices",
        "allow_unverified",
        "net_of_programme",
        "sampling",
        "seed",
        "source",
        "note",
        "owner",
        "grade",
        "review_by",
    ];
    !numberless.contains(&key) && id != "silence"
}

/// The keys that cannot stand beside another.
const INSTEAD_OF: [(&str, &str); 6] = [
    ("rate", "probability"),
    ("joining", "people"),
    ("intake", "joining"),
    ("group", "groups"),
    ("gamma", "lognormal"),
    ("lognormal", "gamma"),
];

#[test]
fn reader_and_schema_agree_on_every_key_and_spelling() {
    let schema = scenario::schema();
    let validator = validator(&schema);
    let (base, blocks) = everything();
    let (mut tried, mut accepted, mut wrong) = (0, 0, Vec::new());
    for (id, pointer) in blocks {
        let keys = schema["definitions"][id]["properties"].as_object().unwrap().keys();
        for key in keys.filter(|key| !stands_apart(pointer, key)) {
            for probe in probes() {
                let mut scenario = base.clone();
                let block = scenario.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
                for (_, other) in INSTEAD_OF.into_iter().filter(|(name, _)| name == key) {
                    block.remove(other);
                }
                block.insert(key.clone(), probe.clone());
                let path = reader_path(&format!("{pointer}/{key}"));
                let below = |found: &str| {
                    found.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                let faults: Vec<_> = faults(&scenario).into_iter().filter(|(found, _)| below(found)).collect();
                // Without the probe the scenario is valid, so that whatever the schema has against it is the probe.
                let refused = !validator.is_valid(&scenario);
                tried += 1;
                accepted += usize::from(faults.is_empty());
                if faults.is_empty() == refused && may_differ(id, key, &probe).is_none() {
                    let who = if refused { "only the schema refuses" } else { "only the reader refuses" };
                    wrong.push(format!("{who} {path}: {probe}  {faults:?}"));
                }
            }
        }
    }
    assert!(tried > 10_000 && accepted > 1_000, "{tried} tried, {accepted} accepted");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}
