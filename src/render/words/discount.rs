//! Words by which rates later money counts for less.

use crate::estimate::{DiscountBasis, DiscountSchedule, ScenarioFacts};
use crate::render::number::plain_share;

/// The rates, after "discounted by": `3.5% a year`, or `the declining rates of the Green Book (3.5% a year at first), by whole
/// years (nothing in the first)`.
#[must_use]
pub fn discounted_by(scenario: &ScenarioFacts) -> String {
    let first = plain_share(scenario.discount_rate);
    let rates = match scenario.discount_schedule {
        None => format!("{first} a year"),
        Some(DiscountSchedule::GreenBook) => format!("the declining rates of the Green Book ({first} a year at first)"),
        Some(DiscountSchedule::GreenBookHealth) => {
            format!("the declining rates of the Green Book for health ({first} a year at first)")
        }
    };
    match scenario.discounting {
        Some(DiscountBasis::WholeYears) => format!("{rates}, by whole years (nothing in the first)"),
        Some(DiscountBasis::Continuous) | None => rates,
    }
}

/// The present value of cash, as a formula.
#[must_use]
pub fn present_value(scenario: &ScenarioFacts) -> String {
    let when = match scenario.discounting {
        Some(DiscountBasis::WholeYears) => "k",
        Some(DiscountBasis::Continuous) | None => "t/12",
    };
    let factor = match scenario.discount_schedule {
        None => format!("(1 + r)^(−{when}),   r = {} a year", plain_share(scenario.discount_rate)),
        Some(_) => format!("Π (1 + r)^(−years at r) up to {when},   r by {}", discounted_by(scenario)),
    };
    let counted = match scenario.discounting {
        Some(DiscountBasis::WholeYears) => "k the year of the table, the first being 0",
        Some(DiscountBasis::Continuous) | None => "t in months since the programme started",
    };
    format!("present value = cash · {factor}, {counted}")
}
