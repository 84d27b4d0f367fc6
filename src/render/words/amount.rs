//! Prints an estimated amount in one way: rounded to its error, to the penny where it is certain.

use crate::estimate::{Posterior, Summary};
use crate::render::number::{count, money, money_error, whole};

/// Whether a number is the same in every draw, but for the rounding of sums.
#[must_use]
pub fn certain(summary: &Summary) -> bool {
    summary.sd <= 1e-9 * summary.mean.abs()
}

/// The mean and the error to print it with; one that is certain to the penny, without the trace that adding up leaves.
#[must_use]
pub fn figure(summary: &Summary) -> (f64, f64) {
    if certain(summary) { ((100.0 * summary.mean).round() / 100.0, 0.0) } else { (summary.mean, summary.mcse) }
}

/// The mean with the digits that its error supports: `£2,310`.
#[must_use]
pub fn mean(summary: &Summary) -> String {
    let (value, error) = figure(summary);
    money(value, error)
}

/// The mean with its simulation error: `£2,310 (± £10)`.
#[must_use]
pub fn mean_with_error(summary: &Summary) -> String {
    let (value, error) = figure(summary);
    with_error(value, error)
}

/// An amount with its error, where there is one: `£2,310 (± £10)`.
#[must_use]
pub fn with_error(value: f64, error: f64) -> String {
    let amount = money(value, error);
    if error > 0.0 { format!("{amount} (± {})", money_error(error)) } else { amount }
}

/// `850 people`, `1 person`.
#[must_use]
pub fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{} people", whole(count)) }
}

/// The same of a number of people that is an average over views.
#[must_use]
pub fn people_count(number: f64) -> String {
    let number = count(number.round(), 0.0);
    if number == "1" { "1 person".to_owned() } else { format!("{number} people") }
}

/// What is believed of an amount before and after a publication: its mean, and both ends of its interval.
#[must_use]
pub fn belief(of: &Posterior) -> [(String, [String; 2]); 2] {
    let spelled = |value: f64, error: Option<f64>| money(value, error.unwrap_or(f64::NAN));
    let [low, high] = of.prior_errors;
    [
        (spelled(of.prior_mean, of.prior_mcse), [spelled(of.prior[0], low), spelled(of.prior[1], high)]),
        // The error of an end is at least that of the mean.
        (spelled(of.posterior_mean, of.mcse), of.posterior.map(|end| spelled(end, of.mcse))),
    ]
}
