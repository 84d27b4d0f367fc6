//! Prints an estimated amount in one way: rounded to its error, to the penny where it is certain.

use crate::estimate::{Count, IndexValue, Posterior, Results, StudyNeeded, Summary, float};
use crate::render::number::{count, money, money_error, plain_share, share, whole};

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

/// An amount with its direction after one of two verbs: `avoids £2,310`, or `adds £40 of cost` of a negative one.
#[must_use]
pub fn directed(summary: &Summary, [avoids, adds]: [&str; 2]) -> String {
    let (value, error) = figure(summary);
    if value < 0.0 {
        format!("{adds} {} of cost", money(-value, error))
    } else {
        format!("{avoids} {}", money(value, error))
    }
}

/// What takes cash that is taken off cashable savings, such as `support adds`; `None` where nothing does.
#[must_use]
pub fn taking_cash(results: &Results) -> Option<&'static str> {
    let mechanisms = &results.mechanisms;
    let replaced = mechanisms.replaced.as_ref().is_some_and(|replaced| replaced.mean > 0.0);
    match (mechanisms.added.mean > 0.0, replaced) {
        (true, true) => Some("support adds or comes instead"),
        (true, false) => Some("support adds"),
        (false, true) => Some("comes instead"),
        (false, false) => None,
    }
}

/// What the shares of those who avoid most are shares of: what support adds is not taken off it, nor what it costs those
/// to whom it does harm or for whom something dearer comes instead.
#[must_use]
pub fn all_avoided(results: &Results) -> &'static str {
    let mechanisms = &results.mechanisms;
    let costs = mechanisms.caused.is_some() || mechanisms.replaced.is_some();
    match (costs, mechanisms.added.mean > 0.0) {
        (false, false) => "all that is avoided",
        (false, true) => "all that is avoided before what support adds",
        (true, false) => "all that is avoided by those who avoid something",
        (true, true) => "all that is avoided by those who avoid something before what support adds",
    }
}

/// After what support makes more frequent: that it does so in some draws only, where it does.
#[must_use]
pub fn in_some_draws(results: &Results) -> &'static str {
    let harm = results.events.iter().filter_map(|(_, event)| event.probability_harm);
    if harm.into_iter().any(|harm| harm.probability < 1.0) { " in some draws" } else { "" }
}

/// A share that is known, not simulated, to whole per cent: all or nothing are no bounds.
#[must_use]
pub fn known_share(part: f64) -> String {
    if (part - part.round()).abs() < 1e-9 { plain_share(part.round()) } else { share(part, 0.01) }
}

/// A part of a variance; one that no error leaves open is known.
#[must_use]
pub fn part_of_variance(index: IndexValue) -> String {
    let value = index.value.clamp(0.0, 1.0);
    if index.low == index.high { known_share(value) } else { share(value, index.mcse) }
}

/// `850 people`, `1 person`.
#[must_use]
pub fn people(count: impl Count) -> String {
    if float(count) == 1.0 { "1 person".to_owned() } else { format!("{} people", whole(count)) }
}

/// The same of a number of people that is an average over views.
#[must_use]
pub fn people_count(number: f64) -> String {
    let number = count(number.round(), 0.0);
    if number == "1" { "1 person".to_owned() } else { format!("{number} people") }
}

/// `3,300 people` that a study takes, to two figures, and the numbers that the simulation leaves open: rounded outwards, so that
/// they hold it.
#[must_use]
pub fn people_for_study(needed: &StudyNeeded) -> Option<(String, Option<[String; 2]>)> {
    let number = needed.people?;
    let mut step = 1;
    while number / step >= 100 {
        step *= 10;
    }
    let up = |number: u64| whole(number.div_ceil(step) * step);
    let range = needed.low.zip(needed.high).filter(|(low, high)| low != high);
    Some((up(number), range.map(|(low, high)| [whole(low / step * step), up(high)])))
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

/// What all that counts is called: `cost avoided`, or `cost avoided and gains` where budgets gain something.
#[must_use]
pub fn cost_avoided(results: &Results) -> &'static str {
    cost_avoided_where(results.mechanisms.gained.is_some())
}

/// The same of a scenario in which budgets gain something, or nothing.
#[must_use]
pub const fn cost_avoided_where(gained: bool) -> &'static str {
    if gained { "cost avoided and gains" } else { "cost avoided" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certainly(mean: f64) -> Summary {
        Summary { mean, mcse: 0.0, sd: 0.0, quantiles: Vec::new() }
    }

    #[test]
    fn an_amount_has_its_direction() {
        assert_eq!(directed(&certainly(36.0), ["avoids", "adds"]), "avoids £36");
        assert_eq!(directed(&certainly(-36.0), ["avoids", "adds"]), "adds £36 of cost");
    }

    #[test]
    fn what_is_known_is_no_bound() {
        assert_eq!(known_share(1.0), "100%");
        assert_eq!(known_share(0.0), "0%");
        assert_eq!(known_share(0.333), "33%");
        assert_eq!(known_share(0.999), "above 99%");
    }

    #[test]
    fn people_needed_are_rounded_in_one_way_and_stay_in_their_range() {
        let of = |people, low, high| {
            let needed = StudyNeeded {
                within: 0.2,
                how_often: 0.95,
                people: Some(people),
                low: Some(low),
                high: Some(high),
                by_normal_law: false,
            };
            people_for_study(&needed).unwrap()
        };
        for (number, rounded) in
            [(7, "7"), (99, "99"), (100, "100"), (101, "110"), (1_234, "1,300"), (99_100, "100,000")]
        {
            assert_eq!(of(number, number, number), (rounded.to_owned(), None));
        }
        assert_eq!(of(3_314, 3_250, 3_380), ("3,400".to_owned(), Some(["3,200", "3,400"].map(str::to_owned))));
    }
}
