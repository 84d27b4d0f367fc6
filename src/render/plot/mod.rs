//! Draws the figures that officers paste into papers, each with its message on top and its caveat at the foot.

mod average;
mod axis;
mod bars;
mod belief;
mod bridge;
mod budget;
mod canvas;
mod cash;
mod chance;
mod convergence;
mod difference;
mod drivers;
mod figures;
mod forest;
mod grid;
mod influence;
mod outcomes;
mod payback;
mod payers;
mod people;
mod person;
mod precision;
mod reference;
mod rows;
mod sheet;
mod shocks;
mod studies;
mod switching;
mod theme;
mod views;
mod words;

pub use figures::{COMPARISON_FIGURES, DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, STRESS_FIGURES, drawn, drawn_on};

// What every figure is drawn with.
use axis::Scale;
use canvas::{Anchor, Area, Canvas, Stroke, Type};
use reference::Reference;
use sheet::{figure, room};
