//! Holds the quantities that a scenario is written in, so that an invalid one cannot exist.
//!
//! | quantity | spellings | unit held |
//! | --- | --- | --- |
//! | [`Share`] | `35%`, `0.35` | fraction from 0 to 1 |
//! | [`Money`] | `1200`, `1_200`, `£1,200`, `£1.2k`, `£4.8m` | £, not negative |
//! | [`Months`] | `18 months`, `2 years`, `6 weeks`, `10 days`, `24` | months, not negative |
//! | [`Rate`] | `10 per year`, `0.5 per month`, `3` | per year, not negative |
//! | [`Factor`] | `35`, `0.2`, `80%` | plain number, not negative |
//! | [`Counts`] | `3 of 8` | people |
//! | [`Exposure`] | `12 in 8 person-years` | events and person-years |
//! | [`CalendarMonth`] | `2021-04` | |
//! | [`FinancialYear`] | `2021/22`, `2021-22` | |
//!
//! [`Kind`] says which of the first a value is of, [`Remarks`] where it comes from.

mod calendar;
mod factor;
mod id;
mod kind;
mod money;
mod months;
mod number;
mod observed;
mod rate;
mod remarks;
mod share;

pub use calendar::{CalendarMonth, CalendarMonthError, FinancialYear, FinancialYearError};
pub use factor::{Factor, FactorError};
pub use id::{group_name, words_of};
pub use kind::Kind;
pub use money::{Money, MoneyError};
pub use months::{Months, MonthsError};
pub use observed::{Counts, CountsError, Exposure, ExposureError};
pub use rate::{Rate, RateError};
pub use remarks::Remarks;
pub use share::{Share, ShareError};
