//! Captions what one person's journey avoids.

use super::facts::{Caption, people};
use crate::estimate::{Results, float};
use crate::render::number;
use crate::render::words::{all_avoided, directed, quantile};

/// The caption of the histogram over people; `None` when nothing can be avoided.
#[must_use]
pub fn person(results: &Results) -> Option<Caption> {
    let histogram = &results.series.person_histogram;
    if !results.counts_money() || histogram.shares.is_empty() {
        return None;
    }
    let error = share_error(results);
    let nothing = number::share(histogram.nothing, error);
    let top = results.per_person.top_share.as_ref().and_then(|shares| shares.get("10%")).map(|share| {
        let error = results.per_person.top_share_mcse.as_ref().and_then(|errors| errors.get("10%").copied().flatten());
        // An unknown error is taken for a percent.
        number::share(*share, error.unwrap_or(0.01))
    });
    let title = match &top {
        Some(top) => {
            format!(
                "The tenth of people who avoid most bring {top} of {}; {nothing} of people avoid nothing",
                all_avoided(results)
            )
        }
        None => format!("Of all people, {nothing} avoid nothing"),
    };
    let person = &results.per_person.person;
    let mut lines = vec![format!(
        "One person {} on average. Half avoid {} or less, nine in ten {} or less, 39 in 40 {} or less.",
        directed(person, ["avoids", "adds"]),
        quantile(person, 0.5),
        quantile(person, 0.9),
        quantile(person, 0.975)
    )];
    lines.push(format!(
        "The bars are simulated people of all draws ({} journeys), not an interval of the average: the average of {} \
         is far \
         less spread out.",
        number::whole(results.run.journeys),
        people(results)
    ));
    Some(Caption::new(results, title, lines, "Bars of how many people avoid how much."))
}

/// A bound on the error of a share of pooled people, with draws as clusters: ½/√K.
pub fn share_error(results: &Results) -> f64 {
    0.5 / float(results.run.draws.max(1)).sqrt()
}
