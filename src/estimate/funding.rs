//! Gives programme cost draw by draw: what is paid whoever joins, and what follows the people.

use crate::model::{Model, Plan, Programme};

/// One draw, simulated or expected, of which programme cost is asked.
pub(super) struct DrawCost<'a, V: Fn(usize) -> f64> {
    /// The scenario.
    pub(super) plan: &'a Plan,
    /// The model that the draw is of.
    pub(super) model: &'a Model,
    /// Its values.
    pub(super) theta: &'a [f64],
    /// What a measure is in it.
    pub(super) value: V,
}

impl<V: Fn(usize) -> f64> DrawCost<'_, V> {
    /// Cost that the payers that `bears` accepts bear, in `year` or (without) in all years.
    pub(super) fn of(&self, year: Option<usize>, bears: impl Fn(usize) -> bool) -> f64 {
        let Some(programme) = &self.model.programme else { return 0.0 };
        let counts = |payer: usize, own: usize| bears(payer) && year.is_none_or(|year| year == own);
        let mut cost = programme.fixed_cost(self.theta, counts);
        if self.plan.measures.following().is_some() {
            for own in 0..self.plan.years.len() {
                for payer in (0..self.plan.payers.len()).filter(|&payer| counts(payer, own)) {
                    cost += self.plan.measures.following_of(own, payer).map_or(0.0, &self.value);
                }
            }
        }
        cost
    }

    /// All of it.
    pub(super) fn total(&self) -> f64 {
        let fixed =
            self.model.programme.as_ref().map_or(0.0, |programme| programme.fixed_cost(self.theta, |_, _| true));
        fixed + self.plan.measures.following().map_or(0.0, &self.value)
    }

    /// Its present value, every amount spread evenly over its (part-)year.
    pub(super) fn present(&self) -> f64 {
        let following = self.plan.measures.following().map_or(0.0, |measure| (self.value)(measure + 1));
        fixed_present(self.model, self.theta) + following
    }
}

/// Present value of programme cost where it is the same in every draw of a model, and 0 without a programme; else `None`.
pub(super) fn certain_present(model: &Model) -> Option<f64> {
    let certain = model.programme.as_ref().is_none_or(Programme::is_certain);
    certain.then(|| fixed_present(model, &[]))
}

/// Present value of what is paid whoever joins, in the draw `theta`.
fn fixed_present(model: &Model, theta: &[f64]) -> f64 {
    let amounts = model.programme.iter().flat_map(|programme| &programme.funding);
    let present = amounts.filter_map(|line| line.amount(theta)).map(|(amount, year)| {
        // What is income in one draw and cost in another is discounted alike.
        amount * model.discounting.mean(year.from, year.to)
    });
    0.0 + present.sum::<f64>()
}
