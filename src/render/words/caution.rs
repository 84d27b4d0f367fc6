//! Words the cautions of small samples and of chosen case studies, the same wherever they stand.

use super::amount::people;
use super::interval::{ends, interval};
use crate::estimate::{PublishedResults, Results, Warning};
use crate::render::number::{exact_money, plain_share, whole};

/// Below this many people a published mean is said to be of a small sample.
const SMALL: u64 = 30;

/// The grade of evidence that is no evidence: judgement.
const JUDGEMENT: u8 = 6;

/// Warnings that people were chosen and not drawn, and speak for a cohort without segments.
pub const CHOSEN: [&str; 2] = ["W11", "W14"];

/// What the simulation does with published figures, and what it cannot know.
pub const NOT_USED: &str = "The simulation does not use published figures; whether its values were chosen to fit them, only the \
                            scenario’s sources can say.";

/// What was published by a study that was small; `None` where nothing was.
#[must_use]
pub fn small_sample(results: &Results) -> Option<&PublishedResults> {
    results.published.as_ref().filter(|published| published.people < SMALL)
}

/// What so small a study can and cannot tell; `None` where nothing was published, or by a study that was not small.
#[must_use]
pub fn caveat(results: &Results) -> Option<String> {
    let published = small_sample(results)?;
    let who = people(published.people);
    let mut text = match published.mean_avoided {
        Some(mean) => format!("Small sample: the published {} per person rests on {who}.", exact_money(mean)),
        None => format!("Small sample: the published figures rest on {who}."),
    };
    if let Some(model) = published.model.as_ref().filter(|model| ends(model, results.run.level).is_some()) {
        text.push_str(&format!(
            " If the model held, the average of {who} like these would by itself fall anywhere from {} ({} of groups of that \
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

/// The caveat of a verdict, in a sentence or two: too few draws, a small sample, judgement in place of evidence, else what no
/// interval covers.
#[must_use]
pub fn caution_in_short(results: &Results) -> String {
    let mut said = Vec::new();
    if !results.run.self_check.judged {
        said.push("The draws are too few to be held against the exact calculation.".to_owned());
    }
    if let Some(published) = small_sample(results) {
        let figure = published.mean_avoided.map_or_else(
            || "The published figures rest".to_owned(),
            |mean| format!("The published {} per person rests", exact_money(mean)),
        );
        let who = people(published.people);
        said.push(format!("{figure} on {who}, too few to be multiplied by the caseload."));
    }
    let uncertain = || results.assumptions.iter().filter(|value| !value.certain);
    let judged = uncertain().filter(|value| value.remarks.grade == Some(JUDGEMENT)).count();
    if 2 * judged > uncertain().count() {
        said.push(format!(
            "Of the {} of the scenario {} on judgement, not on evidence.",
            counted(uncertain().count(), "uncertain value"),
            if judged == 1 { "1 rests".to_owned() } else { format!("{} rest", whole(judged)) }
        ));
    }
    let open = results.warnings.iter().filter(|warning| warning.silenced.is_none()).count();
    if open > 0 {
        said.push(format!("{} to be settled before the figures are relied upon.", counted_warnings(open)));
    }
    if said.is_empty() {
        said.push("No interval covers what the scenario itself may have wrong.".to_owned());
    }
    said.join(" ")
}

/// `2 warnings stand`, `1 warning stands`.
fn counted_warnings(number: usize) -> String {
    if number == 1 { "1 warning stands".to_owned() } else { format!("{} warnings stand", whole(number)) }
}

/// `31 uncertain values`, `1 uncertain value`.
fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{} {what}s", whole(number)) }
}

/// The short line that no figure of such a scenario may lose, silenced or not; nothing of others.
#[must_use]
pub fn chosen(warnings: &[Warning]) -> String {
    if warnings.iter().any(|warning| CHOSEN.contains(&warning.id.as_str())) {
        " Caution: case studies are chosen, not drawn, and here they speak for everybody.".to_owned()
    } else {
        String::new()
    }
}

/// Every warning in one line with its id, those silenced with the reason.
#[must_use]
pub fn warnings(warnings: &[Warning]) -> Vec<String> {
    warnings
        .iter()
        .map(|warning| match &warning.silenced {
            Some(reason) => format!("{}, silenced by the scenario (“{reason}”): {}", warning.id, warning.text),
            None => format!("{}: {}", warning.id, warning.text),
        })
        .collect()
}
