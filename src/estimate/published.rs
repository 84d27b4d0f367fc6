//! Holds the model against what an evaluation found.

use super::held_against::PublishedResults;
use super::sample::Sample;
use super::targets::{beyond, chance};
use crate::model::PublishedCounting;

/// The published figures against means of as many simulated people; `None` without `published`.
///
/// The percentile is the share of the simulated means below the published one, a tie counting half.
#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
pub(super) fn published(sample: &Sample) -> Option<PublishedResults> {
    let published = sample.plan.base.published.as_ref()?;
    let model = sample.plan.measures.published();
    let mean_avoided =
        published.mean_avoided.or_else(|| published.total_avoided.map(|total| total / published.people as f64));
    let place = model.zip(mean_avoided).map(|(measure, mean)| {
        let values = sample.column(measure);
        chance(&values.iter().map(|value| beyond(mean, *value)).collect::<Vec<_>>(), &sample.strata)
    });
    Some(PublishedResults {
        people: published.people,
        of: published.segment.map(|segment| sample.plan.base.cohort.segments[segment].id.clone()),
        over_months: published.over,
        counting: match published.counting {
            PublishedCounting::Gross => "gross",
            PublishedCounting::Credited => "credited",
        }
        .to_owned(),
        mean_avoided,
        total_avoided: published.total_avoided,
        low: published.low,
        high: published.high,
        social_value: published.social_value,
        sroi_ratio: published.sroi_ratio,
        model: model.and_then(|measure| sample.try_measure(measure)),
        percentile: place.map(|place| place.probability),
        mcse: place.map(|place| place.mcse),
    })
}
