//! Draws the figures that officers paste into papers, each with its message on top and its caveat at the foot.

mod average;
mod axis;
mod bridge;
mod canvas;
mod chance;
mod convergence;
mod figures;
mod outcomes;
mod payback;
mod payers;
mod person;
mod reference;
mod rows;
mod sheet;
mod theme;
mod views;
mod words;

pub use figures::{FIGURES, Sketch, figures};
pub use sheet::Figure;
