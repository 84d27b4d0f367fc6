//! Mirrors what keys hold that is neither one value nor a block.
//!
//! Units here: shares as fractions, money in £, durations in months, rates per year.

use super::choice::DiscountSchedule;
use super::{Entry, Value};
use crate::quantity::FinancialYear;

/// A number, or a value that may be uncertain, against a financial year (or the entry number of a list, from 0).
#[derive(Clone, Debug)]
pub struct YearAmount<T = f64> {
    /// The year.
    pub year: YearRef,
    /// People, £ or coordinators.
    pub amount: T,
}

/// `discount_rate`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DiscountRateWritten {
    /// One rate a year, for ever.
    Rate(f64),
    /// Rates that decline.
    Schedule(DiscountSchedule),
}

/// A year named by its name or by its place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRef {
    /// `2021/22`.
    Financial(FinancialYear),
    /// The n-th entry of a list, from 0: year 1, 2, … or the (part) financial years from `starts`.
    Nth(usize),
}

/// Relative risks of a segment.
#[derive(Clone, Debug)]
pub struct RelativeRiskWritten {
    /// One number for all, or `default`.
    pub default: Option<Value>,
    /// By event.
    pub events: Vec<Entry<Value>>,
}

/// `cashable`.
#[expect(clippy::large_enum_variant, reason = "one for each event")]
#[derive(Clone, Debug)]
pub enum CashableWritten {
    /// Not given: 0%.
    None,
    /// One share for all payers: one draw.
    All(Value),
    /// By payer: one draw each.
    Each(Vec<Entry<Value>>),
}
