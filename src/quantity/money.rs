//! Reads amounts of money, `£1.2k` or `1_200`, so that another currency or a slipped comma never becomes a cost.

use super::measure::{Measure, QuantityError};

/// Money in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "an amount",
    such: "£1,200, £1.2k, £4.8m or 1200",
    form: "an amount of money: write £1,200, £1.2k, £4.8m or 1200",
    comma: "write £1,200 for twelve hundred, £1.20 for one pound twenty",
    negative: "a cost is £0 or more, and what support saves follows from the events",
    // The largest amount accepted, £: about a year of all public spending in the United Kingdom.
    largest: 1e12,
    too_large: "more than £1,000,000m: check the zeros",
};

/// What other currencies are told by.
const OTHER_CURRENCIES: [&str; 7] = ["$", "€", "¥", "₹", "usd", "eur", "chf"];

/// An amount as written: `1200`, `1_200`, `£1,200`, `£1.2k`, `£4.8m`.
pub(super) fn money(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let lower = shown.to_lowercase();
    if let Some(sign) = OTHER_CURRENCIES.into_iter().find(|sign| lower.contains(sign)) {
        let sign = sign.to_uppercase();
        let what = format!("not in pounds: every amount is in GBP, so convert it and write £ in place of {sign}");
        return Err(QuantityError::Other { text: shown, what });
    }
    let text = text.trim();
    let (minus, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) if rest.trim_start().starts_with('£') => (true, rest.trim_start()),
        _ => (false, text),
    };
    let amount = unsigned.strip_prefix('£').unwrap_or(unsigned);
    let (digits, unit) = match amount.strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1e3),
        None => amount.strip_suffix(['m', 'M']).map_or((amount, 1.0), |digits| (digits, 1e6)),
    };
    let number = MEASURE.read(digits, &shown)?;
    MEASURE.checked(if minus { -number } else { number } * unit, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        let table = [
            ("1200", 1200.0),
            ("1_200", 1200.0),
            ("1,200", 1200.0),
            ("£1,200", 1200.0),
            ("£11_000", 11_000.0),
            ("£1.2k", 1200.0),
            ("£1.2K", 1200.0),
            ("£4.8m", 4_800_000.0),
            ("0.5m", 500_000.0),
            ("£ 719.50", 719.5),
            ("£1_234,567", f64::NAN),
            ("-£0", 0.0),
            ("£-0", 0.0),
            ("0", 0.0),
            ("£1,000,000m", 1e12),
        ];
        for (text, pounds) in table {
            if pounds.is_nan() {
                assert!(money(text).is_err(), "{text}");
                continue;
            }
            assert_eq!(money(text), Ok(pounds), "{text}");
            assert!(money(text).unwrap().is_sign_positive(), "{text}");
        }
    }

    #[test]
    fn refused_spellings() {
        let form = "is not an amount of money: write £1,200, £1.2k, £4.8m or 1200";
        let negative = "is negative: a cost is £0 or more, and what support saves follows from the events";
        let pounds = "is not in pounds: every amount is in GBP, so convert it and write £ in place of";
        let comma =
            "has a comma that does not separate thousands: write £1,200 for twelve hundred, £1.20 for one pound twenty";
        let table = [
            (" ", "an amount is missing here: write one such as £1,200, £1.2k, £4.8m or 1200".to_owned()),
            ("£", format!("`£` {form}")),
            ("k", format!("`k` {form}")),
            ("££5", format!("`££5` {form}")),
            ("£1.2bn", format!("`£1.2bn` {form}")),
            ("35%", format!("`35%` {form}")),
            ("nan", format!("`nan` {form}")),
            ("£-£5", format!("`£-£5` {form}")),
            ("-£5", format!("`-£5` {negative}")),
            ("£-5", format!("`£-5` {negative}")),
            ("-5k", format!("`-5k` {negative}")),
            ("$5", format!("`$5` {pounds} $")),
            ("5 €", format!("`5 €` {pounds} €")),
            ("eur 5", format!("`eur 5` {pounds} EUR")),
            ("£12,00", format!("`£12,00` {comma}")),
            ("£1,2k", format!("`£1,2k` {comma}")),
            ("1e999", "`1e999` is more than £1,000,000m: check the zeros".to_owned()),
            ("£2e6m", "`£2e6m` is more than £1,000,000m: check the zeros".to_owned()),
        ];
        for (text, message) in table {
            assert_eq!(money(text).unwrap_err().to_string(), message);
        }
    }
}
