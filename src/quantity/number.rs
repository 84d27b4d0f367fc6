//! Reads plain numbers as people write them, so that every quantity agrees on commas, underscores and size.

/// Why a text is not a number; each quantity turns it into an error of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing is written.
    Empty,
    /// Something that is not a number.
    NotANumber,
    /// A comma that does not separate groups of three digits.
    Comma,
    /// Beyond the largest number that the machine holds.
    TooLarge,
}

/// The number that `text` spells: `1200`, `1_200`, `1,200`, `0.35`, `-3`, `1e3`. The answer is finite and never
/// negative zero.
pub(super) fn read(text: &str) -> Result<f64, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    // Nearly every number is a few digits, which hold themselves exactly.
    if text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.bytes().fold(0.0, |sum, digit| 10.0 * sum + f64::from(digit - b'0')));
    }
    let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(Fault::NotANumber);
    }
    let mut digits = String::with_capacity(text.len() + 1);
    digits.push_str(&whole_digits(whole)?);
    digits.push('.');
    digits.push_str(&underscored_digits(fraction)?);
    if let Some(exponent) = exponent {
        let plain = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Fault::NotANumber);
        }
        digits.push('e');
        digits.push_str(exponent);
    }
    let magnitude: f64 = digits.parse().map_err(|_| Fault::NotANumber)?;
    if !magnitude.is_finite() {
        return Err(Fault::TooLarge);
    }
    // Adding zero turns a negative zero into a positive one.
    Ok(if negative { -magnitude + 0.0 } else { magnitude })
}

/// The start of `text` as messages quote it: one line, at most 40 characters.
pub(super) fn excerpt(text: &str) -> String {
    let text = text.trim();
    // Nearly every text that is read is short and plain.
    if text.len() <= 40 && !text.contains(char::is_control) {
        return text.to_owned();
    }
    let mut start: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        start.push('…');
    }
    start
}

/// A number as messages suggest it: four significant digits, without trailing zeros.
pub(super) fn rounded(number: f64) -> String {
    format!("{number:.3e}").parse::<f64>().map_or_else(|_| number.to_string(), |rounded| rounded.to_string())
}

/// At most nine decimals, so that 0.57 · 100 is 57 and a sum of shares shows how far it is from the whole.
pub(super) fn plain(value: f64) -> String {
    let rounded = format!("{value:.9}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The digits before the decimal point, without separators.
fn whole_digits(whole: &str) -> Result<String, Fault> {
    if !whole.contains(',') {
        return underscored_digits(whole);
    }
    let all_digits = whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if !all_digits {
        return Err(Fault::NotANumber);
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
        return Err(Fault::Comma);
    }
    Ok(whole.replace(',', ""))
}

/// Digits, between which single underscores may stand.
fn underscored_digits(text: &str) -> Result<String, Fault> {
    let lone_underscores = !text.starts_with('_') && !text.ends_with('_') && !text.contains("__");
    if lone_underscores && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        Ok(text.replace('_', ""))
    } else if text.contains(',') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        Err(Fault::Comma)
    } else {
        Err(Fault::NotANumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let accepted = [
            ("1200", 1200.0),
            (" 1_200 ", 1200.0),
            ("1,200", 1200.0),
            ("12,345,678.5", 12_345_678.5),
            ("0.35", 0.35),
            (".5", 0.5),
            ("5.", 5.0),
            ("-3", -3.0),
            ("\u{2212}3", -3.0),
            ("+3", 3.0),
            ("1e3", 1000.0),
            ("2.5E-1", 0.25),
            ("1e-999", 0.0),
        ];
        for (text, value) in accepted {
            assert_eq!(read(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_fault() {
        let refused = [
            ("", Fault::Empty),
            ("  ", Fault::Empty),
            ("NaN", Fault::NotANumber),
            ("inf", Fault::NotANumber),
            ("-", Fault::NotANumber),
            (".", Fault::NotANumber),
            ("e5", Fault::NotANumber),
            ("1e", Fault::NotANumber),
            ("1e+", Fault::NotANumber),
            ("1e5.5", Fault::NotANumber),
            ("0x10", Fault::NotANumber),
            ("--3", Fault::NotANumber),
            ("1 200", Fault::NotANumber),
            ("1__200", Fault::NotANumber),
            ("_1", Fault::NotANumber),
            ("1_", Fault::NotANumber),
            ("1,2_00", Fault::NotANumber),
            ("１２", Fault::NotANumber),
            ("12,00", Fault::Comma),
            ("1200,000", Fault::Comma),
            (",200", Fault::Comma),
            ("1,", Fault::Comma),
            ("0,35", Fault::Comma),
            ("0.12,345", Fault::Comma),
            ("1e999", Fault::TooLarge),
        ];
        for (text, fault) in refused {
            assert_eq!(read(text), Err(fault), "{text}");
        }
        assert_eq!(read(&"9".repeat(100_000)), Err(Fault::TooLarge));
    }

    #[test]
    fn negative_zero_becomes_zero() {
        for text in ["-0", "-0.0", "-1e-999"] {
            assert!(read(text).unwrap().is_sign_positive(), "{text}");
        }
    }

    #[test]
    fn excerpts_are_short_and_on_one_line() {
        assert_eq!(excerpt(" a\nb "), "a b");
        assert_eq!(excerpt(&"é".repeat(1000)), "é".repeat(40) + "…");
    }
}
