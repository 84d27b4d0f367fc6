//! Draws a run part by part, so that whoever waits for it can show what is known so far, or give it up.

use std::path::Path;

use super::precise::further;
use super::{Loaded, MOST_UNASKED, Request, RunError, load, most_draws};
use crate::engine::{Draws, RunOf, Silent, simulate_range};
use crate::estimate::{Estimates, Identity, Inputs, PrecisionResults, estimate, excess};
use crate::model::Plan;
use crate::scenario::Files;

/// A run on its way: whatever the parts, the same draws and claims as in one go.
#[derive(Clone, Debug)]
pub struct PartialRun {
    pub(super) plan: Plan,
    pub(super) identity: Identity,
    inputs: Inputs,
    pub(super) headline: Draws,
    pub(super) views: Vec<Draws>,
    /// How precise it came to be, once that is decided; `None` where nothing was asked.
    precision: Option<PrecisionResults>,
}

impl PartialRun {
    /// The scenario at `path` among `files`, with the changes of `request`; nothing is drawn yet.
    ///
    /// # Errors
    ///
    /// What is wrong with the scenario.
    pub fn new(path: &Path, files: &dyn Files, request: &Request) -> Result<Self, RunError> {
        let (plan, sources) = load(path, files, &request.set)?;
        let Loaded { mut plan, identity, inputs } = Loaded::new(path, plan, &sources, request)?;
        if plan.simulation.precision.is_some() {
            plan.simulation.draws = plan.simulation.draws.min(most_draws(&plan, MOST_UNASKED));
        }
        let (headline, views) = (Draws::none(&plan), vec![Draws::none(&plan); plan.runs() - 1]);
        Ok(Self { plan, identity, inputs, headline, views, precision: None })
    }

    /// What the scenario means.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many draws are done.
    #[must_use]
    pub const fn done(&self) -> usize {
        self.headline.count
    }

    /// How many draws it takes, as far as that is known: where a precision is asked for, more may follow.
    #[must_use]
    pub const fn wanted(&self) -> usize {
        self.plan.simulation.draws
    }

    /// Adds at most `most` draws, and says whether more are wanted.
    pub fn advance(&mut self, most: usize) -> bool {
        self.draw_up_to(self.wanted().min(self.done().saturating_add(most)));
        self.done() < self.wanted() || self.is_too_rough()
    }

    fn draw_up_to(&mut self, count: usize) {
        let Self { plan, headline, views, .. } = self;
        let runs = [(RunOf::Headline, headline)].into_iter();
        for (which, draws) in runs.chain(views.iter_mut().enumerate().map(|(view, draws)| (RunOf::View(view), draws))) {
            if draws.count < count
                && let Some(more) = simulate_range(plan, which, draws.count..count, &Silent)
            {
                draws.append(more);
            }
        }
    }

    /// Whether a precision that was asked for is not met and more draws are allowed, which are then wanted.
    fn is_too_rough(&mut self) -> bool {
        let Some(asked) = self.plan.simulation.precision else { return false };
        let (done, most) = (self.done(), most_draws(&self.plan, MOST_UNASKED));
        let excess = excess(&self.plan, &self.headline, done, asked);
        self.precision = Some(PrecisionResults { asked, met: excess <= 1.0 });
        let further = further(done, excess, most);
        self.plan.simulation.draws = further.unwrap_or(self.plan.simulation.draws);
        further.is_some()
    }

    /// What the draws so far support: once all that are wanted are done, what a run in one go claims.
    ///
    /// # Errors
    ///
    /// When simulation and exact expectation disagree: the program is wrong.
    pub fn claim(&mut self) -> Result<Estimates, RunError> {
        let wanted = std::mem::replace(&mut self.plan.simulation.draws, self.headline.count);
        let estimates = estimate(&self.plan, &self.identity, &self.headline, &self.views);
        self.plan.simulation.draws = wanted;
        let mut estimates = estimates?;
        let mut inputs = self.inputs.clone();
        if self.done() < wanted {
            inputs.draws = Some(self.headline.count as u64);
        } else {
            estimates.results.run.precision = self.precision;
        }
        estimates.results.inputs = Some(inputs);
        Ok(estimates)
    }

    /// The draws of the headline.
    #[must_use]
    pub const fn headline(&self) -> &Draws {
        &self.headline
    }
}
