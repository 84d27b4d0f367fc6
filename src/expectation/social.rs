//! Works out the present value of outcomes for people: accruing year by year, long after the horizon.

use super::calendar::Calendar;
use super::course::Stretch;
use super::integrate::e0;
use super::sum::Sum;
use crate::model::{Model, Outcome, Term};
use crate::numeric::{exp, exp_m1, float, ln_1p, whole_part};

/// One outcome, with what does not depend on the draw.
#[derive(Clone, Debug)]
pub(super) struct Social {
    outcome: Outcome,
    /// The mean of v^(u + starts_after) over the people.
    joining: f64,
    /// The mean of its square.
    joining_twice: f64,
    /// Whole years that it lasts.
    years: f64,
    /// The share of a year that is left at the end.
    part: f64,
    /// What does not depend on the hazard of leaving where nobody leaves.
    staying: Accrual,
}

/// How a full value accrues in present value while people are there, at the force κ = δ + λ of discount and leaving.
#[derive(Clone, Copy, Debug)]
struct Accrual {
    κ: f64,
    /// Years at full value that the first year is worth at its start.
    ///
    /// ```text
    /// ∫₀¹ e^(-12κx) dx = E₀(12κ)
    /// ```
    year: f64,
    /// The same of the part-year that is left at the end.
    part: f64,
}

impl Accrual {
    fn new(κ: f64, part: f64) -> Self {
        Self { κ, year: e0(12.0 * κ), part: part * e0(12.0 * κ * part) }
    }

    /// Years at full value of `years` whole ones and the part.
    ///
    /// ```text
    /// q = (1 - drop_off)·e^(-12κ),   Σ over whole years of q^y = (q^years - 1)/(q - 1)
    /// ```
    fn years(&self, drop_off: f64, years: f64) -> f64 {
        let ln_q = ln_1p(-drop_off) - 12.0 * self.κ;
        // ln q is -∞ when drop_off is 1: 0⁰ = 1 must not become 0·∞.
        let last = if years > 0.0 { exp(ln_q * years) } else { 1.0 };
        let series = if years <= 0.0 {
            0.0
        } else if ln_q == 0.0 {
            years
        } else {
            exp_m1(ln_q * years) / exp_m1(ln_q)
        };
        series * self.year + last * self.part
    }
}

/// What an outcome is worth a year at first to one who has it.
pub(super) fn yearly(outcome: &Outcome, theta: &[f64]) -> f64 {
    outcome.value.value(theta)
        * outcome.distance.value(theta)
        * (1.0 - outcome.deadweight.value(theta))
        * outcome.attribution.value(theta)
        * (1.0 - outcome.displacement.value(theta))
}

/// Between which moments after joining an outcome is worth the same: its years, or all of it where nothing drops off.
pub(super) fn stretches(outcome: &Outcome, model: &Model) -> Vec<Stretch> {
    let end = if outcome.is_gain() { outcome.end().min(model.end_of_money()) } else { outcome.end() };
    let years = if outcome.drop_off == Term::Certain(0.0) { 1.0 } else { (outcome.lasts / 12.0).ceil() };
    let year = |year: f64| {
        let low = (outcome.starts_after + 12.0 * year).min(end);
        let high = if year + 1.0 < years { (low + 12.0).min(end) } else { end };
        Stretch { low, high, horizon: model.horizon }
    };
    (0..whole_part::<usize>(years)).map(|index| year(float(index))).collect()
}

impl Social {
    /// `None` where no one rate holds as long as the outcome lasts, or where budgets gain it.
    pub(super) fn new(outcome: &Outcome, model: &Model, calendar: &Calendar) -> Option<Self> {
        let last = model.span - model.horizon + outcome.end();
        if outcome.is_gain() || model.discounting.log_of_month(last.max(model.span)).is_none() {
            return None;
        }
        let δ = calendar.δ;
        let years = (outcome.lasts / 12.0).floor();
        let part = (outcome.lasts / 12.0 - years).clamp(0.0, 1.0);
        let starts = exp(-δ * outcome.starts_after);
        Some(Self {
            outcome: outcome.clone(),
            joining: calendar.discount(δ) * starts,
            joining_twice: calendar.discount(2.0 * δ) * starts * starts,
            years,
            part,
            staying: Accrual::new(δ, part),
        })
    }

    /// The present value per person of the cohort, and of its square, when `engagement` of them engage and people leave at the
    /// hazard λ.
    ///
    /// ```text
    /// value · distance · (1 - deadweight) · attribution · (1 - displacement) · v^u · Σ (1 - drop_off)^y ∫ v^t·e^(-λt) dt
    /// from starts_after on, its years from there
    /// ```
    ///
    /// A share of people below zero, where fewer achieve it with support than without, loses them what it is worth. One who
    /// leaves has no more of it than one who stays, so that E[worth²] ≤ worth(λ = 0) · E[worth].
    pub(super) fn at(&self, theta: &[f64], engagement: f64, λ: f64) -> Sum {
        let outcome = &self.outcome;
        let drop_off = outcome.drop_off.value(theta);
        let full = yearly(outcome, theta);
        let stayed = full * self.staying.years(drop_off, self.years);
        let worth = if λ == 0.0 {
            stayed
        } else {
            let there = exp(-λ * outcome.starts_after);
            full * there * Accrual::new(self.staying.κ + λ, self.part).years(drop_off, self.years)
        };
        let chance = engagement * outcome.achieved_by.value(theta);
        Sum { mean: chance * worth * self.joining, second: chance.abs() * worth * stayed * self.joining_twice }
    }
}
