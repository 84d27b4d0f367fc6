//! Captions the average per person, from the evidence alone and with chance, beside what an evaluation published.

use super::facts::{Caption, directed, interval};
use crate::estimate::{PublishedResults, Results};
use crate::render::words::{certain, known_share, words_of};
use crate::render::{number, words as render_words};

/// The caption of the averages; `None` when nothing can be avoided.
#[must_use]
pub fn average(results: &Results) -> Option<Caption> {
    if !results.counts_money() {
        return None;
    }
    let expected = &results.per_person.expected;
    let expects = directed(expected, ["avoid", "add"]);
    let title = if certain(expected) {
        format!("On these assumptions support is expected to {expects} per person")
    } else {
        let range = interval(results, expected);
        let avoided = if expected.mean < 0.0 { "an avoided cost of anything" } else { "anything" };
        format!(
            "On this evidence support is expected to {expects} per person on average; {avoided} from {range} is credible"
        )
    };
    let mut lines = Vec::new();
    if let Some(share) = results.per_person.evidence_share.filter(|share| share.is_finite()) {
        let error = results.per_person.evidence_share_mcse.unwrap_or(0.01);
        lines.push(format!(
            "Weak evidence makes up {} of the variance of that average; more people would not remove it, better \
             evidence would.",
            if share == 0.0 || share == 1.0 { known_share(share) } else { number::share(share, error) }
        ));
    }
    lines.extend(results.published.as_ref().and_then(|published| compared(results, published)));
    Some(Caption::new(results, title, lines, "Distributions of the average, one below the other."))
}

/// How an evaluation counted its people: `8 people (in crisis, gross, 24 months)`.
#[must_use]
pub fn study(results: &Results, published: &PublishedResults) -> String {
    let of = published.of.as_ref().map(|id| {
        let label = results.segments.get(id).map_or_else(|| words_of(id), |segment| segment.label.clone());
        format!("{label}, ")
    });
    format!(
        "{} ({}{}, {})",
        render_words::people(published.people),
        of.unwrap_or_default(),
        published.counting,
        number::months(published.over_months)
    )
}

/// Where the published average lies among the averages of as many simulated people, counted alike; `None` without one.
fn compared(results: &Results, published: &PublishedResults) -> Option<String> {
    let amount = number::exact_money(published.mean_avoided?);
    let range = match (published.low, published.high) {
        (Some(low), Some(high)) => format!(" (range {} to {})", number::exact_money(low), number::exact_money(high)),
        _ => String::new(),
    };
    let place = published.percentile.map_or_else(String::new, |share| {
        let error = published.mcse.unwrap_or(f64::NAN);
        format!(
            " Of averages of {} simulated people counted alike, {} lie below it.",
            number::whole(published.people),
            number::share(share, error)
        )
    });
    Some(format!("Published: {amount}{range} per person, from {}.{place}", study(results, published)))
}
