//! Counts programme time in (part-)years, financial ones when the scenario has a start.

use crate::model::Year;
use crate::numeric::float;
use crate::quantity::{CalendarMonth, FinancialYear};
use crate::scenario::YearRef;

/// The longest that anything may run, in years; more is taken for a slip of the pen and would fill the tables.
const LONGEST_YEARS: usize = 100;

/// How programme time, in months since the programme starts, falls into years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Calendar {
    starts: Option<CalendarMonth>,
}

/// Why a year has no place in the programme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum YearError {
    /// A financial year is named, but the scenario does not say when it starts.
    #[error("{0} is a financial year, but the scenario does not say when the programme starts")]
    NoStart(FinancialYear),
    /// The year is over before the programme starts.
    #[error("{year} is over before the programme starts, in {} {}", starts.name(), starts.year())]
    BeforeStart {
        /// The year named.
        year: FinancialYear,
        /// The first month.
        starts: CalendarMonth,
    },
    /// The year lies too far ahead.
    #[error("that is more than {LONGEST_YEARS} years after the programme starts")]
    TooLate,
}

impl YearError {
    /// What to do about it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::NoStart(_) => "add the first month of the programme at the top, such as `starts: 2021-04`",
            Self::BeforeStart { .. } => "name a year of the programme, or correct `starts`",
            Self::TooLate => "check the year",
        }
    }
}

impl Calendar {
    pub(super) const fn new(starts: Option<CalendarMonth>) -> Self {
        Self { starts }
    }

    /// m₀, months from April to the start; 0 without one.
    pub(super) fn months_before(self) -> f64 {
        self.starts.map_or(0.0, |month| f64::from(month.months_from_april()))
    }

    /// The financial year of the year with this index.
    pub(super) fn financial(self, index: usize) -> Option<FinancialYear> {
        let first = self.starts?.financial_year();
        Some(first.plus_years(u16::try_from(index).unwrap_or(u16::MAX)))
    }

    /// The index of a year of the file.
    pub(super) fn index(self, year: YearRef) -> Result<usize, YearError> {
        let index = match year {
            YearRef::Nth(index) => index,
            YearRef::Financial(year) => {
                let (Some(first), Some(starts)) = (self.financial(0), self.starts) else {
                    return Err(YearError::NoStart(year));
                };
                usize::from(year.start())
                    .checked_sub(usize::from(first.start()))
                    .ok_or(YearError::BeforeStart { year, starts })?
            }
        };
        if index < LONGEST_YEARS { Ok(index) } else { Err(YearError::TooLate) }
    }

    /// First and last moment of a year, the first year cut at the start.
    pub(super) fn window(self, index: usize) -> (f64, f64) {
        let end = 12.0 * float(index + 1) - self.months_before();
        ((end - 12.0).max(0.0), end)
    }

    /// As [`Self::window`], cut at `span` too when the span ends inside the year; whole when the year lies after it.
    pub(super) fn window_within(self, index: usize, span: f64) -> (f64, f64) {
        let (from, to) = self.window(index);
        if from + ROUNDING < span && span < to { (from, span) } else { (from, to) }
    }

    /// The index of the last year that the time from 0 to `span` touches.
    pub(super) fn last(self, span: f64) -> usize {
        let years = ((self.months_before() + span - ROUNDING) / 12.0).ceil().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at least 1, and spans are bounded"
        )]
        let years = years as usize;
        years - 1
    }

    /// The years from the first through `last`; `span` is the longest of any view.
    pub(super) fn years(self, last: usize, span: f64) -> Vec<Year> {
        (0..=last)
            .map(|index| {
                let (from, to) = self.window_within(index, span);
                let financial = self.financial(index);
                let id = financial.map_or_else(|| format!("Year {}", index + 1), |year| year.to_string());
                Year { label: self.label(index, &id, to), id, financial, from, to }
            })
            .collect()
    }

    /// "2020/21, from September", "2022/23, to August", "2020/21, September to December", or `id` for a whole year.
    fn label(self, index: usize, id: &str, to: f64) -> String {
        let Some(starts) = self.starts else { return id.to_owned() };
        let late = index == 0 && starts.months_from_april() > 0;
        let early = self.window(index).1 - to > ROUNDING;
        let (first, last) = (starts.name(), month_that_holds(starts, to).name());
        match (late, early) {
            (false, false) => id.to_owned(),
            (true, false) => format!("{id}, from {first}"),
            (false, true) => format!("{id}, to {last}"),
            (true, true) if first == last => format!("{id}, {first}"),
            (true, true) => format!("{id}, {first} to {last}"),
        }
    }
}

/// The calendar month of the moments just before `to` months after the first of `starts`.
fn month_that_holds(starts: CalendarMonth, to: f64) -> CalendarMonth {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts of floats saturate, spans are bounded"
    )]
    let elapsed = (to - ROUNDING).floor().max(0.0) as u32;
    starts.plus_months(elapsed)
}

/// Lengths in weeks and days are not exact in binary; this much of a month is no part of a year.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    fn starting(year: u16, month: u8) -> Calendar {
        Calendar::new(CalendarMonth::new(year, month))
    }

    fn labels(calendar: Calendar, span: f64) -> Vec<String> {
        calendar.years(calendar.last(span), span).into_iter().map(|year| year.label).collect()
    }

    #[test]
    fn a_programme_from_september_has_part_years_at_both_ends() {
        let calendar = starting(2020, 9);
        assert_eq!(calendar.months_before(), 5.0);
        assert_eq!(labels(calendar, 24.0), ["2020/21, from September", "2021/22", "2022/23, to August"]);
        let years = calendar.years(2, 24.0);
        assert_eq!(
            years.iter().map(|year| (year.from, year.to)).collect::<Vec<_>>(),
            [(0.0, 7.0), (7.0, 19.0), (19.0, 24.0)]
        );
    }

    #[test]
    fn a_span_that_ends_in_march_has_no_part_year() {
        assert_eq!(labels(starting(2021, 4), 24.0), ["2021/22", "2022/23"]);
        assert_eq!(labels(starting(2021, 1), 15.0), ["2020/21, from January", "2021/22"]);
    }

    #[test]
    fn a_span_inside_one_year_names_both_ends() {
        assert_eq!(labels(starting(2020, 9), 4.0), ["2020/21, September to December"]);
        assert_eq!(labels(starting(2020, 9), 0.5), ["2020/21, September"]);
    }

    #[test]
    fn without_a_start_years_are_numbered() {
        let calendar = Calendar::new(None);
        assert_eq!(labels(calendar, 30.0), ["Year 1", "Year 2", "Year 3"]);
        assert_eq!(calendar.index(YearRef::Nth(2)), Ok(2));
        let year = FinancialYear::starting(2021);
        assert_eq!(calendar.index(YearRef::Financial(year)), Err(YearError::NoStart(year)));
    }

    #[test]
    fn financial_years_are_counted_from_the_one_that_holds_the_start() {
        let calendar = starting(2021, 2);
        assert_eq!(calendar.index(YearRef::Financial(FinancialYear::starting(2020))), Ok(0));
        assert_eq!(calendar.index(YearRef::Financial(FinancialYear::starting(2022))), Ok(2));
        let error = calendar.index(YearRef::Financial(FinancialYear::starting(2019))).unwrap_err();
        assert_eq!(error.to_string(), "2019/20 is over before the programme starts, in February 2021");
        assert_eq!(calendar.index(YearRef::Financial(FinancialYear::starting(3000))), Err(YearError::TooLate));
    }

    #[test]
    fn a_year_after_the_span_is_whole() {
        let calendar = starting(2020, 9);
        assert_eq!(calendar.window_within(1, 12.0), (7.0, 12.0));
        assert_eq!(calendar.window_within(2, 12.0), (19.0, 31.0));
        assert_eq!(calendar.window_within(1, 7.0), (7.0, 19.0), "the span ends where the year begins");
    }
}
