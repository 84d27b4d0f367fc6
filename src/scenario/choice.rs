//! Names what is chosen from a closed set, with one spelling from the file to the results.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `prices` of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prices {
    /// Those of the price base.
    Base,
    /// Cash of the amount's own year.
    Outturn,
}

/// `counting` of a target: what counts towards it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// κ(prevented + knock_on + reduced + deferred) - added, delays moving cash between years; the default.
    Avoided,
    /// κ(prevented + knock_on + reduced) - added, each at the time without support.
    Averted,
    /// The cash in `Avoided`: cashable share · κ(prevented + knock_on + reduced + deferred) - `adds_cash` · added.
    Cashable,
    /// What has left budgets of `Cashable` by the end of a year, as `releases` says of each payer, less what had left by the
    /// end of the year before. A payer that says nothing of it has its cash leave as it is saved.
    Released,
}

impl Counting {
    /// Whether there is an exact expectation: what is released is known of simulated cohorts alone.
    #[must_use]
    pub const fn has_expectation(self) -> bool {
        !matches!(self, Self::Released)
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Avoided => "avoided",
            Self::Averted => "averted",
            Self::Cashable => "cashable",
            Self::Released => "released",
        })
    }
}

/// `counting` of a published figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedCounting {
    /// prevented + knock_on + reduced + deferred, before credit adjustments and before `added`.
    Gross,
    /// κ(prevented + knock_on + reduced + deferred) - added; the default.
    Credited,
}

impl fmt::Display for PublishedCounting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gross => "gross",
            Self::Credited => "credited",
        })
    }
}
