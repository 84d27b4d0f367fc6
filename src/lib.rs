//! What would have happened without this service, what would it have cost, and how sure can we be?
//!
//! The pipeline on one page: six verbs, six values, one way.
//!
//! | stage | verb | gives |
//! | --- | --- | --- |
//! | [`scenario`] | `read` text with places, patches and views | [`scenario::Reading`]: what the user wrote |
//! | [`model`] | `build` what it means, or every mistake at once | [`model::Plan`]: immutable, complete, valid |
//! | [`engine`] | `simulate` journeys, draw by draw | [`engine::Draws`]: a column a measure |
//! | [`expectation`] | `at` a draw, expect every mean exactly | [`expectation::Expected`]: the second reading |
//! | [`estimate`] | `estimate` claims with their errors, and check the two readings against each other | [`estimate::Results`] |
//! | [`render`] | turn results into words and bytes | JSON, CSV, text |
//! | [`mod@run`] | `run` all of it, from a path or from files in memory | [`Run`] |
//! | [`web`] | answer a page | JSON and text |
//! | [`cli`] | read, write, print, exit | files under `output/` |
//! | `python` | answer Python | the package `averted` |
//!
//! Ten lines that run a scenario, as `averted run` does it:
//!
//! ```
//! let run = averted::run("scenarios/havering.yaml")?;
//! let results = &run.estimates.results;
//! let avoided = &results.total.avoided_pv;
//! println!("{}: £{:.0} avoided (± £{:.0})", results.scenario.title, avoided.mean, avoided.mcse);
//! for (_, target) in &results.targets.0 {
//!     let chance = &target.chance;
//!     println!("{}: {:.1}% (± {:.1} points)", target.label, 100.0 * chance.probability, 100.0 * chance.mcse);
//! }
//! # Ok::<(), averted::RunError>(())
//! ```
//!
//! [`doc::method`] is the mathematics, [`doc::results`] what comes out, [`doc::language`] every key of a
//! scenario, [`doc::architecture`] the layers, [`doc::contributing`] how to work on them.
//!
//! Leaves below them all: [`dictionary`] (what each key that is written means), [`numeric`] (functions with the same bits everywhere), [`quantity`] (money, shares, months,
//! years), [`distribution`] (the laws of uncertain values) and [`statistics`] (pure functions on samples).

#[cfg(feature = "cli")]
pub mod cli;
pub mod dictionary;
pub mod distribution;
pub mod doc;
pub mod engine;
pub mod estimate;
pub mod expectation;
pub mod model;
pub mod numeric;
#[cfg(feature = "python")]
mod python;
pub mod quantity;
pub mod render;
pub mod run;
pub mod scenario;
pub mod statistics;
#[cfg(feature = "figures")]
pub mod web;

pub use run::{Run, RunError, run, run_of};

/// Compiles and runs what the README shows.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
