//! Simulates journeys: draws of the evidence outside, people inside; no disk, clock or screen.
//!
//! The way of one draw ([the method](crate::doc::method), "Two levels of uncertainty" and "One journey"):
//!
//! ```text
//! sampling      θ: one value of every parameter, from streams addressed (seed, draw, path), or
//! points        from scrambled Sobol points addressed (seed, randomisation, view, path)
//! drawn         the numbers that journeys need, read off θ once: hazards, costs, chances, credits
//! people        a block of at most 2,048: segments, engagement, frailty, joining, as columns
//! occurrences   event by event, parents first: who, when, at what cost, and what support does to it
//! ledger        sums by line (event, credited event) and year; each person's avoided cost
//! close         credit, payers, groups, years, targets: one row of measures
//! share         a few rows at a time into the columns, of which every thread fills its share
//! ```
//!
//! Draws run in parallel in chunks; nothing is shared between them but integer counts, so the result does not depend on
//! threads. Memory grows with draws × measures, not with people.
//!
//! What is done to every occurrence or person is a plain function over columns: random words (words), who and when (who,
//! moment), costs (`MeanOne::fill`), discount factors (discount), sums by year (years), counts of people (`Sketch::extend`).
//! Each is compiled for several kinds of vectors, of which the processor's best is taken (vectors); the bits are the same.

mod accrual;
mod allocation;
mod bill;
mod charge;
mod column;
mod counted;
mod discount;
mod draw_values;
mod draws;
mod fates;
mod funding;
mod further_studies;
mod growth;
mod harm;
mod individuals;
mod intake;
mod kept;
mod ledger;
mod measures;
mod narrow;
mod occurrence_list;
mod occurrences;
mod outcomes;
mod parallel;
mod parameters;
mod people;
mod pieces;
mod points;
mod prepared;
mod pricing;
mod progress;
mod random_words;
mod release;
mod replaced;
mod resampling;
mod risk;
mod run_of;
mod sampling;
mod simulate;
mod slice;
mod stay;
mod stream;
mod study;
mod thinned;
mod timing;
mod vectors;
mod years;

pub use draws::Draws;
pub use further_studies::further_studies;
pub use individuals::{Person, Singles, Whose};
pub use narrow::Narrow;
pub use parallel::{in_chunks, use_threads};
pub use parameters::evidence;
pub use progress::{Progress, Silent};
pub use resampling::{Resampling, ResamplingStream};
pub use run_of::RunOf;
pub use simulate::{simulate, simulate_range};

/// People of one block: their columns fit in the processor's nearest cache.
const BLOCK: usize = 2048;
