//! Knows what each draw expects of one person towards a target: its law for any number of people, and what no law exceeds.

use super::super::conditional::lumpy;
use super::super::cumulants::Cumulants;
use super::super::strata::Strata;
use super::exact::{Exact, Outputs, bounds, calibrated};
use crate::numeric::normal_density;
use crate::statistics::{TranslatedGamma, float, mean_and_sd};

/// The target's value per person, draw by draw.
pub(super) struct PerPerson {
    /// Mean, chance variance and third cumulant.
    each: Vec<Cumulants>,
    /// Chance variance of the simulation over that.
    ratio: f64,
    /// a: the amount plus, if net, the programme cost that is paid whoever joins.
    amount: Vec<f64>,
    /// People of the draw's model for one person of the scenario as written.
    times: Vec<f64>,
    /// Whether all that counts costs the same every time.
    lumpy: bool,
    /// How many equal contributions one person's are worth, μ²/E[Σ contributions²], in a draw with few.
    worth: f64,
    /// As if of one view: what views add to the spread is not taken out of the errors.
    pub(super) strata: Strata,
}

impl PerPerson {
    /// Of target `target`.
    pub(super) fn new(exact: &Exact<'_>, outputs: &Outputs, target: usize) -> Self {
        let base = float(exact.plan.base.cohort.people);
        let strata = Strata::of(exact.draws).without_views();
        let mut found = Self {
            each: Vec::new(),
            ratio: exact.ratio(target),
            lumpy: lumpy(&exact.plan.base, Some(target)),
            amount: Vec::new(),
            times: Vec::new(),
            worth: 0.0,
            strata,
        };
        for (draw, of) in outputs.cumulants[target].iter().enumerate() {
            let model = exact.model(draw);
            let people = float(model.cohort.people);
            let goal = &model.targets[target];
            let cost = goal.fixed_cost(model.programme.as_ref(), exact.draws.theta(draw));
            let mean = (of.mean + cost) / people;
            found.each.push(Cumulants {
                mean,
                variance: of.variance / people,
                third: of.third / people,
                size: of.size,
            });
            found.amount.push(goal.amount + cost);
            found.times.push(people / base);
        }
        found.worth = exact.contributions(target, outputs) / base;
        found
    }

    /// How many draws there are.
    pub(super) const fn draws(&self) -> usize {
        self.each.len()
    }

    /// The law of the value of `people` people in draw `draw`, and the amount it is held against.
    fn law(&self, people: u64, draw: usize) -> (TranslatedGamma, f64) {
        let people = (float(people) * self.times[draw]).round().max(1.0);
        let Cumulants { mean, variance, third, size } = self.each[draw];
        (
            calibrated(
                self.ratio,
                Cumulants { mean: people * mean, variance: people * variance, third: people * third, size },
            ),
            self.amount[draw],
        )
    }

    /// The chance of each of the first `count` draws with `people` people, by the law that three cumulants say.
    pub(super) fn chances(&self, people: u64, count: usize) -> Vec<f64> {
        let chance = |draw: usize| {
            let (law, amount) = self.law(people, draw);
            law.at_least(amount)
        };
        (0..count).map(chance).collect()
    }

    /// By how much a computed chance may be off because all that counts costs the same every time, so that values come in
    /// steps: half a step.
    pub(super) fn half_a_step(&self, people: u64) -> f64 {
        if !self.lumpy {
            return 0.0;
        }
        let each = (0..self.draws()).map(|draw| {
            let (law, amount) = self.law(people, draw);
            let step = 0.5 * self.each[draw].size / law.sd() * normal_density(law.score(amount));
            if step.is_finite() { step } else { 0.0 }
        });
        each.sum::<f64>() / float(self.draws())
    }

    /// The mean of these over all draws.
    pub(super) fn chance(&self, people: u64) -> f64 {
        mean_and_sd(&self.chances(people, self.draws())).0
    }

    /// The least and the most that the chance can be with these means and spreads, whatever the law.
    pub(super) fn bounds(&self, people: u64) -> [f64; 2] {
        let each = (0..self.draws()).map(|draw| {
            let (law, amount) = self.law(people, draw);
            bounds(law.mean(), law.sd(), amount)
        });
        let sums = each.fold([0.0; 2], |sums, ends| [sums[0] + ends[0], sums[1] + ends[1]]);
        let count = float(self.draws());
        sums.map(|sum| sum / count)
    }

    /// How many equal contributions `people` people's are worth, in a draw with few: where they are many, the value is
    /// nearly normal.
    pub(super) fn contributions(&self, people: u64) -> f64 {
        float(people) * self.worth
    }
}
