//! Builds the model from the written scenario, and finds every mistake that only meaning can show.
//!
//! ```text
//! Reading ─assemble▶ Plan
//!   for each model: cohort, event (support, unit_cost, order), outcome, programme, target
//!   for all:        value (one table of parameters), payer, calendar, view, correlation
//! ```
//!
//! A builder never stops at a mistake: it notes it, goes on with something harmless, and the plan is thrown away.

mod assemble;
mod branch;
mod calendar;
mod cases;
mod cohort;
mod contrast;
mod correlation;
mod cost;
mod draft;
mod event;
#[cfg(test)]
pub(crate) mod example;
mod limits;
mod mistakes;
mod order;
mod outcome;
mod payer;
mod prices;
mod programme;
mod samples;
mod shares;
mod spelling;
mod statements;
mod support;
mod target;
mod unit_cost;
mod value;
mod view;

pub use assemble::{build, build_shocked};

use calendar::Calendar;
use draft::{Draft, spelled_share, within_a_billionth};
use mistakes::{Mistakes, key};
use payer::Payers;
use prices::Prices;
use value::Values;
