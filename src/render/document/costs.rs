//! Lists unit costs in the prices of one year, and says of one where it comes from and how to use it.

use super::{Block, Cell, Column, Document, Section, Table};
use crate::estimate::{PriceList, PricedCost};
use crate::quantity::{TimeUnit, amount_per};
use crate::render::number::{exact_money, plain_share, whole};
use crate::render::words::{list, words_of};

/// The costs in `found`, by who bears them.
#[must_use]
pub fn costs(prices: &PriceList, found: &[&PricedCost], words: &[String]) -> Document {
    let mut document = Document {
        title: format!("Unit costs of {}, at {} prices", prices.library, prices.base),
        ..Document::default()
    };
    let (all, hits, words) = (whole(prices.costs.len()), whole(found.len()), words.join(" "));
    if found.is_empty() {
        document
            .lead
            .push(format!("None of {all} costs holds “{words}” in its id, label or source. Try one shorter word."));
        return document;
    }
    let which = if words.is_empty() {
        format!("All {hits} costs")
    } else {
        format!("{hits} of {all} costs hold “{words}”")
    };
    document.lead.push(format!(
        "{which}, each uprated from its own price year. Say averted costs --show ID for source, arithmetic and what a cost includes. \
         {}",
        deflator(prices)
    ));
    let mut bearers: Vec<Option<&str>> = Vec::new();
    for cost in found {
        if !bearers.contains(&cost.bearer()) {
            bearers.push(cost.bearer());
        }
    }
    document.sections = bearers.into_iter().map(|bearer| borne(bearer, found)).collect();
    document
}

fn borne(bearer: Option<&str>, found: &[&PricedCost]) -> Section {
    let title = bearer.map_or_else(|| "Borne by several".to_owned(), |payer| format!("Borne by {}", words_of(payer)));
    let table = Table::of(
        "",
        found.iter().filter(|cost| cost.bearer() == bearer),
        &[
            (Column::text("Id"), &|cost| Cell::text(&cost.id)),
            (Column::text("Cost"), &|cost| Cell::Text(labelled(cost))),
            (Column::text("Licence"), &|cost| Cell::text(short(&cost.licence))),
            (Column::text("Status"), &|cost| Cell::text(cost.status_word())),
            (Column::text("Price year"), &|cost| Cell::Text(cost.price_year.to_string())),
            (Column::number("£"), &|cost| Cell::Text(pounds(cost.value))),
        ],
    );
    Section::new("costs", title, [Block::Table(table)])
}

/// "Acute adult mental-health ward, one occupied bed day (per bed day)": a column of its own would leave no room for ids.
fn labelled(cost: &PricedCost) -> String {
    cost.per.as_ref().map_or_else(|| cost.label.clone(), |per| format!("{} (per {per})", cost.label))
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
pub fn cost(prices: &PriceList, cost: &PricedCost) -> Document {
    let per = cost.per.as_deref();
    let mut points = vec![format!("As published: {} at {} prices.", amount_per(&cost.spelled, per), cost.price_year)];
    let [from, to] = cost.indices;
    points.push(if cost.price_year == prices.base {
        "Nothing to uprate: that is the price year it was published in.".to_owned()
    } else {
        format!("Uprated: {} × {to} / {from} = {}. {}", cost.spelled, pounds(cost.value), deflator(prices))
    });
    let shares: Vec<String> =
        cost.paid_by.iter().map(|(payer, share)| format!("{} {}", words_of(payer), plain_share(*share))).collect();
    if !shares.is_empty() {
        points.push(format!("Borne by {}: a suggestion for `paid_by` of the event that uses it.", list(&shares)));
    }
    points.push(spread(cost));
    let inside: Vec<String> = cost
        .includes
        .iter()
        .map(|(id, label)| label.as_ref().map_or_else(|| id.clone(), |label| format!("{id} ({label})")))
        .collect();
    points.push(if inside.is_empty() {
        "Includes no other cost of the library.".to_owned()
    } else {
        format!(
            "Already includes, in whole or in part: {}. Using it and one of these counts twice (W16).",
            list(&inside)
        )
    });
    points.push(format!("Source: {}.", cost.source.trim_end_matches('.')));
    points.push(format!("Licence: {}.", cost.licence.trim_end_matches('.')));
    if cost.licence.contains("NC") {
        points.push(
            "That licence forbids commercial use: name the source, and ask before you sell what rests on it."
                .to_owned(),
        );
    }
    points.push(format!("Status: {}.", cost.standing()));
    points.extend(cost.note.as_ref().map(|note| format!("Note: {note}")));
    Document {
        title: format!("{}: {}", cost.id, cost.label),
        lead: vec![format!("{} at {} prices.", amount_per(&pounds(cost.value), per), prices.base)],
        sections: vec![
            Section::new("source", "Where it comes from", [Block::List(points)]),
            Section::new("use", "In a scenario", spellings(prices, cost)),
        ],
        ..Document::default()
    }
}

/// How the cost is written in a scenario.
fn spellings(prices: &PriceList, cost: &PricedCost) -> Vec<Block> {
    let library = if prices.library.starts_with('`') { prices.library.trim_matches('`') } else { "builtin" };
    let mut lines = vec![format!("library: {library}")];
    if !cost.verified() {
        lines.push("allow_unverified: true".to_owned());
    }
    lines.push(format!("unit_cost: {{library: {}}}", cost.id));
    // What is priced by time is paid as it runs.
    let quantity = match cost.per.as_deref().and_then(TimeUnit::parse) {
        Some(_) => "for: {pert: {low: 10 weeks, mode: 26 weeks, high: 104 weeks}}",
        None => "times: {pert: {low: 2, mode: 4, high: 8}}",
    };
    lines.push(format!("unit_cost: {{library: {}, {quantity}}}", cost.id));
    lines.into_iter().map(Block::Formula).collect()
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
