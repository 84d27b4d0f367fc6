//! Draws the figures that officers paste into papers, each with its message on top and its caveat at the foot.

mod average;
mod axis;
mod bars;
mod belief;
mod bridge;
mod canvas;
mod chance;
mod convergence;
mod drivers;
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
mod studies;
mod theme;
mod views;
mod words;

pub use drivers::{FIGURES_OF_DRIVERS, SketchOfDrivers, figures_of_drivers};
pub use figures::{EVIDENCE_FIGURES, EvidenceSketch, FIGURES, Sketch, evidence_figures, figures};
pub use sheet::Figure;
