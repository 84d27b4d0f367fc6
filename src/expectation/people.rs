//! Enters what comes to every person beside their occurrences: outcomes, and programme cost that follows the people.

use super::expected::{Draw, Expectation, Work};
use super::ledger::Entry;
use super::personal::Brought;

impl Expectation {
    /// Counts what comes to every person beside their occurrences.
    pub(super) fn enter_people(
        &self,
        draw: Draw<'_>,
        work: &mut Work,
        entry: &mut Entry,
        following_months: &mut Vec<f64>,
    ) {
        if self.personal {
            work.brought.clear();
            work.brought.resize(self.ledger.measures().len(), Brought::default());
        }
        self.enter_outcomes(draw, work, entry);
        if !self.personal {
            return;
        }
        self.enter_following(draw, work, following_months);
        for goal in &self.ledger.targets {
            let fixed = -goal.target.fixed_cost(self.model.programme.as_ref(), draw.theta);
            let brought = std::mem::take(&mut work.brought[goal.measure]);
            entry.bring(goal.measure, &brought, (self.people, draw.engagement), fixed);
        }
        for measure in self.segments.iter().flatten() {
            let brought = std::mem::take(&mut work.brought[*measure]);
            entry.bring(*measure, &brought, (1.0, draw.engagement), 0.0);
        }
        for (measure, brought) in work.brought.iter().enumerate() {
            entry.bring(measure, brought, (self.people, draw.engagement), 0.0);
        }
    }
}

impl Entry<'_> {
    /// Enters what comes to so many people, and how skew it makes the whole: each amount is taken as variance over mean.
    fn bring(&mut self, measure: usize, brought: &Brought, whose: (f64, f64), fixed: f64) {
        let (mean, second) = (&mut self.mean[measure], &mut self.second[measure]);
        let before = (*mean, *second);
        brought.enter(whose, fixed, mean, second);
        let (mean, second) = (*mean - before.0, *second - before.1);
        if mean != 0.0 {
            self.third[measure] += second * second / mean;
            self.absolute_third[measure] += second * second / mean.abs();
        }
    }
}
