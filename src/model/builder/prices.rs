//! Brings amounts of one price year to the price base.

use crate::quantity::FinancialYear;
use crate::scenario::{DeflatorError, Library, uprate};

/// Price base and library of one scenario.
#[derive(Debug)]
pub(super) struct Prices<'a> {
    pub(super) base: Option<FinancialYear>,
    pub(super) library: Option<&'a Library>,
    pub(super) allow_unverified: bool,
}

/// Why an amount cannot be brought to the price base.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PriceError {
    /// Cash of an unknown year.
    #[error("an amount at outturn prices is cash of its year, and this one names no financial year")]
    YearUnknown,
    /// There is nothing to deflate to.
    #[error("an amount at outturn prices needs a price base to be deflated to")]
    BaseUnknown,
    /// The series does not reach the year.
    #[error(transparent)]
    OutsideSeries(#[from] DeflatorError),
}

impl PriceError {
    /// What to do about it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::YearUnknown => {
                "name its financial year, or write it in the prices of the results with `prices: base`"
            }
            Self::BaseUnknown => "add the price year of the results at the top, such as `price_base: 2021/22`",
            Self::OutsideSeries(_) => "write the amount in the prices of a year that it covers",
        }
    }
}

impl Prices<'_> {
    /// Cash of `year` at the price base.
    ///
    /// ```text
    /// amount · deflator(price_base) / deflator(year)
    /// ```
    pub(super) fn deflated(&self, amount: f64, year: Option<FinancialYear>) -> Result<f64, PriceError> {
        let year = year.ok_or(PriceError::YearUnknown)?;
        let base = self.base.ok_or(PriceError::BaseUnknown)?;
        Ok(uprate(amount, year, base)?)
    }

    /// As [`Self::deflated`], but as it is without a price base: results are then in prices as written.
    pub(super) fn uprated(&self, amount: f64, year: FinancialYear) -> Result<f64, PriceError> {
        match self.deflated(amount, Some(year)) {
            Err(PriceError::BaseUnknown) => Ok(amount),
            deflated => deflated,
        }
    }
}
