//! Holds what is said of cost that runs on past the horizon, for scenarios made at random, against their results.json: by
//! its sign, by its amount, and not at all where there is none.

#[path = "common/town.rs"]
mod town;

use std::cell::Cell;

use averted::estimate::Results;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use town::Town;

/// The sentences of `run` and of the report, each with an amount in its midst.
const PART: [&str; 2] = ["Of the avoided cost, ", " runs on past the horizon of its person."];
const LESS: [&str; 2] =
    ["Past the horizon of their person costs run on by ", " less than without support, as credited."];
const MORE: [&str; 2] =
    ["Past the horizon of their person costs run on by ", " more than without support, as credited."];
/// The sentences of `check`.
const COUNTS: &str = "Cost that runs on past that time counts, as the whole of a cost paid at once does.";
const COUNTS_NOT: &str = "Cost that runs on past that time does not count.";

/// How the cost of a stay is written: nothing said of the horizon, counted, cut, or paid at once.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cost {
    Unsaid,
    Counted,
    Cut,
    AtOnce,
}

/// Stays that support prevents or causes, shortens, delays and adds, and home care instead, which may run for longer.
fn scenario() -> impl Strategy<Value = (Cost, String)> {
    let cost =
        prop_oneof![3 => Just(Cost::Unsaid), 1 => Just(Cost::Counted), 1 => Just(Cost::Cut), 1 => Just(Cost::AtOnce)];
    let time = (3_u32..25, 0_u32..12, 0.2..20.0_f64, 0.2..30.0_f64, 0.0..40.0_f64);
    let support = (-60_i32..80, 0_u32..60, 0_u32..8, prop_oneof![2 => Just(0.0), 1 => 0.0..1.0_f64], 0_u32..101);
    (cost, 1_u32..40, time, support).prop_map(|(cost, people, time, support)| {
        let (horizon, intake, length, instead_length, leaves) = time;
        let (prevents, shortens, delays, adds, instead) = support;
        let top = match cost {
            Cost::Counted => "past_horizon: count\n",
            Cost::Cut => "past_horizon: cut\n",
            Cost::Unsaid | Cost::AtOnce => "",
        };
        let of = |price: u32, length: f64| match cost {
            Cost::AtOnce => format!("£{price}"),
            _ => format!("{{each: £{price}, per: month, for: {length:.2} months}}"),
        };
        let shortens = if cost == Cost::AtOnce { String::new() } else { format!("shortens: {shortens}%, ") };
        let text = format!(
            "title: Random\nstarts: 2024-04\nhorizon: {horizon} months\n{top}\
             cohort: {{people: {people}, intake: {intake} months, leaves: {leaves:.1}%}}\n\
             payers: {{asc: {{label: ASC}}}}\nevents:\n  stay: {{rate: 0.8 per year, unit_cost: {}, paid_by: {{asc: 100%}}, \
             support: {{prevents: {prevents}%, {shortens}delays: {delays} months, adds: {adds:.2}, \
             instead: {{care: {instead}%}}}}}}\n  care: {{unit_cost: {}, paid_by: {{asc: 100%}}}}\nsimulation: {{draws: 40}}\n",
            of(1_000, length),
            of(600, instead_length)
        );
        (cost, text)
    })
}

/// What the program says, as one line.
fn said(town: &Town, arguments: &[&str]) -> String {
    let output = town.averted(arguments).assert().code(0).get_output().clone();
    unbroken(&String::from_utf8(output.stdout).unwrap())
}

fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between the two ends of a sentence; `None` where the sentence is not said.
fn amount<'t>(text: &'t str, [before, after]: [&str; 2]) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    let (amount, _) = rest.split_once(after)?;
    (!amount.contains(". ")).then_some(amount)
}

/// `12300` of `£12,300 (± £400)`.
fn pounds(amount: &str) -> f64 {
    let number = amount.split(' ').next().unwrap().strip_prefix('£').unwrap_or_else(|| panic!("{amount}"));
    number.replace(',', "").parse().unwrap()
}

/// Holds a text against the results that it tells of.
fn assert_true(text: &str, results: &Results) {
    let past = results.total.past_horizon.as_ref();
    let mean = past.map_or(0.0, |past| past.mean);
    let found = [PART, LESS, MORE].map(|sentence| amount(text, sentence));
    let part = mean > 0.0 && mean <= results.total.avoided.mean;
    assert_eq!(found.map(|amount| amount.is_some()), [part, mean > 0.0 && !part, mean < 0.0], "{mean}: {text}");
    if let (Some(amount), Some(past)) = (found.into_iter().flatten().next(), past) {
        // Its last digit is of the order of the error, √10 of it at most, and rounds by half of that.
        assert!((pounds(amount) - mean.abs()).abs() <= 1.6 * past.mcse + 0.5, "{amount} of {mean}: {text}");
    }
}

#[test]
fn what_runs_past_the_horizon_is_said_as_it_is() {
    let seed = RngSeed::Fixed(5);
    let config = Config { cases: 64, failure_persistence: None, rng_seed: seed, ..Config::default() };
    let heard = [const { Cell::new(0) }; 3];
    let held = TestRunner::new(config).run(&scenario(), |(cost, text)| {
        let town = Town::new(&text);
        let run = said(&town, &["run", "town.yaml", "--full", "--format", "json,md", "--output", "out"]);
        let read = |name: &str| std::fs::read_to_string(town.path(&format!("out/{name}"))).unwrap();
        let results: Results = serde_json::from_str(&read("results.json")).unwrap();
        let counts = matches!(cost, Cost::Unsaid | Cost::Counted);
        prop_assert_eq!(results.total.past_horizon.is_some(), counts, "{}", text);
        for text in [run, unbroken(&read("report.md"))] {
            assert_true(&text, &results);
            for (count, sentence) in heard.iter().zip([PART, LESS, MORE]) {
                count.set(count.get() + u32::from(amount(&text, sentence).is_some()));
            }
        }
        let check = said(&town, &["check", "town.yaml"]);
        prop_assert_eq!(check.contains(COUNTS), counts, "{}", text);
        prop_assert_eq!(check.contains(COUNTS_NOT), cost == Cost::Cut, "{}", text);
        Ok(())
    });
    held.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(heard.iter().all(|count| count.get() > 0), "each is said of some scenario: {heard:?}");
}
