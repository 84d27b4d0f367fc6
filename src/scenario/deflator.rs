//! Uprates costs between financial years by the GDP deflator, with the series that ships with the program.

use crate::quantity::FinancialYear;
use std::sync::OnceLock;

/// The series as shipped.
const SERIES: &str = include_str!("gdp_deflator.csv");

/// Where the series comes from, for reports.
pub const DEFLATOR_SOURCE: &str = "GDP deflator: Office for Budget Responsibility, Economic and Fiscal Outlook, \
    November 2025, detailed table 1.7 (2008/09 on; from 2025/26 a forecast), chained back to 2002/03 with the \
    HM Treasury calendar-year series of December 2025";

/// One year of the series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeflatorYear {
    /// The financial year.
    pub year: FinancialYear,
    /// The price level, 2024/25 = 100.
    pub index: f64,
    /// Whether the source gives it as a forecast.
    pub forecast: bool,
}

/// A year that the series does not cover.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the GDP deflator does not cover {year}: the series shipped here runs from {first} to {last}")]
pub struct DeflatorError {
    /// The year asked for.
    pub year: FinancialYear,
    /// The first year covered.
    pub first: FinancialYear,
    /// The last year covered.
    pub last: FinancialYear,
}

/// The whole series in order of years.
pub fn deflator_series() -> &'static [DeflatorYear] {
    static PARSED: OnceLock<Vec<DeflatorYear>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(SERIES.as_bytes());
        reader.records().filter_map(|record| year_of(&record.ok()?)).collect()
    })
}

/// One line of the shipped file; a test shows that none is lost.
fn year_of(record: &csv::StringRecord) -> Option<DeflatorYear> {
    Some(DeflatorYear {
        year: record.get(0)?.parse().ok()?,
        index: record.get(1)?.parse().ok()?,
        forecast: record.get(2)? == "forecast",
    })
}

/// The price level of a financial year, 2024/25 = 100.
///
/// # Errors
/// When the series does not cover the year; the error names the years that it covers.
pub fn deflator(year: FinancialYear) -> Result<f64, DeflatorError> {
    let series = deflator_series();
    series.iter().find(|entry| entry.year == year).map(|entry| entry.index).ok_or_else(|| {
        let end = |entry: Option<&DeflatorYear>| entry.map_or(year, |entry| entry.year);
        DeflatorError { year, first: end(series.first()), last: end(series.last()) }
    })
}

/// What `value`, in prices of the year `from`, is in prices of the year `to`, £.
///
/// # Errors
/// When the series does not cover one of the years.
pub fn uprate(value: f64, from: FinancialYear, to: FinancialYear) -> Result<f64, DeflatorError> {
    Ok(uprate_by_index(value, deflator(from)?, deflator(to)?))
}

/// What `value` becomes when the price level goes from one index to another.
///
/// ```text
/// value(to) = value(from) · (index(to) / index(from))
/// ```
#[must_use]
pub fn uprate_by_index(value: f64, from: f64, to: f64) -> f64 {
    value * (to / from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_golden_numbers() {
        let year = FinancialYear::starting;
        // £100 of 2008/09 in 2018/19: £118.45 in the source that indexes 84.421 to 100, £117.81 by this series.
        assert_eq!(format!("{:.2}", uprate_by_index(100.0, 84.421, 100.0)), "118.45");
        assert_eq!(format!("{:.2}", uprate(100.0, year(2008), year(2018)).unwrap()), "117.81");
        assert_eq!(uprate(100.0, year(2021), year(2021)), Ok(100.0));
    }

    #[test]
    fn every_line_of_the_series_is_read() {
        let lines = SERIES.lines().filter(|line| !line.starts_with('#')).count() - 1;
        let series = deflator_series();
        assert_eq!(series.len(), lines);
        assert!(series.windows(2).all(|pair| pair[0].year.start() + 1 == pair[1].year.start()));
        assert!(series.iter().all(|entry| entry.index > 50.0 && entry.index < 120.0));
        assert_eq!(deflator(FinancialYear::starting(2024)), Ok(100.0));
        assert_eq!(series.iter().filter(|entry| entry.forecast).count(), 4);
    }

    #[test]
    fn other_years_are_refused_with_the_range() {
        let message =
            uprate(1.0, FinancialYear::starting(1999), FinancialYear::starting(2021)).unwrap_err().to_string();
        assert_eq!(
            message,
            "the GDP deflator does not cover 1999/00: the series shipped here runs from 2002/03 to 2028/29"
        );
    }
}
