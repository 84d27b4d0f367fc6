//! Lists every figure in the order in which a paper shows them; a new one is a file and a line here.

use super::average::average;
use super::belief::belief;
use super::bridge::bridge;
use super::budget::budget;
use super::cash::cash;
use super::chance::chance;
use super::convergence::convergence;
use super::difference::difference;
use super::drivers::{information, tornado, variance};
use super::grid::grid;
use super::influence::influence;
use super::outcomes::outcomes;
use super::payback::payback;
use super::payers::payers;
use super::people::people;
use super::person::person;
use super::precision::precision;
use super::shocks::shocks;
use super::studies::studies;
use super::switching::switching;
use super::views::views;
use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress};
use crate::render::figure::{Chart, Figure};

/// Every figure of results.json.
pub const FIGURES: &[Chart<Results>] = &[
    Chart { id: "chance", draw: chance },
    Chart { id: "payers", draw: payers },
    Chart { id: "payback", draw: payback },
    Chart { id: "bridge", draw: bridge },
    Chart { id: "average", draw: average },
    Chart { id: "person", draw: person },
    Chart { id: "views", draw: views },
    Chart { id: "outcomes", draw: outcomes },
    Chart { id: "convergence", draw: convergence },
];

/// Every figure of stress.json.
pub const STRESS_FIGURES: &[Chart<Stress>] = &[
    Chart { id: "budget", draw: budget },
    Chart { id: "people", draw: people },
    Chart { id: "switching", draw: switching },
    Chart { id: "shocks", draw: shocks },
    Chart { id: "grid", draw: grid },
    Chart { id: "cash", draw: cash },
];

/// Every figure of drivers.json.
pub const DRIVERS_FIGURES: &[Chart<Drivers>] = &[
    Chart { id: "tornado", draw: tornado },
    Chart { id: "variance", draw: variance },
    Chart { id: "information", draw: information },
    Chart { id: "studies", draw: studies },
];

/// Every figure of evidence.json.
pub const EVIDENCE_FIGURES: &[Chart<Evidence>] = &[
    Chart { id: "precision", draw: precision },
    Chart { id: "belief", draw: belief },
    Chart { id: "influence", draw: influence },
];

/// Every figure of compare.json.
pub const COMPARISON_FIGURES: &[Chart<Comparison>] = &[Chart { id: "difference", draw: difference }];

/// All the figures of a list that apply, in its order.
#[must_use]
pub fn drawn<T>(sketches: &[Chart<T>], of: &T) -> Vec<Figure> {
    sketches.iter().filter_map(|sketch| (sketch.draw)(of)).collect()
}
