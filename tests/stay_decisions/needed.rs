//! How many people it takes.

use super::setting::{PRICE, STAY, number, replaced, scenario, stress, with_home_care};
use super::sizes::{Sizes, beta_binomial, binomial, chance, poisson, starts};

const CONFIDENCES: [(&str, f64); 4] = [("50%", 0.5), ("80%", 0.8), ("90%", 0.9), ("95%", 0.95)];

/// Holds the people needed for target `t` against the least number whose chance is enough.
#[track_caller]
fn assert_people(text: &str, chance: impl Fn(u64) -> f64) {
    let needed = &stress(text)["targets"]["t"]["people"]["needed"];
    for (name, confidence) in CONFIDENCES {
        let exact =
            (1..2_000).find(|people| chance(*people) >= confidence).expect("some number of people is enough") as f64;
        let found = &needed[name];
        let (people, error) = (number(&found["people"]), number(&found["mcse"]));
        assert!((people - exact).abs() <= 4.0 * error + 1.0, "{name}: {people} ± {error}, exactly {exact}");
        // An error that covers everything would hold anything.
        assert!(error < 0.1 * exact + 1.0, "{name}: {people} ± {error}");
    }
}

#[test]
fn people_needed_for_what_runs_in_a_year() {
    // Chances of Beta(mean 8%, sd 3%); 30 weeks at £900, or up to the end of March.
    let text = scenario(
        "cohort: {people: 80}\nevents:\n  placement: {probability: {beta: {mean: 8%, sd: 3%}}, unit_cost: {each: £900, per: \
         week, for: 30 weeks}, paid_by: {asc: 100%}, support: {prevents: 100%}}\ntargets: {t: {amount: £70k, payers: \
         [council], year: 2024/25}}\n",
    );
    let one = Sizes::new(70e3, 700, starts(12.0).map(|(chance, start)| (chance, PRICE * STAY.min(12.0 - start))));
    let tails = one.tails(40);
    let n = 0.08 * 0.92 / 0.0009 - 1.0;
    assert_people(&text, |people| chance(&beta_binomial(people, 0.08 * n, 0.92 * n), &tails));
}

#[test]
fn people_needed_where_stays_vary_and_people_leave() {
    // Somebody has a stay that support would prevent with a chance of 10%, if still there; it ends at the rate κ of its
    // length, exponential of mean 30 weeks, and of leaving, or with the year.
    let text = scenario(
        "cohort: {people: 80, leaves: 20% per year}\nevents:\n  placement: {probability: 20%, unit_cost: {each: £900, per: \
         week, for: 30 weeks}, varies: {for: {gamma: {cv: 100%}}}, paid_by: {asc: 100%}, support: {prevents: 50%}}\n\
         targets: {t: {amount: £50k, payers: [council], year: 2024/25}}\n",
    );
    let leaving = -(0.8f64).ln() / 12.0;
    let κ = leaving + 1.0 / STAY;
    let lengths = |start: f64| starts(1.0).map(move |(chance, u)| (chance, (-u.ln() / κ).min(12.0 - start)));
    let saved = starts(12.0).flat_map(|(chance, start)| {
        let there = (-leaving * start).exp();
        lengths(start).map(move |(part, length)| (chance * part * there, PRICE * length))
    });
    let tails = Sizes::new(50e3, 500, saved).tails(60);
    assert_people(&text, |people| chance(&binomial(people, 0.1), &tails));
}

#[test]
fn people_needed_where_something_comes_instead() {
    let tails = replaced(70e3, 0.6).tails(60);
    assert_people(&with_home_care(80, "60%", "£70k"), |people| chance(&binomial(people, 0.08), &tails));
}

#[test]
fn people_needed_where_stays_are_shortened_and_cut() {
    // Poisson(0.3 a person) stays, exponential of mean 30 weeks, of which what support saves runs before the horizon.
    let text = scenario(
        "past_horizon: cut\ncohort: {people: 30}\nevents:\n  placement: {rate: 0.3 per year, unit_cost: {each: £900, per: \
         week, for: 30 weeks}, varies: {for: {gamma: {cv: 100%}}}, paid_by: {asc: 100%}, support: {shortens: 40%}}\n\
         targets: {t: {amount: £60k}}\n",
    );
    let saved = starts(12.0).flat_map(|(chance, start)| {
        let before = move |length: f64| length.min(12.0 - start);
        starts(1.0).map(move |(part, u)| {
            let length = -u.ln() * STAY;
            (chance * part, PRICE * (before(length) - before(0.6 * length)))
        })
    });
    let tails = Sizes::new(60e3, 600, saved).tails(120);
    assert_people(&text, |people| chance(&poisson(0.3 * people as f64), &tails));
}
