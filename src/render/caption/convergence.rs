//! Captions how far the simulation itself can be trusted, whatever its assumptions.

use super::facts::Caption;
use crate::estimate::Results;
use crate::render::number;
use crate::render::words::{certain, mean};

/// The caption of the running mean; `None` with fewer than two points, or when nothing varies or nothing can be avoided.
#[must_use]
pub fn convergence(results: &Results) -> Option<Caption> {
    let cohort = &results.per_person.cohort;
    let settled = certain(cohort) || results.series.convergence.draws.len() < 2;
    if !results.counts_money() || settled {
        return None;
    }
    let draws = number::whole(results.run.draws);
    let error = number::money_error(cohort.mcse);
    let title = if cohort.mcse > 0.05 * cohort.mean.abs() {
        format!(
            "After {draws} draws the average of {} per person still has a simulation error of {error}: draw more",
            mean(cohort)
        )
    } else {
        format!("After {draws} draws the average of {} per person has a simulation error of only {error}", mean(cohort))
    };
    let lines = vec![format!(
        "The line is the average of the draws so far, the band twice its Monte Carlo standard error on either side. More draws \
         shrink that error, not the spread of the result itself: {} (standard deviation).",
        number::figures(cohort.sd)
    )];
    Some(Caption::new(results, title, lines, "A line that settles down inside a narrowing band."))
}
