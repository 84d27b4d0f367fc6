//! Reads plain numbers such as days of stay, relative risks and multipliers, none of which may be negative.

use super::measure::{Measure, QuantityError};

/// A factor in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a number",
    such: "35, 0.2 or 80%",
    form: "a plain number: write one such as 35, 0.2 or 80%",
    comma: "the decimal sign is a point, as in 0.2",
    negative: "this number is zero or more",
    largest: 1e9,
    too_large: "more than 1,000,000,000: check the zeros",
};

/// A factor as written: `35`, `0.2` or `80%`.
pub(super) fn factor(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let percentage = text.trim().strip_suffix('%');
    let number = MEASURE.read(percentage.unwrap_or(text), &shown)?;
    MEASURE.checked(if percentage.is_some() { number / 100.0 } else { number }, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        for (text, number) in [("35", 35.0), ("0.2", 0.2), ("80%", 0.8), ("120 %", 1.2), ("1,000", 1000.0), ("-0", 0.0)]
        {
            assert_eq!(factor(text), Ok(number), "{text}");
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
            assert_eq!(factor(text).unwrap_err().to_string(), message);
        }
    }
}
