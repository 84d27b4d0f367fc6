//! Reads shares a year, `5% per year`: how many of those who are left go in each year.

use super::measure::{Measure, QuantityError};
use super::share::share;

/// The largest share a year: what is left has to be someone.
pub(super) const LARGEST: f64 = 0.99;

/// A share a year in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a share a year",
    such: "5% per year",
    form: "a share a year: write a percentage such as 5% per year",
    comma: "the decimal sign is a point, as in 3.5% per year",
    negative: "a share a year is at least 0%",
    largest: LARGEST,
    too_large: "too large: a share a year is at most 99%",
};

/// What may stand after the share.
const PER_YEAR: [&str; 4] = ["per year", "a year", "per annum", "each year"];

/// What is written before "per year".
pub(super) fn without_period(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    PER_YEAR.iter().find_map(|suffix| lower.strip_suffix(suffix)).unwrap_or(&lower).to_owned()
}

/// A share a year as written: `5% per year`, or `5%` for short.
pub(super) fn annual(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let found = share(&without_period(text)).map_err(|error| match error {
        QuantityError::Other { what, .. } => QuantityError::Other { text: shown.clone(), what },
        error => error,
    })?;
    MEASURE.checked(found, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_a_year_is_read_with_its_unit_or_without() {
        for (text, share) in
            [("5% per year", 0.05), ("0.05 a year", 0.05), ("3.5% per annum", 0.035), ("5%", 0.05), ("0", 0.0)]
        {
            assert_eq!(annual(text), Ok(share), "{text}");
        }
    }

    #[test]
    fn nobody_but_a_few_must_be_left() {
        let said = |text: &str| annual(text).unwrap_err().to_string();
        assert_eq!(said("100% per year"), "`100% per year` is too large: a share a year is at most 99%");
        assert!(said("5 per year").contains("did you mean 5%?"), "{}", said("5 per year"));
        assert!(said("-5% per year").contains("at least 0%"), "{}", said("-5% per year"));
    }
}
