//! Captions the social value of outcomes, which is never added to avoided cost.

use super::facts::{Caption, interval, level};
use crate::estimate::{Quantile, Results};
use crate::render::number;
use crate::render::words::{certain, discounted_by, mean, to};

/// The caption of the outcomes; `None` without any.
#[must_use]
pub fn outcomes(results: &Results) -> Option<Caption> {
    let value = results.total.social_value_pv.as_ref().filter(|_| results.social_outcomes().next().is_some())?;
    let title = if certain(value) {
        format!("On these assumptions outcomes are worth {} to people", mean(value))
    } else {
        format!(
            "On this evidence outcomes are worth {} to people ({} prediction interval {})",
            mean(value),
            level(results),
            interval(results, value)
        )
    };
    let mut lines = vec![
        "Social value is a financial proxy for change in people’s lives: no budget gains it, and it is added to avoided cost \
         only in the ratio that says so."
            .to_owned(),
    ];
    if let Some(sroi) = results.sroi() {
        let end = |quantile: Quantile| number::money(quantile.value, quantile.mcse.max(0.01));
        let [low, high] = sroi.interval(results.run.level).map_or_else(Default::default, |ends| ends.map(end));
        let what = match (results.events.is_empty(), results.mechanisms.gained.is_some()) {
            (true, false) => "Social value is",
            (true, true) => "Gains and social value together are",
            (false, false) => "Avoided cost and social value together are",
            (false, true) => "Avoided cost, gains and social value together are",
        };
        lines.push(format!(
            "{what} {} for every £1 of programme cost ({}).",
            number::money(sroi.mean, sroi.mcse.max(0.01)),
            to(&low, &high)
        ));
    }
    lines.push(format!("All at present value, discounted by {}.", discounted_by(&results.scenario)));
    Some(Caption::new(results, title, lines, "Dots with intervals, a row for each outcome."))
}
