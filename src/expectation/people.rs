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
            let (mean, second) = (&mut entry.mean[goal.measure], &mut entry.second[goal.measure]);
            work.brought[goal.measure].enter((self.people, draw.engagement), fixed, mean, second);
            work.brought[goal.measure] = Brought::default();
        }
        for measure in self.segments.iter().flatten() {
            let (mean, second) = (&mut entry.mean[*measure], &mut entry.second[*measure]);
            work.brought[*measure].enter((1.0, draw.engagement), 0.0, mean, second);
            work.brought[*measure] = Brought::default();
        }
        for (brought, (mean, second)) in work.brought.iter().zip(entry.mean.iter_mut().zip(&mut *entry.second)) {
            brought.enter((self.people, draw.engagement), 0.0, mean, second);
        }
    }
}
