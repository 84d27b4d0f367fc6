//! Prices contributions: what is paid at a moment in units of the mean cost, what runs over time in £.

use super::sum::Sum;
use crate::model::Event;

/// What one occurrence of an event costs in one draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prices {
    /// m, the mean of what is paid at its moment.
    pub(super) cost: f64,
    /// m²·E[W²].
    pub(super) cost_squared: f64,
    /// E[W²] = 1 + CV².
    pub(super) spread: f64,
    /// Whether some of its cost runs over time: its account is in £ then, and in units of m otherwise.
    pub(super) runs: bool,
}

impl Prices {
    pub(super) fn new(event: &Event, theta: &[f64]) -> Self {
        let cost = event.unit_cost.value(theta);
        let cv = event.varies.cv();
        let spread = 1.0 + cv * cv;
        Self { cost, cost_squared: cost * cost * spread, spread, runs: !event.stays.is_empty() }
    }

    /// The same where costs have grown to `price` times what they were; what runs over time is priced by itself.
    pub(super) fn grown(self, price: f64) -> Self {
        Self { cost: self.cost * price, cost_squared: self.cost_squared * price * price, ..self }
    }

    /// What a unit of its account is worth, and its square.
    pub(super) const fn units(self) -> (f64, f64) {
        if self.runs { (1.0, 1.0) } else { (self.cost, self.cost_squared) }
    }

    /// £ of what is in units of its account.
    pub(super) fn of(self, sum: Sum) -> Sum {
        let (unit, unit_squared) = self.units();
        sum.priced(unit, unit_squared)
    }

    /// In units of its account: what is paid at the moment, in units of m, and what `number` such occurrences' stays bring.
    pub(super) fn account(self, paid: Sum, number: f64, stays: Sum) -> Sum {
        if !self.runs {
            return paid;
        }
        let mut sum = paid.priced(self.cost, self.cost_squared);
        sum.join(stays.priced(number, number * self.spread));
        sum
    }
}
