//! Holds what falls at a time after joining against the calendar: by year, by month and discounted.

use super::discount;
use super::integrate::Window;
use super::mass::Mass;
use crate::model::{Discounting, Model, Plan};
use crate::numeric::{float, whole_part};

/// Consecutive numbers, one for each year or month from `first` on; 0 elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Bins {
    pub(super) first: usize,
    pub(super) values: Vec<f64>,
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
    /// δ = -ln v, where one rate holds as it runs.
    pub(super) δ: f64,
    /// What holds where it does not.
    pub(super) varying: Option<Discounting>,
}

/// A time so short that nothing changes in it.
const INSTANT: f64 = 1e-6;

impl Bins {
    /// Takes for nothing what is less than this.
    pub(super) fn round(&mut self, least: f64) {
        self.values.iter_mut().filter(|value| value.abs() < least).for_each(|value| *value = 0.0);
    }

    /// Adds `factor` times others.
    pub(super) fn add(&mut self, factor: f64, other: &Self) {
        let (first, end) = (other.first, other.first + other.values.len());
        if self.values.is_empty() {
            self.first = first;
        }
        if first < self.first {
            self.values.splice(0..0, std::iter::repeat_n(0.0, self.first - first));
            self.first = first;
        }
        if end > self.first + self.values.len() {
            self.values.resize(end - self.first, 0.0);
        }
        for (sum, value) in self.values[first - self.first..].iter_mut().zip(&other.values) {
            *sum += factor * value;
        }
    }

    /// Adds `factor` times the numbers to `out`.
    #[inline]
    pub(super) fn add_to(&self, factor: f64, out: &mut [f64]) {
        for (sum, value) in out.get_mut(self.first..).unwrap_or_default().iter_mut().zip(&self.values) {
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
    pub(super) fn mix<'a>(&mut self, parts: impl Iterator<Item = (&'a Self, f64)> + Clone) {
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

    pub(super) fn new(edges: &[f64], mass: impl Fn(f64, f64) -> f64) -> Self {
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
        let log = model.discounting.log_of_month(model.span);
        Self {
            joining: joining.collect(),
            years: edges(years, |year| 12.0 * year - months_before),
            months: edges(months, |month| month),
            δ: -log.unwrap_or(0.0),
            varying: log.is_none().then(|| model.discounting.clone()),
        }
    }

    /// The same for what runs on: what is beyond the last followed month is in the last year, and in no month.
    pub(super) fn running(&self, plan: &Plan, model: &Model) -> Self {
        let mut running = self.clone();
        if let Some(later) = plan.later {
            let years = &mut running.years;
            let last = years.len() - 2;
            years.iter_mut().skip(1).for_each(|edge| *edge = edge.min(later));
            years[last] = later;
            years[last + 1] = f64::INFINITY;
        }
        if let Some(last) = running.months.last_mut() {
            *last = model.span;
        }
        // Nobody knows how long it runs.
        running.varying = model.discounting.log_of_month(f64::INFINITY).is_none().then(|| model.discounting.clone());
        running
    }

    /// The mean of e^(-rate·u) over the people.
    pub(super) fn discount(&self, rate: f64) -> f64 {
        self.joining.iter().map(|(window, share)| share * window.discount(rate)).sum()
    }

    /// Expected number of occurrences by bin of u + t + `later`, of those whose u + t is in `range`.
    pub(super) fn bins(&self, mass: &Mass, range: (f64, f64), later: f64, edges: &[f64]) -> Bins {
        Bins::new(edges, |first, last| self.between(mass, range, first - later, last - later))
    }

    /// Expected number of occurrences whose u + t is in `range` and between `first` and `last`.
    pub(super) fn between(&self, mass: &Mass, range: (f64, f64), first: f64, last: f64) -> f64 {
        let (first, last) = (first.max(range.0), last.min(range.1));
        self.joining.iter().map(|(window, share)| share * mass.between(*window, first, last)).sum()
    }

    /// The mean over the people of Σ Π v(u + t + shift), of occurrences whose u + t is in `range`.
    pub(super) fn worth(&self, mass: &Mass, range: (f64, f64), shifts: &[f64]) -> f64 {
        let parts = self.joining.iter().map(|(window, share)| {
            let (from, to) = ((window.from + mass.low).max(range.0), (window.to + mass.high).min(range.1));
            let piece = |piece: &discount::Piece| {
                piece.value * mass.discounted(*window, (piece.from, piece.to), piece.force, piece.about)
            };
            let pieces = if to > from { self.pieces(from, to, shifts) } else { Vec::new() };
            share * pieces.iter().map(piece).sum::<f64>()
        });
        parts.sum()
    }

    /// The mean over the people of Π v(u + t + shift) of an occurrence at t, where u + t is in `range`.
    pub(super) fn worth_at(&self, t: f64, range: (f64, f64), shifts: &[f64]) -> f64 {
        let parts = self.joining.iter().map(|(Window { from, to }, share)| {
            let (first, last) = ((from + t).max(range.0), (to + t).min(range.1));
            if to > from {
                let pieces = if last > first { self.pieces(first, last, shifts) } else { Vec::new() };
                share * pieces.iter().map(|piece| piece.integral((piece.from, piece.to), 0.0)).sum::<f64>()
                    / (to - from)
            } else if range.0 <= from + t && from + t < range.1 {
                share * self.pieces(first, first + INSTANT, shifts)[0].at(first)
            } else {
                0.0
            }
        });
        parts.sum()
    }

    /// The chance that u + t is between `first` and `last` and in `range`.
    fn chance(&self, t: f64, range: (f64, f64), first: f64, last: f64) -> f64 {
        let (first, last) = (first.max(range.0) - t, last.min(range.1) - t);
        let parts = self.joining.iter().map(|(Window { from, to }, share)| {
            if to > from {
                share * (to.min(last) - from.max(first)).max(0.0) / (to - from)
            } else if first <= *from && *from < last {
                *share
            } else {
                0.0
            }
        });
        parts.sum()
    }

    /// The chances of bins of u + t + `later` of an occurrence at t whose u + t is in `range`.
    pub(super) fn chances(&self, t: f64, range: (f64, f64), later: f64, edges: &[f64]) -> Bins {
        self.chances_of(t, range, edges, later, |first, last| (first - later, last - later))
    }

    /// The same, the bounds of the years made into others.
    pub(super) fn chances_of(
        &self,
        t: f64,
        range: (f64, f64),
        edges: &[f64],
        later: f64,
        bounds: impl Fn(f64, f64) -> (f64, f64),
    ) -> Bins {
        let windows = || self.joining.iter().map(|(window, _)| window);
        let first = windows().map(|window| window.from).fold(f64::INFINITY, f64::min) + t;
        let last = windows().map(|window| window.to).fold(0.0, f64::max) + t + later;
        // Only bins that may have any.
        let low = edges.partition_point(|edge| *edge <= first).saturating_sub(1);
        let high = (edges.partition_point(|edge| *edge <= last) + 1).min(edges.len());
        let bins = edges[low..high].windows(2).map(|edge| {
            let (first, last) = bounds(edge[0], edge[1]);
            self.chance(t, range, first, last)
        });
        Bins { first: low, values: bins.collect() }
    }

    /// Moments between `first` and `last` at which a year or month begins or another discount factor holds.
    pub(super) fn edges(&self, first: f64, last: f64) -> impl Iterator<Item = f64> {
        let factors = self.varying.iter().flat_map(move |discounting| discount::edges(discounting, first, last));
        let bins = self.years.iter().chain(&self.months).copied();
        bins.filter(move |edge| *edge > first && *edge < last).chain(factors)
    }

    /// The pieces of the product of v(x + shift) over all `shifts` between two moments.
    pub(super) fn pieces(&self, from: f64, to: f64, shifts: &[f64]) -> Vec<discount::Piece> {
        match &self.varying {
            Some(discounting) => discount::pieces(discounting, from, to, shifts),
            None => vec![discount::Piece::of_power(from, to, self.δ, shifts)],
        }
    }
}

/// Boundaries of `count` bins, whatever falls before the first or after the last being counted in these.
pub(super) fn edges(count: usize, start: impl Fn(f64) -> f64) -> Vec<f64> {
    let inner = (1..count).map(|index| start(float(index)));
    std::iter::once(f64::NEG_INFINITY).chain(inner).chain([f64::INFINITY]).collect()
}
