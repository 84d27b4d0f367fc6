//! Holds a library of unit costs, each with a value, a price year, a source and a status.

use super::choice::Status;
use super::{Entry, Place};
use crate::quantity::{FinancialYear, Remarks};

/// The library that comes with the program, `library: builtin`.
pub(super) const BUILTIN: &str = include_str!("../../scenarios/unit_costs.yaml");

/// Unit costs by name.
#[derive(Clone, Debug)]
pub struct Library {
    /// What messages call it.
    pub name: String,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry<UnitCost>>,
}

impl Library {
    /// The unit cost with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&UnitCost> {
        self.entries.iter().find(|entry| entry.id == id).map(|entry| &entry.value)
    }

    /// The ids of its unit costs.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }
}

/// One unit cost.
#[derive(Clone, Debug)]
pub struct UnitCost {
    /// `label`.
    pub label: String,
    /// `value`: the mean cost of one, £ in prices of `price_year`.
    pub value: f64,
    /// `spread`, as published.
    pub spread: Option<PublishedSpread>,
    /// `price_year`.
    pub price_year: FinancialYear,
    /// `paid_by`, a suggestion: payer and share.
    pub paid_by: Vec<(String, f64)>,
    /// `licence`: on what terms the figure may be used.
    pub licence: String,
    /// `status`.
    pub status: Status,
    /// `includes`: ids of costs that are inside this one already.
    pub includes: Vec<String>,
    /// Where its value stands.
    pub place: Place,
    /// Source, note, grade, owner, review date.
    pub remarks: Remarks,
}

/// How far a published unit cost spreads.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedSpread {
    /// `low`, £ in prices of `price_year`, where published.
    pub low: Option<f64>,
    /// `high`, £ in prices of `price_year`, where published.
    pub high: Option<f64>,
    /// `is`: what the two are. Only "standard error" becomes uncertainty: then they are the mean less and plus one, and
    /// both are given.
    pub is: String,
}

impl PublishedSpread {
    /// Whether it says how uncertain the mean is, and not how costs differ.
    #[must_use]
    pub fn is_standard_error(&self) -> bool {
        self.is.trim().eq_ignore_ascii_case("standard error")
    }
}
