//! Describes what the results are held against: targets and published figures.

use super::{Programme, Term};
use crate::numeric::float;
use crate::scenario::{Counting, Prices, PublishedCounting};

/// An amount to be reached.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its key in the scenario.
    pub id: String,
    /// Its label.
    pub label: String,
    /// £ at the price base.
    pub amount: f64,
    /// The amount as written (cash of its year at [`Prices::Outturn`]).
    pub written: f64,
    /// Indices of the payers that count, ascending, without repeats.
    pub payers: Vec<usize>,
    /// The payers and groups as written, for sentences; empty: all.
    pub payers_written: Vec<String>,
    /// Index into [`super::Plan::years`]; `None`: the whole span.
    pub year: Option<usize>,
    /// What counts towards it.
    pub counting: Counting,
    /// The prices that the amount was written in.
    pub prices: Prices,
    /// Whether programme cost borne by its payers in its year(s) is taken off.
    pub net_of_programme: bool,
}

impl Target {
    /// Whether programme cost that a payer bears in a year is taken off.
    #[must_use]
    pub fn nets(&self, payer: usize, year: usize) -> bool {
        self.net_of_programme && self.payers.contains(&payer) && self.year.is_none_or(|own| own == year)
    }

    /// The programme cost that is taken off whoever joins, in the draw `theta`; what follows the people is part of the
    /// target's value.
    #[must_use]
    pub fn fixed_cost(&self, programme: Option<&Programme>, theta: &[f64]) -> f64 {
        programme.map_or(0.0, |programme| programme.fixed_cost(theta, |payer, year| self.nets(payer, year)))
    }
}

/// What an evaluation found; the model is held against it.
#[derive(Clone, Debug)]
pub struct Published {
    /// How many people it observed; the cohort's where only social value was published.
    pub people: u64,
    /// Index of their segment; `None`: the whole cohort.
    pub segment: Option<usize>,
    /// Months after joining that its figures cover; at most the horizon.
    pub over: f64,
    /// How it counted.
    pub counting: PublishedCounting,
    /// Which share of its figures is owed to choosing the people.
    pub overstates: Term,
    /// £ per person.
    pub mean_avoided: Option<f64>,
    /// £ in total.
    pub total_avoided: Option<f64>,
    /// Lower end of the published range of the mean.
    pub low: Option<f64>,
    /// Upper end of the published range of the mean.
    pub high: Option<f64>,
    /// Social value in £.
    pub social_value: Option<f64>,
    /// Social return on investment, £ per £1.
    pub sroi_ratio: Option<f64>,
}

impl Published {
    /// £ per person, from the total where only that was published; `None` where neither was.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.mean_avoided.or_else(|| self.total_avoided.map(|total| total / float(self.people)))
    }
}
