//! Reads amounts that may be below zero, `-£300`: what a gain is worth, and what a programme no longer spends.

use super::measure::{Measure, QuantityError};
use super::money::money;

/// An amount of either sign in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "an amount",
    such: "£1,200, or -£300 for what is lost or no longer spent",
    form: "an amount of money: write £1,200, £1.2k, £4.8m or -£300",
    comma: "write £1,200 for twelve hundred, £1.20 for one pound twenty",
    negative: "an amount of either sign",
    largest: 1e12,
    too_large: "more than £1,000,000m: check the zeros",
};

/// An amount of either sign as written: `£1,200`, `-£300`, `£-300` or `-300`.
pub(super) fn amount(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let trimmed = text.trim();
    let minus = ['-', '\u{2212}'];
    let unsigned = match trimmed.strip_prefix(minus) {
        Some(rest) => Some(rest.trim_start().to_owned()),
        None => trimmed.strip_prefix('£').and_then(|rest| rest.trim_start().strip_prefix(minus)).map(str::to_owned),
    };
    let refused = |error: QuantityError| match error {
        QuantityError::NotANumber(..) | QuantityError::Negative(..) => {
            QuantityError::NotANumber(&MEASURE, shown.clone())
        }
        QuantityError::Other { what, .. } => QuantityError::Other { text: shown.clone(), what },
        QuantityError::TooLarge(..) => QuantityError::TooLarge(&MEASURE, shown.clone()),
        QuantityError::Comma(..) => QuantityError::Comma(&MEASURE, shown.clone()),
        QuantityError::Empty(_) => QuantityError::NotANumber(&MEASURE, shown.clone()),
    };
    match unsigned {
        Some(unsigned) if unsigned.contains(minus) => Err(QuantityError::NotANumber(&MEASURE, shown)),
        Some(unsigned) => money(&unsigned).map(|number| 0.0 - number).map_err(refused),
        None => money(trimmed).map_err(refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_may_be_of_either_sign() {
        for (text, pounds) in [
            ("£1.2k", 1_200.0),
            ("-£300", -300.0),
            ("£-300", -300.0),
            ("\u{2212}£1,200", -1_200.0),
            ("- 5k", -5_000.0),
            ("-£0", 0.0),
        ] {
            assert_eq!(amount(text), Ok(pounds), "{text}");
        }
        assert!(amount("-0").unwrap().is_sign_positive());
    }

    #[test]
    fn refused_spellings() {
        let form = "is not an amount of money: write £1,200, £1.2k, £4.8m or -£300";
        for text in ["-£-5", "--5", "-", "-£", "minus 5"] {
            assert_eq!(amount(text).unwrap_err().to_string(), format!("`{text}` {form}"));
        }
        assert_eq!(
            amount("-$5").unwrap_err().to_string(),
            "`-$5` is not in pounds: every amount is in GBP, so convert it and write £ in place of $"
        );
        assert_eq!(amount("-£2e6m").unwrap_err().to_string(), "`-£2e6m` is more than £1,000,000m: check the zeros");
    }
}
