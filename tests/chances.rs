//! Holds the two chances of one amount apart: that what is expected exceeds it, and that a cohort's own total does.
//!
//! Of 30 people each has an admission with probability p ~ Beta(8.7, 281.3), half of them are prevented, each is worth
//! £17,000, and the programme costs £9,000: more than is expected below p = 9/255, and less than one prevented admission.

#[path = "common/town.rs"]
mod town;

use averted::estimate::{Drivers, Results, Stress};

use town::Town;

const ALPHA: f64 = 8.7;
const BETA: f64 = 281.3;
const PEOPLE: f64 = 30.0;
const DRAWS: f64 = 4_000.0;

/// E[f(p)] by the midpoint rule; the density of Beta(8.7, 281.3) is smooth and nothing beyond p = 0.2.
fn mean(f: impl Fn(f64) -> f64) -> f64 {
    let (mut whole, mut part) = (0.0, 0.0);
    for step in 0..200_000 {
        let p = (f64::from(step) + 0.5) * 1e-6;
        let density = ((ALPHA - 1.0) * p.ln() + (BETA - 1.0) * (-p).ln_1p()).exp();
        whole += density;
        part += density * f(p);
    }
    part / whole
}

/// P(30 · p/2 · £17,000 > £9,000), given weak evidence alone.
fn expected() -> f64 {
    mean(|p| f64::from(u8::from(PEOPLE * p / 2.0 * 17_000.0 > 9_000.0)))
}

/// P(at least one of 30 admissions is prevented) = 1 - E[(1 - p/2)³⁰].
fn cohort() -> f64 {
    mean(|p| 1.0 - (1.0 - p / 2.0).powf(PEOPLE))
}

fn near(found: f64, truth: f64) {
    // Four standard errors of a share of 4,000 draws.
    assert!((found - truth).abs() < 4.0 * (truth * (1.0 - truth) / DRAWS).sqrt(), "{found} and {truth}");
}

/// What the program prints.
fn run(town: &Town, arguments: &[&str]) -> String {
    let output = town.averted(arguments).assert().code(0).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

/// The text as one line, whatever it was broken into.
fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands before each occurrence of `number`, back to the sentence before.
fn claims<'t>(text: &'t str, number: &str) -> Vec<&'t str> {
    text.match_indices(number)
        .map(|(at, _)| {
            let before = &text[..at];
            let from = before.rfind(". ").map_or(0, |from| from + 2);
            &before[from..]
        })
        .collect()
}

#[test]
fn what_is_expected_and_what_a_cohort_does_have_chances_of_their_own() {
    let town = Town::new(include_str!("chances/g01_pays.yaml"));
    let said = run(&town, &["run", "town.yaml", "--with", "stress,drivers", "--format", "json,md", "--output", "out"]);
    let read = |name: &str| std::fs::read_to_string(town.path(&format!("out/{name}"))).unwrap();
    let results: Results = serde_json::from_str(&read("results.json")).unwrap();
    let drivers: Drivers = serde_json::from_str(&read("drivers.json")).unwrap();
    let stress: Stress = serde_json::from_str(&read("stress.json")).unwrap();

    let pays_back = results.programme.as_ref().unwrap().pays_back;
    let decided = [drivers.decisions.get("fund").unwrap().pays, drivers.decisions.get("target.t").unwrap().pays];
    let reached = results.targets.get("t").unwrap().chance;
    let money_back = stress.cash.funders[0].money_back;
    for found in [pays_back, decided[0], decided[1]] {
        near(found.probability, expected());
    }
    for found in [reached, money_back, stress.targets.get("t").unwrap().target.chance] {
        near(found.probability, cohort());
    }
    // They are 9 points apart here: far more than the error.
    assert!(reached.probability - pays_back.probability > 0.06);

    let [alone, both] = [pays_back, reached].map(|chance| format!("({:.0}%)", 100.0 * chance.probability));
    let texts = [
        said,
        run(&town, &["drivers", "town.yaml", "--output", "drivers"]),
        run(&town, &["stress", "town.yaml", "--output", "stress"]),
        read("report.md"),
    ];
    let [mut of_expected, mut of_cohort] = [0, 0];
    for text in texts.iter().map(|text| unbroken(text)) {
        for claim in claims(&text, &alone) {
            assert!(claim.contains("xpected") && claim.contains("weak evidence alone"), "{claim}");
            assert!(!claim.contains("this cohort"), "{claim}");
            of_expected += 1;
        }
        for claim in claims(&text, &both) {
            assert!(claim.contains("this cohort"), "{claim}");
            of_cohort += 1;
        }
    }
    // In `run`, `drivers` and the report; in `run`, `stress` and the report.
    assert!(of_expected >= 5 && of_cohort >= 5, "{of_expected} and {of_cohort}");
}
