//! Cuts every line into cells in which support acts alike, and integrates each cell once for all draws.

use super::effect::{self, Layout};
use super::integrate::{Shape, Window};
use super::intensity::Line;
use crate::model::Model;
use crate::numeric::{exp, float, whole_part};

/// Moments closer than this many months are one: they differ by rounding only.
const TOLERANCE: f64 = 1e-12;

/// A stretch of t, the time without support, on which a, b and the fate of a delayed occurrence are constant for
/// every event of the chain. All integrals are per person, for amplitude 1 and certain links.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// From when to when occurrences fall without support, months after joining.
    pub(super) low: f64,
    pub(super) high: f64,
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
    /// v^D.
    pub(super) discount: f64,
    /// Expected number of those whose u + t and u + t + D lie in one calendar year, by that year.
    pub(super) within: Bins,
    /// Expected number of those that leave a calendar year, by the year of u + t.
    pub(super) leaving: Bins,
    /// The same by the year of u + t + D.
    pub(super) arriving: Bins,
    /// Expected number by programme month of u + t + D.
    pub(super) months: Bins,
}

/// Consecutive numbers, one for each year or month from `first` on; 0 elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Bins {
    first: usize,
    values: Vec<f64>,
}

/// The calendar against which times are held: certain for the whole plan.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// Joining windows with the share of people who join in each.
    pub(super) joining: Vec<(Window, f64)>,
    /// Boundaries of the years, in months after the start; the first and last are infinite.
    pub(super) years: Vec<f64>,
    /// Boundaries of the programme's months, likewise.
    pub(super) months: Vec<f64>,
    /// δ = -ln v.
    pub(super) δ: f64,
}

impl Bins {
    /// Adds `factor` times the numbers to `out`.
    #[inline]
    pub(super) fn add_to(&self, factor: f64, out: &mut [f64]) {
        for (sum, value) in out[self.first..].iter_mut().zip(&self.values) {
            *sum += factor * value;
        }
    }

    /// The number of one year or month.
    pub(super) fn at(&self, index: usize) -> f64 {
        index.checked_sub(self.first).and_then(|place| self.values.get(place)).copied().unwrap_or(0.0)
    }

    /// Every entry with its index.
    #[inline]
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, f64)> {
        (self.first..).zip(self.values.iter().copied())
    }

    /// Makes of these the weighted sum of others.
    fn mix<'a>(&mut self, parts: impl Iterator<Item = (&'a Self, f64)> + Clone) {
        let filled = parts.filter(|(bins, _)| !bins.values.is_empty());
        self.first = filled.clone().map(|(bins, _)| bins.first).min().unwrap_or(0);
        let end = filled.clone().map(|(bins, _)| bins.first + bins.values.len()).max().unwrap_or(0);
        self.values.clear();
        self.values.resize(end - self.first, 0.0);
        for (bins, weight) in filled {
            for (sum, value) in self.values[bins.first - self.first..].iter_mut().zip(&bins.values) {
                *sum += weight * value;
            }
        }
    }

    fn new(edges: &[f64], mass: impl Fn(f64, f64) -> f64) -> Self {
        let masses: Vec<f64> = edges.windows(2).map(|edge| mass(edge[0], edge[1])).collect();
        let first = masses.iter().position(|&mass| mass != 0.0).unwrap_or(0);
        let end = masses.iter().rposition(|&mass| mass != 0.0).map_or(first, |last| last + 1);
        Self { first, values: masses[first..end].to_vec() }
    }
}

impl Calendar {
    pub(super) fn new(model: &Model, months_before: f64, years: usize) -> Self {
        let joining = model.cohort.joining.iter().filter(|joining| joining.people > 0).map(|joining| {
            let share = float(joining.people) / float(model.cohort.people);
            (Window { from: joining.from, to: joining.to }, share)
        });
        let months = whole_part(model.span.ceil());
        Self {
            joining: joining.collect(),
            years: edges(years, |year| 12.0 * year - months_before),
            months: edges(months, |month| month),
            δ: -model.discounting.log_of_month(model.span).unwrap_or(0.0),
        }
    }

    /// The mean of e^(-rate·u) over the people.
    pub(super) fn discount(&self, rate: f64) -> f64 {
        self.joining.iter().map(|(window, share)| share * window.discount(rate)).sum()
    }

    /// Expected number of occurrences between `low` and `high` after joining by bin of u + t + `later`.
    fn bins(&self, shape: &Shape, low: f64, high: f64, later: f64, edges: &[f64]) -> Bins {
        Bins::new(edges, |first, last| self.between(shape, low, high, first - later, last - later))
    }

    fn between(&self, shape: &Shape, low: f64, high: f64, first: f64, last: f64) -> f64 {
        self.joining.iter().map(|(window, share)| share * shape.between(low, high, *window, first, last)).sum()
    }
}

/// Boundaries of `count` bins, whatever falls before the first or after the last being counted in these.
fn edges(count: usize, start: impl Fn(f64) -> f64) -> Vec<f64> {
    let inner = (1..count).map(|index| start(float(index)));
    std::iter::once(f64::NEG_INFINITY).chain(inner).chain([f64::INFINITY]).collect()
}

impl Cell {
    /// Occurrences of an event that support adds: even over the horizon while people are there, from nobody's chain.
    pub(super) fn added(model: &Model, calendar: &Calendar, λ: f64) -> Self {
        Self::integrated(&ADDED.discounted(λ), 0.0, model.horizon, calendar)
    }

    pub(super) fn integrated(shape: &Shape, low: f64, high: f64, calendar: &Calendar) -> Self {
        let δ = calendar.δ;
        Self {
            low,
            high,
            leaves: false,
            places: Vec::new(),
            deferred: false,
            published: false,
            count: shape.integral(low, high),
            discounted: shape.discounted(δ).integral(low, high) * calendar.discount(δ),
            discounted_twice: shape.discounted(2.0 * δ).integral(low, high) * calendar.discount(2.0 * δ),
            years: calendar.bins(shape, low, high, 0.0, &calendar.years),
            months: calendar.bins(shape, low, high, 0.0, &calendar.months),
            moved: None,
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
            moved.within.mix(parts.clone().map(|(moved, weight)| (&moved.within, weight)));
            moved.leaving.mix(parts.clone().map(|(moved, weight)| (&moved.leaving, weight)));
            moved.arriving.mix(parts.clone().map(|(moved, weight)| (&moved.arriving, weight)));
            moved.months.mix(parts.map(|(moved, weight)| (&moved.months, weight)));
        }
    }
}

impl Moved {
    fn integrated(shape: &Shape, low: f64, high: f64, delay: f64, calendar: &Calendar) -> Self {
        let years = |range: &dyn Fn(f64, f64) -> (f64, f64)| {
            Bins::new(&calendar.years, |first, last| {
                let (first, last) = range(first, last);
                calendar.between(shape, low, high, first, last)
            })
        };
        Self {
            discount: exp(-calendar.δ * delay),
            within: years(&|first, last| (first, last - delay)),
            leaving: years(&|first, last| (first.max(last - delay), last)),
            arriving: years(&|first, last| (first - delay, first.min(last - delay))),
            months: calendar.bins(shape, low, high, delay, &calendar.months),
        }
    }
}

/// When support adds occurrences: one a month, whatever the time.
pub(super) const ADDED: Shape = Shape { height: 1.0, rate: 0.0, from: 0.0 };

/// Every cell of a line where people leave at the hazard λ.
///
/// Of what is delayed by D, e^(-λD) finds its person still there; the rest is deferred, and makes a cell of its own.
pub(super) fn cells(line: &Line, model: &Model, layout: &Layout, calendar: &Calendar, λ: f64) -> Vec<Cell> {
    let horizon = model.horizon;
    let over = model.published.as_ref().map_or(horizon, |published| published.over);
    let mut cuts = vec![line.shape.from, horizon, horizon - line.delay, over];
    for step in &line.steps {
        let support = &model.events[step.event].support;
        cuts.extend(effect::changes(support, horizon).map(|change| change + step.before));
    }
    cuts.retain(|cut| (line.shape.from..=horizon).contains(cut));
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.dedup_by(|next, last| *next - *last < TOLERANCE);
    let shape = line.shape.discounted(λ);
    let kept = exp(-λ * line.delay);
    let mut cells = Vec::with_capacity(cuts.len());
    for cut in cuts.windows(2) {
        let (low, high) = (cut[0], cut[1]);
        let middle = f64::midpoint(low, high);
        let deferred = middle + line.delay > horizon;
        let moves = line.delay > 0.0 && !deferred;
        let of = |share: f64| Shape { height: shape.height * share, ..shape };
        let shape = if moves { of(kept) } else { shape };
        let mut cell = Cell::integrated(&shape, low, high, calendar);
        let place = |step: &super::intensity::Step| {
            layout.place(step.event, &model.events[step.event].support, middle - step.before)
        };
        cell.places = line.steps.iter().map(place).collect();
        cell.deferred = deferred;
        cell.published = middle <= over;
        if moves {
            cell.moved = Some(Moved::integrated(&shape, low, high, line.delay, calendar));
        }
        let left = (moves && model.cohort.may_leave()).then(|| Cell {
            places: cell.places.clone(),
            published: cell.published,
            deferred: true,
            leaves: true,
            ..Cell::integrated(&of(1.0 - kept), low, high, calendar)
        });
        cells.push(cell);
        cells.extend(left);
    }
    cells
}
