//! Lays the ground of all integrals: what does not depend on the hazard of leaving, and how stays are tabulated on it.

use std::cell::RefCell;
use std::sync::Arc;

use super::calendar::Calendar;
use super::cell::Cell;
use super::course::Stretch as Accrual;
use super::effect::Layout;
use super::following::{self, Pace};
use super::intake::Intakes;
use super::integrate::Shape;
use super::intensity::{self, Line};
use super::range;
use super::running::Stays;
use super::social::{self, Social};
use super::stay::{Exposure, FlowLayout, Known, Lengths, Moments, Stretch, Table, stored};
use crate::model::{Model, Outcome, PastHorizon, Plan};

/// Shares of a length that tables reach down to where support shortens.
const SHORTEST: f64 = 0.02;

/// What does not depend on the hazard of leaving.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) calendar: Calendar,
    /// The same for what runs on past the last followed month.
    pub(super) running: Calendar,
    /// Whose lines there are.
    pub(super) intakes: Intakes,
    /// Where running cost is booked.
    pub(super) flows: FlowLayout,
    pub(super) layout: Layout,
    /// Every line, by the event at its end.
    pub(super) lines: Vec<Vec<Line>>,
    /// The law of the lengths of each event's stays, and the mean lengths that are asked for.
    pub(super) stays: Vec<(Lengths, Vec<(f64, f64)>)>,
    /// The stretches of every outcome, without any where its present value has a closed form.
    pub(super) outcomes: Vec<Vec<Accrual>>,
    /// When programme cost that follows the people is paid, line by line.
    pub(super) following: Vec<Pace>,
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
        let running = calendar.running(plan, model);
        let intakes = Intakes::new(model, &calendar);
        let lines = intensity::lines(model);
        let courses = |outcome: &Outcome| {
            let closed = Social::new(outcome, model, &calendar).is_some();
            if closed { Vec::new() } else { social::stretches(outcome, model) }
        };
        Self {
            flows: FlowLayout::new(&running.years, &running.months),
            layout: Layout::new(model),
            lines: lines
                .iter()
                .map(|lines| lines.iter().flat_map(|line| intakes.spread(line, model)).collect())
                .collect(),
            intakes,
            stays: stays.collect(),
            outcomes: model.outcomes.iter().map(courses).collect(),
            following: following::lines(model).map(|line| Pace::of(line, model)).collect(),
            calendar,
            running,
        }
    }
}

impl Ground {
    /// Whether any line is integrated anew in every draw.
    pub(super) fn varies(&self) -> bool {
        self.lines.iter().flatten().any(|line| line.varies)
    }

    /// How long after joining what accrues to a person may run, of what is known.
    pub(super) fn ends(&self) -> impl Iterator<Item = f64> {
        let outcomes = self.outcomes.iter().flatten().map(|stretch| stretch.high);
        outcomes.chain(self.following.iter().filter_map(|pace| match pace {
            Pace::Evenly(stretch) => Some(stretch.high),
            Pace::AtOnce | Pace::Uncertain => None,
        }))
    }
}

/// Makes the tables of stays at one hazard, of people who join by one calendar.
pub(super) struct Tables<'a> {
    ground: &'a Ground,
    exposure: Arc<Exposure>,
    /// By event.
    known: RefCell<Vec<Known>>,
    /// Whether anything is laid out beforehand.
    tabulated: bool,
}

impl<'a> Tables<'a> {
    pub(super) fn new(ground: &'a Ground, calendar: &Calendar, model: &Model, λ: f64, tabulated: bool) -> Self {
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

    /// Those of all intakes; none where there are no stays.
    pub(super) fn of_intakes(ground: &'a Ground, model: &Model, λ: f64, tabulated: bool) -> Vec<Self> {
        let runs = model.events.iter().any(|event| !event.stays.is_empty());
        let intakes = ground.intakes.list.iter().filter(|_| runs);
        intakes.map(|intake| Self::new(ground, &intake.calendar, model, λ, tabulated)).collect()
    }

    pub(super) fn of_cell(&self, event: usize, line: &Line, cell: &Cell) -> Stays {
        // The cell before it has the stays of those who leave while they are delayed too, and of all years' prices.
        if cell.leaves || cell.repeats {
            return Stays::default();
        }
        let range = (cell.mass.low, cell.mass.high);
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
