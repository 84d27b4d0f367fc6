//! Goes on drawing until a run is as precise as was asked, or the most draws allowed are done.

use crate::estimate::{PrecisionResults, float, whole_part};
use crate::model::Plan;
use crate::scenario::limits::MOST_CELLS;

/// Most draws where nobody says.
pub const MOST_UNASKED: usize = 1_000_000;

/// `most` draws, or as many as can be held.
#[must_use]
pub fn most_draws(plan: &Plan, most: usize) -> usize {
    most.min(MOST_CELLS / plan.measures.len().max(1)).max(1)
}

/// Draws as many as it takes, which `plan` then asks for: the same as those of a plain run of that number. `draw` draws what
/// `plan` asks for and says by how much the errors exceed what is asked ([`crate::estimate::excess`]).
///
/// How many there are to be is decided at the same numbers of draws whatever is there already, so that a run that goes on
/// from a checkpoint ends where one that never stopped does.
///
/// # Errors
///
/// Those of `draw`.
pub fn precise_draws<E>(
    plan: &mut Plan,
    asked: f64,
    most: usize,
    mut draw: impl FnMut(&Plan) -> Result<f64, E>,
) -> Result<PrecisionResults, E> {
    let most = most_draws(plan, most);
    plan.simulation.draws = plan.simulation.draws.min(most);
    loop {
        let excess = draw(plan)?;
        let done = plan.simulation.draws;
        match further(done, excess, most) {
            Some(further) => plan.simulation.draws = further,
            None => return Ok(PrecisionResults { asked, met: excess <= 1.0 }),
        }
    }
}

/// How many draws there are to be where `done` leave errors that are `excess` times too large; `None` where these are
/// enough, or no more than `most` are allowed.
pub(super) fn further(done: usize, excess: f64, most: usize) -> Option<usize> {
    (excess > 1.0 && done < most).then(|| next(done, excess).min(most))
}

/// How many draws to try after `done`, whose errors are `excess` times too large: errors fall as one over the square root.
fn next(done: usize, excess: f64) -> usize {
    let factor = (1.05 * excess * excess).clamp(1.25, 4.0);
    whole_part((float(done) * factor).ceil())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_aim_at_what_is_missing() {
        assert_eq!(next(1000, 1.5), 2363);
        assert_eq!(next(1000, 1.001), 1250);
        assert_eq!(next(1000, f64::INFINITY), 4000);
    }
}
