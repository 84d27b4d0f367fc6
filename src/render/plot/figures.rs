//! Lists every figure in the order in which a paper shows them; a new one is a file and a line here.

use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress};
use crate::render::figure::{Chart, Figure};

/// Charts, each named as the function that draws it.
macro_rules! charts {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        &[$(Chart { id: stringify!($name), draw: super::$module::$name }),+]
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
pub const STRESS_FIGURES: &[Chart<Stress>] =
    charts![budget::budget, people::people, switching::switching, shocks::shocks, grid::grid, cash::cash];

/// Every figure of drivers.json.
pub const DRIVERS_FIGURES: &[Chart<Drivers>] =
    charts![drivers::tornado, drivers::variance, drivers::information, studies::studies];

/// Every figure of evidence.json.
pub const EVIDENCE_FIGURES: &[Chart<Evidence>] = charts![precision::precision, belief::belief, influence::influence];

/// Every figure of compare.json.
pub const COMPARISON_FIGURES: &[Chart<Comparison>] = charts![difference::difference];

/// All the figures of a list that apply, in its order.
#[must_use]
pub fn drawn<T>(sketches: &[Chart<T>], of: &T) -> Vec<Figure> {
    sketches.iter().filter_map(|sketch| (sketch.draw)(of)).collect()
}
