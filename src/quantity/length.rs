//! Reads how long something lasts where a bare number could be anything, and prints it in the unit it was written in.

use super::measure::{Measure, QuantityError};
use super::months::{LONGEST, counted};
use super::number::plain;
use super::time_unit::TimeUnit;

/// How long something lasts, in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a length of time",
    such: "26 weeks, 10 days, 6 months or 2 years",
    form: "a length of time: write 26 weeks, 10 days, 6 months or 2 years",
    comma: "the decimal sign is a point, as in 1.5 years",
    negative: "a length of time is above zero",
    largest: LONGEST,
    too_large: "longer than 100 years",
};

/// A length above zero with its unit, in months: `26 weeks`, `10 days`, `6 months`, `2 years`.
pub(super) fn length(text: &str) -> Result<f64, QuantityError> {
    let shown = MEASURE.excerpt(text)?;
    let other = |what: String| Err(QuantityError::Other { text: shown.clone(), what });
    let (number, unit) = counted(&MEASURE, text, &shown)?;
    let months = MEASURE.checked(unit.unwrap_or(TimeUnit::Month).in_months(number), &shown)?;
    if months == 0.0 {
        return other(format!("no time at all: write {}", MEASURE.such));
    }
    if unit.is_none() {
        let [weeks, months] = [TimeUnit::Week, TimeUnit::Month].map(|unit| unit.counted(&shown));
        return other(format!(
            "a number without a unit: write {weeks} or {months} (elsewhere a bare number would be taken for months)"
        ));
    }
    Ok(months)
}

/// Units and decimals in which a length may have been written, likeliest first.
const SPELLINGS: [(TimeUnit, f64); 8] = [
    (TimeUnit::Year, 1.0),
    (TimeUnit::Month, 1.0),
    (TimeUnit::Week, 1.0),
    (TimeUnit::Day, 1.0),
    (TimeUnit::Month, 10.0),
    (TimeUnit::Week, 10.0),
    (TimeUnit::Month, 100.0),
    (TimeUnit::Week, 100.0),
];

/// Years are whole from so many on; `24 months` is what people say.
const FEWEST_YEARS: f64 = 3.0;

/// A length of so many months in the unit that makes it round, which is that in which it was written or as good;
/// `None` where none does.
#[must_use]
pub fn round_length(months: f64) -> Option<(f64, TimeUnit)> {
    SPELLINGS.into_iter().find_map(|(unit, parts)| {
        let number = (unit.number_in(months) * parts).round() / parts;
        let is_round = number > 0.0 && (unit.in_months(number) - months).abs() <= 1e-9 * months;
        (is_round && (unit != TimeUnit::Year || number >= FEWEST_YEARS)).then_some((number, unit))
    })
}

/// A certain length as a reader would write it: `26 weeks`, `18 months`, `3 years`; to a hundredth where no unit makes it round.
pub(super) fn spelled(months: f64) -> String {
    let (number, unit) = round_length(months).unwrap_or_else(|| {
        let unit = TimeUnit::fitting(months);
        ((unit.number_in(months) * 100.0).round() / 100.0, unit)
    });
    unit.counted(&plain(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_spellings() {
        // A month is 365.25/12 = 30.4375 days.
        for (text, months) in [
            ("26 weeks", 182.0 / 30.4375),
            ("1 week", 7.0 / 30.4375),
            ("10 days", 10.0 / 30.4375),
            ("30 nights", 30.0 / 30.4375),
            ("6 months", 6.0),
            (" 6months ", 6.0),
            ("2 years", 24.0),
            ("1.5 Years", 18.0),
            ("100 years", 1200.0),
        ] {
            assert!((length(text).unwrap() - months).abs() < 1e-12, "{text}");
        }
    }

    #[test]
    fn refused_spellings() {
        let form = "is not a length of time: write 26 weeks, 10 days, 6 months or 2 years";
        let table = [
            (
                "26",
                "`26` is a number without a unit: write 26 weeks or 26 months (elsewhere a bare number would be taken for months)"
                    .to_owned(),
            ),
            (
                "1",
                "`1` is a number without a unit: write 1 week or 1 month (elsewhere a bare number would be taken for months)"
                    .to_owned(),
            ),
            ("0 weeks", "`0 weeks` is no time at all: write 26 weeks, 10 days, 6 months or 2 years".to_owned()),
            ("0", "`0` is no time at all: write 26 weeks, 10 days, 6 months or 2 years".to_owned()),
            ("-3 months", "`-3 months` is negative: a length of time is above zero".to_owned()),
            ("101 years", "`101 years` is longer than 100 years".to_owned()),
            ("weeks", format!("`weeks` {form}")),
            ("5%", format!("`5%` {form}")),
            ("£900", format!("`£900` {form}")),
            (
                "3 quarters",
                "`3 quarters` is in a unit that is not known here, `quarters`: write months, years, weeks or days"
                    .to_owned(),
            ),
            (
                "",
                "a length of time is missing here: write one such as 26 weeks, 10 days, 6 months or 2 years".to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(length(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_length_is_printed_as_it_was_written() {
        for text in [
            "1 day",
            "10 days",
            "1 week",
            "26 weeks",
            "2.5 weeks",
            "104 weeks",
            "1 month",
            "6 months",
            "1.5 months",
            "12 months",
            "24 months",
            "3 years",
            "30 years",
        ] {
            assert_eq!(spelled(length(text).unwrap()), text);
        }
        for (text, printed) in [
            ("1 year", "12 months"),
            ("2 years", "24 months"),
            ("14 days", "2 weeks"),
            ("30 nights", "30 days"),
            ("1.5 years", "18 months"),
        ] {
            assert_eq!(spelled(length(text).unwrap()), printed);
        }
        // π months are 95.6222 days, 13.6603 weeks.
        assert_eq!(spelled(std::f64::consts::PI), "13.66 weeks");
        assert_eq!(spelled(0.0), "0 days");
    }
}
