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
use crate::render::figure::{Figure, Sketch};

/// Every figure of results.json.
pub const FIGURES: &[Sketch<Results>] = &[
    Sketch { id: "chance", draw: chance },
    Sketch { id: "payers", draw: payers },
    Sketch { id: "payback", draw: payback },
    Sketch { id: "bridge", draw: bridge },
    Sketch { id: "average", draw: average },
    Sketch { id: "person", draw: person },
    Sketch { id: "views", draw: views },
    Sketch { id: "outcomes", draw: outcomes },
    Sketch { id: "convergence", draw: convergence },
];

/// Every figure of stress.json.
pub const STRESS_FIGURES: &[Sketch<Stress>] = &[
    Sketch { id: "budget", draw: budget },
    Sketch { id: "people", draw: people },
    Sketch { id: "switching", draw: switching },
    Sketch { id: "shocks", draw: shocks },
    Sketch { id: "grid", draw: grid },
    Sketch { id: "cash", draw: cash },
];

/// Every figure of drivers.json.
pub const DRIVERS_FIGURES: &[Sketch<Drivers>] = &[
    Sketch { id: "tornado", draw: tornado },
    Sketch { id: "variance", draw: variance },
    Sketch { id: "information", draw: information },
    Sketch { id: "studies", draw: studies },
];

/// Every figure of evidence.json.
pub const EVIDENCE_FIGURES: &[Sketch<Evidence>] = &[
    Sketch { id: "precision", draw: precision },
    Sketch { id: "belief", draw: belief },
    Sketch { id: "influence", draw: influence },
];

/// Every figure of compare.json.
pub const COMPARISON_FIGURES: &[Sketch<Comparison>] = &[Sketch { id: "difference", draw: difference }];

/// All the figures of a list that apply, in its order.
#[must_use]
pub fn drawn<T>(sketches: &[Sketch<T>], of: &T) -> Vec<Figure> {
    sketches.iter().filter_map(|sketch| (sketch.draw)(of)).collect()
}
