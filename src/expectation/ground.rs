//! Lays the ground of all integrals: what does not depend on the hazard of leaving, and how stays are tabulated on it.

use std::cell::RefCell;
use std::sync::Arc;

use super::cell::{Calendar, Cell};
use super::effect::Layout;
use super::integrate::Shape;
use super::intensity::{self, Line};
use super::range;
use super::running::Stays;
use super::stay::{Exposure, FlowLayout, Known, Lengths, Moments, Stretch, Table, stored};
use crate::model::{Model, PastHorizon, Plan};

/// Shares of a length that tables reach down to where support shortens.
const SHORTEST: f64 = 0.02;

/// What does not depend on the hazard of leaving.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) calendar: Calendar,
    /// Where running cost is booked.
    pub(super) flows: FlowLayout,
    pub(super) layout: Layout,
    /// Every line, by the event at its end.
    pub(super) lines: Vec<Vec<Line>>,
    /// The law of the lengths of each event's stays, and the mean lengths that are asked for.
    pub(super) stays: Vec<(Lengths, Vec<(f64, f64)>)>,
}

impl Ground {
    pub(super) fn new(plan: &Plan, model: &Model) -> Self {
        let calendar = Calendar::new(model, plan.months_before, plan.years.len());
        let stays = model.events.iter().map(|event| {
            let kept = match range::of_term(&event.support.shortens, &model.laws).1 {
                c if c > 0.0 => (1.0 - c).max(SHORTEST),
                _ => 1.0,
            };
            let ranges = event.stays.iter().map(|stay| {
                let (low, high) = range::of_term(&stay.length, &model.laws);
                // Nothing is laid out for a length without bounds.
                if high.is_finite() { (kept * low.max(SHORTEST * high), high) } else { (0.0, high) }
            });
            (Lengths::new(event.stay_varies), ranges.collect())
        });
        Self {
            flows: flows(&calendar, plan, model),
            layout: Layout::new(model),
            lines: intensity::lines(model),
            stays: stays.collect(),
            calendar,
        }
    }
}

/// Years as the plan has them, what runs on past the last followed month being in the last; months up to the end of the span.
fn flows(calendar: &Calendar, plan: &Plan, model: &Model) -> FlowLayout {
    let mut years = calendar.years.clone();
    if let Some(later) = plan.later {
        let last = years.len() - 2;
        years.iter_mut().skip(1).for_each(|edge| *edge = edge.min(later));
        years[last] = later;
        years[last + 1] = f64::INFINITY;
    }
    let mut months = calendar.months.clone();
    if let Some(last) = months.last_mut() {
        *last = model.span;
    }
    FlowLayout::new(&years, &months)
}

/// Makes the tables of stays at one hazard.
pub(super) struct Tables<'a> {
    ground: &'a Ground,
    exposure: Arc<Exposure>,
    /// By event.
    known: RefCell<Vec<Known>>,
    /// Whether anything is laid out beforehand.
    tabulated: bool,
}

impl<'a> Tables<'a> {
    pub(super) fn new(ground: &'a Ground, model: &Model, λ: f64, tabulated: bool) -> Self {
        let calendar = &ground.calendar;
        let cut = model.past_horizon == PastHorizon::Cut;
        let exposure = Exposure {
            joining: calendar.joining.clone(),
            layout: ground.flows.clone(),
            moments: Moments::new(&ground.flows, &calendar.joining, cut, model.horizon),
            horizon: model.horizon,
            cut,
            λ,
            δ: calendar.δ,
            discount: [calendar.discount(calendar.δ), calendar.discount(2.0 * calendar.δ)],
        };
        let known = RefCell::new(vec![Known::default(); model.events.len()]);
        Self { ground, exposure: Arc::new(exposure), known, tabulated }
    }

    pub(super) fn of_cell(&self, event: usize, line: &Line, cell: &Cell) -> Stays {
        // The cell before it has the stays of those who leave while they are delayed too.
        if cell.leaves {
            return Stays::default();
        }
        let range = (cell.low, cell.high);
        let late = if cell.moved.is_some() { self.of(event, line.shape, range, line.delay) } else { Vec::new() };
        Stays { now: self.of(event, line.shape, range, 0.0), late }
    }

    /// One for each stay of an event, of occurrences between two moments.
    pub(super) fn of(&self, event: usize, shape: Shape, (low, high): (f64, f64), delay: f64) -> Vec<Table> {
        let (lengths, ranges) = &self.ground.stays[event];
        let stretch = Stretch { shape, low, high, delay };
        let known = &mut self.known.borrow_mut()[event];
        let mut table = |range: &(f64, f64)| {
            if !self.tabulated || high <= low {
                return Table::bare(&self.exposure, stretch, lengths);
            }
            let make = || Table::new(&self.exposure, stretch, lengths, *range, known);
            stored(&self.exposure, &stretch, lengths, *range, make)
        };
        ranges.iter().map(&mut table).collect()
    }
}
