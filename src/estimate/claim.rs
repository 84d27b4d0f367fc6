//! Turns draws into results in two steps: expect and check, then claim.

use super::assemble::{Identity, assemble};
use super::conditional::{ConditionalResults, comparisons, conditional, laws};
use super::sample::Sample;
use super::{DrawsTable, ExpectedDraws, Results, SelfCheckFailed, SelfCheckResults, expect, self_check};
use crate::engine::{Draws, RunOf};
use crate::model::Plan;

/// What a run claims, with the exact expectation behind it.
#[derive(Debug)]
pub struct Estimates {
    /// The whole of results.json.
    pub results: Results,
    expected: ExpectedDraws,
}

impl Estimates {
    /// The draws file: `plan` and `draws` as they were given to [`estimate`].
    #[must_use]
    pub fn table<'a>(&'a self, plan: &'a Plan, draws: &'a Draws) -> DrawsTable<'a> {
        DrawsTable::new(plan, draws, &self.expected)
    }
}

/// The exact expectation of every draw of a run, which agrees with what was simulated.
pub struct Checked {
    headline: ExpectedDraws,
    views: Vec<ExpectedDraws>,
    found: SelfCheckResults,
    conditional: Option<ConditionalResults>,
}

/// Expects `headline` and `views` exactly, and checks the two readings against each other.
///
/// # Errors
///
/// When simulation and exact expectation disagree on any reported mean.
pub fn check(plan: &Plan, headline: &Draws, views: &[Draws]) -> Result<Checked, SelfCheckFailed> {
    let expected = expect(plan, headline, RunOf::Headline);
    let of_views: Vec<ExpectedDraws> =
        views.iter().enumerate().map(|(index, draws)| expect(plan, draws, RunOf::View(index))).collect();
    let sample = Sample::unsummarised(plan, headline, &expected, RunOf::Headline);
    let laws = laws(&sample);
    let conditional = conditional(&sample, &laws);
    let chances = conditional.as_ref().map_or_else(Vec::new, |found| comparisons(&sample, &laws, found));
    let found = self_check::of_all(plan, &expected, &of_views, chances)?;
    Ok(Checked { headline: expected, views: of_views, found, conditional })
}

impl Checked {
    /// Claims what the draws support that were checked, which are handed in again.
    #[must_use]
    pub fn claim(self, plan: &Plan, identity: &Identity, headline: &Draws, views: &[Draws]) -> Estimates {
        let Self { headline: expected, views: of_views, found, conditional } = self;
        let runs: Vec<(&Draws, &ExpectedDraws)> = views.iter().zip(&of_views).collect();
        let results = assemble(plan, identity, headline, &expected, &runs, (found, conditional));
        Estimates { results, expected }
    }
}

/// Checks and claims what `headline` supports, and `views`: a run for each view when the views have no weights, else
/// empty.
///
/// # Errors
///
/// When simulation and exact expectation disagree on any reported mean.
pub fn estimate(
    plan: &Plan,
    identity: &Identity,
    headline: &Draws,
    views: &[Draws],
) -> Result<Estimates, SelfCheckFailed> {
    Ok(check(plan, headline, views)?.claim(plan, identity, headline, views))
}
