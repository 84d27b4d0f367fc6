//! Measures whether a run has drawn enough to be as precise as was asked.

use serde::{Deserialize, Serialize};

use super::conditional::{ConditionalLaws, lumpy};
use super::cumulants::cumulants;
use super::{Chance, Strata};
use crate::dictionary::dictionary;
use crate::engine::Draws;
use crate::model::{Plan, Total};

/// The largest standard error of a target's chance with which a run is precise.
const OF_A_CHANCE: f64 = 0.005;

dictionary! {
    /// How precise the run was asked to be, and whether it became so before the most draws allowed.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PrecisionResults {
        /// The largest standard error of the mean avoided cost, conditional on the evidence, relative to it.
        #[unit(Share)]
        pub asked: f64,
        /// Whether that was met, and 0.5 points on the chance of every target, likewise.
        pub met: bool,
    }
}

/// By how much the errors of the first `count` of `draws`, of the headline, exceed what is asked: the largest ratio of an error to its bound.
/// The run is precise at 1 or below; infinite where an error cannot be told, as of one draw or a mean of nothing.
///
/// ```text
/// max( mcse/|mean| / asked,  mcse of each target's chance / 0.5 points )
/// ```
///
/// Errors are those of estimates conditional on the evidence; of a chance whose law is not known to half a point, and of one
/// that counts what is released, the simulated one's.
#[must_use]
pub fn excess(plan: &Plan, draws: &Draws, count: usize, asked: f64) -> f64 {
    let count = count.min(draws.count);
    let strata = Strata::of(draws).first(count);
    let columns = cumulants(plan, draws, count);
    let laws = |place: usize, measure: usize| {
        let lumpy = lumpy(&plan.base, place.checked_sub(1));
        ConditionalLaws::new(&columns[place], &draws.columns[measure][..count], strata.clone(), lumpy)
    };
    let (mean, error) = laws(0, plan.measures.total(Total::Avoided)).mean();
    // What does not vary at all is as precise as can be, even where it is nothing.
    let relative = if error <= 0.0 { 0.0 } else { error / mean.abs() };
    let targets = (0..plan.base.targets.len()).map(|index| {
        let measure = plan.measures.target(index);
        let amount = |draw: usize| plan.model_of_draw(draw as u64).targets[index].amount;
        if !columns[index + 1].is_empty() {
            let found = laws(index + 1, measure).at_least(amount);
            if found.bound <= OF_A_CHANCE {
                return found.mcse / OF_A_CHANCE;
            }
        }
        let values = draws.columns[measure][..count].iter().enumerate();
        let hits: Vec<f64> = values.map(|(draw, &value)| f64::from(value >= amount(draw))).collect();
        Chance::of(&hits, &strata).mcse / OF_A_CHANCE
    });
    let largest = targets.fold(relative / asked, f64::max);
    if relative.is_nan() { f64::INFINITY } else { largest }
}
