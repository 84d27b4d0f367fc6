//! Runs a scenario from its files to its results.

use std::path::Path;

use super::{Disk, PartialRun, Request, RunError};
use crate::engine::Draws;
use crate::estimate::{Estimates, Identity};
use crate::model::Plan;
use crate::scenario::Files;

/// A run that is done: what was meant, what was drawn and what is claimed.
#[derive(Debug)]
pub struct Run {
    /// What the scenario means, with as many draws as were done.
    pub plan: Plan,
    /// What identifies the scenario.
    pub identity: Identity,
    /// The draws of the headline.
    pub headline: Draws,
    /// Those of each view, where views have no weights.
    pub views: Vec<Draws>,
    /// What is claimed, with its errors; `estimates.results` is what `averted run` writes as results.json.
    pub estimates: Estimates,
}

/// Runs the scenario file at `path`.
///
/// ```
/// let run = averted::run("scenarios/havering.yaml")?;
/// let avoided = &run.estimates.results.total.avoided_pv;
/// println!("£{:.0} (± £{:.0})", avoided.mean, avoided.mcse);
/// # Ok::<(), averted::RunError>(())
/// ```
///
/// # Errors
///
/// What is wrong with the scenario, or with the program.
pub fn run(path: impl AsRef<Path>) -> Result<Run, RunError> {
    let path = path.as_ref();
    run_of(path, &Disk::beside(path), &Request::default())
}

/// Runs the scenario at `path` among `files`, with the changes of `request`: no disk but theirs, no clock, no screen.
///
/// # Errors
///
/// As [`run`].
pub fn run_of(path: &Path, files: &dyn Files, request: &Request) -> Result<Run, RunError> {
    let mut run = PartialRun::new(path, files, request)?;
    while run.advance(usize::MAX) {}
    let estimates = run.claim()?;
    let PartialRun { plan, identity, headline, views, .. } = run;
    Ok(Run { plan, identity, headline, views, estimates })
}
