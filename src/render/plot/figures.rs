//! Lists every figure in the order in which a paper shows them; a new one is a file and a line here.

use super::average::average;
use super::belief::belief;
use super::bridge::bridge;
use super::chance::chance;
use super::convergence::convergence;
use super::influence::influence;
use super::outcomes::outcomes;
use super::payback::payback;
use super::payers::payers;
use super::person::person;
use super::precision::precision;
use super::sheet::Figure;
use super::views::views;
use crate::estimate::{Evidence, Results};

/// A figure by name, and how it is drawn; `None` where it does not apply, such as payback without a programme.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    /// Its name: that of its file, without the extension.
    pub id: &'static str,
    /// Draws it.
    pub draw: fn(&Results) -> Option<Figure>,
}

/// Every figure.
pub const FIGURES: &[Sketch] = &[
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

/// All the figures that apply.
#[must_use]
pub fn figures(results: &Results) -> Vec<Figure> {
    FIGURES.iter().filter_map(|sketch| (sketch.draw)(results)).collect()
}

/// A figure of `averted evidence` by name, and how it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceSketch {
    /// Its name: that of its file, without the extension.
    pub id: &'static str,
    /// Draws it.
    pub draw: fn(&Evidence) -> Option<Figure>,
}

/// Every figure of `averted evidence`.
pub const EVIDENCE_FIGURES: &[EvidenceSketch] = &[
    EvidenceSketch { id: "precision", draw: precision },
    EvidenceSketch { id: "belief", draw: belief },
    EvidenceSketch { id: "influence", draw: influence },
];

/// All of them that apply.
#[must_use]
pub fn evidence_figures(evidence: &Evidence) -> Vec<Figure> {
    EVIDENCE_FIGURES.iter().filter_map(|sketch| (sketch.draw)(evidence)).collect()
}
