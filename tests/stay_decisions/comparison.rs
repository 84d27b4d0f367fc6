//! Who avoids more.

use std::fs;

use serde_json::Value;

use super::funded::running;
use super::setting::{PRICE, STAY, number, scenario};
use super::sizes::{Sizes, binomial, starts};
use super::town::Town;

fn compared(first: &str, other: &str, more: &[&str]) -> Value {
    let town = Town::new(first);
    fs::write(town.path("other.yaml"), other).unwrap();
    let arguments = [&["compare", "town.yaml", "other.yaml", "--json", "--draws", "4000"], more].concat();
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["against_first"][0]["avoided"].clone()
}

/// Within 4 standard errors of 4,000 draws.
#[track_caller]
fn assert_chance(found: &Value, exact: f64) {
    let (found, error) = (number(&found["probability"]), (exact * (1.0 - exact) / 4_000.0).sqrt());
    assert!((found - exact).abs() <= 4.0 * error, "{found} where {exact} ± {error} is right");
}

/// 20 people, a tenth of whom have a stay of 30 weeks.
fn stays(leaves: &str, support: &str) -> String {
    scenario(&format!(
        "cohort: {{people: 20{leaves}}}\nevents:\n  placement: {{probability: 10%, unit_cost: {{each: £900, per: week, for: 30 \
         weeks}}, paid_by: {{asc: 100%}}, support: {{prevents: 100%{support}}}}}\n  home_care: {{unit_cost: {{each: £300, per: \
         week, for: 40 weeks}}, paid_by: {{asc: 100%}}, rate: 0}}\n"
    ))
}

#[test]
fn the_same_people_avoid_less_where_something_is_lost() {
    // Only something that comes instead, with 30% and within the horizon of 12 months, makes a difference.
    let instead = ", instead: {home_care: {probability: 30%, after: 3 months}}";
    let found = compared(&stays("", ""), &stays("", instead), &[]);
    let lost = 1.0 - (1.0f64 - 0.1 * 0.3 * 0.75).powi(20);
    assert_chance(&found["first_beats"], lost);
    assert_chance(&found["tie"], 1.0 - lost);
    assert_eq!(number(&found["other_beats"]["probability"]), 0.0);
    // Whoever has a stay and is there to its end, e^(-λ(t + L)), loses nothing of it.
    let found = compared(&stays("", ""), &stays(", leaves: 20% per year", ""), &[]);
    let leaving = -(0.8f64).ln() / 12.0;
    let there = (-leaving * STAY).exp() * running(leaving, 12.0) / 12.0;
    let lost = 1.0 - (1.0 - 0.1 * (1.0 - there)).powi(20);
    assert_chance(&found["first_beats"], lost);
    assert_chance(&found["tie"], 1.0 - lost);
    assert_eq!(number(&found["other_beats"]["probability"]), 0.0);
}

#[test]
fn other_people_avoid_more_as_often_as_their_laws_say() {
    // Binomial(20, 10%) of £27,000, of which £12,000 go to home care where it comes, with 40%; against as many of people
    // who may leave. Of a number of thousands of pounds.
    let instead = ", instead: {home_care: 40%}";
    let found = compared(&stays("", instead), &stays(", leaves: 40% per year", ""), &["--independent"]);
    let cells = 4_000;
    let law = |one: &Sizes| one.sum(&binomial(20, 0.1));
    let first = law(&Sizes::new(400e3, cells, [(0.6, 27e3), (0.4, 15e3)].into_iter()));
    let leaving = -(0.6f64).ln() / 12.0;
    let saved = starts(12.0).flat_map(|(chance, start)| {
        let there = (-leaving * start).exp();
        starts(1.0).map(move |(part, u)| (chance * part * there, PRICE * (-u.ln() / leaving).min(STAY)))
    });
    let other = law(&Sizes::new(400e3, cells, saved));
    let below = |law: &[f64], cell: usize| law[..cell].iter().sum::<f64>();
    let beats = |one: &[f64], other: &[f64]| (0..cells).map(|cell| one[cell] * below(other, cell)).sum::<f64>();
    let tie = (0..cells).map(|cell| first[cell] * other[cell]).sum::<f64>();
    assert_chance(&found["first_beats"], beats(&first, &other));
    assert_chance(&found["other_beats"], beats(&other, &first));
    assert_chance(&found["tie"], tie);
}
