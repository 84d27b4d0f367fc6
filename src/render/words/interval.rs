//! Prints intervals in one way: each end with the digits that its own error supports, a certain number as that number.

use super::amount::{certain, mean};
use crate::estimate::{Quantile, Summary};
use crate::render::number::{end, money, plain_share};

/// `95%`, of a level of intervals.
#[must_use]
pub fn level(level: f64) -> String {
    plain_share(level)
}

/// Both ends of the interval at `level`, each with its error; `None` where the number is certain or the interval not known.
#[must_use]
pub fn ends(summary: &Summary, level: f64) -> Option<[(f64, f64); 2]> {
    let [low, high] = summary.interval(level).filter(|[low, _]| !certain(summary) && low.value.is_finite())?;
    Some([low, high].map(|end| (end.value, error(summary, end))))
}

/// The error of a quantile; that of the mean where order statistics of tied values give none.
fn error(summary: &Summary, quantile: Quantile) -> f64 {
    if quantile.mcse == 0.0 { summary.mcse } else { quantile.mcse }
}

/// `£1,000 to £4,200`; of a certain number only that.
#[must_use]
pub fn interval(summary: &Summary, level: f64) -> String {
    if certain(summary) {
        return mean(summary);
    }
    let joined = |[low, high]: [(f64, f64); 2]| to(&end(low.0, low.1), &end(high.0, high.1));
    ends(summary, level).map_or_else(|| "not known".to_owned(), joined)
}

/// `£1,000 to £4,200`; of ends that are spelled alike only one.
#[must_use]
pub fn to(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// The interval in a sentence: `between £1,000 and £4,200`, of a certain number only that; `None` where it is not known.
#[must_use]
pub fn between(summary: &Summary, level: f64) -> Option<String> {
    if certain(summary) {
        return Some(mean(summary));
    }
    let [low, high] = ends(summary, level)?.map(|(value, error)| end(value, error));
    Some(if low == high { low } else { format!("between {low} and {high}") })
}

/// The interval, or nothing where the number is certain.
#[must_use]
pub fn range(summary: &Summary, level: f64) -> String {
    if certain(summary) { String::new() } else { interval(summary, level) }
}

/// A quantile with the digits that its error supports.
#[must_use]
pub fn quantile(summary: &Summary, p: f64) -> String {
    summary
        .quantile(p)
        .map_or_else(|| "not known".to_owned(), |quantile| money(quantile.value, error(summary, quantile)))
}
