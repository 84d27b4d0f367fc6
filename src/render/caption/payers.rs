//! Captions who gains, and how much of it is cash.

use super::facts::{Caption, prediction};
use crate::estimate::{PayerResults, Results, Summary};
use crate::render::words::mean;

/// The caption of the payers; `None` when nothing can be avoided.
#[must_use]
pub fn payers(results: &Results) -> Option<Caption> {
    if results.events.is_empty() || results.payers.is_empty() {
        return None;
    }
    let (avoided, cashable) = (&results.total.avoided, &results.total.cashable);
    let most = results
        .payers
        .iter()
        .map(|(_, payer)| payer)
        .max_by(|one, other| one.part.avoided.mean.total_cmp(&other.part.avoided.mean))
        .filter(|payer| payer.part.avoided.mean > 0.0);
    let title = match most {
        Some(payer) if results.payers.len() > 1 => format!(
            "{} gains most: {} of the {} avoided on average; {}",
            payer.label,
            mean(&payer.part.avoided),
            mean(avoided),
            cash(avoided, cashable)
        ),
        Some(payer) => {
            format!("{} avoids {} on average; {}", payer.label, mean(&payer.part.avoided), cash(avoided, cashable))
        }
        None => format!("No payer gains on average: avoided cost is {}", mean(avoided)),
    };
    let pays = |(_, payer): (&str, &PayerResults)| payer.part.programme_cost > 0.0;
    let mut lines = vec![
        "Avoided cost is what would have been spent; cashable is the part of it that can leave a budget, less \
         the cash that what support adds takes, and is drawn apart, never on top."
            .to_owned(),
    ];
    if results.payers.iter().any(pays) {
        lines.push("The upright stroke is what the payer puts into the programme.".to_owned());
    }
    lines.push(prediction(results));
    Some(Caption::new(results, title, lines, "Dots with intervals, a row for each payer."))
}

/// How much of what is avoided is cash.
fn cash(avoided: &Summary, cashable: &Summary) -> String {
    if cashable.mean <= 0.0 {
        return format!("cashable savings are {}", mean(cashable));
    }
    let only = if cashable.mean < 0.5 * avoided.mean { "only " } else { "" };
    format!("{only}{} of all that is cashable", mean(cashable))
}
