//! Prints values of a scenario in the unit that they are written in, in one way each.

use super::interval::to;
use crate::numeric::{decade, log10, powi};
use crate::quantity::{Kind, TimeUnit, round_length};
use crate::render::number::{count, money, plain_share, share, trimmed};

/// A value as its author would write it: in full where it is round, else to three figures: `35%`, `£12,500`, `0.4 a year`,
/// `26 weeks`.
#[must_use]
pub fn stated(kind: Kind, value: f64) -> String {
    match kind {
        Kind::Share | Kind::Effect | Kind::Annual | Kind::Growth | Kind::Distance => stated_share(value),
        Kind::Money | Kind::Amount => pounds(value),
        Kind::Rate => format!("{} a year", plain(value)),
        Kind::Factor => plain(value),
        Kind::Length => {
            let (number, unit) = round_length(value).unwrap_or_else(|| {
                let unit = TimeUnit::fitting(value);
                (unit.number_in(value), unit)
            });
            unit.counted(&plain(number))
        }
    }
}

/// The ends of a range of such values: `12% to 70%`, `0.2 to 0.6 a year`, `10 to 104 weeks`.
#[must_use]
pub fn stated_range(kind: Kind, low: f64, high: f64) -> String {
    match kind {
        Kind::Rate if low < high => format!("{} to {}", plain(low), stated(kind, high)),
        Kind::Length if low < high => length_range(low, high),
        _ => to(&stated(kind, low), &stated(kind, high)),
    }
}

/// An estimated value with the digits that its error supports.
#[must_use]
pub fn estimated(kind: Kind, value: f64, error: f64) -> String {
    match kind {
        Kind::Share | Kind::Effect | Kind::Annual | Kind::Growth | Kind::Distance if value == 0.0 => "0%".to_owned(),
        Kind::Share | Kind::Effect | Kind::Annual | Kind::Growth | Kind::Distance if value >= 1.0 => "100%".to_owned(),
        Kind::Share | Kind::Effect | Kind::Annual | Kind::Growth | Kind::Distance => share(value, error),
        Kind::Money | Kind::Amount => money(value, error),
        Kind::Rate => format!("{} a year", count(value, error)),
        Kind::Factor => count(value, error),
        Kind::Length if error == 0.0 => stated(kind, value),
        Kind::Length => {
            let unit = TimeUnit::fitting(value);
            unit.counted(&count(unit.number_in(value), unit.number_in(error)))
        }
    }
}

/// Two lengths in one unit, unless the shorter is less than one of it.
fn length_range(low: f64, high: f64) -> String {
    let unit = match (round_length(low), round_length(high)) {
        (Some((_, unit)), Some((_, same))) if unit == same => Some(unit),
        _ => Some(TimeUnit::fitting(high)).filter(|unit| unit.number_in(low) >= 1.0),
    };
    match unit.map(|unit| (unit, [low, high].map(|end| plain(unit.number_in(end))))) {
        Some((unit, [low, high])) if low != high => format!("{low} to {}", unit.counted(&high)),
        _ => to(&stated(Kind::Length, low), &stated(Kind::Length, high)),
    }
}

/// Pounds in full where they are round, else to three figures.
#[must_use]
pub fn pounds(value: f64) -> String {
    money(value, if value.fract() == 0.0 { 0.0 } else { f64::NAN })
}

/// To a tenth of a per cent where that is all there is to it, else whole per cent from 10% on and two figures below.
fn stated_share(share: f64) -> String {
    let tenths = share * 1000.0;
    if (tenths - tenths.round()).abs() < 1e-9 {
        plain_share(share)
    } else if share >= 0.1 {
        plain_share((share * 100.0).round() / 100.0)
    } else {
        plain_share(figures(share, 2))
    }
}

/// Three figures, two of a rare rate, which two places after the point would make nothing of.
fn plain(value: f64) -> String {
    if value == 0.0 || value.abs() >= 0.095 {
        return trimmed(figures(value, 3));
    }
    // The size of the second figure.
    let second = decade(value.abs()) / 10.0;
    count(value, second).trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn figures(value: f64, figures: i32) -> f64 {
    if value == 0.0 || !value.is_finite() || value.fract() == 0.0 {
        return value;
    }
    #[expect(clippy::cast_possible_truncation, reason = "exponents of finite numbers are small")]
    let scale = powi(10.0, figures - 1 - log10(value.abs()).floor() as i32);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A week, in months.
    const WEEK: f64 = 7.0 * 12.0 / 365.25;

    #[test]
    fn values_are_said_as_their_author_would() {
        for (kind, value, said) in [
            (Kind::Share, 0.35, "35%"),
            (Kind::Share, 0.125, "12.5%"),
            (Kind::Share, 0.388_888, "39%"),
            (Kind::Share, 0.012_345, "1.2%"),
            (Kind::Money, 11_234.0, "£11,234"),
            (Kind::Money, 11_234.56, "£11,200"),
            (Kind::Rate, 0.5, "0.5 a year"),
            (Kind::Rate, 0.012_345, "0.012 a year"),
            (Kind::Factor, 1_234.5, "1,230"),
            (Kind::Factor, 0.0, "0"),
            (Kind::Length, WEEK * 26.0, "26 weeks"),
            (Kind::Length, 18.0, "18 months"),
            (Kind::Length, WEEK * 5.123_4, "5.12 weeks"),
            (Kind::Length, 8.123_4, "8.12 months"),
            (Kind::Length, 40.123_4, "3.34 years"),
            (Kind::Length, 0.0, "0 days"),
        ] {
            assert_eq!(stated(kind, value), said);
        }
        assert_eq!(stated_range(Kind::Rate, 0.2, 0.6), "0.2 to 0.6 a year");
    }

    #[test]
    fn lengths_share_a_unit_where_one_fits_both() {
        for (low, high, said) in [
            (WEEK * 10.0, WEEK * 104.0, "10 to 104 weeks"),
            (WEEK * 17.31, WEEK * 60.234, "3.98 to 13.9 months"),
            (WEEK * 2.0, 12.0, "2 weeks to 12 months"),
            (WEEK * 3.0 / 7.0, 40.123_4, "3 days to 3.34 years"),
            (6.0, 6.0, "6 months"),
            (7.123_41, 7.123_42, "7.12 months"),
        ] {
            assert_eq!(stated_range(Kind::Length, low, high), said);
        }
    }

    #[test]
    fn an_estimated_length_has_the_digits_that_its_error_supports() {
        assert_eq!(estimated(Kind::Length, 6.02, 0.1), "6.0 months");
        assert_eq!(estimated(Kind::Length, WEEK * 20.31, WEEK), "20 weeks");
        assert_eq!(estimated(Kind::Length, WEEK * 26.0, 0.0), "26 weeks");
    }
}
