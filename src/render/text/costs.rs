//! Lists unit costs in the prices of one year, and says of one where it comes from and how to use it.

use super::layout::{Page, list};
use crate::estimate::{PriceList, PricedCost};
use crate::render::number::{exact_money, plain_share, whole};

/// The costs in `found`, by who bears them.
#[must_use]
pub fn costs(prices: &PriceList, found: &[&PricedCost], words: &[String]) -> String {
    let mut page = Page::default();
    page.title(&format!("Kind costs of {}, at {} prices", prices.library, prices.base));
    if found.is_empty() {
        page.say(&format!(
            "None of {} costs holds “{}” in its id, label or source. Try one shorter word.",
            whole(prices.costs.len() as u64),
            words.join(" ")
        ));
        return page.finish();
    }
    let which = if words.is_empty() {
        format!("All {} costs", whole(found.len() as u64))
    } else {
        format!(
            "{} of {} costs hold “{}”",
            whole(found.len() as u64),
            whole(prices.costs.len() as u64),
            words.join(" ")
        )
    };
    page.say(&format!(
        "{which}, each uprated from its own price year. Say averted costs --show ID for source, arithmetic and what a cost includes."
    ));
    let mut bearers: Vec<Option<&str>> = Vec::new();
    for cost in found {
        if !bearers.contains(&cost.bearer()) {
            bearers.push(cost.bearer());
        }
    }
    for bearer in bearers {
        page.heading(
            &bearer.map_or_else(|| "Borne by several".to_owned(), |payer| format!("Borne by {}", spoken(payer))),
        );
        let rows: Vec<Vec<String>> =
            found.iter().filter(|cost| cost.bearer() == bearer).map(|cost| row(cost)).collect();
        page.aligned(&["Id", "Cost", "Licence", "Status", "Price year", "£"], &rows, 4);
    }
    page.say(&deflator(prices));
    page.finish()
}

fn row(cost: &PricedCost) -> Vec<String> {
    vec![
        cost.id.clone(),
        cost.label.clone(),
        short(&cost.licence).to_owned(),
        cost.status_word().to_owned(),
        cost.price_year.to_string(),
        pounds(cost.value),
    ]
}

/// `OGL v3.0` for the Open Government Licence; otherwise what stands before a bracket or an exception.
fn short(licence: &str) -> &str {
    if licence.starts_with("Open Government Licence") {
        return "OGL v3.0";
    }
    let end = [" (", " for "].iter().filter_map(|stop| licence.find(stop)).min();
    licence.get(..end.unwrap_or(licence.len())).unwrap_or(licence)
}

/// Everything that is known of one cost.
#[must_use]
pub fn cost(prices: &PriceList, cost: &PricedCost) -> String {
    let mut page = Page::default();
    page.title(&format!("{}: {}", cost.id, cost.label));
    page.say(&format!("{} at {} prices.", pounds(cost.value), prices.base));
    page.point(&format!("As published: {} at {} prices.", cost.spelled, cost.price_year));
    let [from, to] = cost.indices;
    if cost.price_year == prices.base {
        page.point("Nothing to uprate: that is the price year it was published in.");
    } else {
        page.point(&format!(
            "Uprated: {} × {to} / {from} = {}. {}",
            cost.spelled,
            pounds(cost.value),
            deflator(prices)
        ));
    }
    let shares: Vec<String> =
        cost.paid_by.iter().map(|(payer, share)| format!("{} {}", spoken(payer), plain_share(*share))).collect();
    if !shares.is_empty() {
        page.point(&format!("Borne by {}: a suggestion for `paid_by` of the event that uses it.", list(&shares)));
    }
    page.point(&spread(cost));
    let inside: Vec<String> = cost
        .includes
        .iter()
        .map(|(id, label)| label.as_ref().map_or_else(|| id.clone(), |label| format!("{id} ({label})")))
        .collect();
    page.point(&if inside.is_empty() {
        "Includes no other cost of the library.".to_owned()
    } else {
        format!(
            "Already includes, in whole or in part: {}. Using it and one of these counts twice (W16).",
            list(&inside)
        )
    });
    page.point(&format!("Source: {}.", cost.source.trim_end_matches('.')));
    page.point(&format!("Licence: {}.", cost.licence.trim_end_matches('.')));
    if cost.licence.contains("NC") {
        page.point("That licence forbids commercial use: name the source, and ask before you sell what rests on it.");
    }
    page.point(&format!("Status: {}.", cost.standing()));
    if let Some(note) = &cost.note {
        page.point(&format!("Note: {note}"));
    }
    page.heading("In a scenario");
    page.say(&format!(
        "library: {}",
        if prices.library.starts_with('`') { prices.library.trim_matches('`') } else { "builtin" }
    ));
    if !cost.verified() {
        page.say("allow_unverified: true");
    }
    page.say(&format!("unit_cost: {{library: {}}}", cost.id));
    page.say(&format!("unit_cost: {{library: {}, times: {{pert: {{low: 2, mode: 4, high: 8}}}}}}", cost.id));
    page.finish()
}

fn spread(cost: &PricedCost) -> String {
    let Some(spread) = &cost.spread else {
        return "Spread: none is published, so the cost is certain unless the scenario gives it a range.".to_owned();
    };
    let ends = match (spread.low, spread.high) {
        (Some(low), Some(high)) => format!("{} to {}", pounds(low), pounds(high)),
        (Some(low), None) => format!("from {}", pounds(low)),
        (None, high) => format!("up to {}", high.map_or_else(String::new, pounds)),
    };
    if spread.is_standard_error() {
        format!("Spread: {ends}, the mean less and plus one standard error: drawn as doubt about the mean.")
    } else {
        format!(
            "Spread: {ends} ({}). That is how costs differ, not how sure the mean is: it is shown, and never drawn as doubt about \
             the mean.",
            spread.is
        )
    }
}

/// The series that uprates, with its date.
fn deflator(prices: &PriceList) -> String {
    let forecast =
        if prices.forecast { format!(" The index of {} is a forecast.", prices.base) } else { String::new() };
    format!("{}.{forecast}", prices.deflator)
}

/// Pence below £100, whole pounds above.
fn pounds(value: f64) -> String {
    if value < 100.0 { format!("£{value:.2}") } else { exact_money(value.round()) }
}

/// An id of a payer as it is said.
fn spoken(payer: &str) -> String {
    match payer {
        "nhs" | "dwp" | "cafcass" => payer.to_uppercase(),
        "childrens_social_care" => "children's social care".to_owned(),
        _ => payer.replace('_', " "),
    }
}
