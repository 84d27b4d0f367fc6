//! Holds what stands before everything else against the draws: the first word, the three numbers, and how much room they
//! take on screens of any width.

#[path = "common/town.rs"]
mod town;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;

use averted::estimate::Results;
use averted::render::document::{Verdict, verdict};
use town::Town;

/// A shipped scenario, run in a folder of its own at a width.
fn printed(scenario: &str, arguments: &[&str], columns: &str) -> String {
    let town = Town::new("");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario);
    let command: Vec<&str> =
        ["run", file.to_str().unwrap(), "--output", "out"].into_iter().chain(arguments.iter().copied()).collect();
    let output = town.averted(&command).env("COLUMNS", columns).assert().code(0).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_run_of_havering_fits_a_screen_and_begins_with_the_verdict() {
    let said = printed("havering.yaml", &["--draws", "1k"], "80");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() <= 60, "{} lines\n{said}", lines.len());
    assert_eq!(lines[0], "Havering Local Area Coordination");
    assert_eq!(lines[2], "Do benefits exceed costs, and is the target reached?");
    assert!(lines[3].starts_with("  No. £0."), "{}", lines[3]);
    let full = printed("havering.yaml", &["--draws", "1k", "--full"], "80");
    assert!(full.lines().count() > 2 * lines.len(), "--full prints the rest");
}

#[test]
fn lines_are_as_wide_as_the_screen_from_60_to_120_columns() {
    for (asked, set) in [("40", 60), ("60", 60), ("80", 80), ("120", 120), ("300", 120), ("none", 100)] {
        let said = printed("havering.yaml", &["--draws", "100", "--full"], asked);
        let longest = said.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest <= set && longest + 12 > set, "{asked} columns: {longest}\n{said}");
    }
}

/// What a run is made of: the answer rests on all of it.
#[derive(Clone, Debug)]
struct Case {
    text: String,
}

fn scenario() -> impl Strategy<Value = Case> {
    let people = prop_oneof![Just(1_u32), 2_u32..60];
    let draws = prop_oneof![Just(1_u32), Just(30), Just(400)];
    let effect = -60_i32..100;
    let spread = 0.5..25.0_f64;
    let cost = prop_oneof![Just(None), Just(Some(0_i32)), (1_i32..60_000).prop_map(Some)];
    let target = prop_oneof![Just(None), prop::collection::vec(0_i32..60_000, 1..5).prop_map(Some)];
    let worth = prop_oneof![Just(None), (1_u32..3_000).prop_map(Some)];
    let shape = (any::<bool>(), any::<bool>());
    ((people, draws, effect, spread), (cost, target, worth, shape)).prop_map(
        |((people, draws, effect, spread), (cost, targets, worth, (adds, events)))| {
            let events = events || worth.is_none();
            let mut text = format!(
                "title: Random\nstarts: 2024-04\nhorizon: 24 months\ncohort: {{people: {people}}}\n\
                 payers: {{nhs: {{label: NHS}}, asc: {{label: ASC, group: council}}}}\nsimulation: {{draws: {draws}}}\n"
            );
            if events {
                let added = if adds { ", adds: 0.3" } else { "" };
                text += &format!(
                    "events:\n  stay: {{rate: 0.7 per year, unit_cost: {{gamma: {{mean: £3_000, sd: £900}}}}, paid_by: {{nhs: 60%, asc: \
                     40%}}, cashable: 50%, support: {{prevents: {{normal: {{mean: {effect}%, sd: {spread:.1}%}}}}{added}}}}}\n"
                );
            }
            if let Some(worth) = worth {
                text += &format!(
                    "outcomes:\n  hope: {{value: {{uniform: {{low: £0, high: £{worth}}}}}, achieved_by: 40%, lasts: 1 year}}\n"
                );
            }
            if let Some(cost) = cost {
                text += &format!("programme: {{funding: [{{label: Grant, payer: asc, amounts: [£{cost}]}}]}}\n");
            }
            if let Some(targets) = targets.filter(|_| events) {
                text += "targets:\n";
                for (index, amount) in targets.iter().enumerate() {
                    text += &format!("  t{index}: {{amount: {amount}, counting: avoided, payers: [council]}}\n");
                }
            }
            Case { text }
        },
    )
}

/// The draws, by column.
fn column(draws: &str, name: &str) -> Vec<f64> {
    let mut lines = draws.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = head.iter().position(|known| *known == name).unwrap_or_else(|| panic!("no column {name} in {head:?}"));
    lines.map(|line| line.split(',').nth(at).unwrap().parse().unwrap()).collect()
}

fn share(values: &[f64], hit: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|value| hit(**value)).count() as f64 / values.len() as f64
}

/// The first word is true of every chance that the draws give: none is above a tenth where it is no, and so on.
fn hold(said: &Verdict, chances: &[f64], draws: usize) {
    let answers = ["No.", "Yes.", "Probably not.", "Probably.", "In part.", "It is open.", "Too few draws to say."];
    let answer = answers.iter().find(|answer| said.sentence.starts_with(**answer)).copied();
    let all = |hit: &dyn Fn(f64) -> bool| chances.iter().all(|chance| hit(*chance));
    let any = |hit: &dyn Fn(f64) -> bool| chances.iter().any(|chance| hit(*chance));
    let held = match answer {
        Some("No.") => all(&|p| p <= 0.1),
        Some("Yes.") => all(&|p| p >= 0.9),
        Some("Probably not.") => all(&|p| p < 0.375) && any(&|p| p > 0.1),
        Some("Probably.") => all(&|p| p >= 0.55) && any(&|p| p < 0.9),
        Some("In part.") => any(&|p| p < 0.375) && any(&|p| p >= 0.55),
        Some("It is open.") => any(&|p| (0.375..0.55).contains(&p)),
        Some(_) => draws < 400,
        None => false,
    };
    assert!(held, "{} of {chances:?}", said.sentence);
}

#[test]
fn the_verdict_is_true_of_the_draws() {
    let config = Config { cases: 48, rng_seed: RngSeed::Fixed(23), failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&scenario(), |case| {
            let town = Town::new(&case.text);
            town.averted(&["run", "town.yaml", "--quiet", "--format", "json,csv", "-o", "out"]).assert().code(0);
            let json = fs::read(town.path("out/results.json")).unwrap();
            let results: Results = serde_json::from_slice(&json).unwrap();
            let draws = fs::read_to_string(town.path("out/draws.csv")).unwrap();
            let said = verdict(&results);
            let targets: Vec<f64> = results
                .targets
                .iter()
                .map(|(id, target)| {
                    share(&column(&draws, &format!("target_{id}_value")), |value| value >= target.amount)
                })
                .collect();
            // Without a word of what is claimed besides, the targets alone cannot be read off; with them they can.
            match worth(&results, &draws) {
                Some(worth) => hold(&said, &[&targets[..], &[worth]].concat(), results.run.draws),
                None => social(&said, &results),
            }
            prop_assert!(said.numbers.len() <= 3 && !said.numbers.is_empty(), "{:?}", said.numbers);
            for (_, target) in results.targets.iter().take(3) {
                let named = said.sentence.contains(&target.label) || said.sentence.contains(" target of the council");
                prop_assert!(named, "{}", said.sentence);
            }
            let value: Value = serde_json::from_slice(&json).unwrap();
            prop_assert!(value["scenario"]["fingerprint"].as_str().unwrap().len() == 64);
            Ok(())
        })
        .unwrap();
}

/// The chance of what the verdict claims of money as a whole; nothing where there is none but social value.
fn worth(results: &Results, draws: &str) -> Option<f64> {
    if !results.counts_money() {
        return None;
    }
    let expected = column(draws, "expected_per_person");
    Some(match &results.programme {
        Some(programme) if programme.cost > 0.0 => programme.net_positive.probability,
        // Of what costs nothing the sign of what is expected decides.
        _ => share(&expected, |value| value > 0.0),
    })
}

/// Social value alone: the first word is true of the quantiles of the ratio, or of the value where nothing is paid.
fn social(said: &Verdict, results: &Results) {
    let ratio = results.sroi();
    let (of, limit) = (
        ratio.unwrap_or_else(|| results.total.social_value_pv.as_ref().unwrap()),
        f64::from(u8::from(ratio.is_some())),
    );
    if results.run.draws < 30 {
        return;
    }
    let at = |p: f64| of.quantile(p).unwrap().value;
    let held = match said.sentence.split_once(". ").unwrap().0 {
        "Yes" => at(0.1) > limit,
        "No" => at(0.9) <= limit,
        "Probably" => at(0.5) > limit,
        "Probably not" => at(0.5) <= limit,
        "It is open" => at(0.1) <= limit && at(0.9) > limit,
        _ => false,
    };
    assert!(held, "{} of {of:?}", said.sentence);
}
