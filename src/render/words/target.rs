//! Words a target in one way: its amount, and what counts towards it, for whom and when.

use super::chance::chance;
use crate::estimate::{Counting, Prices, Prudent, PublishedCounting, TargetResults};
use crate::quantity::{group_name, list};
use crate::render::number::{exact_money, money};

/// The amount of a target, with its value at the price base where it was written in another year's prices:
/// `£500,000 in cash of 2022/23 (£489,000 at 2021/22 prices)`.
#[must_use]
pub fn amount(target: &TargetResults, price_base: Option<&str>) -> String {
    match (&target.year, price_base) {
        (Some(year), Some(base)) if target.prices == Prices::Outturn && year != base => format!(
            "{} in cash of {year} ({} at {base} prices)",
            exact_money(target.written),
            exact_money(target.amount)
        ),
        (_, Some(base)) => format!("{} at {base} prices", exact_money(target.amount)),
        _ => exact_money(target.amount),
    }
}

/// What of it counts towards a target.
#[must_use]
pub const fn counting(target: &TargetResults) -> &'static str {
    match (target.counting, target.gains) {
        (Counting::Cashable, false) => "cashable savings",
        (Counting::Cashable, true) => "cashable savings and gains",
        (Counting::Released, _) => "released cash",
        (Counting::Averted, false) => "averted cost (nothing that is only put off)",
        (Counting::Averted, true) => "averted cost and gains (nothing that is only put off)",
        (Counting::Avoided, false) => "avoided cost",
        (Counting::Avoided, true) => "avoided cost and gains",
    }
}

/// Whose of it counts. `label` gives the label of a payer; every other name is that of a group.
#[must_use]
pub fn payers_of(target: &TargetResults, label: impl Fn(&str) -> Option<String>) -> String {
    let name = |id: &String| label(id).unwrap_or_else(|| group_name(id));
    match target.payers.as_slice() {
        [] => "all payers".to_owned(),
        payers => list(&payers.iter().map(name).collect::<Vec<_>>()),
    }
}

/// What counts towards a target, for whom and when: `cashable savings of the council in 2022/23`.
#[must_use]
pub fn counted(target: &TargetResults, label: impl Fn(&str) -> Option<String>) -> String {
    let when = target.year.as_ref().map_or_else(|| " over the whole span".to_owned(), |year| format!(" in {year}"));
    let net = match target.payers.len() {
        _ if !target.net_of_programme => "",
        1 => " (less the programme cost that falls to it)",
        _ => " (less the programme cost that falls to them)",
    };
    format!("{} of {}{when}{net}", counting(target), payers_of(target, label))
}

/// What can be done with a prudent number: only what leaves a budget can be put in one.
#[must_use]
pub const fn can_be_promised(counting: Counting) -> &'static str {
    match counting {
        Counting::Cashable | Counting::Released => "can be put in the budget",
        Counting::Averted | Counting::Avoided => "can be counted on, though it is no cash",
    }
}

/// What can be put in the budget at a confidence: `£12,000`, or `nothing`.
#[must_use]
pub fn can_be_entered(prudent: &Prudent) -> String {
    let error = prudent.mcse.unwrap_or(f64::NAN);
    let amount = money(prudent.amount, error);
    if prudent.amount <= 0.0 || amount == "£0" { "nothing".to_owned() } else { amount }
}

/// The chance of reaching a target: `about 1 in 4 (26%)`.
#[must_use]
pub fn reaching(target: &TargetResults) -> String {
    chance(&target.chance)
}

/// The chance of missing a target.
#[must_use]
pub fn missing(target: &TargetResults) -> String {
    chance(&target.chance.missed())
}

/// How a published mean was counted.
#[must_use]
pub const fn counted_as(counting: PublishedCounting) -> &'static str {
    match counting {
        PublishedCounting::Gross => "gross (before attribution, displacement and optimism bias)",
        PublishedCounting::Credited => "after attribution, displacement and optimism bias",
    }
}
