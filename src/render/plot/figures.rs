//! Lists every figure in the order in which a paper shows them; a new one is a file and a line here.

use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress};
use crate::render::caption;
use crate::render::figure::{Chart, Figure, Paper};

/// Charts, each named as the function that draws it, with the one that says what stands in its place where there is one.
macro_rules! charts {
    ($($module:ident :: $name:ident $(or $absence:path)?),+ $(,)?) => {
        &[$(Chart { id: stringify!($name), draw: super::$module::$name, absence: absence!($($absence)?) }),+]
    };
}

/// What stands in the place of a figure.
macro_rules! absence {
    () => {
        |_| None
    };
    ($absence:path) => {
        $absence
    };
}

/// Every figure of results.json.
pub const FIGURES: &[Chart<Results>] = charts![
    chance::chance,
    payers::payers,
    payback::payback,
    bridge::bridge,
    forest::effects,
    forest::meta,
    average::average,
    person::person,
    views::views,
    outcomes::outcomes,
    convergence::convergence
];

/// Every figure of stress.json.
pub const STRESS_FIGURES: &[Chart<Stress>] = charts![
    budget::budget or caption::no_budget,
    people::people,
    switching::switching,
    shocks::shocks,
    grid::grid,
    cash::cash
];

/// Every figure of drivers.json.
pub const DRIVERS_FIGURES: &[Chart<Drivers>] = charts![
    drivers::tornado,
    drivers::variance,
    drivers::information or super::drivers::no_information,
    studies::studies
];

/// Every figure of evidence.json.
pub const EVIDENCE_FIGURES: &[Chart<Evidence>] = charts![precision::precision, belief::belief, influence::influence];

/// Every figure of compare.json.
pub const COMPARISON_FIGURES: &[Chart<Comparison>] = charts![difference::difference];

/// All the figures of a list that apply, in its order, as wide as the text of an A4 page.
#[must_use]
pub fn drawn<T>(sketches: &[Chart<T>], of: &T) -> Vec<Figure> {
    drawn_on(Paper::A4, sketches, of)
}

/// The same on other paper.
#[must_use]
pub fn drawn_on<T>(paper: Paper, sketches: &[Chart<T>], of: &T) -> Vec<Figure> {
    sketches.iter().filter_map(|sketch| (sketch.draw)(of, paper)).collect()
}
