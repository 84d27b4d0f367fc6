//! Reads growth a year, `1.5% per year`, which may be below zero.

use super::annual::without_period;
use super::measure::{Measure, QuantityError};
use super::share::fraction;

/// The fastest fall: something has to be left.
pub(super) const LEAST: f64 = -0.99;
/// The fastest growth: twice as much every year.
pub(super) const LARGEST: f64 = 1.0;

/// Growth in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "growth a year",
    such: "1.5% per year, or -2% per year",
    form: "growth a year: write a percentage such as 1.5% per year, or -2% per year",
    comma: "the decimal sign is a point, as in 1.5% per year",
    negative: "growth a year is at least -99%",
    largest: LARGEST,
    too_large: "too large: growth a year is at most 100%",
};

/// Growth as written: `1.5% per year`, `1.5%` for short, or `-2% per year`.
pub(super) fn growth(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let bare = without_period(text);
    let (number, _) = fraction(&bare, &MEASURE).map_err(|error| match error {
        QuantityError::Other { what, .. } => QuantityError::Other { text: shown.clone(), what },
        error => error,
    })?;
    if number < LEAST {
        return Err(QuantityError::Other { text: shown, what: format!("too low: {}", MEASURE.negative) });
    }
    if number < 0.0 { Ok(number) } else { MEASURE.checked(number, &shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_read_with_its_unit_or_without() {
        for (text, share) in [
            ("1.5% per year", 0.015),
            ("-2% a year", -0.02),
            ("\u{2212}2%", -0.02),
            ("0.03 per annum", 0.03),
            ("0", 0.0),
            ("100% per year", 1.0),
        ] {
            assert_eq!(growth(text), Ok(share), "{text}");
        }
        assert!(growth("-0%").unwrap().is_sign_positive());
    }

    #[test]
    fn refused_spellings() {
        let said = |text: &str| growth(text).unwrap_err().to_string();
        assert_eq!(said("101% per year"), "`101% per year` is too large: growth a year is at most 100%");
        assert!(said("3 per year").contains("did you mean 3%?"), "{}", said("3 per year"));
        assert_eq!(said("-100% per year"), "`-100% per year` is too low: growth a year is at least -99%");
        assert!(said("fast").contains("write a percentage such as 1.5% per year"), "{}", said("fast"));
    }
}
