//! Says what one occurrence costs as its life runs: at its moment, and as long as its stays last.
//!
//! ```text
//! [t, t + L), L = length · W, cut short where the person leaves and, if cost past the horizon is not to count, at H
//! ```

use super::draw_values::{DrawnEvent, DrawnStay};
use super::occurrence_list::Occurrences;
use super::prepared::Prepared;
use crate::model::PastHorizon;

/// What an occurrence costs from one moment on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bill {
    /// When it begins, months since joining.
    pub(super) start: f64,
    /// When stays end at the latest, months since joining.
    limit: f64,
    /// What its costs are multiplied by: W, and what is left after a cut.
    share: f64,
    /// What the lengths of its stays are multiplied by.
    length: f64,
}

/// Money that is paid evenly from one moment to another, months since joining, at so much a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) rate: f64,
}

impl Flow {
    /// All of it, £.
    pub(super) fn cost(&self) -> f64 {
        self.rate * (self.to - self.from)
    }
}

impl Bill {
    /// What is paid at the moment that it begins, £.
    pub(super) fn lump(&self, event: &DrawnEvent) -> f64 {
        self.share * event.unit_cost
    }

    /// What is paid as it runs.
    pub(super) fn flows<'a>(&self, event: &'a DrawnEvent) -> impl Iterator<Item = Flow> + use<'a> {
        let Self { start, limit, share, length } = *self;
        let flow = move |stay: &DrawnStay| {
            let to = (start + stay.length * length).min(limit);
            Flow { from: start, to, rate: share * stay.rate }
        };
        event.stays.iter().map(flow).filter(|flow| flow.to > flow.from)
    }

    /// All of it, £.
    pub(super) fn cost(&self, event: &DrawnEvent) -> f64 {
        self.lump(event) + self.flows(event).map(|flow| flow.cost()).sum::<f64>()
    }
}

/// What one occurrence costs in each of its lives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bills {
    /// Without support.
    pub(super) without: Bill,
    /// With support, cut and shortened, as if it were not delayed.
    pub(super) unmoved: Bill,
    /// When it falls with support; `None` past the horizon or when its person has left.
    pub(super) moved: Option<Bill>,
}

impl Bills {
    /// Those of the occurrence `index` of a list, whose person leaves at `leaving`.
    pub(super) fn of(prepared: &Prepared<'_>, list: &Occurrences, index: usize, leaving: f64) -> Self {
        let horizon = prepared.model.horizon;
        let (start, shift) = (list.placed.time[index], list.shift[index]);
        let limit = stays_end(prepared, leaving);
        let without = Bill { start, limit, share: list.cost[index], length: list.length[index] };
        let unmoved = Bill {
            share: without.share * (1.0 - list.cut[index]),
            length: without.length * (1.0 - list.short[index]),
            ..without
        };
        let later = start + shift;
        let moved = (later <= horizon && later < leaving).then_some(Bill { start: later, ..unmoved });
        Self { without, unmoved, moved }
    }

    /// What it costs where it falls with support, £.
    pub(super) fn moved_cost(&self, event: &DrawnEvent) -> f64 {
        self.moved.map_or(0.0, |bill| bill.cost(event))
    }
}

/// When all stays end of a person who leaves at `leaving`.
fn stays_end(prepared: &Prepared<'_>, leaving: f64) -> f64 {
    match prepared.model.past_horizon {
        PastHorizon::Counted => leaving,
        PastHorizon::Cut => leaving.min(prepared.model.horizon),
    }
}

/// One bill for an occurrence that support does nothing to.
pub(super) fn untouched(prepared: &Prepared<'_>, start: f64, (share, length): (f64, f64), leaving: f64) -> Bill {
    Bill { start, limit: stays_end(prepared, leaving), share, length }
}
