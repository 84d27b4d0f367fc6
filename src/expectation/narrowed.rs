//! Leaves out measures that are not asked for.

use super::expected::Expectation;

impl Expectation {
    /// The same for the totals of the cohort and for targets alone: payers, groups, segments, months, and years that no
    /// target is of, take most of the time, and their measures stay at nothing.
    #[must_use]
    pub fn narrowed(&self) -> Self {
        let mut narrow = self.clone();
        narrow.ledger = self.ledger.narrowed();
        narrow.segments.iter_mut().for_each(|measure| *measure = None);
        narrow.published = None;
        narrow.months = 0;
        // Costs grow in years that no measure is of.
        narrow.ground.prices = self.ground.prices.max(self.ledger.years());
        narrow
    }
}
