//! Captions the views side by side.

use super::facts::Caption;
use crate::estimate::Results;
use crate::render::words::mean;

/// The caption of the views; `None` with fewer than two, or when nothing can be avoided.
#[must_use]
pub fn views(results: &Results) -> Option<Caption> {
    if !results.counts_money() || results.views.len() < 2 {
        return None;
    }
    let by_mean = |ascending: bool| {
        results.views.iter().map(|(_, view)| &view.per_person.expected).min_by(|one, other| {
            let order = one.mean.total_cmp(&other.mean);
            if ascending { order } else { order.reverse() }
        })
    };
    let (least, most) = (by_mean(true)?, by_mean(false)?);
    let what = if least.mean < 0.0 { "Expected cost avoided is" } else { "Support is expected to avoid" };
    let title = format!(
        "{what} between {} and {} per person on average, depending on the view of life without it",
        mean(least),
        mean(most)
    );
    let weighted = results.views.iter().all(|(_, view)| view.weight.is_some());
    let whole = if weighted {
        "Views are weighted; every draw belongs to one of them, and the last row is their mixture.".to_owned()
    } else {
        "Views have no weights: they are accounts side by side on the same random numbers, never averaged. The last \
         row is the scenario as written."
            .to_owned()
    };
    let lines = vec![whole];
    Some(Caption::new(results, title, lines, "Dots with intervals, a row for each view."))
}
