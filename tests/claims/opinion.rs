//! Works out by itself how far each assumption moves the mean when its distribution is raised to a power: densities are taken from
//! quantile functions, weights from their ratios.

use averted::distribution::Distribution;
use averted::engine::{Draws, RunOf, evidence};
use averted::model::Law;

use crate::number::{Truth, holds, pounds};
use crate::world::World;

/// How far a mean moves, with the naive standard error of the weighted mean.
struct Moved {
    by: f64,
    error: f64,
}

/// 1/q′ at the value, from a millionth of probability to either side.
fn density(law: &Distribution, value: f64) -> f64 {
    let p = law.cdf(value).clamp(2e-6, 1.0 - 2e-6);
    2e-6 / (law.quantile(p + 1e-6) - law.quantile(p - 1e-6))
}

/// The move of each assumption that has a density and keeps enough of the draws.
fn moves(world: &World, power: f64) -> Vec<Moved> {
    let plan = &world.run.plan;
    let draws: Draws = evidence(plan, RunOf::Headline, world.draws());
    let values = world.column("draws.expected_per_person");
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let of = |index: usize| {
        if plan.parameters[index].path.starts_with("published.") {
            return None;
        }
        let mut weights = Vec::new();
        for draw in 0..values.len() {
            weights.push(match &plan.model_of_draw(draw as u64).laws[index] {
                Law::Certain(_) => 1.0,
                Law::Drawn(Distribution::Sampled(_)) => return None,
                Law::Drawn(law) if !law.point_masses().is_empty() => return None,
                Law::Drawn(law) => density(law, draws.theta(draw)[index]).powf(power - 1.0),
            });
        }
        let view = |draw: usize| plan.view_of_draw(draw as u64).unwrap_or(0);
        for of in 0..plan.views.len().max(1) {
            let own: Vec<usize> = (0..values.len()).filter(|draw| view(*draw) == of).collect();
            let sum: f64 = own.iter().map(|draw| weights[*draw]).sum();
            own.iter().for_each(|draw| weights[*draw] *= own.len() as f64 / count / sum);
        }
        let effective = 1.0 / weights.iter().map(|weight| weight * weight).sum::<f64>();
        let by = weights.iter().zip(values).map(|(weight, value)| weight * (value - mean)).sum::<f64>();
        let squares = weights.iter().zip(values).map(|(weight, value)| (weight * (value - mean - by)).powi(2));
        let error = squares.sum::<f64>().sqrt();
        (effective >= 100.0_f64.max(0.1 * count)).then_some(Moved { by, error })
    };
    (0..plan.parameters.len()).filter_map(of).collect()
}

/// Whether `text`, `£120 (± £8)`, is the largest move of any assumption held to `power`.
pub(crate) fn moves_most(world: &World, power: f64, text: &str) -> Truth {
    let largest = moves(world, power).into_iter().max_by(|a, b| a.by.abs().total_cmp(&b.by.abs()));
    let Moved { by, error } = largest.ok_or("nothing can be scaled")?;
    let printed = pounds(text.split(" (").next().unwrap_or_default())?;
    holds((printed - by).abs() <= 0.02 * by.abs() + 0.5 * error + 0.006, || format!("{by} ± {error}"))
}

/// Whether no move is far beyond what draws can tell.
pub(crate) fn none_moves(world: &World) -> Truth {
    let far = [2.0, 0.5]
        .into_iter()
        .flat_map(|power| moves(world, power))
        .find(|moved| moved.by.abs() > 4.0 * moved.error + 0.01);
    holds(far.is_none(), || far.map_or_else(String::new, |far| format!("{} ± {}", far.by, far.error)))
}
