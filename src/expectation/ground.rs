//! Lays the ground of all integrals: what does not depend on the hazard of leaving, and how stays are tabulated on it.

use std::cell::RefCell;
use std::sync::Arc;

use super::calendar::{self, Calendar};
use super::cell::{self, Cell};
use super::course::Stretch as Accrual;
use super::effect::Layout;
use super::following::{self, Pace};
use super::intake::Intakes;
use super::integrate::Shape;
use super::intensity::{self, Line};
use super::ramp::Basis;
use super::range;
use super::running::Stays;
use super::social::{self, Social};
use super::stay::{Exposure, FlowLayout, Known, Lengths, Moments, Stretch, Table, stored};
use crate::model::{Discounting, Event, Model, Outcome, PastHorizon, Plan, Term};
use crate::numeric::whole_part;

/// Shares of a length that tables reach down to where support shortens.
const SHORTEST: f64 = 0.02;

/// Months after the last followed one beyond which prices grow no more.
const LONGEST: f64 = 600.0;

/// What does not depend on the hazard of leaving.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) calendar: Calendar,
    /// The same for what runs on past the last followed month.
    pub(super) running: Calendar,
    /// Whose lines there are.
    pub(super) intakes: Intakes,
    /// Where running cost is booked.
    flows: FlowLayout,
    pub(super) layout: Layout,
    /// Every line, by the event at its end.
    pub(super) lines: Vec<Vec<Line>>,
    /// The law of the lengths of each event's stays, and the mean lengths that are asked for.
    pub(super) stays: Vec<(Lengths, Vec<(f64, f64)>)>,
    /// The stretches of every outcome, without any where its present value has a closed form.
    pub(super) outcomes: Vec<Vec<Accrual>>,
    /// When programme cost that follows the people is paid, line by line.
    pub(super) following: Vec<Pace>,
    /// Where running cost that grows is booked, by the months by which it is delayed; none where none does.
    grown_flows: Vec<(f64, FlowLayout)>,
    /// What is known of single occurrences of lines that draws cut anew, by line; nothing of others.
    pub(super) known: Vec<Vec<Vec<cell::Known>>>,
    /// How many years have prices of their own.
    pub(super) prices: usize,
    /// What holds where no one rate does while stays run.
    varying: Option<Discounting>,
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
        let stays: Vec<(Lengths, Vec<(f64, f64)>)> = stays.collect();
        let until = model.span + tail(model, &stays);
        let grows = |event: &Event| !event.stays.is_empty() && event.real_growth != Term::Certain(0.0);
        let growing = lines.iter().zip(&model.events).filter(|(_, event)| grows(event));
        let mut delays: Vec<f64> = growing.flat_map(|(lines, _)| lines.iter().map(|line| line.delay)).collect();
        if model.events.iter().any(grows) {
            delays.push(0.0);
        }
        delays.sort_unstable_by(f64::total_cmp);
        delays.dedup();
        let prices: usize = whole_part(((plan.months_before + until) / 12.0).ceil().max(1.0));
        let edges = calendar::edges(prices, |year| 12.0 * year - plan.months_before);
        let spread = |lines: &Vec<Line>| lines.iter().flat_map(|line| intakes.spread(line, model)).collect();
        let lines: Vec<Vec<Line>> = lines.iter().map(spread).collect();
        let known = |line: &Line| {
            let calendar = &intakes.list[line.intake].calendar;
            if line.varies { cell::Known::of_line(line, model, calendar) } else { Vec::new() }
        };
        let flows = |delay: f64| (delay, FlowLayout::grown(&running.years, &running.months, &edges, delay));
        let courses = |outcome: &Outcome| {
            let closed = Social::new(outcome, model, &calendar).is_some();
            if closed { Vec::new() } else { social::stretches(outcome, model) }
        };
        Self {
            flows: FlowLayout::new(&running.years, &running.months),
            layout: Layout::new(model),
            known: lines.iter().map(|lines| lines.iter().map(known).collect()).collect(),
            lines,
            intakes,
            grown_flows: delays.into_iter().map(flows).collect(),
            prices: if model.events.iter().any(grows) { prices } else { 0 },
            varying: model.discounting.log_of_month(until).is_none().then(|| model.discounting.clone()),
            stays,
            outcomes: model.outcomes.iter().map(courses).collect(),
            following: following::lines(model).map(|line| Pace::of(line, model)).collect(),
            calendar,
            running,
        }
    }
}

impl Ground {
    /// Where the running cost of an event is booked that begins `delay` months late.
    pub(super) fn flows(&self, event: &Event, delay: f64) -> &FlowLayout {
        let grown = self.grown_flows.iter().find(|(known, _)| *known == delay);
        grown.filter(|_| event.real_growth != Term::Certain(0.0)).map_or(&self.flows, |(_, layout)| layout)
    }

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

/// How long after the last followed month stays may run, months: those of a fixed length, and nearly all of a spread one.
fn tail(model: &Model, stays: &[(Lengths, Vec<(f64, f64)>)]) -> f64 {
    if model.past_horizon == PastHorizon::Cut {
        return 0.0;
    }
    let lengths = stays.iter().zip(&model.events).flat_map(|((_, ranges), event)| {
        let cv = event.stay_varies.cv();
        ranges.iter().filter(|(_, high)| high.is_finite()).map(move |(_, high)| high * (1.0 + 6.0 * cv))
    });
    lengths.fold(0.0, f64::max).min(LONGEST)
}

/// Makes the tables of stays at one hazard, of people who join by one calendar.
pub(super) struct Tables<'a> {
    ground: &'a Ground,
    exposure: Arc<Exposure>,
    /// Where costs grow, by the months by which stays are delayed.
    grown: Vec<(f64, Arc<Exposure>)>,
    /// Which events' costs do.
    grows: Vec<bool>,
    /// By event.
    known: RefCell<Vec<Known>>,
    /// Whether anything is laid out beforehand.
    tabulated: bool,
}

impl<'a> Tables<'a> {
    pub(super) fn new(ground: &'a Ground, calendar: &Calendar, model: &Model, λ: f64, tabulated: bool) -> Self {
        let cut = model.past_horizon == PastHorizon::Cut;
        let exposure = |layout: &FlowLayout| {
            Arc::new(Exposure {
                joining: calendar.joining.clone(),
                layout: layout.clone(),
                moments: Moments::new(layout, &calendar.joining, cut, model.horizon),
                horizon: model.horizon,
                cut,
                λ,
                δ: calendar.δ,
                discount: [calendar.discount(calendar.δ), calendar.discount(2.0 * calendar.δ)],
                varying: ground.varying.clone(),
            })
        };
        let grown = ground.grown_flows.iter().map(|(delay, layout)| (*delay, exposure(layout))).collect();
        let grows = model.events.iter().map(|event| event.real_growth != Term::Certain(0.0)).collect();
        let known = RefCell::new(vec![Known::default(); model.events.len()]);
        Self { ground, exposure: exposure(&ground.flows), grown, grows, known, tabulated }
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
        let of = |delay: f64| self.weighed(event, line.shape, range, delay, cell.basis.as_ref());
        Stays { now: of(0.0), late: if cell.moved.is_some() { of(line.delay) } else { Vec::new() } }
    }

    /// One for each stay of an event, of occurrences between two moments.
    pub(super) fn of(&self, event: usize, shape: Shape, range: (f64, f64), delay: f64) -> Vec<Table> {
        self.weighed(event, shape, range, delay, None)
    }

    /// The same where an effect builds up, for one moment of its way.
    pub(super) fn weighed(
        &self,
        event: usize,
        shape: Shape,
        (low, high): (f64, f64),
        delay: f64,
        basis: Option<&Basis>,
    ) -> Vec<Table> {
        let (lengths, ranges) = &self.ground.stays[event];
        let stretch = Stretch { shape, low, high, delay, basis: basis.cloned() };
        let grown = self.grown.iter().find(|(known, _)| *known == delay).filter(|_| self.grows[event]);
        let exposure = grown.map_or(&self.exposure, |(_, exposure)| exposure);
        let known = &mut self.known.borrow_mut()[event];
        let mut table = |range: &(f64, f64)| {
            if !self.tabulated || high <= low {
                return Table::bare(exposure, stretch.clone(), lengths);
            }
            let make = || Table::new(exposure, stretch.clone(), lengths, *range, known);
            stored(exposure, &stretch, lengths, *range, make)
        };
        ranges.iter().map(&mut table).collect()
    }
}
