//! Prints values of a scenario in the unit that they are written in, in one way each.

use super::interval::to;
use crate::numeric::{decade, log10, powi};
use crate::quantity::Kind;
use crate::render::number::{count, money, plain_share, share, trimmed};

/// A value as its author would write it: in full where it is round, else to three figures: `35%`, `£12,500`, `0.4 a year`.
#[must_use]
pub fn stated(kind: Kind, value: f64) -> String {
    match kind {
        Kind::Share | Kind::Effect | Kind::Annual => stated_share(value),
        Kind::Money => pounds(value),
        Kind::Rate => format!("{} a year", plain(value)),
        Kind::Factor => plain(value),
    }
}

/// The ends of a range of such values: `12% to 70%`, `0.2 to 0.6 a year`.
#[must_use]
pub fn stated_range(kind: Kind, low: f64, high: f64) -> String {
    match kind {
        Kind::Rate if low < high => format!("{} to {}", plain(low), stated(kind, high)),
        _ => to(&stated(kind, low), &stated(kind, high)),
    }
}

/// An estimated value with the digits that its error supports.
#[must_use]
pub fn estimated(kind: Kind, value: f64, error: f64) -> String {
    match kind {
        Kind::Share | Kind::Effect | Kind::Annual if value == 0.0 => "0%".to_owned(),
        Kind::Share | Kind::Effect | Kind::Annual if value >= 1.0 => "100%".to_owned(),
        Kind::Share | Kind::Effect | Kind::Annual => share(value, error),
        Kind::Money => money(value, error),
        Kind::Rate => format!("{} a year", count(value, error)),
        Kind::Factor => count(value, error),
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
        ] {
            assert_eq!(stated(kind, value), said);
        }
        assert_eq!(stated_range(Kind::Rate, 0.2, 0.6), "0.2 to 0.6 a year");
    }
}
