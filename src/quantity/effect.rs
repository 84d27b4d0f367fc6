//! Reads effects of support, shares that may be below zero, where support does harm.

use super::measure::{Measure, QuantityError};
use super::share::fraction;

/// The least effect: with support an event comes ten times as often. Drawn ones below it count as this.
pub const LEAST_EFFECT: f64 = -9.0;

/// An effect in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "an effect",
    such: "25%, or -10% where support does harm",
    form: "an effect: write a percentage such as 25%, or -10% where support does harm",
    comma: "the decimal sign is a point, as in 0.35 or 3.5%",
    negative: "an effect is at least -900%, which is ten times as many",
    largest: 1.0,
    too_large: "more than the whole: an effect is at most 100%",
};

/// An effect as written: `25%`, `0.25` or `-10%`.
pub(super) fn effect(text: &str) -> Result<f64, QuantityError> {
    let (number, shown) = fraction(text, &MEASURE)?;
    if number < LEAST_EFFECT {
        let what = if text.trim().ends_with('%') {
            "below -900%, which is ten times as many: an effect is at least -900%".to_owned()
        } else {
            format!("below -900%: did you mean {shown}%?")
        };
        return Err(QuantityError::Other { text: shown, what });
    }
    if number < 0.0 { Ok(number) } else { MEASURE.checked(number, &shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        for (text, number) in
            [("35%", 0.35), ("-10%", -0.1), ("\u{2212}10 %", -0.1), ("-0.1", -0.1), ("-900%", -9.0), ("1", 1.0)]
        {
            assert_eq!(effect(text), Ok(number), "{text}");
        }
        assert!(effect("-0%").unwrap().is_sign_positive());
    }

    #[test]
    fn refused_spellings() {
        let table = [
            ("35", "`35` is more than the whole: did you mean 35%?"),
            ("-10", "`-10` is below -900%: did you mean -10%?"),
            ("-901%", "`-901%` is below -900%, which is ten times as many: an effect is at least -900%"),
            ("101%", "`101%` is more than the whole: an effect is at most 100%"),
            ("harm", "`harm` is not an effect: write a percentage such as 25%, or -10% where support does harm"),
        ];
        for (text, message) in table {
            assert_eq!(effect(text).unwrap_err().to_string(), message);
        }
    }
}
