//! Says what so small a study can and cannot tell, wherever published figures of a few people stand beside the model.

use crate::estimate::Results;
use crate::render::number::{exact_money, plain_share, whole};

use super::phrase::interval;

/// Below this many people a published mean is said to be of a small sample.
const SMALL: u64 = 30;

/// The caveat; `None` where nothing was published, or by a study that was not small.
pub(crate) fn sentences(results: &Results) -> Option<String> {
    let published = results.published.as_ref().filter(|published| published.people < SMALL)?;
    let people = whole(published.people);
    let mut text = match published.mean_avoided {
        Some(mean) => format!("Small sample: the published {} per person rests on {people} people.", exact_money(mean)),
        None => format!("Small sample: the published figures rest on {people} people."),
    };
    if let Some(model) = &published.model {
        text.push_str(&format!(
            " If the model held, the average of {people} such people would by itself fall anywhere from {} ({} of groups of that \
             size).",
            interval(model, results.run.level),
            plain_share(results.run.level)
        ));
    }
    text.push_str(
        " So few people cannot show what the whole cohort avoids, least of all when they were chosen as case studies: do not \
         multiply their average by the caseload.",
    );
    Some(text)
}
