//! Cuts every line into cells in which support acts alike, and integrates each cell once for all draws.

use std::sync::Arc;

use super::calendar::{Bins, Calendar};
use super::effect::{self, Layout, OFF};
use super::integrate::Shape;
use super::intensity::{Line, Step};
use super::mass::Mass;
use super::pieces::Pieces;
use super::ramp::{self, Basis, Ramps};
use crate::model::{Model, Term};
use crate::numeric::exp;

/// Moments closer than this many months are one: they differ by rounding only.
const TOLERANCE: f64 = 1e-12;

/// All of the calendar.
pub(super) const EVER: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// A stretch of t, the time without support, on which a, b and the fate of a delayed occurrence are constant for
/// every event of the chain. All integrals are per person, for amplitude 1 and certain links.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// When occurrences fall without support, after joining.
    pub(super) mass: Mass,
    /// Where an effect builds up: the moment of the way that it stands for.
    pub(super) basis: Option<Basis>,
    /// The year of the table whose prices hold, where they grow.
    pub(super) price: Option<usize>,
    /// Whether it is the same as the one before it at the prices of another year.
    pub(super) repeats: bool,
    /// Whether it is the part of the cell before it that leaves while it is delayed.
    pub(super) leaves: bool,
    /// Place in the tables of effects, by step of the line.
    pub(super) places: Vec<usize>,
    /// Whether one that still happens falls past the horizon.
    pub(super) deferred: bool,
    /// Whether it falls in the period that the published figures cover.
    pub(super) published: bool,
    /// Expected number of occurrences.
    pub(super) count: f64,
    /// The mean of Σ v^(u+t).
    pub(super) discounted: f64,
    /// The mean of Σ v^(2(u+t)).
    pub(super) discounted_twice: f64,
    /// Expected number by calendar year of u + t.
    pub(super) years: Bins,
    /// Expected number by programme month of u + t.
    pub(super) months: Bins,
    /// Where they fall with support, if that is later and within the horizon.
    pub(super) moved: Option<Moved>,
}

/// Occurrences that support moves to t + D ≤ H.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) discount: Later,
    /// Expected number of those whose u + t and u + t + D lie in one calendar year, by that year.
    pub(super) within: Bins,
    /// Expected number of those that leave a calendar year, by the year of u + t.
    pub(super) leaving: Bins,
    /// The same by the year of u + t + D.
    pub(super) arriving: Bins,
    /// Expected number by programme month of u + t + D.
    pub(super) months: Bins,
}

/// Which occurrences of a density are meant, and by how much later support makes them.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    /// Between which moments of the calendar they fall.
    pub(super) range: (f64, f64),
    /// D; 0 where nothing is moved within the horizon.
    pub(super) delay: f64,
}

impl When {
    /// All of them, where they are.
    pub(super) const ANY: Self = Self { range: EVER, delay: 0.0 };
}

/// What £1 that is moved is worth.
#[derive(Clone, Copy, Debug)]
pub(super) enum Later {
    /// v^D times as much.
    Times(f64),
    /// The means of Σ v(x + D), of Σ v(x)·v(x + D) and of Σ v(x + D)², x = u + t, where no one rate holds.
    Varying([f64; 3]),
}

impl Cell {
    /// Occurrences of an event that support adds: even over the horizon while people are there, from nobody's chain.
    pub(super) fn added(model: &Model, calendar: &Calendar, λ: f64) -> Self {
        Self::integrated(Mass::new(ADDED.discounted(λ), 0.0, model.horizon), When::ANY, calendar)
    }

    /// The same by the year of the table whose prices hold.
    pub(super) fn added_by_price(model: &Model, calendar: &Calendar, λ: f64) -> Vec<Self> {
        by_price(Mass::new(ADDED.discounted(λ), 0.0, model.horizon), calendar, true)
            .map(|(mass, price, range)| Self { price, ..Self::integrated(mass, When { range, ..When::ANY }, calendar) })
            .collect()
    }

    /// Occurrences of a density, for amplitude 1.
    pub(super) fn integrated(mass: Mass, when: When, calendar: &Calendar) -> Self {
        let (δ, range) = (calendar.δ, when.range);
        let (discounted, discounted_twice) = if calendar.varying.is_none() && range == EVER {
            let of = |δ: f64| mass.shape.discounted(δ).integral(mass.low, mass.high) * calendar.discount(δ);
            (of(δ), of(2.0 * δ))
        } else {
            (calendar.worth(&mass, range, &[0.0]), calendar.worth(&mass, range, &[0.0, 0.0]))
        };
        let count = if range == EVER { mass.count() } else { calendar.between(&mass, range, range.0, range.1) };
        Self {
            count,
            discounted,
            discounted_twice,
            years: calendar.bins(&mass, range, 0.0, &calendar.years),
            months: calendar.bins(&mass, range, 0.0, &calendar.months),
            moved: (when.delay > 0.0).then(|| Moved::integrated(&mass, when, calendar)),
            ..Self::empty(mass)
        }
    }

    /// One occurrence at t; `discounts` are the means of v^u and v^(2u).
    pub(super) fn point(t: f64, when: When, calendar: &Calendar, discounts: [f64; 2]) -> Self {
        let (δ, range) = (calendar.δ, when.range);
        let (discounted, discounted_twice) = if calendar.varying.is_none() && range == EVER {
            let once = exp(-δ * t);
            (once * discounts[0], once * once * discounts[1])
        } else {
            (calendar.worth_at(t, range, &[0.0]), calendar.worth_at(t, range, &[0.0, 0.0]))
        };
        let years = calendar.chances(t, range, 0.0, &calendar.years);
        Self {
            count: if range == EVER { 1.0 } else { years.values.iter().sum() },
            discounted,
            discounted_twice,
            years,
            months: calendar.chances(t, range, 0.0, &calendar.months),
            moved: (when.delay > 0.0).then(|| Moved::point(t, when, calendar)),
            ..Self::empty(Mass::new(ADDED, t, t))
        }
    }

    /// No occurrences yet.
    pub(super) fn nothing(mass: Mass, when: When, calendar: &Calendar) -> Self {
        let discount = Later::nothing(when.delay, calendar);
        let none = Bins::default;
        let moved = || Moved { discount, within: none(), leaving: none(), arriving: none(), months: none() };
        Self { moved: (when.delay > 0.0).then(moved), ..Self::empty(mass) }
    }

    fn empty(mass: Mass) -> Self {
        Self {
            mass,
            basis: None,
            price: None,
            repeats: false,
            leaves: false,
            places: Vec::new(),
            deferred: false,
            published: false,
            count: 0.0,
            discounted: 0.0,
            discounted_twice: 0.0,
            years: Bins::default(),
            months: Bins::default(),
            moved: None,
        }
    }

    /// Adds so many of the occurrences of another.
    pub(super) fn add(&mut self, number: f64, other: &Self) {
        self.count += number * other.count;
        self.discounted += number * other.discounted;
        self.discounted_twice += number * other.discounted_twice;
        self.years.add(number, &other.years);
        self.months.add(number, &other.months);
        if let (Some(moved), Some(other)) = (&mut self.moved, &other.moved) {
            moved.within.add(number, &other.within);
            moved.leaving.add(number, &other.leaving);
            moved.arriving.add(number, &other.arriving);
            moved.months.add(number, &other.months);
            if let (Later::Varying(sums), Later::Varying(numbers)) = (&mut moved.discount, other.discount) {
                sums.iter_mut().zip(numbers).for_each(|(sum, other)| *sum += number * other);
            }
        }
    }
}

impl Cell {
    /// Makes of the numbers of this cell the weighted sum of those of the same cell at other hazards of leaving.
    pub(super) fn mix<'a>(&mut self, parts: impl Iterator<Item = (&'a Self, f64)> + Clone) {
        let sum = |of: fn(&Self) -> f64| parts.clone().map(|(cell, weight)| weight * of(cell)).sum::<f64>();
        self.count = sum(|cell| cell.count);
        self.discounted = sum(|cell| cell.discounted);
        self.discounted_twice = sum(|cell| cell.discounted_twice);
        self.years.mix(parts.clone().map(|(cell, weight)| (&cell.years, weight)));
        self.months.mix(parts.clone().map(|(cell, weight)| (&cell.months, weight)));
        if let Some(moved) = &mut self.moved {
            let parts = parts.filter_map(|(cell, weight)| cell.moved.as_ref().map(|moved| (moved, weight)));
            moved.discount.mix(parts.clone().map(|(moved, weight)| (moved.discount, weight)));
            moved.within.mix(parts.clone().map(|(moved, weight)| (&moved.within, weight)));
            moved.leaving.mix(parts.clone().map(|(moved, weight)| (&moved.leaving, weight)));
            moved.arriving.mix(parts.clone().map(|(moved, weight)| (&moved.arriving, weight)));
            moved.months.mix(parts.map(|(moved, weight)| (&moved.months, weight)));
        }
    }
}

impl Later {
    fn mix(&mut self, parts: impl Iterator<Item = (Self, f64)>) {
        let Self::Varying(sums) = self else { return };
        *sums = [0.0; 3];
        for (later, weight) in parts {
            if let Self::Varying(numbers) = later {
                sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += weight * number);
            }
        }
    }
}

impl Later {
    fn nothing(delay: f64, calendar: &Calendar) -> Self {
        if calendar.varying.is_none() { Self::Times(exp(-calendar.δ * delay)) } else { Self::Varying([0.0; 3]) }
    }

    /// What it is where `of` is the mean of the product of factors so much later.
    fn new(delay: f64, calendar: &Calendar, of: impl Fn(&[f64]) -> f64) -> Self {
        match Self::nothing(delay, calendar) {
            Self::Varying(_) => Self::Varying([of(&[delay]), of(&[0.0, delay]), of(&[delay, delay])]),
            times @ Self::Times(_) => times,
        }
    }
}

/// Of a year, between which moments are those that a delay leaves in it, that it takes out of it, and that it brings into it.
const MOVES: [fn(f64, f64, f64) -> (f64, f64); 3] = [
    |first, last, delay| (first, last - delay),
    |first, last, delay| (first.max(last - delay), last),
    |first, last, delay| (first - delay, first.min(last - delay)),
];

impl Moved {
    fn integrated(mass: &Mass, When { range, delay }: When, calendar: &Calendar) -> Self {
        let [within, leaving, arriving] = MOVES.map(|of| {
            Bins::new(&calendar.years, |first, last| {
                let (first, last) = of(first, last, delay);
                calendar.between(mass, range, first, last)
            })
        });
        let discount = Later::new(delay, calendar, |shifts| calendar.worth(mass, range, shifts));
        Self { discount, within, leaving, arriving, months: calendar.bins(mass, range, delay, &calendar.months) }
    }

    fn point(t: f64, When { range, delay }: When, calendar: &Calendar) -> Self {
        let [within, leaving, arriving] =
            MOVES.map(|of| calendar.chances_of(t, range, &calendar.years, delay, |first, last| of(first, last, delay)));
        let discount = Later::new(delay, calendar, |shifts| calendar.worth_at(t, range, shifts));
        Self { discount, within, leaving, arriving, months: calendar.chances(t, range, delay, &calendar.months) }
    }
}

/// When support adds occurrences: one a month, whatever the time.
pub(super) const ADDED: Shape = Shape { height: 1.0, rate: 0.0, from: 0.0 };

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
        let of = |(mass, price, range): (Mass, Option<usize>, (f64, f64))| Self {
            price,
            pieces: Pieces::new(mass.low, mass.high, When { range, delay: line.delay }, calendar),
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
        (Some(moments), None) => ramp::cells(mass, moments, when, calendar),
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
