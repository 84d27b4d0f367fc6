//! Learns from the published mean: weighs the draws by how likely each would have produced it.

use super::beliefs::Beliefs;
use super::likelihood::weighed;
use super::published::Studies;
use super::{AtItsWord, EvidenceFailed, Posterior, UpdateEvidence};
use crate::estimate::summary::{finite, quantile};
use crate::estimate::{Ordered, Strata, Watch};
use crate::model::{Plan, Published};
use crate::quantity::Kind;
use crate::statistics::{Weights, float, mean_and_sd, quantile_sorted, whole_part};

/// Fewest effective draws that an answer rests on.
const FEWEST: f64 = 50.0;

/// Steps of a curve of quantiles.
const STEPS: u32 = 200;

/// Weighs every draw by the likelihood of the published mean in it, and says what is believed then.
///
/// # Errors
///
/// When fewer than 50 effective draws are left.
pub(super) fn update(
    plan: &Plan,
    published: &Published,
    figure: f64,
    beliefs: &Beliefs,
    studies: &Studies,
    watch: &Watch<'_>,
) -> Result<UpdateEvidence, EvidenceFailed> {
    let draws = beliefs.published.len();
    let weighed = weighed(plan, published, figure, beliefs, watch);
    let weights = Weights::from_logs(&weighed.logs).ok_or(EvidenceFailed::Impossible)?;
    let effective = weights.effective();
    if effective < FEWEST {
        let enough = 1_000 * whole_part::<u64>((float(draws) * FEWEST / effective / 1_000.0 * 1.5).ceil());
        return Err(EvidenceFailed::TooFew { effective, draws, enough });
    }
    let level = plan.simulation.level;
    let strata = &Strata::of(&beliefs.draws).without_views();
    // Of a very large study the mean is known from the trial.
    let reported: Vec<f64> = if weighed.studies.iter().all(|mean| mean.is_finite()) {
        weighed.studies
    } else {
        studies.trial.draws.iter().map(|studied| studied.means[0]).collect()
    };
    let three = |weights: &Weights| {
        [&beliefs.per_person, &beliefs.total, &reported]
            .map(|values| posterior(weights, strata, Kind::Money, values, level, true))
    };
    let at_its_word = Weights::from_logs(&weighed.at_its_word).map(|weights| {
        let [per_person, total, published_mean] = three(&weights);
        AtItsWord { effective_draws: weights.effective(), per_person, total, published_mean }
    });
    let assumptions = plan.parameters.iter().enumerate().map(|(index, parameter)| {
        let values: Vec<f64> = (0..draws).map(|draw| beliefs.draws.theta(draw)[index]).collect();
        (parameter.path.clone(), posterior(&weights, strata, parameter.kind, &values, level, false))
    });
    let [per_person, total, published_mean] = three(&weights);
    Ok(UpdateEvidence {
        draws,
        effective_draws: effective,
        likelihood: Some(weighed.likelihood),
        per_person,
        total,
        published_mean,
        at_its_word,
        views: views(plan, beliefs, &weights),
        assumptions: assumptions.collect(),
    })
}

/// The probability of each weighted view before and after.
fn views(plan: &Plan, beliefs: &Beliefs, weights: &Weights) -> Ordered<[f64; 2]> {
    let of = &beliefs.draws.view;
    if of.is_empty() {
        return Ordered::default();
    }
    let each = plan.views.iter().enumerate().map(|(index, view)| {
        let own = of.iter().zip(weights.as_slice()).filter(|(of, _)| **of == index);
        let (count, weight) = own.fold((0.0, 0.0), |(count, sum), (_, weight)| (count + 1.0, sum + weight));
        (view.id.clone(), [count / float(of.len()), weight])
    });
    each.collect()
}

/// The error of a weighted mean of draws in randomisations: that of the mean of K w (x - m).
fn clustered(weights: &Weights, strata: &Strata, values: &[f64], mean: f64) -> f64 {
    let count = float(values.len());
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
