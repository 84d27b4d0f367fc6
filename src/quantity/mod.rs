//! Reads the quantities that a scenario is written in, so that an invalid one goes no further.
//!
//! | quantity | spellings | unit held |
//! | --- | --- | --- |
//! | [`Kind::Share`] | `35%`, `0.35` | fraction from 0 to 1 |
//! | [`Kind::Money`] | `1200`, `1_200`, `£1,200`, `£1.2k`, `£4.8m` | £, not negative |
//! | [`months`] | `18 months`, `2 years`, `6 weeks`, `10 days`, `24` | months, not negative |
//! | [`Kind::Length`] | the same with its unit | months, above zero |
//! | [`Kind::Rate`] | `10 per year`, `0.5 per month`, `3` | per year, not negative |
//! | [`Kind::Factor`] | `35`, `0.2`, `80%` | plain number, not negative |
//! | [`Kind::Annual`] | `5% per year` | fraction from 0 to 0.99 |
//! | [`Kind::Effect`] | `25%`, `-10%` | fraction from -9 to 1 |
//! | [`Kind::Amount`] | as money, `-£300` | £ |
//! | [`Kind::Growth`] | `1.5% per year`, `-2% per year` | fraction from -0.99 to 1 |
//! | [`Kind::Distance`] | `60%`, `-20%` | fraction from -1 to 1 |
//! | [`Counts`] | `3 of 8` | people |
//! | [`Exposure`] | `12 in 8 person-years` | events and person-years |
//! | [`CalendarMonth`] | `2021-04` | |
//! | [`FinancialYear`] | `2021/22`, `2021-22` | |
//!
//! [`Kind`] says which of the first a value is of, [`Remarks`] where it comes from.
//! Text that goes into a document or onto a screen is looked through by [`printable`] and [`on_screen`].

mod amount;
mod annual;
mod calendar;
mod counted;
mod distance;
mod effect;
mod factor;
mod growth;
mod id;
mod kind;
mod length;
mod list;
mod measure;
mod money;
mod months;
mod number;
mod observed;
mod rate;
mod remarks;
mod share;
mod text;
mod time_unit;

pub use calendar::{CalendarMonth, CalendarMonthError, FinancialYear, FinancialYearError};
pub use effect::LEAST_EFFECT;
pub use id::{group_name, words_of};
pub use kind::Kind;
pub(crate) use kind::grouped;
pub use length::round_length;
pub use list::{amount_per, capital, list, listed, path_in_words};
pub use measure::{Measure, QuantityError};
pub use months::{LONGEST, months};
pub use observed::{Counts, CountsError, Exposure, ExposureError};
pub use remarks::Remarks;
pub use text::{is_hidden, on_screen, printable, spelled_out};
pub use time_unit::TimeUnit;
