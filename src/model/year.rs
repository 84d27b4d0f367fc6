//! Holds one financial or programme year of the span that is looked at.

use crate::quantity::FinancialYear;

/// A (part-)year of the span.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// "2021/22" or "Year 2".
    pub id: String,
    /// "2020/21, from September" when it is a part-year, else as `id`.
    pub label: String,
    /// Its financial year, when the scenario has `starts`.
    pub financial: Option<FinancialYear>,
    /// First moment, months after the start of the programme.
    pub from: f64,
    /// Last moment, months after the start of the programme.
    pub to: f64,
}

impl Year {
    /// What runs on past the last followed month, which ends `from` months after the start of the programme.
    #[must_use]
    pub fn later(from: f64) -> Self {
        Self { id: "later".to_owned(), label: "Later".to_owned(), financial: None, from, to: f64::INFINITY }
    }
}
