//! Says what one occurrence costs as its life runs: at its moment, and as long as its stays last.
//!
//! ```text
//! [t, t + L), L = length · W, cut short where the person leaves and, if cost past the horizon is not to count, at H
//! ```

use super::draw_values::{DrawnEvent, DrawnStay};
use super::growth::Growth;
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
    /// What is paid at the moment that it begins, £.
    pub(super) lump: f64,
    /// What the costs of its stays are multiplied by: W, and what is left after a cut.
    share: f64,
    /// What the lengths of its stays are multiplied by.
    length: f64,
    /// Months from the first April to the joining of its person, less any delay: its prices are those of the years in which
    /// it would fall without one.
    calendar: f64,
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
    /// What is paid as it runs, apart where its price grows.
    pub(super) fn flows<'a>(&self, event: &'a DrawnEvent) -> impl Iterator<Item = Flow> + use<'a> {
        let Self { start, limit, share, length, calendar, .. } = *self;
        event.stays.iter().flat_map(move |stay: &DrawnStay| {
            let to = (start + stay.length * length).min(limit);
            let whole = Flow { from: start, to, rate: share * stay.rate };
            Priced { left: whole, growth: &event.growth, calendar }
        })
    }

    /// The same with another amount paid at its moment, £.
    pub(super) fn with_lump(self, lump: f64) -> Self {
        Self { lump, ..self }
    }

    /// All of it, £.
    pub(super) fn cost(&self, event: &DrawnEvent) -> f64 {
        self.lump + self.flows(event).map(|flow| flow.cost()).sum::<f64>()
    }
}

/// The parts of a flow, each at the price of its year.
struct Priced<'a> {
    left: Flow,
    growth: &'a Growth,
    calendar: f64,
}

impl Iterator for Priced<'_> {
    type Item = Flow;

    #[inline]
    fn next(&mut self) -> Option<Flow> {
        let Flow { from, to, rate } = self.left;
        if from >= to {
            return None;
        }
        if self.growth.is_flat() {
            self.left.from = to;
            return Some(Flow { from, to, rate });
        }
        let months = self.calendar + from;
        // The end of a year that rounding puts before its own moment is that of the next.
        let end = 12.0 * ((months * (1.0 / 12.0)).floor() + 1.0) - self.calendar;
        let end = if end > from { end.min(to) } else { to.min(from + 12.0) };
        self.left.from = end;
        Some(Flow { from, to: end, rate: rate * self.growth.at(months) })
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
    /// Those of the occurrence `index` of a list of `event`, whose person joined at `joined` and leaves at `leaving`.
    pub(super) fn of(
        prepared: &Prepared<'_>,
        event: &DrawnEvent,
        list: &Occurrences,
        index: usize,
        joined: f64,
        leaving: f64,
    ) -> Self {
        let horizon = prepared.model.horizon;
        let (start, shift) = (list.placed.time[index], list.shift[index]);
        let factors = (list.cost[index], list.length[index]);
        let without = untouched(prepared, event, joined, start, factors, leaving);
        let kept = 1.0 - list.cut[index];
        let unmoved = Bill {
            lump: without.lump * kept,
            share: without.share * kept,
            length: without.length * (1.0 - list.short[index]),
            ..without
        };
        let later = start + shift;
        let calendar = unmoved.calendar - shift;
        let moved = (later <= horizon && later < leaving).then_some(Bill { start: later, calendar, ..unmoved });
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

/// One bill for an occurrence of `event`, to someone who joined at `joined`, that support does nothing to.
pub(super) fn untouched(
    prepared: &Prepared<'_>,
    event: &DrawnEvent,
    joined: f64,
    start: f64,
    (share, length): (f64, f64),
    leaving: f64,
) -> Bill {
    let calendar = prepared.plan.months_before + joined;
    let lump = share * event.unit_cost * event.growth.at(calendar + start);
    Bill { start, limit: stays_end(prepared, leaving), lump, share, length, calendar }
}
