//! Names financial years and months, so that no other layer counts from April by hand.

use serde::{Deserialize, Serialize};

use super::number;
use crate::dictionary::{Dictionary, Form};
use std::fmt;
use std::str::FromStr;

/// The calendar years that a scenario may name.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// A UK financial year, April to March, named by the calendar year that it starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    start: u16,
}

/// Why something is not a financial year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FinancialYearError {
    /// It does not look like `2021/22`.
    #[error("`{text}` is not a financial year: write it as 2021/22, for April 2021 to March 2022")]
    Form {
        /// What was written.
        text: String,
    },
    /// The second part is not the year after the first.
    #[error("`{text}` is not a financial year: the second part must be the year after, as in {meant}")]
    NotTheYearAfter {
        /// What was written.
        text: String,
        /// The year that starts as written.
        meant: FinancialYear,
    },
    /// It lies too far away to be meant.
    #[error("`{text}` is far from our time: financial years run from 1900/01 to 2199/00 here")]
    Far {
        /// What was written.
        text: String,
    },
}

impl FinancialYear {
    /// The year that starts in April of `start`.
    #[must_use]
    pub const fn starting(start: u16) -> Self {
        Self { start }
    }

    /// The calendar year of its April.
    #[must_use]
    pub const fn start(self) -> u16 {
        self.start
    }

    /// The financial year `years` later.
    #[must_use]
    pub const fn plus_years(self, years: u16) -> Self {
        Self { start: self.start.saturating_add(years) }
    }

    /// Its April.
    #[must_use]
    pub const fn first_month(self) -> CalendarMonth {
        CalendarMonth { year: self.start, month: 4 }
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{:02}", self.start, (u32::from(self.start) + 1) % 100)
    }
}

impl FromStr for FinancialYear {
    type Err = FinancialYearError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shown = number::excerpt(text);
        let parts = text.trim().split_once(['/', '-']).and_then(|(first, second)| {
            let second_length = [2, 4].into_iter().find(|&length| second.len() == length)?;
            Some((digits(first, 4)?, digits(second, second_length)?, second_length))
        });
        let Some((start, second, length)) = parts else {
            return Err(FinancialYearError::Form { text: shown });
        };
        if !YEARS.contains(&start) {
            return Err(FinancialYearError::Far { text: shown });
        }
        if length != 2 || second != (start + 1) % 100 {
            return Err(FinancialYearError::NotTheYearAfter { text: shown, meant: Self { start } });
        }
        Ok(Self { start })
    }
}

/// A calendar month, such as `2021-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CalendarMonth {
    /// The calendar year.
    year: u16,
    /// 1 (January) to 12.
    month: u8,
}

impl Dictionary for CalendarMonth {
    fn form() -> Form {
        Form::Text
    }
}

/// Why something is not a month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarMonthError {
    /// It does not look like `2021-04`.
    #[error("`{text}` is not a month: write the year and the month as 2021-04")]
    Form {
        /// What was written.
        text: String,
    },
    /// The month is not 01 to 12.
    #[error("`{text}` is not a month: the second part must be 01 to 12, as in 2021-04 for April 2021")]
    NoSuchMonth {
        /// What was written.
        text: String,
    },
    /// It lies too far away to be meant.
    #[error("`{text}` is far from our time: months run from 1900-01 to 2199-12 here")]
    Far {
        /// What was written.
        text: String,
    },
}

const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl CalendarMonth {
    /// A month from its year and number, `None` unless the number is 1 to 12.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 (January) to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Its English name, "September".
    #[must_use]
    pub const fn name(self) -> &'static str {
        MONTH_NAMES[(self.month - 1) as usize]
    }

    /// Months since the April of its financial year: 0 for April to 11 for March.
    #[must_use]
    pub const fn months_from_april(self) -> u8 {
        (self.month + 8) % 12
    }

    /// The financial year that holds it.
    #[must_use]
    pub const fn financial_year(self) -> FinancialYear {
        FinancialYear { start: if self.month >= 4 { self.year } else { self.year.saturating_sub(1) } }
    }

    /// The month that comes `months` later.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let since_january = u64::from(self.month - 1) + u64::from(months);
        let year = u64::from(self.year) + since_january / 12;
        // The remainder is below 12, and years beyond the calendar stay at its end.
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: u8::try_from(since_january % 12).map_or(12, |month| month + 1),
        }
    }

    /// Months from this one to `later`; negative when it comes before.
    #[must_use]
    pub const fn months_until(self, later: Self) -> i32 {
        (later.year as i32 - self.year as i32) * 12 + later.month as i32 - self.month as i32
    }
}

impl From<CalendarMonth> for String {
    fn from(month: CalendarMonth) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for CalendarMonth {
    type Error = CalendarMonthError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for CalendarMonth {
    type Err = CalendarMonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shown = number::excerpt(text);
        let parts = text.trim().split_once('-').and_then(|(year, month)| Some((digits(year, 4)?, digits(month, 2)?)));
        let Some((year, month)) = parts else {
            return Err(CalendarMonthError::Form { text: shown });
        };
        if !YEARS.contains(&year) {
            return Err(CalendarMonthError::Far { text: shown });
        }
        u8::try_from(month)
            .ok()
            .and_then(|month| Self::new(year, month))
            .ok_or(CalendarMonthError::NoSuchMonth { text: shown })
    }
}

/// The number that exactly `length` digits spell.
fn digits(text: &str, length: usize) -> Option<u16> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> CalendarMonth {
        text.parse().unwrap()
    }

    #[test]
    fn financial_years_are_read() {
        for (text, start) in [("2021/22", 2021), ("2021-22", 2021), (" 1999/00 ", 1999), ("2099/00", 2099)] {
            let year: FinancialYear = text.parse().unwrap();
            assert_eq!(year.start(), start, "{text}");
            assert_eq!(year.to_string(), text.trim().replace('-', "/"));
        }
        assert_eq!(FinancialYear::starting(u16::MAX).plus_years(1).to_string(), "65535/36");
    }

    #[test]
    fn other_financial_years_are_refused() {
        let form = "is not a financial year: write it as 2021/22, for April 2021 to March 2022";
        let after = "is not a financial year: the second part must be the year after, as in";
        let far = "is far from our time: financial years run from 1900/01 to 2199/00 here";
        let table = [
            ("", format!("`` {form}")),
            ("2021", format!("`2021` {form}")),
            ("21/22", format!("`21/22` {form}")),
            ("2021/2", format!("`2021/2` {form}")),
            ("+021/22", format!("`+021/22` {form}")),
            ("2021/23", format!("`2021/23` {after} 2021/22")),
            ("2021/2022", format!("`2021/2022` {after} 2021/22")),
            ("2021-04", format!("`2021-04` {after} 2021/22")),
            ("1999/99", format!("`1999/99` {after} 1999/00")),
            ("0203/04", format!("`0203/04` {far}")),
        ];
        for (text, message) in table {
            assert_eq!(text.parse::<FinancialYear>().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn months_are_read_and_counted_from_april() {
        let table = [
            ("2021-04", 0, "2021/22"),
            ("2021-12", 8, "2021/22"),
            ("2022-01", 9, "2021/22"),
            ("2022-03", 11, "2021/22"),
        ];
        for (text, from_april, year) in table {
            assert_eq!(month(text).to_string(), text);
            assert_eq!(month(text).months_from_april(), from_april, "{text}");
            assert_eq!(month(text).financial_year().to_string(), year, "{text}");
        }
        assert_eq!(month("2020-09").name(), "September");
        assert_eq!(month("2020-09").financial_year().first_month(), month("2020-04"));
    }

    #[test]
    fn months_are_added_and_subtracted() {
        for (text, months, later) in [("2020-09", 0, "2020-09"), ("2020-09", 4, "2021-01"), ("2020-12", 24, "2022-12")]
        {
            assert_eq!(month(text).plus_months(months), month(later));
            assert_eq!(month(text).months_until(month(later)), i32::try_from(months).unwrap());
        }
        assert_eq!(month("2020-09").months_until(month("2020-04")), -5);
        assert_eq!(month("2020-09").plus_months(u32::MAX).year(), u16::MAX);
    }

    #[test]
    fn other_months_are_refused() {
        let table = [
            ("April 2021", "`April 2021` is not a month: write the year and the month as 2021-04"),
            ("2021-4", "`2021-4` is not a month: write the year and the month as 2021-04"),
            ("2021-04-01", "`2021-04-01` is not a month: write the year and the month as 2021-04"),
            ("2021-13", "`2021-13` is not a month: the second part must be 01 to 12, as in 2021-04 for April 2021"),
            ("2021-00", "`2021-00` is not a month: the second part must be 01 to 12, as in 2021-04 for April 2021"),
            ("0021-04", "`0021-04` is far from our time: months run from 1900-01 to 2199-12 here"),
        ];
        for (text, message) in table {
            assert_eq!(text.parse::<CalendarMonth>().unwrap_err().to_string(), message);
        }
        assert_eq!(CalendarMonth::new(2021, 0), None);
        assert_eq!(CalendarMonth::new(2021, 13), None);
    }
}
