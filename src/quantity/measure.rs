//! Says what every quantity says of a text or number that is none, each in its own words.

use super::number::{self, Fault};

/// What a quantity is called, how it is written and how large it may be.
#[derive(Debug, PartialEq)]
pub struct Measure {
    /// "a share".
    pub(super) name: &'static str,
    /// Spellings of it, for where nothing is written: "35% or 0.35".
    pub(super) such: &'static str,
    /// What a text is not, and what to write: "a share: write a percentage".
    pub(super) form: &'static str,
    /// What to write in place of a comma that does not separate thousands.
    pub(super) comma: &'static str,
    /// Why it is not negative.
    pub(super) negative: &'static str,
    /// The largest number accepted.
    pub(super) largest: f64,
    /// What is said of a larger one.
    pub(super) too_large: &'static str,
}

/// Why something is not a quantity; what stands after the colon is the remedy.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// Nothing is written.
    #[error("{} is missing here: write one such as {}", .0.name, .0.such)]
    Empty(&'static Measure),
    /// It is no number, or has no unit that is known.
    #[error("`{}` is not {}", .1, .0.form)]
    NotANumber(&'static Measure, String),
    /// A comma stands where only a point may.
    #[error("`{}` has a comma that does not separate thousands: {}", .1, .0.comma)]
    Comma(&'static Measure, String),
    /// It is below zero.
    #[error("`{}` is negative: {}", .1, .0.negative)]
    Negative(&'static Measure, String),
    /// It is above the largest.
    #[error("`{}` is {}", .1, .0.too_large)]
    TooLarge(&'static Measure, String),
    /// It breaks a rule of this quantity alone.
    #[error("`{text}` is {what}")]
    Other {
        /// What was written.
        text: String,
        /// What it is instead.
        what: String,
    },
}

impl QuantityError {
    /// What is better said of the text `shown`, if there is anything.
    pub(super) fn or(self, shown: &str, what: Option<String>) -> Self {
        what.map_or(self, |what| Self::Other { text: shown.to_owned(), what })
    }
}

impl Measure {
    /// The text as messages quote it; the fault of one that is empty.
    pub(super) fn excerpt(&'static self, text: &str) -> Result<String, QuantityError> {
        let shown = number::excerpt(text);
        if shown.is_empty() { Err(QuantityError::Empty(self)) } else { Ok(shown) }
    }

    /// The number that `digits` spell, of a text that messages quote as `shown`.
    pub(super) fn read(&'static self, digits: &str, shown: &str) -> Result<f64, QuantityError> {
        number::read(digits).map_err(|fault| match fault {
            Fault::TooLarge => QuantityError::TooLarge(self, shown.to_owned()),
            Fault::Comma => QuantityError::Comma(self, shown.to_owned()),
            Fault::Empty | Fault::NotANumber => QuantityError::NotANumber(self, shown.to_owned()),
        })
    }

    /// A number in the unit of the quantity, if it may be one; never negative zero.
    pub(super) fn checked(&'static self, number: f64, shown: &str) -> Result<f64, QuantityError> {
        if number.is_nan() {
            Err(QuantityError::NotANumber(self, shown.to_owned()))
        } else if number < 0.0 {
            Err(QuantityError::Negative(self, shown.to_owned()))
        } else if number > self.largest {
            Err(QuantityError::TooLarge(self, shown.to_owned()))
        } else {
            Ok(number + 0.0)
        }
    }
}
