//! Says what drives an answer and what is worth knowing better, from exact expectations alone: nobody is simulated.
//!
//! ```text
//! Plan ─evidence▶ θ ─expect▶ Outputs ─┬─ tornado, sobol, grades     of the scenario as written
//!                                     └─ decisions: EVPI, EVPPI, EVSI; power-scaling   of all views, by weight
//! ```

mod ask;
mod decisions;
mod evaluate;
mod evsi;
mod firmness;
mod grades;
mod groups;
mod inputs;
mod pick_freeze;
mod power_scaling;
mod regressors;
mod results;
mod sobol;
mod study_cost;
mod tornado;

pub use ask::{Ask, DriversRefused, drivers, drivers_evaluations, swings};
pub use firmness::*;
pub use results::*;
pub use study_cost::{StudyCost, StudyCostError};
