//! Turns draws into results in one call: expect, check, claim.

use super::assemble::{Identity, assemble};
use super::draws_table::DrawsTable;
use super::expected::{ExpectedDraws, expect};
use super::results::Results;
use super::self_check::{SelfCheckFailed, self_check};
use super::stress::{Stress, people_needed};
use crate::engine::{Draws, Which};
use crate::model::Plan;

/// What a run claims, with the exact expectation behind it.
pub struct Estimates {
    /// The whole of results.json.
    pub results: Results,
    expected: ExpectedDraws,
}

impl Estimates {
    /// Fills in how many people each target takes, as the stress test of the same run found.
    pub fn fill_people_needed(&mut self, stress: &Stress) {
        for (id, needed, errors) in people_needed(stress) {
            if let Some((_, target)) = self.results.targets.0.iter_mut().find(|(target, _)| *target == id) {
                target.people_needed = Some(needed);
                target.people_needed_mcse = Some(errors);
            }
        }
    }

    /// The draws file: `plan` and `draws` as they were given to [`estimate`].
    #[must_use]
    pub fn table<'a>(&'a self, plan: &'a Plan, draws: &'a Draws) -> DrawsTable<'a> {
        DrawsTable::new(plan, draws, &self.expected)
    }
}

/// Claims what `headline` supports, and `views`: a run for each view when the views have no weights, else empty.
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
    let expected = expect(plan, headline, Which::Headline);
    let of_views: Vec<ExpectedDraws> =
        views.iter().enumerate().map(|(index, draws)| expect(plan, draws, Which::View(index))).collect();
    let checked = self_check(plan, &expected, &of_views)?;
    let runs: Vec<(&Draws, &ExpectedDraws)> = views.iter().zip(&of_views).collect();
    let results = assemble(plan, identity, headline, &expected, &runs, checked);
    Ok(Estimates { results, expected })
}
