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
    /// The cashable part of `Avoided`.
    Cashable,
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Avoided => "avoided",
            Self::Averted => "averted",
            Self::Cashable => "cashable",
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
