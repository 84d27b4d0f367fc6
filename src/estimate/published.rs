//! Holds the model against what an evaluation found.

use serde::{Deserialize, Serialize};

use super::chance::{Chance, beyond};
use super::sample::Sample;
use super::{Strata, Summary, programme};
use crate::dictionary::dictionary;
use crate::model::{PublishedCounting, Total};

dictionary! {
    /// The published figures against the model.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PublishedResults {
        /// How many people the evaluation observed.
        #[unit(People)]
        pub people: u64,
        /// Segment of the people observed; null: the whole cohort.
        pub of: Option<String>,
        /// Months after joining that the evaluation covers.
        #[unit(Months)]
        pub over_months: f64,
        /// Whether it counted gross or credited savings.
        pub counting: PublishedCounting,
        /// Published mean avoided per person (from the total where only that was published).
        #[unit(PoundsPerPerson)]
        pub mean_avoided: Option<f64>,
        /// Published total avoided.
        #[unit(Pounds)]
        pub total_avoided: Option<f64>,
        /// Lower end of the published range of the mean.
        #[unit(PoundsPerPerson)]
        pub low: Option<f64>,
        /// Upper end of the published range of the mean.
        #[unit(PoundsPerPerson)]
        pub high: Option<f64>,
        /// Published social value.
        #[unit(Pounds)]
        pub social_value: Option<f64>,
        /// Published social value for each £1.
        #[unit(PoundsPerPound)]
        pub sroi_ratio: Option<f64>,
        /// Means of as many simulated people, counted alike.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub model: Option<Summary>,
        /// Share of those means below the published one, a tie counting half.
        #[unit(Share)]
        pub percentile: Option<f64>,
        /// Monte Carlo standard error of that share.
        #[unit(Share)]
        pub mcse: Option<f64>,
        /// How likely the model's social value is at least the published one; null where none was published.
        pub social_value_reached: Option<Chance>,
        /// How likely the model's SROI ratio is at least the published one; null where none was published.
        pub sroi_reached: Option<Chance>,
    }
}

/// The published figures against means of as many simulated people; `None` without `published`.
///
/// The percentile is the share of the simulated means below the published one, a tie counting half.
pub(super) fn published(sample: &Sample) -> Option<PublishedResults> {
    let published = sample.plan.base.published.as_ref()?;
    let model = sample.plan.measures.published();
    let mean_avoided = published.mean();
    let place = model.zip(mean_avoided).map(|(measure, mean)| {
        let values = sample.column(measure);
        Chance::of(&values.iter().map(|value| beyond(mean, *value)).collect::<Vec<_>>(), &sample.strata)
    });
    let has_outcomes = !sample.plan.base.outcomes.is_empty();
    let social = has_outcomes.then(|| sample.column(sample.plan.measures.total(Total::SocialValuePv)));
    Some(PublishedResults {
        people: published.people,
        of: published.segment.map(|segment| sample.plan.base.cohort.segments[segment].id.clone()),
        over_months: published.over,
        counting: published.counting,
        mean_avoided,
        total_avoided: published.total_avoided,
        low: published.low,
        high: published.high,
        social_value: published.social_value,
        sroi_ratio: published.sroi_ratio,
        model: model.and_then(|measure| sample.try_measure(measure)),
        percentile: place.map(|place| place.probability),
        mcse: place.map(|place| place.mcse),
        social_value_reached: published
            .social_value
            .zip(social)
            .map(|(figure, values)| reached(&sample.strata, &values, figure)),
        sroi_reached: published
            .sroi_ratio
            .zip(programme::sroi(sample))
            .map(|(figure, ratios)| reached(&sample.strata, &ratios, figure)),
    })
}

/// The share of draws whose value is at least `figure`.
fn reached(strata: &Strata, values: &[f64], figure: f64) -> Chance {
    let hits: Vec<f64> = values.iter().map(|value| f64::from(*value >= figure)).collect();
    Chance::of(&hits, strata)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_reached_when_it_is_met_and_never_surely_missed() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let half = reached(&Strata::default(), &values, 51.0);
        assert_eq!(half.probability, 0.5, "51 to 100 reach it");
        assert!((half.mcse - 0.05).abs() < 1e-12, "√(0.5·0.5/100)");
        let never = reached(&Strata::default(), &values, 101.0);
        assert_eq!(never.probability, 0.0);
        // Wilson at no hits: z²/(n + z²); the error is half of that at one standard error.
        assert!((never.high - 3.841_459 / 103.841_459).abs() < 1e-8, "{never:?}");
        assert!((never.mcse - 0.5 / 101.0).abs() < 1e-12, "{never:?}");
        assert_eq!(reached(&Strata::default(), &values, 1.0).probability, 1.0);
        assert!(reached(&Strata::default(), &values, 1.0).low < 1.0);
    }
}
