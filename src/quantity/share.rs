//! Reads shares, `35%` or `0.35`, so that 35 is never taken for 3,500%.

use super::counted::share_of;
use super::measure::{Measure, QuantityError};

/// A share in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a share",
    such: "35% or 0.35",
    form: "a share: write a percentage such as 35%, or a fraction from 0 to 1 such as 0.35",
    comma: "the decimal sign is a point, as in 0.35 or 3.5%",
    negative: "a share is at least 0%",
    largest: 1.0,
    too_large: "more than the whole: a share is at most 100%",
};

/// A share as written: `35%` or `0.35`.
pub(super) fn share(text: &str) -> Result<f64, QuantityError> {
    let (number, shown) = fraction(text, &MEASURE)?;
    MEASURE.checked(number, &shown)
}

/// What a text says of a part of something, `35%` or `0.35`, and the text as messages show it.
pub(super) fn fraction(text: &str, measure: &'static Measure) -> Result<(f64, String), QuantityError> {
    let shown = measure.excerpt(text)?;
    let percentage = text.trim().strip_suffix('%');
    let number = measure.read(percentage.unwrap_or(text), &shown).map_err(|error| error.or(&shown, share_of(text)))?;
    if percentage.is_none() && number > 1.0 && number <= 100.0 {
        let what = format!("more than the whole: did you mean {shown}%?");
        return Err(QuantityError::Other { text: shown, what });
    }
    Ok((if percentage.is_some() { number / 100.0 } else { number }, shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        let table =
            [("35%", 0.35), ("0.35", 0.35), (" 35 % ", 0.35), ("0", 0.0), ("1", 1.0), ("100%", 1.0), ("-0%", 0.0)];
        for (text, fraction) in table {
            assert_eq!(share(text), Ok(fraction), "{text}");
        }
        assert!(share("-0").unwrap().is_sign_positive());
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
            assert_eq!(share(text).unwrap_err().to_string(), message);
        }
    }
}
