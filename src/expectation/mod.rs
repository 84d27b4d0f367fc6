//! Works out what every measure is expected to be in one draw, exactly and without simulating anybody.
//!
//! ```text
//! Model ─lines▶ when, how often and for whom (intensity, intake) ─cells▶ where support acts alike (cut, cell, pieces)
//!          │                                     ├─at λ▶ how long stays run in every month (stay), what comes instead (instead)
//!          └─▶ Ground ─at a few hazards of leaving▶ Setting (setting, leaving)
//!                                                ├─at θ▶ fates (fate, harm) ─▶ tallies (tally, running) ─▶ Expected (ledger,
//!                                                │                                                       replaced)
//!                                                └─at θ▶ courses of outcomes and following costs (course, gains, following) ─▶ Expected
//! ```
//!
//! This is the second reading of [the method](crate::doc::method), "One journey" and "The exact expectation"; the engine is the first. The
//! two share the model and nothing else, so that the self-check of every run would notice a mistake in either.

mod amplitudes;
mod calendar;
mod cell;
mod course;
mod cut;
mod discount;
mod effect;
mod expected;
mod fate;
mod following;
mod forms;
mod gains;
mod ground;
mod harm;
mod instead;
mod intake;
mod integrate;
mod intensity;
mod leaving;
mod ledger;
mod mass;
mod narrowed;
mod pace;
mod part;
mod people;
mod personal;
mod pieces;
mod prices;
mod ramp;
mod range;
mod reading;
mod replaced;
mod running;
mod running_entry;
mod setting;
mod social;
mod stay;
mod sum;
mod tally;
#[cfg(test)]
mod tests;

pub use expected::{Expectation, Expected};
pub use part::Part;
