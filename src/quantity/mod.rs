//! Holds the quantities that a scenario is written in, so that an invalid one cannot exist.

mod calendar;

pub use calendar::{CalendarMonth, FinancialYear};
