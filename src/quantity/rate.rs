//! Reads how often something happens, `10 per year`, so that a rate never loses its period.

use super::number::{self, Fault};

/// A rate per year, not negative and at most [`Rate::HIGHEST`].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Rate(f64);

/// Why something is not a rate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    /// Nothing is written.
    #[error("a rate is missing here: write one such as 10 per year or 0.5 per month")]
    Empty,
    /// It is no number with a period.
    #[error("`{text}` is not a rate: write 10 per year or 0.5 per month (a bare number is per year)")]
    NotANumber {
        /// What was written.
        text: String,
    },
    /// A comma does not separate groups of three digits.
    #[error("`{text}` has a comma that does not separate thousands: the decimal sign is a point, as in 0.5 per month")]
    Comma {
        /// What was written.
        text: String,
    },
    /// It is per something else than a year or a month.
    #[error("`{text}` is not per year or per month: {}", match per_year {
        Some(per_year) => format!("write {per_year} per year"),
        None => "write it as one of these".to_owned(),
    })]
    UnknownPeriod {
        /// What was written.
        text: String,
        /// The same rate per year, where it is known.
        per_year: Option<String>,
    },
    /// It is below zero.
    #[error("`{text}` is negative: a rate is zero or more")]
    Negative {
        /// What was written.
        text: String,
    },
    /// It is above [`Rate::HIGHEST`].
    #[error("`{text}` is more than 10,000 per year, oftener than once an hour")]
    TooHigh {
        /// What was written.
        text: String,
    },
}

impl Rate {
    /// The highest rate accepted, per year: oftener than once an hour.
    pub const HIGHEST: f64 = 10_000.0;

    /// A rate per year.
    ///
    /// # Errors
    /// When it is not a number from 0 to [`Rate::HIGHEST`].
    pub fn new(per_year: f64) -> Result<Self, RateError> {
        if per_year.is_nan() {
            return Err(RateError::NotANumber { text: per_year.to_string() });
        }
        Self::checked(per_year, &per_year.to_string())
    }

    /// A rate as written: `10 per year`, `0.5 per month`, or a bare number per year.
    ///
    /// # Errors
    /// When it is not a number, per another period, negative or too high.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        let shown = number::excerpt(text);
        if shown.is_empty() {
            return Err(RateError::Empty);
        }
        let (digits, period) = match text.trim().split_once(" per ") {
            Some((digits, period)) => (digits, period.trim().to_lowercase()),
            None => (text, "year".to_owned()),
        };
        let number = match number::read(digits) {
            Ok(number) => number,
            Err(Fault::TooLarge) => return Err(RateError::TooHigh { text: shown }),
            Err(Fault::Comma) => return Err(RateError::Comma { text: shown }),
            Err(Fault::Empty | Fault::NotANumber) => return Err(RateError::NotANumber { text: shown }),
        };
        let other_period = |periods: f64| {
            let per_year = number::rounded(number * periods);
            RateError::UnknownPeriod { text: shown.clone(), per_year: Some(per_year) }
        };
        match period.as_str() {
            "year" => Self::checked(number, &shown),
            "month" => Self::checked(number * 12.0, &shown),
            "quarter" => Err(other_period(4.0)),
            "week" => Err(other_period(365.25 / 7.0)),
            "day" => Err(other_period(365.25)),
            _ => Err(RateError::UnknownPeriod { text: shown, per_year: None }),
        }
    }

    fn checked(per_year: f64, text: &str) -> Result<Self, RateError> {
        if per_year < 0.0 {
            Err(RateError::Negative { text: text.to_owned() })
        } else if per_year > Self::HIGHEST {
            Err(RateError::TooHigh { text: text.to_owned() })
        } else {
            Ok(Self(per_year + 0.0))
        }
    }

    /// The rate per year.
    #[must_use]
    pub const fn per_year(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        let table = [
            ("10 per year", 10.0),
            ("0.5 per month", 6.0),
            ("3", 3.0),
            ("1,200 per  Year", 1200.0),
            ("0", 0.0),
            ("-0 per month", 0.0),
        ];
        for (text, per_year) in table {
            assert_eq!(Rate::parse(text).map(Rate::per_year), Ok(per_year), "{text}");
        }
    }

    #[test]
    fn refused_spellings() {
        let form = "is not a rate: write 10 per year or 0.5 per month (a bare number is per year)";
        let table = [
            ("", "a rate is missing here: write one such as 10 per year or 0.5 per month".to_owned()),
            ("3 per week", "`3 per week` is not per year or per month: write 156.5 per year".to_owned()),
            ("3 per day", "`3 per day` is not per year or per month: write 1096 per year".to_owned()),
            ("2 per quarter", "`2 per quarter` is not per year or per month: write 8 per year".to_owned()),
            ("2 per head", "`2 per head` is not per year or per month: write it as one of these".to_owned()),
            ("3 a year", format!("`3 a year` {form}")),
            ("per year", format!("`per year` {form}")),
            ("5%", format!("`5%` {form}")),
            ("nan", format!("`nan` {form}")),
            ("-1 per year", "`-1 per year` is negative: a rate is zero or more".to_owned()),
            ("1e999", "`1e999` is more than 10,000 per year, oftener than once an hour".to_owned()),
            ("1,000 per month", "`1,000 per month` is more than 10,000 per year, oftener than once an hour".to_owned()),
            (
                "0,5 per month",
                "`0,5 per month` has a comma that does not separate thousands: the decimal sign is a point, as in 0.5 per month"
                    .to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(Rate::parse(text).unwrap_err().to_string(), message);
        }
        for per_year in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(Rate::new(per_year).is_err(), "{per_year}");
        }
    }
}
