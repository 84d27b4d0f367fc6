//! Asks what a page asks, of the library itself, and holds the answers against the front door and against exact laws.
#![cfg(feature = "figures")]

use std::fs;
use std::path::Path;

use averted::estimate::{break_even, forecast};
use averted::run::{PartialRun, Request};
use averted::scenario::Files;
use averted::web::Session;
use serde_json::{Value, json};

/// Nobody is lucky: 100 people, a chance of 20%, of which half is prevented, at a price; £20,000 of support.
const PLAIN: &str = r"
title: Plain
starts: 2024-04
horizon: 12 months
discount_rate: 0%
cohort: {people: 100}
payers: {nhs: {label: NHS}, council: {label: Council}}
programme: {funding: [{payer: council, amounts: {2024/25: £20k}}]}
events:
  admission:
    probability: {uniform: {low: 10%, high: 30%}}
    unit_cost: {triangular: {low: £1k, mode: £2k, high: £3k}}
    paid_by: {nhs: 100%}
    support: {prevents: 50%}
targets: {half: {amount: £10k}}
shocks: {dear: {label: Dearer, scale: {events.*.unit_cost: 150%}}}
simulation: {draws: 600, seed: 3}
";

struct Only<'a>(&'a str);

impl Files for Only<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        if path == Path::new("s.yaml") { Ok(self.0.as_bytes().to_vec()) } else { Err("there is no such file".into()) }
    }
}

fn inputs(text: &str, set: &[&str]) -> Value {
    json!({
        "files": [{ "path": "s.yaml", "text": text }],
        "set": set,
        "draws": null,
        "seed": null,
        "with_stress": false,
    })
}

fn ask(session: &mut Session, request: &Value) -> Value {
    serde_json::from_str(&session.answer(&request.to_string())).expect("JSON")
}

fn results(text: &str, set: &[&str]) -> String {
    let set = set.iter().map(|&set| set.to_owned()).collect();
    let request = Request { set, ..Request::default() };
    let run = averted::run_of(Path::new("s.yaml"), &Only(text), &request).expect("a run");
    String::from_utf8(averted::render::json(&run.estimates.results).expect("JSON")).expect("text")
}

#[test]
fn a_run_in_parts_is_the_run_in_one_go_to_the_last_byte() {
    let precise = PLAIN.replace("draws: 600", "draws: 300, precision: 2%");
    for (text, set) in [(PLAIN, &[][..]), (PLAIN, &["cohort.people=77", "events.*.unit_cost=x1.2"]), (&precise, &[])] {
        let (mut session, inputs) = (Session::default(), inputs(text, set));
        let mut of = 300;
        loop {
            let draws = json!({ "ask": "simulate", "inputs": inputs, "draws": of, "most": 70 });
            let answer = ask(&mut session, &draws);
            of = answer["of"].as_u64().expect("a count");
            if answer["done"] == 140 {
                // What is looked at on the way is no part of the end.
                ask(&mut session, &json!({ "ask": "report", "inputs": inputs, "draws": 140 }));
            }
            if answer["more"] == false {
                break;
            }
        }
        let file = ask(&mut session, &json!({ "ask": "file", "inputs": inputs, "name": "results.json" }));
        assert_eq!(file["text"].as_str().expect("text"), results(text, set));
    }
}

#[test]
fn what_is_expected_is_the_mean_of_what_a_run_expects_of_the_same_draws() {
    let request = Request { draws: Some(256), ..Request::default() };
    let mut run = PartialRun::new(Path::new("s.yaml"), &Only(PLAIN), &request).expect("a scenario");
    let expected = forecast(run.plan(), 256);
    while run.advance(100) {}
    let found = run.claim().expect("agreement").results;
    let net = found.programme.expect("a programme");
    let own = expected.programme.expect("a programme");
    let (run_net, own_net) = (net.expected_net_pv.expect("an expectation"), own.net_pv);
    assert_eq!(expected.per_person, found.per_person.expected);
    assert_eq!(own_net, run_net);
    assert_eq!(own.net_positive, net.net_positive);
    // 100 · probability · 50% · price, the two apart: 10 · £2,000.
    let mcse = expected.avoided.mcse;
    assert!((expected.avoided.mean - 20_000.0).abs() < 4.0 * mcse && mcse < 600.0, "{:?}", expected.avoided);
}

#[test]
fn the_first_answer_holds_what_chance_does_as_well() {
    let request = Request { draws: Some(8_000), ..Request::default() };
    let mut run = PartialRun::new(Path::new("s.yaml"), &Only(PLAIN), &request).expect("a scenario");
    let expected = forecast(run.plan(), 256);
    while run.advance(4_000) {}
    let found = run.claim().expect("agreement").results;
    let (_, simulated) = found.targets.iter().next().expect("a target");
    let (label, chance) = &expected.targets[0];
    assert_eq!(label, &simulated.label);
    // Prices are the same every time, so that half a step of £2,000, or so, may be missed: half of it, over an sd of £9,000
    // or more, in a density of 0.4.
    let step = 0.4 * 0.5 * 2_000.0 / 9_000.0;
    let error = 4.0 * chance.mcse.hypot(simulated.chance.mcse);
    assert!(
        (chance.probability - simulated.chance.probability).abs() < error + step,
        "{chance:?} {:?}",
        simulated.chance
    );
    assert!(chance.mcse < 0.03, "{chance:?}");
    let (own, whole) = (&expected.avoided, &found.total.avoided);
    for (one, other) in own.quantiles.iter().zip(&whole.quantiles) {
        assert!((one.value - other.value).abs() < 4.0 * one.mcse.hypot(other.mcse) + 500.0, "{one:?} {other:?}");
    }
    assert!((own.sd / whole.sd - 1.0).abs() < 0.2, "{} {}", own.sd, whole.sd);
}

#[test]
fn a_switching_value_is_where_benefits_equal_costs() {
    let run = PartialRun::new(Path::new("s.yaml"), &Only(PLAIN), &Request::default()).expect("a scenario");
    // What is avoided is 50 · probability · price. With the other at its mean over draws, which is all but its mean.
    for (path, exact) in [("events.admission.probability", 0.2), ("events.admission.unit_cost", 2_000.0)] {
        let switch = break_even(run.plan(), path).expect("it is uncertain");
        let (value, mcse) = (switch.value.expect("it turns the answer"), switch.mcse.expect("an error"));
        assert!((value - exact).abs() < 4.0 * mcse && mcse < 0.05 * exact, "{path}: {value} ± {mcse}");
    }
    // With the price certain there is nothing to average over.
    let certain = Request { set: vec!["events.admission.unit_cost=£2_000".into()], ..Request::default() };
    let run_of_it = PartialRun::new(Path::new("s.yaml"), &Only(PLAIN), &certain).expect("a scenario");
    let switch = break_even(run_of_it.plan(), "events.admission.probability").expect("it is uncertain");
    assert!((switch.value.expect("it turns the answer") - 0.2).abs() < 1e-9, "{switch:?}");
    let certain = break_even(run.plan(), "events.admission.support.prevents");
    assert!(certain.is_none(), "{certain:?}");
    let session = &mut Session::default();
    let turn = |session: &mut Session, set: &[&str]| {
        let request = json!({ "ask": "turn", "inputs": inputs(PLAIN, set), "path": "events.admission.probability" });
        ask(session, &request)["sentence"].as_str().expect("a sentence").to_owned()
    };
    let said = turn(session, &[]);
    let (value, rest) =
        said.strip_prefix("Switching value: at ").and_then(|said| said.split_once("% (± ")).expect("a value");
    let (error, rest) = rest.split_once(' ').expect("an error");
    let [value, error] = [value, error].map(|number| number.parse::<f64>().expect("a number"));
    assert!((value - 20.0).abs() < 4.0 * error && error < 1.0, "{said}");
    assert_eq!(rest, "points) the expected net benefit is zero.");
    let never = turn(session, &["events.admission.unit_cost=£10"]);
    assert_eq!(never, "By itself it cannot make the expected net benefit zero.");
}

#[test]
fn a_page_is_told_what_can_be_moved_and_how_far() {
    let opened = ask(&mut Session::default(), &json!({ "ask": "open", "inputs": inputs(PLAIN, &[]) }));
    let controls = opened["controls"].as_array().expect("controls");
    let of = |path: &str| controls.iter().find(|control| control["path"] == path).expect("a control");
    let price = of("events.admission.unit_cost");
    assert_eq!(price["main"], true);
    assert_eq!((&price["low"], &price["high"]), (&json!(1000.0), &json!(3000.0)));
    assert!((price["likely"].as_f64().expect("a number") - 2000.0).abs() < 1e-9);
    assert_eq!((&price["before"], &price["times"]), (&json!("£"), &json!(1.0)));
    let chance = of("events.admission.probability");
    assert!((chance["likely"].as_f64().expect("a number") - 0.2).abs() < 1e-9);
    // A uniform law is as likely everywhere; a triangle's slopes are straight and meet in the middle.
    let heights = |control: &Value| -> Vec<f64> {
        let points = control["density"].as_array().expect("a curve").iter();
        points.map(|point| point[1].as_f64().expect("a height")).collect()
    };
    assert!(heights(chance).iter().all(|height| (height - 1.0).abs() < 1e-9), "{chance}");
    let slope = heights(price);
    assert_eq!(slope.len(), 40);
    assert!(slope[..20].windows(2).all(|pair| (pair[1] - pair[0] - 2.0 / 39.0).abs() < 1e-9), "{slope:?}");
    let prevents = of("events.admission.support.prevents");
    assert_eq!((&prevents["certain"], &prevents["main"]), (&json!(true), &json!(false)));
    assert_eq!(opened["shocks"], json!([{ "id": "dear", "label": "Dearer", "set": ["events.*.unit_cost=x150%"] }]));
    assert_eq!(opened["targets"][0]["years"], json!(["2024/25"]));
}

#[test]
fn the_changes_are_a_file_that_runs_to_the_same_numbers() {
    let set = ["cohort.people=80", "events.admission.probability={pert: {low: 10%, mode: 20%, high: 25%}}"];
    let asked = json!({ "ask": "file", "inputs": inputs(PLAIN, &set), "name": "changes.yaml" });
    let patch = ask(&mut Session::default(), &asked)["text"].as_str().expect("text").to_owned();
    assert!(patch.starts_with("# Changed by the reader on the live page"), "{patch}");
    let mut files = inputs(&patch, &[]);
    files["files"][0]["path"] = "changes.yaml".into();
    files["files"].as_array_mut().expect("files").push(json!({ "path": "s.yaml", "text": PLAIN }));
    let asked = json!({ "ask": "file", "inputs": files, "name": "results.json" });
    let answer = ask(&mut Session::default(), &asked);
    let own: Value = serde_json::from_str(answer["text"].as_str().expect("text")).expect("JSON");
    let by_set: Value = serde_json::from_str(&results(PLAIN, &set)).expect("JSON");
    for part in ["run", "per_person", "total", "events", "targets", "programme", "series", "assumptions"] {
        assert_eq!(own[part], by_set[part], "{part}");
    }
}

#[test]
fn mistakes_come_back_as_the_program_prints_them() {
    let session = &mut Session::default();
    for (text, set) in [(PLAIN, "cohort.peple=3"), ("title: [", ""), (&PLAIN.replace("20%", "120%"), "")] {
        let set: Vec<&str> = [set].into_iter().filter(|set| !set.is_empty()).collect();
        let request = Request { set: set.iter().map(|&set| set.to_owned()).collect(), ..Request::default() };
        let said = averted::run_of(Path::new("s.yaml"), &Only(text), &request).map(drop);
        for verb in ["open", "expect"] {
            let answer = ask(session, &json!({ "ask": verb, "inputs": inputs(text, &set) }));
            match &said {
                Ok(()) => assert!(answer["faults"].is_null(), "{answer}"),
                Err(error) => assert_eq!(answer["faults"].as_str().expect("a text").trim_end(), error.to_string()),
            }
        }
    }
    for request in ["", "null", "{\"ask\":\"fly\"}", "{\"ask\":\"open\",\"inputs\":{\"files\":[]}}"] {
        let answer: Value = serde_json::from_str(&session.answer(request)).expect("JSON");
        assert!(answer["faults"].is_string(), "{request}: {answer}");
    }
    let empty = json!({ "files": [], "set": [], "draws": null, "seed": null, "with_stress": false });
    let answer = ask(session, &json!({ "ask": "open", "inputs": empty }));
    assert_eq!(answer["faults"], "there is no scenario; open one, or paste its text");
}

#[test]
fn a_new_scenario_starts_from_the_questions_of_the_program() {
    let session = &mut Session::default();
    let asked = ask(session, &json!({ "ask": "questions" }));
    let usual = asked["questions"].as_array().expect("questions").iter();
    let usual: serde_json::Map<String, Value> = usual
        .map(|question| (question["id"].as_str().expect("a name").to_owned(), question["usual"].clone()))
        .collect();
    let started = ask(session, &json!({ "ask": "start", "answers": usual }));
    let text = started["text"].as_str().expect("a scenario");
    let opened = ask(session, &json!({ "ask": "open", "inputs": inputs(text, &[]) }));
    assert_eq!(opened["title"], "My service", "{opened}");
    let wrong = ask(session, &json!({ "ask": "start", "answers": { "people": "many", "cost": "$5" } }));
    let wrong = wrong["wrong"].as_object().expect("faults");
    assert_eq!(wrong.keys().collect::<Vec<_>>(), ["people", "cost"]);
}

#[test]
fn the_report_of_a_page_is_that_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.yaml");
    fs::write(&file, PLAIN).expect("written");
    let answer = ask(&mut Session::default(), &json!({ "ask": "report", "inputs": inputs(PLAIN, &[]), "draws": 600 }));
    if cfg!(feature = "cli") {
        let mut program = assert_cmd::Command::cargo_bin("averted").expect("the program");
        program.current_dir(folder.path()).args(["run", "s.yaml", "-o", "out", "--format", "html", "-q"]);
        program.assert().success();
        let report = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
        assert_eq!(answer["html"].as_str().expect("a page"), report);
    }
    let said = answer["html"].as_str().expect("a page").split_once("<p class=\"sentence\">").expect("the verdict").1;
    assert!(said.split_once("</p>").expect("a sentence").0.len() > 20);
}
