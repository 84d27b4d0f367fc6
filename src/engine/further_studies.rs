//! Simulates what further case studies would find, draw by draw, so that they can be valued before they are made.

use super::Draws;
use super::parallel::in_chunks;
use super::stream::{Address, Block, StreamName};
use crate::distribution::{binomial, poisson};
use crate::model::Plan;
use crate::numeric::float;
use crate::quantity::Kind;

/// Counts of events among further case studies: `found[size][parameter][draw]`, for studies of `sizes` people
/// (ascending) and the uncertain values `parameters` of `plan`.
///
/// One more case study, followed to the horizon H (in months), gives one Bernoulli trial of a share and H/12 person-years
/// of a rate. The larger study holds the smaller one, so that a curve over sizes is of one growing study.
///
/// ```text
/// share p:  X_n = X_m + Binomial(n - m, p)        rate λ a year:  X_n = X_m + Poisson((n - m)·λ·H/12)
/// ```
#[must_use]
pub fn further_studies(plan: &Plan, draws: &Draws, parameters: &[usize], sizes: &[u32]) -> Vec<Vec<Vec<f64>>> {
    let names: Vec<StreamName> =
        parameters.iter().map(|&parameter| StreamName::new(&plan.parameters[parameter].path)).collect();
    let chunks = in_chunks(draws.count, 256, |rows| {
        let mut found = Vec::with_capacity(rows.len() * parameters.len() * sizes.len());
        for draw in rows {
            let horizon = plan.model_of_draw(draw as u64).horizon;
            let address = Address::new(plan.simulation.seed, draw as u64);
            let theta = draws.theta(draw);
            for (&parameter, &name) in parameters.iter().zip(&names) {
                let mut random = address.stream(Block::FURTHER, name);
                let value = theta[parameter];
                let (mut people, mut events) = (0, 0.0);
                for &size in sizes {
                    let more = size.saturating_sub(people);
                    let further = match plan.parameters[parameter].kind {
                        Kind::Share => binomial(&mut random, more as usize, value),
                        _ => poisson(&mut random, f64::from(more) * value * horizon / 12.0),
                    };
                    events += float(further);
                    people += more;
                    found.push(events);
                }
            }
        }
        found
    });
    let rows: Vec<f64> = chunks.concat();
    let width = parameters.len() * sizes.len();
    let column = |size: usize, place: usize| -> Vec<f64> {
        (0..draws.count).map(|draw| rows[draw * width + place * sizes.len() + size]).collect()
    };
    (0..sizes.len()).map(|size| (0..parameters.len()).map(|place| column(size, place)).collect()).collect()
}
