//! Leaves out what is not asked for, where the same draw is expected again and again with one value changed.

use super::expected::Expectation;

/// What of a model is expected.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// All of it.
    Whole,
    /// These events, with what comes to every person and what is taken off for the programme.
    Events(&'a [bool]),
    /// The events that are not among these, and nothing else.
    Rest(&'a [bool]),
}

impl Part<'_> {
    /// Whether an event belongs to it.
    pub(super) fn has(self, event: usize) -> bool {
        match self {
            Self::Whole => true,
            Self::Events(events) => events[event],
            Self::Rest(events) => !events[event],
        }
    }

    /// Whether what comes to every person does, and what is taken off.
    pub(super) const fn has_people(self) -> bool {
        !matches!(self, Self::Rest(_))
    }
}

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
