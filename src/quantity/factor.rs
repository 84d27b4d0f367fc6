//! Reads plain numbers such as days of stay, relative risks and multipliers, none of which may be negative.

use super::measure::{Measure, QuantityError};

/// A plain number, not negative and at most [`Factor::LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Factor(f64);

/// A factor in messages.
static MEASURE: Measure = Measure {
    name: "a number",
    such: "35, 0.2 or 80%",
    form: "a plain number: write one such as 35, 0.2 or 80%",
    comma: "the decimal sign is a point, as in 0.2",
    negative: "this number is zero or more",
    largest: Factor::LARGEST,
    too_large: "more than 1,000,000,000: check the zeros",
};

impl Factor {
    /// The largest factor accepted.
    pub const LARGEST: f64 = 1e9;

    /// A factor from a number.
    ///
    /// # Errors
    /// When it is not a number from 0 to [`Factor::LARGEST`].
    pub fn new(number: f64) -> Result<Self, QuantityError> {
        MEASURE.checked(number, &number.to_string()).map(Self)
    }

    /// A factor as written: `35`, `0.2` or `80%`.
    ///
    /// # Errors
    /// When it is not a number, negative or too large.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let shown = MEASURE.excerpt(text)?;
        let percentage = text.trim().strip_suffix('%');
        let number = MEASURE.read(percentage.unwrap_or(text), &shown)?;
        MEASURE.checked(if percentage.is_some() { number / 100.0 } else { number }, &shown).map(Self)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        for (text, number) in [("35", 35.0), ("0.2", 0.2), ("80%", 0.8), ("120 %", 1.2), ("1,000", 1000.0), ("-0", 0.0)]
        {
            assert_eq!(Factor::parse(text).map(Factor::get), Ok(number), "{text}");
        }
    }

    #[test]
    fn refused_spellings() {
        let table = [
            ("", "a number is missing here: write one such as 35, 0.2 or 80%"),
            ("£35", "`£35` is not a plain number: write one such as 35, 0.2 or 80%"),
            ("NaN", "`NaN` is not a plain number: write one such as 35, 0.2 or 80%"),
            ("-2", "`-2` is negative: this number is zero or more"),
            ("0,2", "`0,2` has a comma that does not separate thousands: the decimal sign is a point, as in 0.2"),
            ("1e10", "`1e10` is more than 1,000,000,000: check the zeros"),
            ("1e999", "`1e999` is more than 1,000,000,000: check the zeros"),
        ];
        for (text, message) in table {
            assert_eq!(Factor::parse(text).unwrap_err().to_string(), message);
        }
        for number in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(Factor::new(number).is_err(), "{number}");
        }
    }
}
