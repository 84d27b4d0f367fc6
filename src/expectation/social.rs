//! Works out the present value of outcomes for people: accruing year by year, long after the horizon.

use super::cell::Calendar;
use super::integrate::e0;
use super::sum::Sum;
use crate::model::Outcome;
use crate::numeric::{exp, exp_m1, ln_1p};

/// One outcome, with what does not depend on the draw.
#[derive(Clone, Debug)]
pub(super) struct Social {
    outcome: Outcome,
    /// δ = -ln v.
    δ: f64,
    /// The mean of v^u over the people.
    joining: f64,
    /// The mean of v^(2u).
    joining_twice: f64,
    /// Whole years that it lasts.
    years: f64,
    /// Years at full value that the first year is worth at its start.
    ///
    /// ```text
    /// ∫₀¹ v^(12x) dx = E₀(12δ)
    /// ```
    year: f64,
    /// The same of the part-year that is left at the end.
    part: f64,
}

impl Social {
    pub(super) fn new(outcome: &Outcome, calendar: &Calendar) -> Self {
        let δ = calendar.δ;
        let years = (outcome.lasts / 12.0).floor();
        let part = (outcome.lasts / 12.0 - years).clamp(0.0, 1.0);
        Self {
            outcome: outcome.clone(),
            δ,
            joining: calendar.discount(δ),
            joining_twice: calendar.discount(2.0 * δ),
            years,
            year: e0(12.0 * δ),
            part: part * e0(12.0 * δ * part),
        }
    }

    /// The present value per person of the cohort, and of its square, when `engagement` of them engage.
    ///
    /// ```text
    /// value · distance · (1 - deadweight) · attribution · (1 - displacement) · v^u · Σ (1 - drop_off)^y ∫ v^t dt
    /// q = (1 - drop_off) · v^12,   Σ over whole years of q^y = (q^years - 1)/(q - 1)
    /// ```
    ///
    /// A share of people below zero, where fewer achieve it with support than without, loses them what it is worth.
    pub(super) fn at(&self, theta: &[f64], engagement: f64) -> Sum {
        let outcome = &self.outcome;
        let ln_q = ln_1p(-outcome.drop_off.value(theta)) - 12.0 * self.δ;
        // ln q is -∞ when drop_off is 1: 0⁰ = 1 must not become 0·∞.
        let last = if self.years > 0.0 { exp(ln_q * self.years) } else { 1.0 };
        let series = if self.years <= 0.0 {
            0.0
        } else if ln_q == 0.0 {
            self.years
        } else {
            exp_m1(ln_q * self.years) / exp_m1(ln_q)
        };
        let worth = outcome.value.value(theta)
            * outcome.distance.value(theta)
            * (1.0 - outcome.deadweight.value(theta))
            * outcome.attribution.value(theta)
            * (1.0 - outcome.displacement.value(theta))
            * (series * self.year + last * self.part);
        let chance = engagement * outcome.achieved_by.value(theta);
        Sum { mean: chance * worth * self.joining, second: chance.abs() * worth * worth * self.joining_twice }
    }
}
