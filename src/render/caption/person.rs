//! Captions what one person's journey avoids.

use super::facts::{Caption, directed, people};
use crate::estimate::{Results, Summary, float};
use crate::render::number;
use crate::render::words::{all_avoided, quantile};

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
    // Of two people the average is hardly less spread out than either.
    let far = if results.per_person.cohort.sd < 0.5 * person.sd {
        format!(": the average of {} is far less spread out", people(results))
    } else {
        String::new()
    };
    let lines = vec![
        format!(
            "One person {} on average; half {}, nine in ten {}, 39 in 40 {}.",
            directed(person, ["avoids", "adds"]),
            at_most(results, person, 0.5),
            at_most(results, person, 0.9),
            at_most(results, person, 0.975)
        ),
        format!(
            "The bars are simulated people of all draws ({} journeys), not an interval of the average{far}.",
            number::whole(results.run.journeys)
        ),
    ];
    Some(Caption::new(results, title, lines, "Bars of how many people avoid how much."))
}

/// What so many people avoid at most: `avoid £1,200 or less`, `avoid nothing`.
fn at_most(results: &Results, person: &Summary, p: f64) -> String {
    let histogram = &results.series.person_histogram;
    let losses = histogram.below > 0.0 || histogram.from < 0.0;
    let amount = quantile(person, p);
    if amount != "£0" {
        return format!("avoid {amount} or less");
    }
    if losses { "avoid nothing or add cost".to_owned() } else { "avoid nothing".to_owned() }
}

/// A bound on the error of a share of pooled people, with draws as clusters: ½/√K.
pub fn share_error(results: &Results) -> f64 {
    0.5 / float(results.run.draws.max(1)).sqrt()
}
