//! Reads lengths of time, `18 months` or `6 weeks`, so that the rest of the program knows only months.

use super::measure::{Measure, QuantityError};
use super::number;
use super::time_unit::TimeUnit;

/// The longest time accepted, 100 years in months, so that no table of years grows without bound.
pub const LONGEST: f64 = 1200.0;

/// A length of time in messages.
static MEASURE: Measure = Measure {
    name: "a length of time",
    such: "18 months, 2 years, 6 weeks or 10 days",
    form: "a length of time: write 18 months, 2 years, 6 weeks or 10 days (a bare number is months)",
    comma: "the decimal sign is a point, as in 1.5 years",
    negative: "a length of time is zero or more",
    largest: LONGEST,
    too_large: "longer than 100 years",
};

/// A length as written: `18 months`, `2 years`, `6 weeks`, `10 days`, `3 nights`, or a bare number of months.
///
/// # Errors
/// When it is not a number, in an unknown unit, negative or too long.
pub fn months(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let (number, unit) = counted(&MEASURE, text, &shown)?;
    MEASURE.checked(unit.unwrap_or(TimeUnit::Month).in_months(number), &shown)
}

/// A number of some unit of time, or of none that is written, of a text that messages quote as `shown`.
pub(super) fn counted(
    measure: &'static Measure,
    text: &str,
    shown: &str,
) -> Result<(f64, Option<TimeUnit>), QuantityError> {
    let text = text.trim();
    let digits = text.trim_end_matches(char::is_alphabetic);
    let word = &text[digits.len()..];
    let number = measure.read(digits, shown)?;
    let unit = TimeUnit::parse(word);
    if unit.is_none() && !word.is_empty() {
        let word = number::excerpt(&word.to_lowercase());
        let what = format!("in a unit that is not known here, `{word}`: write months, years, weeks or days");
        return Err(QuantityError::Other { text: shown.to_owned(), what });
    }
    Ok((number, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        let table = [
            ("18 months", 18.0),
            ("1 month", 1.0),
            ("2 years", 24.0),
            ("1 year", 12.0),
            ("1.5 Years", 18.0),
            ("24", 24.0),
            ("18months", 18.0),
            ("1e1 months", 10.0),
            ("0", 0.0),
            ("-0 months", 0.0),
            ("100 years", 1200.0),
            ("365.25 days", 12.0),
            ("365.25 nights", 12.0),
        ];
        for (text, number) in table {
            assert_eq!(months(text), Ok(number), "{text}");
        }
        // A month is 365.25/12 = 30.4375 days.
        assert!((months("6 weeks").unwrap() - 42.0 / 30.4375).abs() < 1e-15);
        assert!((months("10 days").unwrap() - 10.0 / 30.4375).abs() < 1e-15);
    }

    #[test]
    fn refused_spellings() {
        let form = "is not a length of time: write 18 months, 2 years, 6 weeks or 10 days (a bare number is months)";
        let table = [
            (
                "",
                "a length of time is missing here: write one such as 18 months, 2 years, 6 weeks or 10 days".to_owned(),
            ),
            ("months", format!("`months` {form}")),
            ("one year", format!("`one year` {form}")),
            ("1 year 6 months", format!("`1 year 6 months` {form}")),
            ("inf", format!("`inf` {form}")),
            ("5%", format!("`5%` {form}")),
            (
                "3 quarters",
                "`3 quarters` is in a unit that is not known here, `quarters`: write months, years, weeks or days"
                    .to_owned(),
            ),
            ("-3 months", "`-3 months` is negative: a length of time is zero or more".to_owned()),
            ("101 years", "`101 years` is longer than 100 years".to_owned()),
            ("1e999", "`1e999` is longer than 100 years".to_owned()),
            (
                "1,5 years",
                "`1,5 years` has a comma that does not separate thousands: the decimal sign is a point, as in 1.5 years"
                    .to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(months(text).unwrap_err().to_string(), message);
        }
    }
}
