//! Reads plain numbers such as days of stay, relative risks and multipliers, none of which may be negative.

use super::number::{self, Fault};

/// A plain number, not negative and at most [`Factor::LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Factor(f64);

/// Why something is not a factor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactorError {
    /// Nothing is written.
    #[error("a number is missing here: write one such as 35, 0.2 or 80%")]
    Empty,
    /// It is no number.
    #[error("`{text}` is not a plain number: write one such as 35, 0.2 or 80%")]
    NotANumber {
        /// What was written.
        text: String,
    },
    /// A comma does not separate groups of three digits.
    #[error("`{text}` has a comma that does not separate thousands: the decimal sign is a point, as in 0.2")]
    Comma {
        /// What was written.
        text: String,
    },
    /// It is below zero.
    #[error("`{text}` is negative: this number is zero or more")]
    Negative {
        /// What was written.
        text: String,
    },
    /// It is above [`Factor::LARGEST`].
    #[error("`{text}` is more than 1,000,000,000: check the zeros")]
    TooLarge {
        /// What was written.
        text: String,
    },
}

impl Factor {
    /// The largest factor accepted.
    pub const LARGEST: f64 = 1e9;

    /// A factor from a number.
    ///
    /// # Errors
    /// When it is not a number from 0 to [`Factor::LARGEST`].
    pub fn new(number: f64) -> Result<Self, FactorError> {
        if number.is_nan() {
            return Err(FactorError::NotANumber { text: number.to_string() });
        }
        Self::checked(number, &number.to_string())
    }

    /// A factor as written: `35`, `0.2` or `80%`.
    ///
    /// # Errors
    /// When it is not a number, negative or too large.
    pub fn parse(text: &str) -> Result<Self, FactorError> {
        let shown = number::excerpt(text);
        if shown.is_empty() {
            return Err(FactorError::Empty);
        }
        let percentage = text.trim().strip_suffix('%');
        let number = match number::read(percentage.unwrap_or(text)) {
            Ok(number) => number,
            Err(Fault::TooLarge) => return Err(FactorError::TooLarge { text: shown }),
            Err(Fault::Comma) => return Err(FactorError::Comma { text: shown }),
            Err(Fault::Empty | Fault::NotANumber) => return Err(FactorError::NotANumber { text: shown }),
        };
        Self::checked(if percentage.is_some() { number / 100.0 } else { number }, &shown)
    }

    fn checked(number: f64, text: &str) -> Result<Self, FactorError> {
        if number < 0.0 {
            Err(FactorError::Negative { text: text.to_owned() })
        } else if number > Self::LARGEST {
            Err(FactorError::TooLarge { text: text.to_owned() })
        } else {
            Ok(Self(number + 0.0))
        }
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
