//! Writes a library of unit costs as YAML that reads back as the same library.

use super::Library;
use super::library::UnitCost;
use std::fmt::Write as _;

/// The library as a YAML file. Every text is quoted as JSON does it, which YAML reads alike, so that no text can be taken
/// for anything else; a test and `averted costs --import` read it back.
#[must_use]
pub fn yaml_of(library: &Library) -> String {
    let mut out = String::new();
    for entry in library.entries() {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "{}:", entry.id);
        one(&mut out, &entry.value);
    }
    out
}

fn one(out: &mut String, cost: &UnitCost) {
    let _ = writeln!(out, "  label: {}\n  value: {}", quoted(&cost.label), cost.value);
    if let Some(per) = &cost.per {
        let _ = writeln!(out, "  per: {}", quoted(per));
    }
    if let Some(spread) = &cost.spread {
        let end = |name: &str, value: Option<f64>| value.map_or_else(String::new, |value| format!("{name}: {value}, "));
        let (low, high) = (end("low", spread.low), end("high", spread.high));
        let _ = writeln!(out, "  spread: {{{low}{high}is: {}}}", quoted(&spread.is));
    }
    let _ = writeln!(out, "  price_year: {}", cost.price_year);
    if !cost.paid_by.is_empty() {
        let shares: Vec<String> = cost.paid_by.iter().map(|(payer, share)| format!("{payer}: {share}")).collect();
        let _ = writeln!(out, "  paid_by: {{{}}}", shares.join(", "));
    }
    let source = cost.remarks.source.as_deref().unwrap_or_default();
    let _ =
        writeln!(out, "  source: {}\n  licence: {}\n  status: {}", quoted(source), quoted(&cost.licence), cost.status);
    let _ = writeln!(out, "  includes: [{}]", cost.includes.join(", "));
    if let Some(note) = &cost.remarks.note {
        let _ = writeln!(out, "  note: {}", quoted(note));
    }
}

/// A text between double quotes, with the escapes that JSON and YAML share.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
