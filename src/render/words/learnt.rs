//! Words how far a publication is believed, and what the weights of its likelihood rest on.

use super::amount::belief;
use crate::estimate::UpdateEvidence;
use crate::render::number::{money, whole};

/// How far the publication is believed, in a sentence or two.
#[must_use]
pub fn taken(update: &UpdateEvidence) -> String {
    let word = "takes the publication at its word: that its people were drawn from their segment and not chosen for what \
                they avoided";
    let Some(without) = &update.at_its_word else { return format!("This {word}.") };
    let [_, (mean, [low, high])] = belief(&without.per_person);
    format!(
        "The part of the published figure that is owed to choosing the cases (`published.overstates`) is taken off first. An \
         answer that {word}, would be {mean} per person ({low} to {high})."
    )
}

/// Where the weights are not exact; `None` where the file does not say.
#[must_use]
pub fn approximation(update: &UpdateEvidence) -> Option<String> {
    let rests = update.likelihood?;
    Some(format!(
        "How likely a mean is in a draw is worked out from at least {} people simulated in it, weighted so that they have its \
         exact mean, by convolution; a mean that differs from the published one by about {} counts as the same.",
        whole(rests.people),
        money(rests.width, rests.width / 10.0)
    ))
}
