//! Runs a scenario from its files to its results.

use std::path::Path;

use super::{Disk, Loaded, MOST_UNASKED, Request, TooManyDraws, load, precise_draws};
use crate::engine::{Draws, RunOf, Silent, simulate, simulate_range};
use crate::estimate::{Estimates, Identity, PrecisionResults, SelfCheckFailed, estimate, excess};
use crate::model::Plan;
use crate::scenario::{Diagnostics, Files};

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

/// Why a scenario was not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It has mistakes; shown, each with its place and what to do about it.
    #[error(transparent)]
    Scenario(#[from] Diagnostics),
    /// It asks for more draws than can be held.
    #[error(transparent)]
    TooManyDraws(#[from] TooManyDraws),
    /// The simulation and the exact expectation disagree: the program is wrong.
    #[error(transparent)]
    SelfCheck(#[from] SelfCheckFailed),
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
    let (plan, sources) = load(path, files, &request.set)?;
    let Loaded { mut plan, identity, inputs } = Loaded::new(path, plan, &sources, request)?;
    let mut headline = Draws::none(&plan);
    let drawn = |plan: &Plan, which| simulate(plan, which, &Silent).unwrap_or_else(|| Draws::none(plan));
    let precision: Option<PrecisionResults> = match plan.simulation.precision {
        None => {
            headline = drawn(&plan, RunOf::Headline);
            None
        }
        Some(asked) => Some(precise_draws(&mut plan, asked, MOST_UNASKED, |plan| {
            if let Some(more) = simulate_range(plan, RunOf::Headline, headline.count..plan.simulation.draws, &Silent) {
                headline.append(more);
            }
            Ok::<_, RunError>(excess(plan, &headline, plan.simulation.draws, asked))
        })?),
    };
    let views: Vec<Draws> = (0..plan.runs() - 1).map(|view| drawn(&plan, RunOf::View(view))).collect();
    let mut estimates = estimate(&plan, &identity, &headline, &views)?;
    estimates.results.run.precision = precision;
    estimates.results.inputs = Some(inputs);
    Ok(Run { plan, identity, headline, views, estimates })
}
