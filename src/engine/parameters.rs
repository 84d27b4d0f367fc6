//! Draws the evidence alone, for what needs only exact expectations and simulates nobody.

use super::parallel::in_chunks;
use super::sampling::Parameters;
use super::stream::Address;
use super::{Draws, RunOf};
use crate::model::Plan;
use crate::statistics::Sketch;

/// The first `count` draws of the evidence of a run, the same values as [`super::simulate`] draws, with nobody
/// simulated: no columns, no people.
#[must_use]
pub fn evidence(plan: &Plan, which: RunOf, count: usize) -> Draws {
    let sampling = Parameters::new(plan, which, count);
    let width = plan.parameters.len();
    let rows = in_chunks(count, 64, |draws| {
        let mut theta = vec![0.0; width * draws.len()];
        for (place, draw) in draws.enumerate() {
            let address = Address::new(plan.simulation.seed, draw as u64);
            sampling.draw(draw, address, &mut theta[place * width..][..width]);
        }
        theta
    });
    let views = if which.weighted(plan) { count } else { 0 };
    Draws {
        count,
        sampling: plan.simulation.sampling,
        view: (0..views).map(|draw| which.model_of_draw(plan, draw)).collect(),
        theta: rows.concat(),
        columns: Vec::new(),
        segment_people: Vec::new(),
        person_squares: Vec::new(),
        person: Vec::new(),
        gains: Sketch::new(),
    }
}
