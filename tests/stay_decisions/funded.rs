//! A programme of stays that are paid for over time, whose net benefit has a closed form.

use super::setting::{WEEK, scenario};
use super::sizes::starts;

/// ∫ e^(-rate·t) dt from 0 to `until`.
pub(crate) fn running(rate: f64, until: f64) -> f64 {
    (1.0 - (-rate * until).exp()) / rate
}

/// Discounting of 3.5% a year, by the month.
pub(crate) fn discount() -> f64 {
    1.035f64.ln() / 12.0
}

/// Net benefit of 100 people, a tenth of whom would have a stay that is prevented, at present value, £: starts even over 12
/// months, nothing after leaving; home care of £300 for 40 weeks comes instead with the chance `instead`.
pub(crate) fn net([each, weeks, leaves, instead]: [f64; 4]) -> f64 {
    let fading = discount() - (1.0 - leaves).ln() / 12.0;
    let of = |price: f64, weeks: f64| price / WEEK * running(fading, weeks * WEEK) * running(fading, 12.0) / 12.0;
    10.0 * (of(each, weeks) - instead * of(300.0, 40.0)) - 160e3 * running(discount(), 12.0) / 12.0
}

/// The same of a target: £ in the first year, of which £120,000 are in the budget.
pub(crate) fn payoff([each, weeks, leaves, instead]: [f64; 4]) -> f64 {
    let leaving = -(1.0f64 - leaves).ln() / 12.0;
    let of = |price: f64, weeks: f64| {
        let year = starts(12.0).map(|(chance, start)| {
            chance * (-leaving * start).exp() * running(leaving, (weeks * WEEK).min(12.0 - start))
        });
        price / WEEK * year.sum::<f64>()
    };
    10.0 * (of(each, weeks) - instead * of(300.0, 40.0)) - 120e3
}

/// `net` and `payoff` as a scenario.
pub(crate) fn funded(values: [&str; 4]) -> String {
    let [each, weeks, leaves, instead] = values;
    let rest = format!(
        "cohort: {{people: 100, leaves: {leaves}}}\nprogramme: {{funding: [{{payer: asc, amounts: {{2024/25: £160k}}}}]}}\nevents:\n  \
         placement: {{probability: 20%, unit_cost: {{each: {each}, per: week, for: {weeks}}}, paid_by: {{asc: 100%}}, support: \
         {{prevents: 50%, instead: {{home_care: {instead}}}}}}}\n  home_care: {{unit_cost: {{each: £300, per: week, for: 40 \
         weeks}}, paid_by: {{asc: 100%}}}}\ntargets: {{t: {{amount: £120k, year: 2024/25}}}}\nsimulation: {{draws: 4000}}\n"
    );
    scenario(&rest).replace("discount_rate: 0%", "discount_rate: 3.5%")
}

pub(crate) const UNCERTAIN: [&str; 4] = [
    "{normal: {mean: £900, sd: £90}}",
    "{uniform: {low: 20 weeks, high: 40 weeks}}",
    "{uniform: {low: 5%, high: 25%}}",
    "{uniform: {low: 30%, high: 70%}}",
];
pub(crate) const PATHS: [&str; 4] = [
    "events.placement.unit_cost.each",
    "events.placement.unit_cost.for",
    "cohort.leaves",
    "events.placement.support.instead.home_care.probability",
];
pub(crate) const MEDIANS: [f64; 4] = [900.0, 30.0, 0.15, 0.5];
