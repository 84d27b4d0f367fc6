//! Reads lengths of time, `18 months` or `6 weeks`, so that the rest of the program knows only months.

use super::measure::{Measure, QuantityError};
use super::number;

/// Days of a year, by which days and weeks become months.
const DAYS_PER_YEAR: f64 = 365.25;

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

/// A length as written: `18 months`, `2 years`, `6 weeks`, `10 days`, or a bare number of months.
///
/// # Errors
/// When it is not a number, in an unknown unit, negative or too long.
pub fn months(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let text = text.trim();
    let digits = text.trim_end_matches(char::is_alphabetic);
    let unit = text[digits.len()..].to_lowercase();
    let number = MEASURE.read(digits, &shown)?;
    let months = match unit.as_str() {
        "" | "month" | "months" => number,
        "year" | "years" => number * 12.0,
        "week" | "weeks" => number * 7.0 * 12.0 / DAYS_PER_YEAR,
        "day" | "days" => number * 12.0 / DAYS_PER_YEAR,
        _ => {
            let unit = number::excerpt(&unit);
            let what = format!("in a unit that is not known here, `{unit}`: write months, years, weeks or days");
            return Err(QuantityError::Other { text: shown, what });
        }
    };
    MEASURE.checked(months, &shown)
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
