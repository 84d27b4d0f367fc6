//! Draws the figures that officers paste into papers, each with its message on top and its caveat at the foot.

mod average;
mod axis;
mod belief;
mod bridge;
mod canvas;
mod chance;
mod convergence;
mod figures;
mod influence;
mod outcomes;
mod payback;
mod payers;
mod person;
mod precision;
mod reference;
mod rows;
mod sheet;
mod theme;
mod views;
mod words;

pub use figures::{EVIDENCE_FIGURES, EvidenceSketch, FIGURES, Sketch, evidence_figures, figures};
pub use sheet::Figure;
