//! The values at which the answer changes.

use serde_json::Value;

use super::funded::{PATHS, UNCERTAIN, funded, net};
use super::setting::{PRICE, STAY, WEEK, number, replaced, scenario, stress, with_home_care};
use super::sizes::{Sizes, beta_binomial, binomial, chance, mean, starts};

/// Where `of`, rising or falling between two values, is `wanted`.
fn root([mut low, mut high]: [f64; 2], wanted: f64, of: impl Fn(f64) -> f64) -> f64 {
    let rises = of(high) > of(low);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if (of(middle) < wanted) == rises { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[track_caller]
fn assert_switch(switch: &Value, exact: f64, what: &str) {
    let (value, error) = (number(&switch["value"]), number(&switch["mcse"]));
    assert!((value - exact).abs() <= 4.0 * error, "{what}: {value} ± {error}, exactly {exact}");
    assert!(error <= 0.1 * exact, "{what}: {value} ± {error}");
}

fn input<'a>(stress: &'a Value, path: &str) -> &'a Value {
    let inputs = stress["switching"]["inputs"].as_array().unwrap();
    inputs.iter().find(|input| input["path"] == path).unwrap_or_else(|| panic!("no {path} in {inputs:?}"))
}

/// Holds the switching values of target `t` for the input at `path` against where `chance` of it is 50% and 80%.
#[track_caller]
fn assert_switches(stress: &Value, path: &str, ends: [f64; 2], chance: impl Fn(f64) -> f64) {
    for (name, wanted) in [("50%", 0.5), ("80%", 0.8)] {
        let exact = root(ends, wanted, &chance);
        assert_switch(&input(stress, path)["targets"]["t"][name], exact, &format!("{path} {name}"));
    }
}

#[test]
fn switching_values_of_what_runs_in_a_year() {
    // Lengths are exponential about a mean that is one for all stays of a draw.
    let text = scenario(
        "cohort: {people: 100}\nevents:\n  placement: {probability: {beta: {mean: 8%, sd: 3%}}, unit_cost: {each: £900, per: \
         week, for: {uniform: {low: 10 weeks, high: 40 weeks}}}, varies: {for: {gamma: {cv: 100%}}}, paid_by: {asc: 100%}, \
         support: {prevents: 100%}}\ntargets: {t: {amount: £50k, payers: [council], year: 2024/25}}\nsimulation: {draws: \
         4000}\n",
    );
    let stress = stress(&text);
    let tails = |length: f64| {
        let saved = starts(12.0).flat_map(|(chance, start)| {
            starts(1.0).map(move |(part, u)| (chance * part, PRICE * (-u.ln() * length).min(12.0 - start)))
        });
        Sizes::new(50e3, 500, saved).tails(120)
    };
    let n = 0.08 * 0.92 / 0.0009 - 1.0;
    let counts = beta_binomial(100, 0.08 * n, 0.92 * n);
    let lengths: Vec<Vec<f64>> = (0..30).map(|part| tails(WEEK * (10.5 + f64::from(part)))).collect();
    let at = |p: f64| mean(lengths.iter().map(|tails| chance(&binomial(100, p), tails)));
    assert_switches(&stress, "events.placement.probability", [0.01, 0.5], at);
    assert_switches(&stress, "events.placement.unit_cost.for", [1.0, 12.0], |length| chance(&counts, &tails(length)));
}

#[test]
fn switching_values_of_what_comes_instead_and_of_leaving() {
    let stress_of = |text: String| stress(&(text + "simulation: {draws: 4000}\n"));
    let instead = stress_of(with_home_care(80, "{uniform: {low: 0%, high: 100%}}", "£65k"));
    let counts = binomial(80, 0.08);
    assert_switches(&instead, "events.placement.support.instead.home_care.probability", [0.0, 1.0], |share| {
        chance(&counts, &replaced(65e3, share).tails(60))
    });
    let leaving = stress_of(scenario(
        "cohort: {people: 60, leaves: {uniform: {low: 1%, high: 90%}}}\nevents:\n  placement: {probability: 10%, unit_cost: \
         {each: £900, per: week, for: 30 weeks}, paid_by: {asc: 100%}, support: {prevents: 100%}}\ntargets: {t: {amount: \
         £50k, payers: [council], year: 2024/25}}\n",
    ));
    assert_switches(&leaving, "cohort.leaves", [0.001, 0.999], |share| {
        chance(&binomial(60, 0.1), &left(share, 50e3).tails(90))
    });
}

/// What one placement of 30 weeks saves in the year, where `share` of people leave in one.
fn left(share: f64, amount: f64) -> Sizes {
    let leaving = -(1.0 - share).ln() / 12.0;
    let saved = starts(12.0).flat_map(|(chance, start)| {
        let there = (-leaving * start).exp();
        starts(1.0).map(move |(part, u)| {
            let stayed = (-u.ln() / leaving).min(STAY).min(12.0 - start);
            (chance * part * there, PRICE * stayed)
        })
    });
    Sizes::new(amount, 500, saved)
}

#[test]
fn a_net_benefit_breaks_even_where_its_closed_form_does() {
    let stress = stress(&funded(UNCERTAIN));
    let average = |at: &dyn Fn(f64) -> f64, low: f64, high: f64| {
        mean((0..40).map(|part| at(low + (high - low) * (f64::from(part) + 0.5) / 40.0)))
    };
    // Linear in the price and in what comes instead; the mean over lengths and over leaving.
    let over = |[each, weeks, leaves, instead]: [f64; 4]| {
        let weeks_of = |leaves: f64| match weeks {
            weeks if weeks > 0.0 => net([each, weeks, leaves, instead]),
            _ => average(&|weeks| net([each, weeks, leaves, instead]), 20.0, 40.0),
        };
        if leaves > 0.0 { weeks_of(leaves) } else { average(&weeks_of, 0.05, 0.25) }
    };
    let exact = [
        root([300.0, 1_500.0], 0.0, |each| over([each, 0.0, 0.0, 0.5])),
        WEEK * root([5.0, 60.0], 0.0, |weeks| over([900.0, weeks, 0.0, 0.5])),
        root([0.001, 0.9], 0.0, |leaves| over([900.0, 0.0, leaves, 0.5])),
        root([0.0, 1.0], 0.0, |instead| over([900.0, 0.0, 0.0, instead])),
    ];
    for (path, exact) in PATHS.into_iter().zip(exact) {
        assert_switch(&input(&stress, path)["net"], exact, path);
    }
}
