//! Captions who gains, and how much of it is cash.

use super::facts::{Caption, prediction};
use crate::estimate::{PayerResults, Results, Summary};
use crate::numeric::hypot;
use crate::render::words::{capital, directed, mean};

/// The caption of the payers; `None` when nothing can be avoided.
#[must_use]
pub fn payers(results: &Results) -> Option<Caption> {
    if !results.counts_money() || results.payers.is_empty() {
        return None;
    }
    let (avoided, cashable) = (&results.total.avoided, &results.total.cashable);
    let title = format!("{}; {}", gains(results), cash(avoided, cashable));
    let pays = |(_, payer): (&str, &PayerResults)| payer.part.programme_cost > 0.0;
    let mut lines = vec![
        "Avoided cost is what would have been spent; cashable is the part of it that can leave a budget, less \
         the cash that what support adds takes, and is drawn apart, never on top."
            .to_owned(),
    ];
    if results.mechanisms.gained.is_some() {
        lines.push("What budgets gain by what people achieve stands with it.".to_owned());
    }
    if results.payers.iter().any(pays) {
        lines.push("The upright stroke is what the payer puts into the programme.".to_owned());
    }
    lines.push(prediction(results));
    Some(Caption::new(results, title, lines, "Dots with intervals, a row for each payer."))
}

/// To whom most of what is avoided goes, as far as the simulation can tell it from what goes to the next.
fn gains(results: &Results) -> String {
    let avoided = &results.total.avoided;
    let mut payers: Vec<&PayerResults> = results.payers.iter().map(|(_, payer)| payer).collect();
    payers.sort_by(|one, other| other.part.avoided.mean.total_cmp(&one.part.avoided.mean));
    let verbs = if results.mechanisms.gained.is_some() { ["avoid and gain", "add"] } else { ["avoid", "add"] };
    let whole = format!("all payers together {} on average", directed(avoided, verbs));
    match payers.as_slice() {
        [only] => {
            let whom = if avoided.mean < 0.0 { "to" } else { "for" };
            format!("Support {} on average, all {whom} {}", directed(avoided, ["avoids", "adds"]), only.label)
        }
        [first, ..] if first.part.avoided.mean <= 0.0 => format!("No payer gains on average: {whole}"),
        [first, second, ..] if clearly_more(&first.part.avoided, &second.part.avoided) => {
            let amount = mean(&first.part.avoided);
            if avoided.mean < first.part.avoided.mean {
                format!("{}, and the largest amount goes to {}: {amount}", capital(&whole), first.label)
            } else {
                format!(
                    "The largest part goes to {}: {amount} of the {} {} on average",
                    first.label,
                    mean(avoided),
                    if results.mechanisms.gained.is_some() { "avoided and gained" } else { "avoided" }
                )
            }
        }
        _ => capital(&whole),
    }
}

/// Whether the difference is more than twice its error.
fn clearly_more(one: &Summary, other: &Summary) -> bool {
    one.mean - other.mean > 2.0 * hypot(one.mcse, other.mcse)
}

/// How much of what is avoided is cash.
fn cash(avoided: &Summary, cashable: &Summary) -> String {
    if cashable.mean <= 0.0 {
        return format!("cashable savings are {}", mean(cashable));
    }
    let only = if cashable.mean < 0.5 * avoided.mean { "only " } else { "" };
    format!("{only}{} of all that is cashable", mean(cashable))
}
