//! Cuts every line into cells in which support acts alike.

use std::sync::Arc;

use super::calendar::Calendar;
use super::cell::{ADDED, Cell, EVER, When};
use super::effect::{self, Layout, OFF};
use super::integrate::Shape;
use super::intensity::{Line, Step};
use super::mass::Mass;
use super::pieces::{self, Pieces};
use super::ramp::{self, Basis, Ramps};
use crate::model::{Model, Term};
use crate::numeric::exp;

/// Moments closer than this many months are one: they differ by rounding only.
const TOLERANCE: f64 = 1e-12;

/// Every cell of a line where people leave at the hazard λ; `calendar` is that of its people.
///
/// Of what is delayed by D, e^(-λD) finds its person still there; the rest is deferred, and makes a cell of its own.
pub(super) fn cells(
    line: &Line,
    model: &Model,
    layout: &Layout,
    calendar: &Calendar,
    λ: f64,
    (ramps, known): (&mut Ramps, &[Known]),
) -> Vec<Cell> {
    let horizon = model.horizon;
    let over = model.published.as_ref().map_or(horizon, |published| published.over);
    let mut cuts = vec![line.shape.from, horizon, horizon - line.delay, over];
    for step in &line.steps {
        let changes = effect::changes(&model.events[step.event].support, horizon, ramps.months[step.event]);
        cuts.extend(changes.map(|change| change + step.before));
    }
    cuts.extend(shortening(line, model, ramps));
    cuts.retain(|cut| (line.shape.from..=horizon).contains(cut));
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.dedup_by(|next, last| *next - *last < TOLERANCE);
    let shape = line.shape.discounted(λ);
    let kept = exp(-λ * line.delay);
    let grows = grows(line, model);
    let mut cells = Vec::with_capacity(cuts.len());
    for cut in cuts.windows(2) {
        let (low, high) = (cut[0], cut[1]);
        let middle = f64::midpoint(low, high);
        let deferred = middle + line.delay > horizon;
        let moves = line.delay > 0.0 && !deferred;
        let whole = Mass::new(shape, low, high);
        let of = |share: f64| Mass { shape: Shape { height: shape.height * share, ..shape }, ..whole };
        let here = if moves { of(kept) } else { whole };
        let delay = if moves { line.delay } else { 0.0 };
        let ways = ways(line, model, layout, (low, high), ramps);
        for (index, (mass, price, range)) in by_price(here, calendar, grows).enumerate() {
            let when = When { range, delay };
            let known = known.iter().find(|known| known.price == price).map(|known| &known.pieces);
            let made = |mass: &Mass, when: When| made(mass, &ways, when, calendar, known);
            let gone = (moves && model.cohort.may_leave()).then(|| made(&of(1.0 - kept), When { delay: 0.0, ..when }));
            let mut gone = gone.map(Vec::into_iter);
            for (cell, way) in made(&mass, when).into_iter().zip(&ways.places) {
                let repeats = index > 0;
                let cell = Cell { price, repeats, deferred, published: middle <= over, places: way.clone(), ..cell };
                let left = gone.as_mut().and_then(Iterator::next).map(|left| Cell {
                    price,
                    places: way.clone(),
                    published: cell.published,
                    deferred: true,
                    leaves: true,
                    ..left
                });
                cells.push(cell);
                cells.extend(left);
            }
        }
    }
    cells
}

/// Of so many pieces integrals are laid out at most: each has all months, so that they grow with the square of the horizon.
const LAID_OUT: usize = 240;

/// What is known of single occurrences of a line that draws cut anew, at the prices of one year where they grow.
#[derive(Clone, Debug)]
pub(super) struct Known {
    price: Option<usize>,
    pieces: Pieces,
}

impl Known {
    /// By the years whose prices hold.
    pub(super) fn of_line(line: &Line, model: &Model, calendar: &Calendar) -> Vec<Self> {
        let whole = Mass::new(line.shape, line.shape.from, model.horizon);
        let starts = line.steps.iter().filter(|step| effect::varies(&model.events[step.event].support));
        let starts = starts.map(|step| step.before + model.events[step.event].support.starts_after);
        let start = starts.fold(f64::INFINITY, f64::min).max(line.shape.from);
        // Where it is known how many are still there, integrals can be laid out too.
        let λ = model.cohort.leaves.certain().map(|_| model.cohort.hazard_of_leaving(&[]));
        let of = |(mass, price, range): (Mass, Option<usize>, (f64, f64))| {
            let when = When { range, delay: line.delay };
            let pieces = Pieces::new(mass.low, mass.high, when, calendar);
            let pieces = match λ.filter(|_| pieces.count() <= LAID_OUT) {
                Some(λ) => pieces.with_powers(mass.shape.discounted(λ), (start, line.steps.len() + 3), when, calendar),
                None => pieces,
            };
            Self { price, pieces }
        };
        by_price(whole, calendar, grows(line, model)).map(of).collect()
    }
}

/// Whether the costs of the event at the end of a line grow beyond prices in general.
fn grows(line: &Line, model: &Model) -> bool {
    line.steps.last().is_some_and(|step| model.events[step.event].real_growth != Term::Certain(0.0))
}

/// Moments on the way of what shortens the stays of an event by ever more: what comes of it is no polynomial along the way, but
/// nearly so along a month.
fn shortening(line: &Line, model: &Model, ramps: &Ramps) -> Vec<f64> {
    let Some(event) = line.steps.last().map(|step| step.event) else { return Vec::new() };
    let (of, builds) = (&model.events[event], ramps.months[event]);
    if of.stays.is_empty() || of.support.shortens == Term::Certain(0.0) {
        return Vec::new();
    }
    let months = std::iter::successors(Some(1.0), |month| Some(month + 1.0)).take_while(|month| *month < builds);
    months.map(|month| of.support.starts_after + month).collect()
}

/// What support is like on a stretch.
struct Ways {
    /// The moments that stand for it where an effect builds up; otherwise it is the same all along.
    moments: Option<Arc<[f64]>>,
    /// The places of effects at every moment, or all along.
    places: Vec<Vec<usize>>,
}

fn ways(line: &Line, model: &Model, layout: &Layout, (low, high): (f64, f64), ramps: &mut Ramps) -> Ways {
    let middle = f64::midpoint(low, high);
    let support = |step: &Step| &model.events[step.event].support;
    let place = |step: &Step| layout.place(step.event, support(step), middle - step.before);
    let whole: Vec<usize> = line.steps.iter().map(place).collect();
    let builds = |(step, place): (&Step, &usize)| {
        let since = middle - step.before - support(step).starts_after;
        *place != OFF && since < ramps.months[step.event]
    };
    let building: Vec<bool> = line.steps.iter().zip(&whole).map(builds).collect();
    let count = building.iter().filter(|builds| **builds).count();
    if count == 0 {
        return Ways { moments: None, places: vec![whole] };
    }
    let moments = ramp::moments(low, high, count);
    let mut at = |t: f64| {
        let steps = line.steps.iter().zip(&whole).zip(&building);
        let place = steps.map(|((step, &place), &builds)| {
            let since = t - step.before - support(step).starts_after;
            if builds { ramps.place(place, since / ramps.months[step.event]) } else { place }
        });
        place.collect()
    };
    Ways { places: moments.iter().map(|t| at(*t)).collect(), moments: Some(moments) }
}

/// The cells of a density: one, or one for each moment that stands for it; by what is known of single occurrences, if it is.
fn made(mass: &Mass, ways: &Ways, when: When, calendar: &Calendar, known: Option<&Pieces>) -> Vec<Cell> {
    let cells = match (&ways.moments, known) {
        (moments, Some(known)) => known.cells(mass, moments.as_deref(), when, calendar),
        (None, None) => vec![Cell::integrated(*mass, when, calendar)],
        (Some(moments), None) => pieces::cells(mass, moments, when, calendar),
    };
    let basis = |own: usize| ways.moments.as_ref().map(|moments| Basis { moments: Arc::clone(moments), own });
    cells.into_iter().enumerate().map(|(own, cell)| Cell { basis: basis(own), ..cell }).collect()
}

/// The parts of a density by the year of the table whose prices hold, where they grow; otherwise all of it.
pub(super) fn by_price(
    mass: Mass,
    calendar: &Calendar,
    grows: bool,
) -> impl Iterator<Item = (Mass, Option<usize>, (f64, f64))> {
    let windows = || calendar.joining.iter().map(|(window, _)| window);
    let first = windows().map(|window| window.from).fold(f64::INFINITY, f64::min) + mass.low;
    let last = windows().map(|window| window.to).fold(f64::NEG_INFINITY, f64::max) + mass.high;
    let years = calendar.years.windows(2).enumerate().map(|(year, bounds)| (Some(year), (bounds[0], bounds[1])));
    let touched = years.filter(move |(_, (from, to))| *from < last && first < *to);
    let parts: Vec<_> = if grows { touched.collect() } else { vec![(None, EVER)] };
    parts.into_iter().map(move |(price, range)| (mass, price, range))
}

/// Occurrences that support adds, by the year of the table whose prices hold.
pub(super) fn added_by_price(model: &Model, calendar: &Calendar, λ: f64) -> Vec<Cell> {
    by_price(Mass::new(ADDED.discounted(λ), 0.0, model.horizon), calendar, true)
        .map(|(mass, price, range)| Cell { price, ..Cell::integrated(mass, When { range, ..When::ANY }, calendar) })
        .collect()
}
