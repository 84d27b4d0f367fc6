//! Grows the unit costs of one event beyond prices in general, year by year.

use crate::model::Model;

/// What £1 of unit cost at the price base is, by year of the table.
#[derive(Debug, Default)]
pub(super) struct Growth {
    /// From the first year on; empty where prices do not grow.
    factors: Vec<f64>,
}

/// Years beyond the last followed one in which a stay may still run; later prices are those of the last.
const BEYOND: usize = 200;

impl Growth {
    /// Reads a draw, whose unit costs grow by `growth` a year, of a plan with so many followed years.
    pub(super) fn read(&mut self, model: &Model, growth: f64, followed: usize) {
        self.factors.clear();
        if growth != 0.0 {
            let (mut factor, step) = (model.grown(growth, 0.0), 1.0 + growth);
            let beyond = if model.runs_past_horizon() { BEYOND } else { 0 };
            self.factors.extend((0..followed + beyond).map(|_| {
                let before = factor;
                factor *= step;
                before
            }));
        }
    }

    /// Whether prices are those of the price base.
    #[inline]
    pub(super) const fn is_flat(&self) -> bool {
        self.factors.is_empty()
    }

    /// The factor at a moment, counted in months from the first April.
    #[inline]
    pub(super) fn at(&self, months: f64) -> f64 {
        match self.factors.len() {
            0 => 1.0,
            years => self.factors[super::years::year_of(months, years)],
        }
    }
}
