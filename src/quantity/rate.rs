//! Reads how often something happens, `10 per year`, so that a rate never loses its period.

use super::counted::rate_of;
use super::measure::{Measure, QuantityError};
use super::number;

/// A rate in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a rate",
    such: "10 per year or 0.5 per month",
    form: "a rate: write 10 per year or 0.5 per month (a bare number is per year)",
    comma: "the decimal sign is a point, as in 0.5 per month",
    negative: "a rate is zero or more",
    // The highest rate accepted, per year: oftener than once an hour.
    largest: 10_000.0,
    too_large: "more than 10,000 per year, oftener than once an hour",
};

/// A rate as written: `10 per year`, `0.5 per month`, or a bare number per year.
pub(super) fn rate(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let (digits, period) = match text.trim().split_once(" per ") {
        Some((digits, period)) => (digits, period.trim().to_lowercase()),
        None => (text, "year".to_owned()),
    };
    let number = MEASURE.read(digits, &shown).map_err(|error| error.or(&shown, rate_of(text)))?;
    let other = |periods: f64| format!("write {} per year", number::rounded(number * periods));
    let remedy = match period.as_str() {
        "year" => return MEASURE.checked(number, &shown),
        "month" => return MEASURE.checked(number * 12.0, &shown),
        "quarter" => other(4.0),
        "week" => other(365.25 / 7.0),
        "day" => other(365.25),
        _ => match rate_of(text) {
            Some(what) => return Err(QuantityError::Other { text: shown, what }),
            None => "write it as one of these".to_owned(),
        },
    };
    Err(QuantityError::Other { text: shown, what: format!("not per year or per month: {remedy}") })
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
            assert_eq!(rate(text), Ok(per_year), "{text}");
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
            ("3 a year", "`3 a year` is not per year or per month: write 3 per year".to_owned()),
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
            assert_eq!(rate(text).unwrap_err().to_string(), message);
        }
    }
}
