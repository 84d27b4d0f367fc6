//! Prints money, shares and counts in one way, with no more digits than their error supports.

use crate::estimate::{Count, float};
use crate::numeric::{decade, log10, powi};
use crate::quantity::{TimeUnit, grouped, round_length};

/// A minus sign as wide as a plus, so that columns of figures line up.
const MINUS: char = '−';

/// Pounds, rounded so that the last digit printed is of the order of `error`: `£12,300`, `−£400`, `£4.32`.
///
/// An error of 0 is of a certain amount, printed to the pound; an unknown one (NaN) allows three figures.
#[must_use]
pub fn money(value: f64, error: f64) -> String {
    spelled("£", value, error, rounded_money(value, error))
}

/// Text in which a word joiner keeps every minus sign with its amount at the end of a line.
#[must_use]
pub(in crate::render) fn kept_together(text: &str) -> String {
    text.replace("−£", "−\u{2060}£")
}

/// An end of an interval in pounds. Unlike means, ends of two numbers may be one value by chance, each with its own error.
#[must_use]
pub fn end(value: f64, error: f64) -> String {
    rounded_money(value, error)
}

/// A spelling of `value`, which tests remember.
fn spelled(_unit: &'static str, _value: f64, _error: f64, spelling: String) -> String {
    #[cfg(test)]
    super::words::spellings::remember(_unit, _value, _error, &spelling);
    spelling
}

fn rounded_money(value: f64, error: f64) -> String {
    if !value.is_finite() {
        return "not known".to_owned();
    }
    let exponent = match last_digit(value, error) {
        Some(exponent) => exponent,
        None if value.fract() == 0.0 || value.abs() >= 1000.0 => 0,
        None => -2,
    };
    // Money has pence or it has none; below a penny there is nothing to print.
    let decimals = if exponent < 0 { 2 } else { 0 };
    let rounded = round_to(value, exponent.max(-2));
    if rounded == 0.0 {
        return "£0".to_owned();
    }
    format!("{}£{}", sign(rounded), grouped(rounded.abs(), decimals))
}

/// Pounds to three figures, for an exact number of which more would say nothing.
#[must_use]
pub fn figures(value: f64) -> String {
    money(value, if value == 0.0 { 0.0 } else { f64::NAN })
}

/// A certain amount of pounds: to the pound, to the penny where it is small and has pence.
#[must_use]
pub fn exact_money(value: f64) -> String {
    money(value, 0.0)
}

/// An error of money, to its leading digit: `£300`; `under 1p` for one too small to print.
#[must_use]
pub fn money_error(error: f64) -> String {
    if !error.is_finite() {
        return "unknown".to_owned();
    }
    if error > 0.0 && error < 0.005 {
        return "under 1p".to_owned();
    }
    if error <= 0.0 {
        return rounded_money(error, 0.0);
    }
    // Rounding may carry over into a further digit: £0.98 becomes £1.
    let leading = (error / decade(error)).round() * decade(error);
    rounded_money(leading, decade(leading * 1.000_001))
}

/// A bound of errors of money, to a leading digit that is rounded up: none of them is beyond it.
#[must_use]
pub fn money_bound(error: f64) -> String {
    if !error.is_finite() || error < 0.005 {
        return money_error(error);
    }
    let leading = (error / decade(error) - 1e-9).ceil() * decade(error);
    rounded_money(leading, decade(leading * 1.000_001))
}

/// A share that is not simulated: `35%`, `12.5%`, at most two figures after the point.
#[must_use]
pub fn plain_share(share: f64) -> String {
    let percent = share * 100.0;
    for decimals in 0..2_usize {
        let scale = if decimals == 0 { 1.0 } else { 10.0 };
        if ((percent * scale).round() / scale - percent).abs() < 0.005 * percent.abs().max(0.1) {
            return signed(percent, decimals, "%");
        }
    }
    signed(percent, 2, "%")
}

/// A simulated share, rounded to its error; never 0% or 100%, which no simulation can show.
#[must_use]
pub fn share(share: f64, error: f64) -> String {
    spelled("%", share, error, rounded_share(share, error))
}

fn rounded_share(share: f64, error: f64) -> String {
    if !share.is_finite() {
        return "not known".to_owned();
    }
    let exponent = last_digit(share * 100.0, error * 100.0).unwrap_or(0).clamp(-3, 0);
    let decimals = usize::try_from(-exponent).unwrap_or(0);
    let step = powi(10.0, exponent);
    let percent = share * 100.0;
    if percent >= 0.0 && percent < 0.5 * step {
        return format!("below {}", signed(step, decimals, "%"));
    }
    if percent <= 100.0 && percent > 100.0 - 0.5 * step {
        return format!("above {}", signed(100.0 - step, decimals, "%"));
    }
    signed(percent, decimals, "%")
}

/// A count, rounded to its error: `1,240`, `3.1`.
#[must_use]
pub fn count(value: f64, error: f64) -> String {
    spelled("number", value, error, rounded_count(value, error))
}

fn rounded_count(value: f64, error: f64) -> String {
    if !value.is_finite() {
        return "not known".to_owned();
    }
    let exponent = last_digit(value, error).unwrap_or(if value.fract() == 0.0 { 0 } else { -2 }).max(-4);
    let rounded = round_to(value, exponent);
    format!("{}{}", sign(rounded), grouped(rounded.abs(), usize::try_from(-exponent).unwrap_or(0)))
}

/// A whole number with thousands separated.
#[must_use]
pub fn whole(value: impl Count) -> String {
    grouped(float(value), 0)
}

/// A whole number, rounded, with thousands separated.
#[must_use]
pub(in crate::render) fn whole_of(value: f64) -> String {
    grouped(value, 0)
}

/// A length of time in the unit that it is whole in: years from 3 on, months, weeks or days.
#[must_use]
pub fn months(months: f64) -> String {
    let (number, unit) = round_length(months).unwrap_or((months, TimeUnit::Month));
    unit.counted(&trimmed(number))
}

/// A plain number with at most two figures after the point, none where they are zero.
#[must_use]
pub fn trimmed(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let decimals = [0, 1].into_iter().find(|&places| (round_to(rounded, -places) - rounded).abs() < 1e-9).unwrap_or(2);
    format!("{}{}", sign(rounded), grouped(rounded.abs(), usize::try_from(decimals).unwrap_or(2)))
}

/// A z score: `0.41`, `−2.2`.
#[must_use]
pub fn score(z: f64) -> String {
    let rounded = (z * 10.0).round() / 10.0;
    format!("{}{:.1}", sign(rounded), rounded.abs())
}

/// A share of a value that is only rounding: two cohorts of the same cost differ by no more, whatever they are summed of.
const ROUNDING: f64 = 1e-12;

/// The exponent of the last digit to print; `None` when the error is 0, or no more than rounding left of it.
fn last_digit(value: f64, error: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "exponents of finite numbers are small")]
    let exponent = |number: f64| number as i32;
    if error > ROUNDING * value.abs() && error.is_finite() {
        Some(exponent(log10(error).round()))
    } else if error.is_nan() && value != 0.0 {
        Some(exponent(log10(value.abs()).floor()) - 2)
    } else {
        None
    }
}

fn round_to(value: f64, exponent: i32) -> f64 {
    if exponent > 0 {
        let step = powi(10.0, exponent);
        (value / step).round() * step
    } else {
        let scale = powi(10.0, -exponent);
        (value * scale).round() / scale
    }
}

const fn sign(value: f64) -> &'static str {
    if value < 0.0 { "−" } else { "" }
}

fn signed(value: f64, decimals: usize, unit: &str) -> String {
    let text = format!("{:.decimals$}{unit}", value.abs());
    let zero = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if value < 0.0 && !zero { format!("{MINUS}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_the_digits_that_its_error_supports() {
        assert_eq!(money(1_159_433.0, 8_200.0), "£1,160,000");
        assert_eq!(money(1_159_433.0, 2_000.0), "£1,159,000");
        assert_eq!(money(-12_345.6, 90.0), "−£12,300");
        assert_eq!(money(12_345.6, 0.0), "£12,346");
        assert_eq!(money(300.0, 50_000.0), "£0");
        assert_eq!(money(-300.0, 50_000.0), "£0");
        assert_eq!(money(4.3217, 0.01), "£4.32");
        assert_eq!(money(0.004, 0.000_1), "£0");
        assert_eq!(money(1e-13, 0.0), "£0");
        assert_eq!(money(12_345.6, f64::NAN), "£12,300");
        assert_eq!(money(f64::NAN, 1.0), "not known");
        assert_eq!(exact_money(226_000.0), "£226,000");
    }

    #[test]
    fn errors_keep_their_leading_digit() {
        assert_eq!(money_error(312.0), "£300");
        assert_eq!(money_error(0.049), "£0.05");
        assert_eq!(money_error(0.0001), "under 1p");
        assert_eq!(money_error(0.98), "£1");
        assert_eq!(money_error(9.7), "£10");
        assert_eq!(money_error(f64::NAN), "unknown");
        assert_eq!([346.0, 300.0, 0.98, 951.0].map(money_bound), ["£400", "£300", "£1", "£1,000"]);
    }

    #[test]
    fn shares_are_never_nought_or_all() {
        assert_eq!(share(0.343, 0.0075), "34%");
        assert_eq!(share(0.3432, 0.0009), "34.3%");
        assert_eq!(share(0.000_2, 0.000_2), "0.02%");
        assert_eq!(share(0.002, 0.008), "below 1%");
        assert_eq!(share(0.999, 0.008), "above 99%");
        assert_eq!(share(0.0, 0.000_12), "below 0.01%");
        assert_eq!(plain_share(0.35), "35%");
        assert_eq!(plain_share(0.125), "12.5%");
    }

    #[test]
    fn other_numbers() {
        assert_eq!(whole(1_600_000_u64), "1,600,000");
        assert_eq!(months(24.0), "24 months");
        assert_eq!(months(36.0), "3 years");
        assert_eq!(months(1.0), "1 month");
        assert_eq!(months(14.0 * 12.0 / 365.25), "2 weeks");
        assert_eq!(months(10.0 * 12.0 / 365.25), "10 days");
        assert_eq!(months(1.5), "1.5 months");
        assert_eq!(count(1237.4, 12.0), "1,240");
        assert_eq!(trimmed(0.45), "0.45");
        assert_eq!(trimmed(35.0), "35");
        assert_eq!(score(-2.24), "−2.2");
    }
}
