//! Writes the stays of a year, runs the program on them, and says what one of them saves.

use serde_json::Value;

use super::sizes::{Sizes, starts};
use super::town::Town;

/// Months in a week, a year being 365.25 days.
pub(crate) const WEEK: f64 = 7.0 * 12.0 / 365.25;
/// £ a month of £900 a week.
pub(crate) const PRICE: f64 = 900.0 / WEEK;
/// Months of 30 weeks.
pub(crate) const STAY: f64 = 30.0 * WEEK;

/// A financial year followed from its first day, without discounting; `rest` begins with the top level.
pub(crate) fn scenario(rest: &str) -> String {
    format!(
        "title: Stays\nstarts: 2024-04\nhorizon: 12 months\ndiscount_rate: 0%\npayers: {{asc: {{label: Social care, group: \
         council}}}}\n{rest}"
    )
}

pub(crate) fn json(text: &str, arguments: &[&str]) -> Value {
    let town = Town::new(text);
    let output = town.averted(&[arguments, &["--json", "--quiet"]].concat()).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn stress(text: &str) -> Value {
    json(text, &["stress", "town.yaml"])
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// What a placement saves that home care may come instead of, two months later, with chance `instead`; in the year.
pub(crate) fn replaced(amount: f64, instead: f64) -> Sizes {
    let saved = starts(12.0).flat_map(|(chance, start)| {
        let full = PRICE * STAY.min(12.0 - start);
        let care = 600.0 / WEEK * (40.0 * WEEK).min((10.0 - start).max(0.0));
        [(chance * (1.0 - instead), full), (chance * instead, full - care)]
    });
    Sizes::new(amount, 700, saved)
}

/// The same as a scenario.
pub(crate) fn with_home_care(people: u32, instead: &str, amount: &str) -> String {
    scenario(&format!(
        "cohort: {{people: {people}}}\nevents:\n  placement: {{probability: 10%, unit_cost: {{each: £900, per: week, for: 30 \
         weeks}}, paid_by: {{asc: 100%}}, support: {{prevents: 80%, instead: {{home_care: {{probability: {instead}, after: 2 \
         months}}}}}}}}\n  home_care: {{unit_cost: {{each: £600, per: week, for: 40 weeks}}, paid_by: {{asc: 100%}}}}\n\
         targets: {{t: {{amount: {amount}, payers: [council], year: 2024/25}}}}\n"
    ))
}
