//! Holds a library of unit costs, each with a value, a price year, a source and a status.

use super::choice::Status;
use super::{Entry, Place};
use crate::quantity::{FinancialYear, Remarks};
use std::sync::{Arc, LazyLock};

/// Unit costs by name.
#[derive(Clone, Debug)]
pub struct Library {
    /// What messages call it.
    pub name: String,
    costs: Vec<Cost>,
}

/// A unit cost that is read when it is first asked for.
#[derive(Clone, Debug)]
struct Cost {
    id: String,
    entry: Arc<Later<Option<Entry<UnitCost>>>>,
}

/// What is read once, and only if it is asked for.
type Later<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

impl Library {
    /// A library of costs that are read.
    pub(super) fn new(name: String, entries: Vec<Entry<UnitCost>>) -> Self {
        Self::unread(name, entries.into_iter().map(|entry| (entry.id.clone(), move || Some(entry))))
    }

    /// A library of costs that can be read without a fault, in the order of the file, with their ids.
    pub(super) fn unread<R>(name: String, costs: impl Iterator<Item = (String, R)>) -> Self
    where
        R: FnOnce() -> Option<Entry<UnitCost>> + Send + 'static,
    {
        let cost = |(id, read): (String, R)| Cost { id, entry: Arc::new(Later::new(Box::new(read))) };
        Self { name, costs: costs.map(cost).collect() }
    }

    /// The unit cost with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&UnitCost> {
        let cost = self.costs.iter().find(|cost| cost.id == id)?;
        cost.entry.as_ref().as_ref().map(|entry| &entry.value)
    }

    /// The ids of its unit costs.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.costs.iter().map(|cost| cost.id.as_str())
    }

    /// Its unit costs, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<UnitCost>> {
        self.costs.iter().filter_map(|cost| cost.entry.as_ref().as_ref())
    }

    /// The number of its unit costs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.costs.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.costs.is_empty()
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
