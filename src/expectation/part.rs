//! Leaves out what is not asked for, where the same draw is expected again and again with one value changed.

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
