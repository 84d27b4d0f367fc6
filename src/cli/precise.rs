//! Goes on drawing until a run is as precise as was asked, or the most draws allowed are done.

use super::exit_code::Failure;
use super::progress::Meter;
use super::{room, simulate};
use crate::engine::{self, Draws, Which};
use crate::estimate::{PrecisionResults, excess};
use crate::model::Plan;
use crate::scenario::limits::MOST_CELLS;

/// Most draws where the command line does not say.
const MOST_DRAWS: usize = 1_000_000;

/// The draws of the headline and the views, as many as it takes, which `plan` then asks for: the same as those of a
/// plain run of that number.
pub(super) fn simulate(
    plan: &mut Plan,
    asked: f64,
    most: Option<u64>,
    watched: bool,
) -> Result<(Draws, Vec<Draws>, PrecisionResults), Failure> {
    let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(MOST_DRAWS);
    let most = most.min(MOST_CELLS / plan.measures.len().max(1)).max(1);
    plan.simulation.draws = plan.simulation.draws.min(most);
    let (mut headline, mut views) = simulate::simulate(plan, watched)?;
    loop {
        let excess = excess(plan, &headline, asked);
        let done = headline.count;
        if excess <= 1.0 || done >= most {
            return Ok((headline, views, PrecisionResults { asked, met: excess <= 1.0 }));
        }
        plan.simulation.draws = next(done, excess).min(most);
        room::in_memory(plan)?;
        let meter = Meter::new((plan.simulation.draws - done) * (1 + views.len()), watched);
        let go_on = |which: Which, draws: &mut Draws| {
            let more = engine::simulate_range(plan, which, done..plan.simulation.draws, &meter);
            more.map(|more| draws.append(more)).ok_or_else(|| simulate::stopped(&meter, None))
        };
        go_on(Which::Headline, &mut headline)?;
        for (view, draws) in views.iter_mut().enumerate() {
            go_on(Which::View(view), draws)?;
        }
        meter.finish();
    }
}

/// How many draws to try after `done`, whose errors are `excess` times too large: errors fall as one over the square root.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most four times a number of draws"
)]
fn next(done: usize, excess: f64) -> usize {
    let factor = (1.05 * excess * excess).clamp(1.25, 4.0);
    (done as f64 * factor).ceil() as usize
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
