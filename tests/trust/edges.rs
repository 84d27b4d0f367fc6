//! Numbers at the edge give numbers, or a word: never NaN, never infinity, never a wrong mean.

use serde_json::Value;

use crate::town::{TOWN, Town};

/// Calls `look` with the path of every number of a value.
fn walk(value: &Value, path: &str, look: &mut dyn FnMut(&str, f64)) {
    match value {
        Value::Number(number) => look(path, number.as_f64().expect("a number that fits")),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{path}.{index}"), look));
        }
        Value::Object(entries) => entries.iter().for_each(|(key, item)| walk(item, &format!("{path}.{key}"), look)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// Calls `look` with the path of every null of a value.
fn nulls(value: &Value, path: &str, look: &mut dyn FnMut(&str)) {
    match value {
        Value::Null => look(path),
        Value::Array(items) => items.iter().for_each(|item| nulls(item, path, look)),
        Value::Object(entries) => entries.iter().for_each(|(key, item)| nulls(item, &format!("{path}.{key}"), look)),
        Value::Number(_) | Value::Bool(_) | Value::String(_) => {}
    }
}

/// Keys of results.json that may be null: what the scenario does not say, and what cannot be said.
const MAY_BE_NULL: &[&str] = &[
    // What the scenario does not say.
    "cohort_average",
    "description",
    "draws",
    "grade",
    "group",
    "note",
    "owner",
    "price_base",
    "programme",
    "published",
    "review_by",
    "seed",
    "silenced",
    "social_value_pv",
    "source",
    "sroi",
    "starts",
    "weight",
    "year",
    // Nothing is gained, nothing varies, never missed, never paid back, not asked for, nobody in the segment.
    "avoided_per_person",
    "evidence_share",
    "evidence_share_mcse",
    "mean_shortfall",
    "mean_shortfall_mcse",
    "p10",
    "p50",
    "p90",
    "payback_months",
    "people_needed",
    "people_needed_mcse",
    "top_share",
    "top_share_mcse",
];

/// Places where p10, p50 and p90 are not of a payback and so never null.
const NEVER_NULL: &[&str] = &["avoided", "cashable", "expected", "cohort", "person", "value", "net"];

/// Every number is finite and every standard error not negative; a null stands only where results.md says so.
fn assert_sound(results: &Value, what: &str) {
    let mut count = 0;
    walk(results, "", &mut |path, number| {
        count += 1;
        assert!(number.is_finite(), "{what}: {path} is {number}");
        let last = path.rsplit('.').next().unwrap_or_default();
        if matches!(last, "mcse" | "sd" | "quantile_mcse") || last.ends_with("_mcse") {
            assert!(number >= 0.0, "{what}: {path} is {number}");
        }
        if last == "probability" || last.starts_with("probability_") {
            assert!((0.0..=1.0).contains(&number), "{what}: {path} is {number}");
        }
    });
    assert!(count > 200, "{what}: only {count} numbers");
    let of_one_draw = results["run"]["draws"] == 1;
    nulls(results, "", &mut |path| {
        let mut parts = path.rsplit('.');
        let (last, above) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let known = MAY_BE_NULL.contains(&last) && !NEVER_NULL.contains(&above);
        // One draw alone has no spread, and neither errors nor intervals can be told from it.
        let quantile =
            last.strip_prefix('p').is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()));
        let single =
            quantile || last == "sd" || last.ends_with("mcse") || above.ends_with("mcse") || above.ends_with("mcses");
        assert!(known || (of_one_draw && single), "{what}: {path} is null");
    });
}

/// Runs the town with `arguments`; its draws.csv and results.json must hold finite numbers only.
fn sound(town: &Town, file: &str, arguments: &[&str]) -> Value {
    let what = format!("{file} {arguments:?}");
    let run = [&["run", file, "--quiet", "--format", "json,csv,md,html", "--output", "out"][..], arguments].concat();
    let output = town.averted(&run).assert().get_output().clone();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{what}: {said}");
    for name in ["results.json", "draws.csv", "report.md", "report.html"] {
        let text = std::fs::read_to_string(town.path("out").join(name)).unwrap();
        for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
            assert!(!matches!(word, "NaN" | "nan" | "inf" | "Infinity" | "infinity"), "{what}: {name} holds {word}");
        }
    }
    let results: Value = serde_json::from_slice(&std::fs::read(town.path("out/results.json")).unwrap()).unwrap();
    assert_sound(&results, &what);
    assert!(results["run"]["self_check"]["passed"] == true, "{what}");
    results
}

/// One event, in full.
fn one_event(event: &str, rest: &str) -> String {
    format!(
        "title: Edge\nhorizon: 12 months\ncohort: {{people: 50}}\npayers: {{nhs: {{label: NHS}}}}\nevents:\n  a: {{{event}, paid_by: {{nhs: 100%}}}}\n\
         programme: {{funding: [{{label: Grant, payer: nhs, amounts: [£1k]}}]}}\ntargets: {{t: {{amount: £1k, payers: [nhs], counting: avoided}}}}\n{rest}\n\
         simulation: {{draws: 60}}\n"
    )
}

fn mean(results: &Value, path: &str) -> f64 {
    results.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("no {path}"))
}

#[test]
fn probabilities_of_nothing_and_of_certainty() {
    let town = Town::new("");
    for (probability, prevents, avoided) in
        [("0%", "50%", 0.0), ("100%", "0%", 0.0), ("100%", "100%", 1000.0), ("100%", "50%", 500.0)]
    {
        town.put(
            "e.yaml",
            &one_event(&format!("probability: {probability}, unit_cost: £1k, support: {{prevents: {prevents}}}"), ""),
        );
        let results = sound(&town, "e.yaml", &[]);
        let mcse = mean(&results, "/per_person/cohort/mcse");
        let found = mean(&results, "/per_person/cohort/mean");
        assert!((found - avoided).abs() <= 4.5 * mcse + 1e-9, "{probability} {prevents}: {found} ± {mcse}");
        assert!((mean(&results, "/per_person/expected/mean") - avoided).abs() < 1e-9);
    }
}

#[test]
fn rates_of_nothing_and_of_ten_thousand_a_year() {
    let town = Town::new("");
    for (rate, avoided) in [("0 per year", 0.0), ("10000 per year", 2500.0), ("0.000000000001 per year", 2.5e-13)] {
        town.put("e.yaml", &one_event(&format!("rate: {rate}, unit_cost: £1, support: {{prevents: 25%}}"), ""));
        let results = sound(&town, "e.yaml", &[]);
        let (found, mcse) = (mean(&results, "/per_person/cohort/mean"), mean(&results, "/per_person/cohort/mcse"));
        assert!((found - avoided).abs() <= 4.5 * mcse + 1e-9, "{rate}: {found} ± {mcse}");
        assert!(
            (mean(&results, "/per_person/expected/mean") / avoided.max(1e-300) - 1.0).abs() < 1e-6 || avoided == 0.0
        );
    }
}

#[test]
fn spreads_of_nothing_and_of_fifty_times_the_mean() {
    let town = Town::new("");
    for varies in ["gamma", "lognormal"] {
        for cv in ["0%", "5000%"] {
            town.put("e.yaml", &one_event(&format!("probability: 50%, unit_cost: £1k, varies: {{{varies}: {{cv: {cv}}}}}, support: {{prevents: 50%}}"), ""));
            let run = ["run", "e.yaml", "--json", "--draws", "60"];
            let output = town.averted(&run).assert().get_output().clone();
            // Refused with a word, or right.
            if output.status.code() == Some(0) {
                let results = sound(&town, "e.yaml", &[]);
                assert!((mean(&results, "/per_person/expected/mean") - 250.0).abs() < 1e-6, "{varies} {cv}");
            } else {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.code() == Some(2) && said.contains("cv"), "{varies} {cv}: {said}");
            }
        }
    }
    for (frailty, probability) in [("0", "50%"), ("5", "50%"), ("2", "99%"), ("5", "100%"), ("50", "50%")] {
        let event = format!("probability: {probability}, unit_cost: £1k, support: {{prevents: 50%}}");
        let people = format!("people: 50, frailty: {frailty}");
        town.put("e.yaml", &one_event(&event, "").replace("people: 50", &people));
        let output = town.averted(&["run", "e.yaml", "--json"]).assert().get_output().clone();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => assert_sound(&serde_json::from_slice(&output.stdout).unwrap(), frailty),
            Some(2) => assert!(said.contains("frailty"), "{said}"),
            other => panic!("{other:?} {said}"),
        }
    }
}

#[test]
fn risks_that_differ_greatly_and_chances_next_to_certain() {
    // A million people each: what rounding of small risks did to these chances was up to 300 standard errors.
    let town = Town::new("");
    for frailty in ["1", "2", "2.5", "5"] {
        for probability in ["50%", "90%", "99.8%", "99.9999%"] {
            let event = format!("probability: {probability}, unit_cost: £1k, support: {{prevents: 50%}}");
            let people = format!(
                "people: 2_500, frailty: {frailty}, engagement: 70%, segments: {{few: {{share: 30%, relative_risk: 2}}, others: {{share: rest}}}}"
            );
            town.put("e.yaml", &one_event(&event, "").replace("people: 50", &people));
            sound(&town, "e.yaml", &["--draws", "400"]);
        }
    }
}

#[test]
fn few_people_of_very_different_risk_are_no_fault() {
    // With a frailty of 5 one person in some hundred has nearly all of the risk; a run may well meet none.
    let town = Town::new("");
    for event in ["rate: 1 per year", "rate: 30 per year", "probability: 50%"] {
        town.put(
            "e.yaml",
            &one_event(&format!("{event}, unit_cost: £1k, support: {{prevents: 50%}}"), "")
                .replace("people: 50", "people: 1, frailty: 5"),
        );
        for seed in 0..20 {
            sound(&town, "e.yaml", &["--draws", "150", "--seed", &seed.to_string()]);
        }
    }
}

#[test]
fn one_person_one_draw_and_both() {
    let town = Town::new(TOWN);
    for arguments in [
        &["--set", "cohort.people=1"][..],
        &["--draws", "1"],
        &["--draws", "2"],
        &["--draws", "1", "--set", "cohort.people=1"],
    ] {
        sound(&town, "town.yaml", arguments);
    }
}

#[test]
fn ten_million_people_in_a_few_draws() {
    let town = Town::new("");
    town.put("e.yaml", &one_event("probability: 10%, unit_cost: £1k, support: {prevents: 50%}", ""));
    let results = sound(&town, "e.yaml", &["--set", "cohort.people=10000000", "--draws", "2"]);
    // Binomial with 10⁷ people: standard error of the mean £1,000 · √(0.05 · 0.95 / 2·10⁷) = £0.05.
    assert!((mean(&results, "/per_person/cohort/mean") - 50.0).abs() < 0.25);
    assert_eq!(results["run"]["journeys"], 20_000_000);
}

#[test]
fn a_day_and_sixty_years() {
    let town = Town::new(TOWN);
    for horizon in ["1 day", "60 years"] {
        let output =
            town.averted(&["check", "town.yaml", "--set", &format!("horizon={horizon}")]).assert().get_output().clone();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => drop(sound(&town, "town.yaml", &["--set", &format!("horizon={horizon}"), "--draws", "60"])),
            Some(2) => assert!(said.contains("horizon") && said.contains("help"), "{said}"),
            other => panic!("{other:?} {said}"),
        }
    }
}

#[test]
fn shares_of_a_millionth_of_a_millionth() {
    let town = Town::new("");
    let tiny = "0.0000000001%";
    let event = format!(
        "probability: {tiny}, unit_cost: £1k, cashable: {tiny}, support: {{prevents: {tiny}, attribution: {tiny}, drop_off: {tiny}}}"
    );
    town.put("e.yaml", &one_event(&event, ""));
    let results = sound(&town, "e.yaml", &[]);
    let expected = mean(&results, "/per_person/expected/mean");
    assert!(expected > 0.0 && (expected / 1e-33 - 1.0).abs() < 1e-3, "{expected}");
    let engaged =
        format!("people: 50, engagement: {tiny}, segments: {{few: {{share: {tiny}}}, others: {{share: rest}}}}");
    town.put(
        "e.yaml",
        &one_event("probability: 50%, unit_cost: £1k, support: {prevents: 50%}", "").replace("people: 50", &engaged),
    );
    sound(&town, "e.yaml", &[]);
}

#[test]
fn money_at_the_edge() {
    let town = Town::new("");
    for cost in ["£0", "£0.000000001", "£1_000_000_000_000", "1e300", "1e-300"] {
        town.put("e.yaml", &one_event(&format!("probability: 50%, unit_cost: {cost}, support: {{prevents: 50%}}"), ""));
        let output = town.averted(&["check", "e.yaml"]).assert().get_output().clone();
        if output.status.code() == Some(0) {
            sound(&town, "e.yaml", &[]);
        } else {
            assert_eq!(output.status.code(), Some(2));
            assert!(String::from_utf8_lossy(&output.stderr).contains("unit_cost"));
        }
    }
}
