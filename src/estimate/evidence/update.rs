//! Learns from the published mean: weighs the draws by how likely each would have produced it.

use super::beliefs::Beliefs;
use super::error::EvidenceFailed;
use super::published::Studies;
use super::report::{Posterior, UpdateEvidence};
use super::trial::{Studied, Trial};
use crate::estimate::Ordered;
use crate::estimate::strata::Strata;
use crate::estimate::summary::{finite, quantile};
use crate::model::Plan;
use crate::quantity::Kind;
use crate::statistics::{Hurdle, Weights, mean_and_sd, quantile_sorted};

/// Fewest effective draws that an answer rests on.
const FEWEST: f64 = 50.0;

/// Steps of a curve of quantiles.
const STEPS: u32 = 200;

/// The likelihood of a mean of n people in one draw is a hurdle's: where most people avoid nothing, all n may, so there is
/// a mass at zero, and a gamma above it, together with the draw's own exact mean, that of its view, and the simulated
/// spread of its single people. A draw in which nothing is avoided could not have produced a mean above zero.
///
/// # Errors
///
/// When fewer than 50 effective draws are left.
#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
pub(super) fn update(
    plan: &Plan,
    people: u64,
    figure: f64,
    beliefs: &Beliefs,
    studies: &Studies,
) -> Result<UpdateEvidence, EvidenceFailed> {
    let draws = studies.trial.draws.len();
    let usual = usual_variation(&studies.trial);
    let logs: Vec<f64> = studies
        .trial
        .draws
        .iter()
        .map(|studied| hurdle(studied, usual).log_likelihood(figure, people as f64))
        .collect();
    let weights = Weights::from_logs(&logs).ok_or(EvidenceFailed::Impossible)?;
    let effective = weights.effective();
    if effective < FEWEST {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded up to thousands")]
        let enough = (draws as f64 * FEWEST / effective / 1_000.0 * 1.5).ceil() as u64 * 1_000;
        return Err(EvidenceFailed::TooFew { effective, draws, enough });
    }
    let level = plan.simulation.level;
    let strata = &Strata::of(&beliefs.draws).without_views();
    let of = |kind: Kind, values: &[f64]| posterior(&weights, strata, kind, values, level, true);
    let assumptions = plan.parameters.iter().enumerate().map(|(index, parameter)| {
        let values: Vec<f64> = (0..draws).map(|draw| beliefs.draws.theta(draw)[index]).collect();
        (parameter.path.clone(), posterior(&weights, strata, parameter.kind, &values, level, false))
    });
    Ok(UpdateEvidence {
        draws,
        effective_draws: effective,
        per_person: of(Kind::Money, &beliefs.per_person),
        total: of(Kind::Money, &beliefs.total),
        published_mean: of(Kind::Money, &beliefs.published),
        views: views(plan, beliefs, &weights),
        assumptions: assumptions.collect(),
    })
}

/// What one person of a draw is like: the chance of anything as simulated, and the mean of those who have anything such
/// that both together give the exact mean. Where fewer than two of those simulated have anything, the chance is Jeffreys'
/// and the spread that of the other draws.
#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
fn hurdle(studied: &Studied, usual: f64) -> Hurdle {
    let (touched, people) = (studied.touched as f64, studied.people as f64);
    let chance = if studied.truth <= 0.0 {
        0.0
    } else if studied.touched == 0 {
        0.5 / (people + 1.0)
    } else {
        touched / people
    };
    let mean = studied.truth / chance;
    let variation = if studied.touched_variation.is_finite() { studied.touched_variation } else { usual };
    Hurdle { chance, mean, variance: variation * mean * mean }
}

/// The median over draws of the squared coefficient of variation of people who have anything.
fn usual_variation(trial: &Trial) -> f64 {
    let of = trial.draws.iter().map(|studied| studied.touched_variation).filter(|value| value.is_finite());
    let mut all: Vec<f64> = of.collect();
    all.sort_unstable_by(f64::total_cmp);
    quantile_sorted(&all, 0.5)
}

/// The probability of each weighted view before and after.
#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
fn views(plan: &Plan, beliefs: &Beliefs, weights: &Weights) -> Ordered<[f64; 2]> {
    let of = &beliefs.draws.view;
    if of.is_empty() {
        return Ordered::default();
    }
    let each = plan.views.iter().enumerate().map(|(index, view)| {
        let own = of.iter().zip(weights.as_slice()).filter(|(of, _)| **of == index);
        let (count, weight) = own.fold((0.0, 0.0), |(count, sum), (_, weight)| (count + 1.0, sum + weight));
        (view.id.clone(), [count / of.len() as f64, weight])
    });
    each.collect()
}

/// The error of a weighted mean of draws in randomisations: that of the mean of K w (x - m).
#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
fn clustered(weights: &Weights, strata: &Strata, values: &[f64], mean: f64) -> f64 {
    let count = values.len() as f64;
    let influence = weights.as_slice().iter().zip(values).map(|(weight, value)| count * weight * (value - mean));
    strata.mean_mcse(&influence.collect::<Vec<_>>())
}

fn posterior(weights: &Weights, strata: &Strata, kind: Kind, values: &[f64], level: f64, curves: bool) -> Posterior {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (prior_mean, sd) = mean_and_sd(values);
    let (posterior_mean, mcse) = weights.mean(values);
    let mcse = if strata.replicated() { clustered(weights, strata, values, posterior_mean) } else { mcse };
    let tail = (1.0 - level) / 2.0;
    let before = [tail, 1.0 - tail].map(|p| quantile(values, &sorted, p, strata));
    let ends = weights.quantiles(values, &[tail, 1.0 - tail]);
    let steps: Vec<f64> = (0..STEPS).map(|step| (f64::from(step) + 0.5) / f64::from(STEPS)).collect();
    let steps = if curves { &steps[..] } else { &[] };
    Posterior {
        kind,
        prior_mean,
        prior_mcse: finite(strata.mean_mcse(values)),
        prior: before.map(|end| end.value),
        prior_errors: before.map(|end| finite(end.mcse)),
        posterior_mean,
        mcse: mcse.is_finite().then_some(mcse),
        posterior: [ends[0], ends[1]],
        shift: (sd > 0.0).then(|| (posterior_mean - prior_mean) / sd),
        prior_curve: steps.iter().map(|&p| quantile_sorted(&sorted, p)).collect(),
        posterior_curve: weights.quantiles(values, steps),
    }
}
