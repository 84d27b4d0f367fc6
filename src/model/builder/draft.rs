//! Carries what the builders of one model share, so that each needs only its own part of the scenario.

use super::{Calendar, Mistakes, Payers, Prices, Values};
use crate::model::{CaseStudies, Term};
use crate::quantity::Kind;
use crate::scenario::{Place, Scenario, Value, WrittenLaw, YearRef};

/// One model in the making.
pub(super) struct Draft<'a> {
    /// The scenario as this model sees it.
    pub(super) scenario: &'a Scenario,
    /// Price base and library.
    pub(super) prices: &'a Prices<'a>,
    /// Years.
    pub(super) calendar: Calendar,
    /// Payers and groups.
    pub(super) payers: &'a Payers,
    /// The table of people.
    pub(super) studies: Option<&'a CaseStudies>,
    /// The view that this model is of.
    pub(super) view: Option<&'a str>,
    /// The table of values of all models.
    pub(super) values: &'a mut Values,
    /// What is wrong.
    pub(super) mistakes: &'a mut Mistakes,
}

impl Draft<'_> {
    /// The term of the value at `path`; rates become monthly.
    pub(super) fn term(&mut self, path: &str, value: &Value) -> Term {
        self.values.term(path, value, self.scenario, self.mistakes)
    }

    /// The term of a value at `path` whose kind has limits of its own, such as growth that may be below zero.
    pub(super) fn limited(&mut self, path: &str, value: &Value, kind: Kind) -> Term {
        self.values.term_within(path, value, kind.range(), self.scenario, self.mistakes)
    }

    /// The same, or the default that the language gives.
    pub(super) fn optional_limited(&mut self, path: &str, value: Option<&Value>, kind: Kind, default: f64) -> Term {
        match value {
            Some(value) => self.limited(path, value, kind),
            None => self.optional(path, None, default),
        }
    }

    /// The term of a share at `path` that must leave room for others: at most `high`.
    pub(super) fn share_up_to(&mut self, path: &str, value: &Value, high: f64) -> Term {
        self.values.term_within(path, value, (0.0, high), self.scenario, self.mistakes)
    }

    /// The term of the value at `path`, or the default that the language gives.
    pub(super) fn optional(&mut self, path: &str, value: Option<&Value>, default: f64) -> Term {
        match value {
            Some(value) => self.term(path, value),
            None => {
                self.values.number(path, default);
                Term::Certain(default)
            }
        }
    }

    /// The index of a year that is named at `place`; `None` after saying what is wrong with it.
    pub(super) fn year(&mut self, year: YearRef, place: &Place) -> Option<usize> {
        self.calendar
            .index(year)
            .inspect_err(|error| self.mistakes.labelled(place, error.to_string(), "this year", error.help()))
            .ok()
    }
}

impl Draft<'_> {
    /// What a value is worth when it is the same in every draw.
    pub(super) fn certain(&self, value: &Value) -> Option<f64> {
        match &value.law {
            WrittenLaw::Certain(number) => Some(number * value.scaled),
            WrittenLaw::Shared { name, times } => {
                let shared = &self.scenario.shared.iter().find(|entry| entry.id == *name)?.value;
                match shared.law {
                    WrittenLaw::Certain(number) => Some(number * shared.scaled * times * value.scaled),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Whether shares sum to what they should, but for the rounding of their decimals.
pub(super) fn within_a_billionth(sum: f64, whole: f64) -> bool {
    (sum - whole).abs() <= 1e-9
}

/// A share in a message, with as many digits as tell it from 100%.
pub(super) fn spelled_share(share: f64) -> String {
    Kind::Share.spelled(share)
}
