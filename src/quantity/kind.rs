//! Tells the kinds of number apart that a value may be of: what is legal, how it is spelled, what it is called.

use serde::{Deserialize, Serialize};

use crate::dictionary::{Dictionary, Form};

use super::amount::{self, amount};
use super::annual::{self, annual};
use super::distance::{self, distance};
use super::effect::{self, LEAST_EFFECT, effect};
use super::factor::{self, factor};
use super::growth::{self, growth};
use super::length::{self, length};
use super::measure::{Measure, QuantityError};
use super::money::{self, money};
use super::number::plain;
use super::rate::{self, rate};
use super::share::{self, share};

/// What a number measures, which fixes its legal range and how to print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A fraction from 0 to 1.
    Share,
    /// £, not negative.
    Money,
    /// Occurrences per year as written, not negative; the model holds them per month.
    Rate,
    /// A plain number, not negative, such as days of stay or a relative risk.
    Factor,
    /// A share of those who are left that goes in each year, from 0 to 0.99. Once it is read it is held as a [`Share`](Self::Share).
    #[serde(skip)]
    Annual,
    /// Months, above zero, written with their unit: how long a cost runs.
    Length,
    /// A share that may be below zero, down to -900%: what `prevents` takes. Once it is read it is held as a [`Share`](Self::Share).
    #[serde(skip)]
    Effect,
    /// £, of either sign. Once it is read it is held as [`Money`](Self::Money).
    #[serde(skip)]
    Amount,
    /// Growth a year, from -0.99 to 1. Once it is read it is held as a [`Share`](Self::Share).
    #[serde(skip)]
    Growth,
    /// Distance travelled on a scale, from -1 to 1. Once it is read it is held as a [`Share`](Self::Share).
    #[serde(skip)]
    Distance,
}

impl Dictionary for Kind {
    fn form() -> Form {
        Form::Words(
            Self::ALL.iter().filter_map(|kind| serde_json::to_value(kind).ok()?.as_str().map(str::to_owned)).collect(),
        )
    }
}

impl Kind {
    /// Every kind that a value is held as.
    pub const ALL: [Self; 5] = [Self::Share, Self::Money, Self::Rate, Self::Factor, Self::Length];

    /// The smallest and largest legal value.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            Self::Effect => (LEAST_EFFECT, 1.0),
            Self::Annual => (0.0, annual::LARGEST),
            Self::Growth => (growth::LEAST, growth::LARGEST),
            Self::Distance => (-1.0, 1.0),
            Self::Amount => (f64::NEG_INFINITY, f64::INFINITY),
            // A draw may come as near to zero as it likes, which is no length that anybody writes.
            Self::Money | Self::Rate | Self::Factor | Self::Length => (0.0, f64::INFINITY),
        }
    }

    /// What it says of a text or number that is none.
    const fn measure(self) -> &'static Measure {
        match self {
            Self::Share => &share::MEASURE,
            Self::Money => &money::MEASURE,
            Self::Rate => &rate::MEASURE,
            Self::Factor => &factor::MEASURE,
            Self::Length => &length::MEASURE,
            Self::Effect => &effect::MEASURE,
            Self::Annual => &annual::MEASURE,
            Self::Amount => &amount::MEASURE,
            Self::Growth => &growth::MEASURE,
            Self::Distance => &distance::MEASURE,
        }
    }

    /// The largest number that may be written.
    #[must_use]
    pub const fn largest(self) -> f64 {
        self.measure().largest
    }

    /// The kind that a value read as this one is held as: an effect is a share, and so is growth a year.
    #[must_use]
    pub const fn held(self) -> Self {
        match self {
            Self::Effect | Self::Annual | Self::Growth | Self::Distance => Self::Share,
            Self::Amount => Self::Money,
            kind => kind,
        }
    }

    /// Whether it may be below zero.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Effect | Self::Amount | Self::Growth | Self::Distance)
    }

    /// What a spread of it is written as, such as a standard deviation: never below zero, and not held to its largest.
    #[must_use]
    pub const fn of_spread(self) -> Self {
        match self {
            Self::Amount => Self::Money,
            Self::Effect | Self::Growth | Self::Distance => Self::Factor,
            kind => kind,
        }
    }

    /// The number that a text spells in the unit of the language.
    ///
    /// # Errors
    ///
    /// What is wrong with the text; what stands after a colon is the remedy.
    pub fn parse(self, text: &str) -> Result<f64, QuantityError> {
        match self {
            Self::Share => share(text),
            Self::Money => money(text),
            Self::Rate => rate(text),
            Self::Factor => factor(text),
            Self::Length => length(text),
            Self::Effect => effect(text),
            Self::Annual => annual(text),
            Self::Amount => amount(text),
            Self::Growth => growth(text),
            Self::Distance => distance(text),
        }
    }

    /// A certain value as a reader would write it: `35%`, `£1,200`, `1.2 per year`, `35`, `26 weeks`.
    #[must_use]
    pub fn spelled(self, value: f64) -> String {
        match self {
            Self::Share | Self::Effect | Self::Distance => format!("{}%", plain(value * 100.0)),
            Self::Money | Self::Amount => {
                let sign = if value < 0.0 { "-" } else { "" };
                format!("{sign}£{}", grouped(value.abs(), if value.fract() == 0.0 { 0 } else { 2 }))
            }
            Self::Rate => format!("{} per year", plain(value)),
            Self::Annual | Self::Growth => format!("{}% per year", plain(value * 100.0)),
            Self::Factor => plain(value),
            Self::Length => length::spelled(value),
        }
    }

    /// What messages call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "a share",
            Self::Money => "money",
            Self::Rate => "a rate",
            Self::Factor => "a plain number",
            Self::Length => "a length of time",
            Self::Effect => "an effect",
            Self::Annual => "a share a year",
            Self::Amount => "an amount",
            Self::Growth => "growth a year",
            Self::Distance => "a distance travelled",
        }
    }

    /// A plain value of the kind, as messages show it.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Share | Self::Effect | Self::Distance => "35%",
            Self::Money | Self::Amount => "£1,200",
            Self::Rate => "1.2 per year",
            Self::Annual => "5% per year",
            Self::Growth => "1.5% per year",
            Self::Factor => "1.5",
            Self::Length => "26 weeks",
        }
    }
}

/// A number with commas between thousands: `10,000,000`, `1,234.50`.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let whole = text.find('.').unwrap_or(text.len());
    let mut spelled = String::new();
    for (place, digit) in text.char_indices() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            spelled.push(',');
        }
        spelled.push(digit);
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_by_thousands() {
        assert_eq!(grouped(10_000_000.0, 0), "10,000,000");
        assert_eq!(grouped(999.0, 0), "999");
        assert_eq!(grouped(1_234.5, 2), "1,234.50");
    }
}
