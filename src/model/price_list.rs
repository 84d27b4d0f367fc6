//! Brings every cost of a library to one price base, with the arithmetic that does it.

use crate::quantity::{FinancialYear, Kind};
use crate::scenario::{
    DEFLATOR_SOURCE, DeflatorError, Entry, Library, PublishedSpread, Status, UnitCost, deflator, deflator_series,
    uprate_by_index,
};

/// A library of unit costs in the prices of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceList {
    /// What the library is called.
    pub library: String,
    /// The price year of every amount here that is not said to be another's.
    pub base: FinancialYear,
    /// Whether the deflator of that year is a forecast.
    pub forecast: bool,
    /// The deflator series and its date.
    pub deflator: &'static str,
    /// Its costs, in the order of the file.
    pub costs: Vec<PricedCost>,
}

/// One unit cost, as published and at the price base.
#[derive(Clone, Debug, PartialEq)]
pub struct PricedCost {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// £ as published, in prices of `price_year`.
    pub published: f64,
    /// As a scenario would spell that.
    pub spelled: String,
    /// What one is, where that is said: `week`, `bed day`.
    pub per: Option<String>,
    /// The price year as published.
    pub price_year: FinancialYear,
    /// The deflator of the price year and of the price base, 2024/25 = 100.
    pub indices: [f64; 2],
    /// £ at the price base.
    pub value: f64,
    /// How far it spreads, £ at the price base.
    pub spread: Option<PublishedSpread>,
    /// Payers and shares, a suggestion.
    pub paid_by: Vec<(String, f64)>,
    /// Where it was read.
    pub source: String,
    /// What else is to be known.
    pub note: Option<String>,
    /// On what terms it may be used.
    pub licence: String,
    /// How well it is founded.
    pub status: Status,
    /// Ids and labels of costs inside it already.
    pub includes: Vec<(String, Option<String>)>,
}

/// The last year that the price series does not forecast.
#[must_use]
pub fn latest_prices() -> FinancialYear {
    let known = deflator_series().iter().rev().find(|entry| !entry.forecast);
    known.map_or(FinancialYear::starting(2024), |entry| entry.year)
}

/// Every cost of `library` in prices of `base`.
///
/// # Errors
/// When the series does not cover the base or the price year of a cost.
pub fn price_list(library: &Library, base: FinancialYear) -> Result<PriceList, DeflatorError> {
    let to = deflator(base)?;
    let costs = library.entries().map(|entry| priced(library, entry, to));
    Ok(PriceList {
        library: library.name.clone(),
        base,
        forecast: deflator_series().iter().any(|entry| entry.year == base && entry.forecast),
        deflator: DEFLATOR_SOURCE,
        costs: costs.collect::<Result<_, _>>()?,
    })
}

fn priced(library: &Library, entry: &Entry<UnitCost>, to: f64) -> Result<PricedCost, DeflatorError> {
    let cost = &entry.value;
    let from = deflator(cost.price_year)?;
    let uprated = |value: f64| uprate_by_index(value, from, to);
    let spread = cost.spread.as_ref().map(|spread| PublishedSpread {
        low: spread.low.map(uprated),
        high: spread.high.map(uprated),
        is: spread.is.clone(),
    });
    let label_of = |id: &String| (id.clone(), library.get(id).map(|cost| cost.label.clone()));
    Ok(PricedCost {
        id: entry.id.clone(),
        label: cost.label.clone(),
        published: cost.value,
        spelled: Kind::Money.spelled(cost.value),
        per: cost.per.clone(),
        price_year: cost.price_year,
        indices: [from, to],
        value: uprated(cost.value),
        spread,
        paid_by: cost.paid_by.clone(),
        source: cost.remarks.source.clone().unwrap_or_default(),
        note: cost.remarks.note.clone(),
        licence: cost.licence.clone(),
        status: cost.status,
        includes: cost.includes.iter().map(label_of).collect(),
    })
}

impl PriceList {
    /// The cost with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&PricedCost> {
        self.costs.iter().find(|cost| cost.id == id)
    }

    /// The costs whose id, label, unit or source holds every one of the words, whatever their case.
    #[must_use]
    pub fn search(&self, words: &[String]) -> Vec<&PricedCost> {
        let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let holds = |cost: &&PricedCost| {
            let per = cost.per.as_deref().unwrap_or_default();
            let text = format!("{} {} {per} {}", cost.id, cost.label, cost.source).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.costs.iter().filter(holds).collect()
    }
}

impl PricedCost {
    /// Who bears it, for grouping: the only payer, else that several do.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        match self.paid_by.as_slice() {
            [(only, _)] => Some(only),
            _ => None,
        }
    }

    /// Whether it was checked against a source.
    #[must_use]
    pub fn verified(&self) -> bool {
        self.status != Status::Recalled
    }

    /// How well it is founded, in words.
    #[must_use]
    pub const fn standing(&self) -> &'static str {
        match self.status {
            Status::Read => "read in the source, or in one that quotes it",
            Status::Derived => "derived: arithmetic on figures that were read",
            Status::Recalled => {
                "recalled from memory, NOT VERIFIED: refused unless a scenario says `allow_unverified: true`"
            }
        }
    }

    /// The same in one word.
    #[must_use]
    pub const fn status_word(&self) -> &'static str {
        match self.status {
            Status::Read => "read",
            Status::Derived => "derived",
            Status::Recalled => "NOT VERIFIED",
        }
    }
}
