//! Captions who gains after what each pays, and how much of it is cash.

use super::facts::{Caption, directed, later};
use crate::estimate::{PayerResults, Results, Summary};
use crate::numeric::hypot;
use crate::render::number::money;
use crate::render::words::{capital, list, mean, taking_cash};

/// The caption of the payers; `None` when nothing can be avoided.
#[must_use]
pub fn payers(results: &Results) -> Option<Caption> {
    if !results.counts_money() || results.payers.is_empty() {
        return None;
    }
    let (avoided, cashable) = (&results.total.avoided, &results.total.cashable);
    let title = format!("{}; {}", gains(results), cash(avoided, cashable));
    let less =
        taking_cash(results).map_or_else(String::new, |taking| format!(", less the cash that what {taking} takes"));
    let mut lines = vec![format!(
        "Avoided cost is what would have been spent{}. Cashable savings are the part that can leave a budget{less}: never \
         on top of it.",
        taken_off(results)
    )];
    let gains = results.mechanisms.gained.is_some().then_some("What budgets gain stands with it.");
    let stroke = results.payers.iter().any(pays).then_some("The upright stroke is what a payer puts in.");
    lines.push(gains.into_iter().chain(stroke).collect::<Vec<_>>().join(" "));
    lines.extend(later(results));
    Some(Caption::new(results, title, lines, "Dots with intervals, a row for each payer."))
}

/// What is taken off the cost that is avoided: what support adds or causes, and what comes instead of what it prevents.
fn taken_off(results: &Results) -> String {
    let mechanisms = &results.mechanisms;
    let more = mechanisms.added.mean > 0.0 || mechanisms.caused.is_some();
    let more = more.then(|| "what support adds".to_owned());
    let instead = mechanisms.replaced.is_some().then(|| "what comes instead".to_owned());
    let off: Vec<String> = more.into_iter().chain(instead).collect();
    if off.is_empty() { String::new() } else { format!(", less {}", list(&off)) }
}

/// Whether a payer bears any of the programme's cost.
fn pays((_, payer): (&str, &PayerResults)) -> bool {
    payer.part.programme_cost > 0.0
}

/// What a payer is left with after what it pays, with its error.
fn left(payer: &PayerResults) -> (f64, f64) {
    let (cost, error) = payer.part.cost();
    (payer.part.avoided.mean - cost, hypot(payer.part.avoided.mcse, error))
}

/// To whom most of what is avoided goes, after what each pays, as far as the simulation can tell it from what goes to the
/// next.
fn gains(results: &Results) -> String {
    let avoided = &results.total.avoided;
    let mut payers: Vec<&PayerResults> = results.payers.iter().map(|(_, payer)| payer).collect();
    payers.sort_by(|one, other| left(other).0.total_cmp(&left(one).0));
    let verbs = if results.mechanisms.gained.is_some() { ["avoid and gain", "add"] } else { ["avoid", "add"] };
    let together = directed(avoided, verbs);
    let cost: f64 = payers.iter().map(|payer| payer.part.programme_cost).sum();
    let paid =
        results.programme.as_ref().filter(|_| cost > 0.0).map(|programme| {
            money(programme.cost, if programme.cost_varies { programme.cost_summary.mcse } else { 0.0 })
        });
    let whole = match &paid {
        Some(paid) => format!("all payers together {together} on average and pay {paid}"),
        None => format!("all payers together {together} on average"),
    };
    match payers.as_slice() {
        [only] => {
            let verbs =
                if results.mechanisms.gained.is_some() { ["avoids and gains", "adds"] } else { ["avoids", "adds"] };
            let paid = paid.map_or_else(String::new, |paid| format!(", which pays {paid} for it"));
            let whom = if avoided.mean < 0.0 { "to" } else { "for" };
            format!("Support {} on average, all {whom} {}{paid}", directed(avoided, verbs), only.label)
        }
        all if paid.is_some() && all.iter().all(|payer| lost(left(payer))) => {
            format!("After what each pays, every payer is worse off: {whole}")
        }
        [first, ..] if !gained(left(first)) => {
            let who =
                if paid.is_some() { "After what each pays, no payer clearly gains" } else { "No payer clearly gains" };
            format!("{who}: {whole}")
        }
        [first, second, ..] if clearly_more(left(first), left(second)) => {
            let (amount, error) = left(first);
            let amount = if paid.is_some() { money(amount, error) } else { mean(&first.part.avoided) };
            if paid.is_some() {
                format!("After what each pays, most goes to {}: {amount} on average; {whole}", first.label)
            } else if avoided.mean < first.part.avoided.mean {
                format!("{}, and the largest amount goes to {}: {amount}", capital(&whole), first.label)
            } else {
                let what = if results.mechanisms.gained.is_some() { "avoided and gained" } else { "avoided" };
                format!("Most goes to {}: {amount} of the {} {what} on average", first.label, mean(avoided))
            }
        }
        _ => capital(&whole),
    }
}

/// Whether an amount is above zero by more than twice its error, and by as much as prints.
fn gained((amount, error): (f64, f64)) -> bool {
    amount > 2.0 * error && money(amount, error) != "£0"
}

/// Whether it is as far below zero.
fn lost((amount, error): (f64, f64)) -> bool {
    gained((-amount, error))
}

/// Whether the difference is more than twice its error.
fn clearly_more(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 - other.0 > 2.0 * hypot(one.1, other.1)
}

/// How much of what is avoided is cash.
fn cash(avoided: &Summary, cashable: &Summary) -> String {
    let amount = mean(cashable);
    if amount == "£0" {
        return "no cash can leave a budget".to_owned();
    }
    if cashable.mean < 0.0 || avoided.mean <= 0.0 {
        return format!("cashable savings are {amount}");
    }
    let only = if cashable.mean < 0.5 * avoided.mean { "only " } else { "" };
    format!("{only}{amount} is cashable")
}
