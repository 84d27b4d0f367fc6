//! Holds a library of unit costs, each with a value, a price year, a source and a status.

use super::choice::Status;
use super::{Entry, Place};
use crate::quantity::{FinancialYear, Remarks, TimeUnit};
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
    /// `per`: what one is, in words: `week`, `bed day`. One that names time is that of [`TimeUnit::word`].
    pub per: Option<String>,
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

impl UnitCost {
    /// The unit of time that it is paid by, so that it can run over a length of time; `None` of what is counted.
    #[must_use]
    pub fn time_unit(&self) -> Option<TimeUnit> {
        self.per.as_deref().and_then(TimeUnit::parse)
    }
}

/// What one of a unit cost is, as it is written: `week` of `Weeks` or `per week`, `bed day`.
///
/// # Errors
/// When it does not begin with a letter, as `12 weeks` does not, which is no single thing.
pub(super) fn unit_word(text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("per")).collect();
    let words = words.join(" ");
    if !words.starts_with(char::is_alphabetic) {
        let text = text.trim();
        return Err(format!(
            "`{text}` does not say what one is: write a word or a few, such as week, bed day or visit"
        ));
    }
    Ok(TimeUnit::parse(&words).map_or(words, |unit| unit.word().to_owned()))
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

#[cfg(test)]
mod tests {
    use super::unit_word;

    #[test]
    fn what_one_is_is_said_in_words() {
        for (text, word) in [
            ("week", "week"),
            (" Weeks ", "week"),
            ("per  night", "night"),
            ("bed  day", "bed day"),
            ("six months", "six months"),
            ("WELLBY", "WELLBY"),
        ] {
            assert_eq!(unit_word(text).as_deref(), Ok(word), "{text}");
        }
        for text in ["12 weeks", "£5", "per", "10"] {
            let message =
                format!("`{text}` does not say what one is: write a word or a few, such as week, bed day or visit");
            assert_eq!(unit_word(text), Err(message));
        }
    }
}
