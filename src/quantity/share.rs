//! Reads shares, `35%` or `0.35`, so that 35 is never taken for 3,500%.

use super::number::{self, Fault};

/// A probability or proportion, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

/// Why something is not a share.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Nothing is written.
    #[error("a share is missing here: write one such as 35% or 0.35")]
    Empty,
    /// It is no number.
    #[error("`{text}` is not a share: write a percentage such as 35%, or a fraction from 0 to 1 such as 0.35")]
    NotANumber {
        /// What was written.
        text: String,
    },
    /// A comma stands where only a point may.
    #[error("`{text}` has a comma that does not separate thousands: the decimal sign is a point, as in 0.35 or 3.5%")]
    Comma {
        /// What was written.
        text: String,
    },
    /// It is below 0.
    #[error("`{text}` is negative: a share is at least 0%")]
    Negative {
        /// What was written.
        text: String,
    },
    /// It is above 1.
    #[error("`{text}` is more than the whole: {}", match meant {
        Some(meant) => format!("did you mean {meant}?"),
        None => "a share is at most 100%".to_owned(),
    })]
    AboveWhole {
        /// What was written.
        text: String,
        /// What was probably meant.
        meant: Option<String>,
    },
}

impl Share {
    /// A share from a fraction.
    ///
    /// # Errors
    /// When it is not a number from 0 to 1.
    pub fn new(fraction: f64) -> Result<Self, ShareError> {
        let text = || fraction.to_string();
        if fraction.is_nan() {
            Err(ShareError::NotANumber { text: text() })
        } else if fraction < 0.0 {
            Err(ShareError::Negative { text: text() })
        } else if fraction > 1.0 {
            Err(ShareError::AboveWhole { text: text(), meant: None })
        } else {
            Ok(Self(fraction + 0.0))
        }
    }

    /// A share as written: `35%` or `0.35`.
    ///
    /// # Errors
    /// When it is not a number, below 0% or above 100%.
    pub fn parse(text: &str) -> Result<Self, ShareError> {
        let shown = number::excerpt(text);
        if shown.is_empty() {
            return Err(ShareError::Empty);
        }
        let percentage = text.trim().strip_suffix('%');
        let above = |meant| ShareError::AboveWhole { text: shown.clone(), meant };
        let number = match number::read(percentage.unwrap_or(text)) {
            Ok(number) => number,
            Err(Fault::TooLarge) => return Err(above(None)),
            Err(Fault::Comma) => return Err(ShareError::Comma { text: shown }),
            Err(Fault::Empty | Fault::NotANumber) => return Err(ShareError::NotANumber { text: shown }),
        };
        let fraction = if percentage.is_some() { number / 100.0 } else { number };
        if fraction < 0.0 {
            return Err(ShareError::Negative { text: shown });
        }
        if fraction > 1.0 {
            let forgotten = percentage.is_none() && number <= 100.0;
            return Err(above(forgotten.then(|| format!("{shown}%"))));
        }
        Ok(Self(fraction))
    }

    /// The fraction, 0 to 1.
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
        let table =
            [("35%", 0.35), ("0.35", 0.35), (" 35 % ", 0.35), ("0", 0.0), ("1", 1.0), ("100%", 1.0), ("-0%", 0.0)];
        for (text, fraction) in table {
            assert_eq!(Share::parse(text).map(Share::get), Ok(fraction), "{text}");
        }
        assert!(Share::parse("-0").unwrap().get().is_sign_positive());
        assert!(Share::new(-0.0).unwrap().get().is_sign_positive());
    }

    #[test]
    fn refused_spellings() {
        let form = "write a percentage such as 35%, or a fraction from 0 to 1 such as 0.35";
        let table = [
            ("", "a share is missing here: write one such as 35% or 0.35".to_owned()),
            ("35", "`35` is more than the whole: did you mean 35%?".to_owned()),
            ("1.5", "`1.5` is more than the whole: did you mean 1.5%?".to_owned()),
            ("150%", "`150%` is more than the whole: a share is at most 100%".to_owned()),
            ("350", "`350` is more than the whole: a share is at most 100%".to_owned()),
            ("1e999", "`1e999` is more than the whole: a share is at most 100%".to_owned()),
            ("-5%", "`-5%` is negative: a share is at least 0%".to_owned()),
            ("nan", format!("`nan` is not a share: {form}")),
            ("inf", format!("`inf` is not a share: {form}")),
            ("%", format!("`%` is not a share: {form}")),
            ("35%%", format!("`35%%` is not a share: {form}")),
            ("£35", format!("`£35` is not a share: {form}")),
            (
                "0,35",
                "`0,35` has a comma that does not separate thousands: the decimal sign is a point, as in 0.35 or 3.5%"
                    .to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(Share::parse(text).unwrap_err().to_string(), message);
        }
        for fraction in [f64::NAN, f64::INFINITY, -0.1, 1.1] {
            assert!(Share::new(fraction).is_err(), "{fraction}");
        }
    }
}
