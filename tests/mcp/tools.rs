//! Every tool, held against what its command prints for the same scenario.

use serde_json::{Value, json};

use super::session::{Session, text};

/// A result whose words are those of the command, and whose structured part keeps to the schema that the tool is listed with.
fn answered(session: &mut Session, tool: &str, arguments: &Value, command: &[&str]) -> Value {
    let mut asked = arguments.clone();
    asked["whole"] = json!(true);
    let result = session.call(tool, asked);
    let content = result["structuredContent"].clone();
    assert_eq!(content["words"], text(&result));
    let listed = session.ask("tools/list", json!({}))["result"]["tools"].clone();
    let definition = listed.as_array().unwrap().iter().find(|listed| listed["name"] == tool).unwrap();
    let schema = jsonschema::validator_for(&definition["outputSchema"]).unwrap();
    assert!(schema.is_valid(&content), "{:?}", schema.iter_errors(&content).collect::<Vec<_>>());
    let (json, said) = session.averted(&[command, &["--json"]].concat());
    let whole: Value = serde_json::from_slice(&json).unwrap_or_else(|_| panic!("{said}"));
    assert!(content["whole"] == whole, "{tool} gives other results than `averted {}`", command.join(" "));
    assert_eq!(content["run"], whole["run"]);
    let figures = content["figures"].as_array().unwrap();
    assert!(figures.len() >= 5, "{tool}: {} figures", figures.len());
    for figure in figures {
        held(figure, &whole);
    }
    // Without the whole it is a digest.
    let digest = session.call(tool, arguments.clone());
    assert_eq!(digest["structuredContent"].get("whole"), None);
    assert_eq!(digest["structuredContent"]["figures"], content["figures"]);
    content
}

/// What stands at a key of an answer; ids of the scenario's may hold dots.
fn at<'a>(whole: &'a Value, key: &str) -> Option<&'a Value> {
    let ends = key.match_indices('.').map(|(end, _)| end).chain([key.len()]);
    ends.filter_map(|end| {
        let (name, rest) = (&key[..end], key[end..].strip_prefix('.'));
        let value = name.parse().ok().and_then(|index: usize| whole.get(index)).or_else(|| whole.get(name))?;
        rest.map_or(Some(value), |rest| at(value, rest))
    })
    .next()
}

/// A figure is what stands at its key in the whole answer.
fn held(figure: &Value, whole: &Value) {
    let key = figure["key"].as_str().unwrap();
    let there = at(whole, key).unwrap_or_else(|| panic!("{key} is not in the answer"));
    let beside = |name: &str| there.get(name);
    let mean = [Some(there), beside("mean"), beside("value"), beside("probability")];
    assert!(mean.contains(&Some(&figure["value"])), "{figure}");
    if let Some(error) = figure.get("error") {
        let (above, name) = key.rsplit_once('.').unwrap();
        let above = at(whole, above).unwrap();
        let errors = [beside("mcse"), above.get("mcse"), above.get(format!("{name}_mcse"))];
        assert!(errors.contains(&Some(error)), "{figure}");
    }
    assert!(figure["meaning"].as_str().is_some_and(|meaning| !meaning.is_empty()), "{figure}");
    assert_eq!(figure.get("low").is_some(), figure.get("high").is_some(), "{figure}");
}

/// What the command prints, without the files that it has written.
fn words(session: &Session, command: &[&str]) -> String {
    let (said, _) = session.averted(command);
    let said = String::from_utf8(said).unwrap();
    said.split("\nFiles\n").next().unwrap().to_owned()
}

#[test]
fn a_run_is_that_of_the_command() {
    let mut session = Session::new(&[]);
    let given = json!({"file": "havering.yaml", "draws": 500, "seed": 7, "set": ["cohort.people=300"]});
    let command = ["run", "havering.yaml", "--draws", "500", "--seed", "7", "--set", "cohort.people=300"];
    let content = answered(&mut session, "run", &given, &command);
    assert_eq!(content["words"], words(&session, &command));
    let figures = content["figures"].as_array().unwrap();
    let chance = figures.iter().find(|figure| figure["key"] == "targets.mtfs_2022_23.probability").unwrap();
    assert_eq!((&chance["unit"], &chance["covers"]), (&json!("share"), &json!("Monte Carlo error")));
    let avoided = figures.iter().find(|figure| figure["key"] == "total.avoided").unwrap();
    assert_eq!((&avoided["unit"], &avoided["covers"]), (&json!("£"), &json!("evidence and chance")));
    assert!(
        avoided["low"].as_f64() < avoided["value"].as_f64() && avoided["value"].as_f64() < avoided["high"].as_f64()
    );
    assert_eq!(content["warnings"][0]["id"], "W38");
    let full = session.call("run", json!({"file": "havering.yaml", "draws": 500, "full": true}));
    assert_eq!(text(&full), words(&session, &["run", "havering.yaml", "--draws", "500", "--full"]));
}

#[test]
fn stress_drivers_and_comparison_are_those_of_their_commands() {
    let mut session = Session::new(&[]);
    let given = json!({"file": "havering.yaml", "draws": 400, "shock": ["events.*.unit_cost=x1.2"]});
    let command = ["stress", "havering.yaml", "--draws", "400", "--shock", "events.*.unit_cost=x1.2"];
    answered(&mut session, "stress", &given, &command);
    let given = json!({"file": "thurrock.yaml", "draws": 500, "study_cost": "£500 + £250 per person"});
    let command = ["drivers", "thurrock.yaml", "--draws", "500", "--study-cost", "£500 + £250 per person"];
    answered(&mut session, "drivers", &given, &command);
    let given = json!({"files": ["havering.yaml", "sceptical.yaml"], "draws": 400});
    let command = ["compare", "havering.yaml", "sceptical.yaml", "--draws", "400"];
    let content = answered(&mut session, "compare", &given, &command);
    let labels: Vec<&str> = content["figures"].as_array().unwrap().iter().filter_map(|f| f["label"].as_str()).collect();
    assert!(labels.contains(&"havering") && labels.contains(&"sceptical"), "{labels:?}");
    for tool in ["stress", "drivers"] {
        let full = session.call(tool, json!({"file": "havering.yaml", "draws": 400, "full": true}));
        assert_eq!(text(&full), words(&session, &[tool, "havering.yaml", "--draws", "400"]));
        let short = session.call(tool, json!({"file": "havering.yaml", "draws": 400}));
        assert!(text(&short).len() < text(&full).len() / 2, "{tool}: {} of {}", text(&short).len(), text(&full).len());
    }
}

#[test]
fn check_costs_and_explain_say_what_their_commands_say() {
    let mut session = Session::new(&[]);
    let files = std::fs::read_dir(session.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".yaml") && name != "unit_costs.yaml");
    assert!(names.len() >= 5, "{names:?}");
    let scenarios = names.iter().map(|name| ("check", json!({"file": name}), vec!["check", name]));
    let others = [
        ("costs", json!({}), vec!["costs"]),
        ("costs", json!({"words": "eviction"}), vec!["costs", "eviction"]),
        ("costs", json!({"words": "--help"}), vec!["costs", "--search=--help"]),
        (
            "costs",
            json!({"show": "evict_complex", "price_base": "2021/22"}),
            vec!["costs", "--show", "evict_complex", "--price-base", "2021/22"],
        ),
        ("costs", json!({"scenario": "havering.yaml"}), vec!["costs", "--scenario", "havering.yaml"]),
        ("explain", json!({}), vec!["explain"]),
        ("explain", json!({"name": "credible interval"}), vec!["explain", "credible", "interval"]),
        ("explain", json!({"name": "W07"}), vec!["explain", "W07"]),
    ];
    for (tool, given, command) in scenarios.chain(others) {
        let result = session.call(tool, given);
        assert_eq!(result.get("isError"), None, "{result}");
        assert_eq!(text(&result), words(&session, &command), "{command:?}");
        assert_eq!(result.get("structuredContent"), None);
    }
}

#[test]
fn mistakes_are_drawn_as_the_command_draws_them() {
    let mut session = Session::new(&[]);
    let havering = std::fs::read_to_string(session.path("havering.yaml")).unwrap();
    std::fs::write(session.path("wrong.yaml"), havering.replace("people:", "poeple:").replace("horizon:", "horizn:"))
        .unwrap();
    for tool in ["check", "run", "stress", "drivers"] {
        let said = session.mistake(tool, json!({"file": "wrong.yaml"}));
        let (_, drawn) = session.averted(&[tool, "wrong.yaml"]);
        assert!(said.contains("wrong.yaml:") && said.contains("did you mean"), "{said}");
        assert!(said.starts_with(&drawn), "{said}\nis not\n{drawn}");
    }
    let missing = session.mistake("check", json!({"file": "haverin.yaml"}));
    assert!(missing.contains("havering.yaml"), "{missing}");
    for (tool, given, part) in [
        ("run", json!({}), "In the folder are havering.yaml, havering_case_studies.yaml, "),
        ("run", json!({"file": 3}), "`file` is the path of a file"),
        ("run", json!({"file": "havering.yaml", "draw": 3}), "there is no argument `draw`; known: file, set, draws"),
        ("run", json!({"file": "havering.yaml", "draws": "many"}), "`draws` is a whole number"),
        ("run", json!({"file": "havering.yaml", "draws": -1, "set": "a=b"}), "`set` is a list of texts"),
        ("run", json!({"file": "havering.yaml", "draws": 0}), "--draws"),
        ("run", json!({"file": "havering.yaml", "set": ["cohort.poeple=3"]}), "people"),
        ("run", json!({"file": "havering.yaml", "whole": "yes"}), "`whole` is true or false"),
        ("run", json!({"file": "havering.yaml", "set": ["cohort.people=10_000_000"], "draws": 900_000}), "--large"),
        ("compare", json!({"files": ["havering.yaml"]}), "`files` holds from 2 to 8 files"),
        ("drivers", json!({"file": "havering.yaml", "of": "target:nowhere"}), "nowhere"),
        ("stress", json!({"file": "havering.yaml", "grid": ["cohort.people=1..2"]}), "two axes"),
        ("costs", json!({"show": "evict_complexx"}), "did you mean `evict_complex`"),
        ("explain", json!({"name": "prevent"}), "did you mean `prevents`"),
    ] {
        let said = session.mistake(tool, given.clone());
        assert!(said.contains(part), "{tool} {given}: {said}");
        assert!(!said.contains('\u{1b}'), "no colours");
    }
}
