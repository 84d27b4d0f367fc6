//! Puts what support costs into sentences: amounts by year, and what follows the people.

use super::Block;
use super::outlook_events::times;
use crate::estimate::{FollowingSeries, FundingSeries, FundingUnit, Outlook};
use crate::numeric::decade;
use crate::quantity::Kind;
use crate::render::number::{exact_money, plain_share};
use crate::render::words::{interval, list, mean_with_error, stated, to};

/// The level of the range of what all of it costs.
const LEVEL: f64 = 0.95;

/// The label of a payer, where `id` is one.
pub(super) fn payer(outlook: &Outlook, id: &str) -> Option<String> {
    outlook.payers.iter().find(|(payer, _)| payer == id).map(|(_, label)| label.clone())
}

/// What support costs.
pub(super) fn funding(outlook: &Outlook) -> Vec<Block> {
    let Some(funding) = &outlook.funding else { return Vec::new() };
    let bearer = |id: &str| payer(outlook, id).unwrap_or_else(|| id.to_owned());
    let same = |a: &FundingSeries, b: &FundingSeries| {
        a.label == b.label && a.payer == b.payer && a.uplift.is_some() == b.uplift.is_some()
    };
    let mut points: Vec<String> = funding
        .chunk_by(same)
        .map(|line| {
            let amounts: Vec<String> = line.iter().map(in_year).collect();
            let bias = optimism("including", line[0].uplift);
            format!("{}: {}{bias}, borne by {}.", line[0].label, list(&amounts), bearer(&line[0].payer))
        })
        .collect();
    points.extend(outlook.following.iter().map(|line| {
        let bias = optimism("plus", line.uplift);
        format!("{}: {}{bias}, borne by {}.", line.label, for_each(line), bearer(&line.payer))
    }));
    points.extend(outlook.programme_cost.as_ref().map(|cost| {
        if cost.sd == 0.0 {
            return format!("Together {}.", exact_money(cost.mean));
        }
        format!("Together {} on average (95% range {}).", mean_with_error(cost), interval(cost, LEVEL))
    }));
    points.extend(
        outlook
            .capacity
            .as_ref()
            .map(|capacity| format!("Each coordinator can take on {} new people a year.", times(capacity))),
    );
    vec![Block::List(points)]
}

/// `£195,000 (£200,000 as written) in 2022/23`, or `£14,600 (£11,700 to £17,500) in 2024/25` where it is uncertain.
fn in_year(amount: &FundingSeries) -> String {
    let mean = amount.amount / (1.0 + amount.uplift.unwrap_or(0.0));
    let detail = match amount.range {
        Some(range) => format!(" ({})", ranged(range)),
        None if (amount.written - mean).abs() > 0.5 => format!(" ({} as written)", exact_money(amount.written)),
        None => String::new(),
    };
    format!("{}{detail} in {}", exact_money(rounded(amount.amount, amount.range)), amount.year)
}

/// `£600 (£500 to £700) for each person who joins, in the month of joining`.
fn for_each(line: &FollowingSeries) -> String {
    let who = if line.per.engaged() { "person who engages" } else { "person who joins" };
    let range = line.range.map_or_else(String::new, |range| format!(" ({})", ranged(range)));
    let amount = exact_money(rounded(line.each, line.range));
    match (line.per, line.months) {
        (FundingUnit::Person | FundingUnit::EngagedPerson, _) => {
            format!("{amount}{range} for each {who}, in the month of joining")
        }
        (_, Some(length)) => format!("{amount}{range} a month for {} for each {who}", stated(Kind::Length, length)),
        (_, None) => format!("{amount}{range} a month for each {who}, while they are followed"),
    }
}

fn optimism(how: &str, uplift: Option<f64>) -> String {
    uplift.map_or_else(String::new, |share| format!(", {how} {} for optimism bias", plain_share(share)))
}

/// `£11,700 to £17,500`.
fn ranged(range: [f64; 2]) -> String {
    let [low, high] = range.map(|end| exact_money(rounded(end, Some(range))));
    to(&low, &high)
}

/// An uncertain amount to three digits, which is all that it supports.
fn rounded(amount: f64, range: Option<[f64; 2]>) -> f64 {
    match range {
        Some(_) if amount != 0.0 => {
            let unit = decade(amount.abs()) / 100.0;
            (amount / unit).round() * unit
        }
        _ => amount,
    }
}
