//! Draws until a run is as precise as was asked, watching the room that it takes.

use super::exit_code::Failure;
use super::output;
use super::resources::Room;
use super::simulate::Sampler;
use crate::estimate::PrecisionResults;
use crate::model::Plan;
use crate::run::{MOST_UNASKED, most_draws, precise_draws};

/// Draws as many as it takes, which `plan` then asks for. `room` is looked at again before there are more.
///
/// # Errors
///
/// When there is no room for them, or somebody stops them.
pub(super) fn simulate(
    plan: &mut Plan,
    asked: f64,
    most: Option<u64>,
    drawing: &mut Sampler<'_>,
    room: &Room<'_>,
) -> Result<PrecisionResults, Failure> {
    let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(MOST_UNASKED);
    if drawing.caller().watches() {
        let mut all = plan.clone();
        all.simulation.draws = most_draws(plan, most);
        room.forecast(&all).iter().for_each(|sentence| output::remark(&format!("{sentence}\n")));
    }
    let mut first = true;
    precise_draws(plan, asked, most, |plan| {
        if !std::mem::take(&mut first) {
            room.check(plan)?;
        }
        drawing.draw(plan)?;
        Ok(drawing.excess(plan, plan.simulation.draws, asked))
    })
}
