//! Captions whether and when avoided cost catches up with what the programme costs.

use super::facts::{Caption, level};
use crate::estimate::{ProgrammeResults, Results};
use crate::render::words::{likelihood, mean};
use crate::render::{number, words as render_words};

/// The caption of the fan; `None` without a programme that costs something, or when nothing can be avoided.
#[must_use]
pub fn payback(results: &Results) -> Option<Caption> {
    let programme = results.programme.as_ref().filter(|programme| programme.cost > 0.0)?;
    if !results.counts_money() || results.series.months.mean.is_empty() {
        return None;
    }
    let (avoided, catches, is) = if results.mechanisms.gained.is_some() {
        ("avoided cost and gains", "catch", "are")
    } else {
        ("avoided cost", "catches", "is")
    };
    let (pays, fails) = chances(programme);
    let span = number::months(f64::from(u32::try_from(results.series.months.mean.len()).unwrap_or(u32::MAX)));
    let title = format!(
        "On weak evidence alone the chance that expected {avoided} {catches} up with the programme’s cost within {span} is {pays}"
    );
    let lines = vec![
        format!(
            "For good and for all payers together that is {} on the UK probability yardstick; that it does not, {fails}. {}",
            likelihood(&programme.pays_back),
            months(programme)
        ),
        format!(
            "Programme cost is {}; {avoided} less that {is} {} on average. The fan is of expected {avoided}{}.",
            number::money(programme.cost, if programme.cost_varies { programme.cost_summary.mcse } else { 0.0 }),
            mean(&programme.net),
            if (results.run.level - 0.95).abs() < 1e-9 {
                String::new()
            } else {
                format!(" (not at the level of {} used elsewhere)", level(results))
            }
        ),
    ];
    Some(Caption::new(
        results,
        title,
        lines,
        "A widening fan of cumulative avoided cost against a line of cumulative programme cost.",
    ))
}

fn chances(programme: &ProgrammeResults) -> (String, String) {
    let pays = &programme.pays_back;
    (render_words::chance(pays), render_words::chance(&pays.missed()))
}

fn months(programme: &ProgrammeResults) -> String {
    let Some(payback) = &programme.payback_months else { return "In no draw does it pay back.".to_owned() };
    let by = |share: &str, months: Option<f64>| {
        months.map(|months| {
            format!("{share} by month {}", number::count(months, payback.quantile_mcse.unwrap_or(1.0).max(1.0)))
        })
    };
    let said: Vec<String> =
        [by("one draw in ten", payback.p10), by("half", payback.p50), by("nine in ten", payback.p90)]
            .into_iter()
            .flatten()
            .collect();
    if said.is_empty() {
        let few = programme.pays_back.probability < 0.1;
        return if few { "Fewer than one draw in ten pay back." } else { "These draws are too few to say when." }
            .to_owned();
    }
    let rest = if payback.p90.is_none() { "; the others later or never" } else { "" };
    format!("Paid back: {}{rest}.", said.join(", "))
}
