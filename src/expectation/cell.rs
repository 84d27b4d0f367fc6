//! Cuts every line into cells in which support acts alike, and integrates each cell once for all draws.

use super::calendar::{Bins, Calendar};
use super::effect::{self, Layout};
use super::integrate::Shape;
use super::intensity::Line;
use super::mass::Mass;
use crate::model::Model;
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
        Self::integrated(Mass::new(ADDED.discounted(λ), 0.0, model.horizon), calendar)
    }

    pub(super) fn integrated(mass: Mass, calendar: &Calendar) -> Self {
        let δ = calendar.δ;
        let (discounted, discounted_twice) = if calendar.varying.is_none() && mass.basis.is_none() {
            let of = |δ: f64| mass.shape.discounted(δ).integral(mass.low, mass.high) * calendar.discount(δ);
            (of(δ), of(2.0 * δ))
        } else {
            (calendar.worth(&mass, EVER, &[0.0]), calendar.worth(&mass, EVER, &[0.0, 0.0]))
        };
        Self {
            leaves: false,
            places: Vec::new(),
            deferred: false,
            published: false,
            count: mass.count(),
            discounted,
            discounted_twice,
            years: calendar.bins(&mass, EVER, 0.0, &calendar.years),
            months: calendar.bins(&mass, EVER, 0.0, &calendar.months),
            moved: None,
            mass,
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

impl Moved {
    fn integrated(mass: &Mass, delay: f64, calendar: &Calendar) -> Self {
        let years = |range: &dyn Fn(f64, f64) -> (f64, f64)| {
            Bins::new(&calendar.years, |first, last| {
                let (first, last) = range(first, last);
                calendar.between(mass, EVER, first, last)
            })
        };
        let discount = if calendar.varying.is_none() {
            Later::Times(exp(-calendar.δ * delay))
        } else {
            let of = |shifts: &[f64]| calendar.worth(mass, EVER, shifts);
            Later::Varying([of(&[delay]), of(&[0.0, delay]), of(&[delay, delay])])
        };
        Self {
            discount,
            within: years(&|first, last| (first, last - delay)),
            leaving: years(&|first, last| (first.max(last - delay), last)),
            arriving: years(&|first, last| (first - delay, first.min(last - delay))),
            months: calendar.bins(mass, EVER, delay, &calendar.months),
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
        let mut cell = Cell::integrated(Mass::new(shape, low, high), calendar);
        let place = |step: &super::intensity::Step| {
            layout.place(step.event, &model.events[step.event].support, middle - step.before)
        };
        cell.places = line.steps.iter().map(place).collect();
        cell.deferred = deferred;
        cell.published = middle <= over;
        if moves {
            cell.moved = Some(Moved::integrated(&cell.mass, line.delay, calendar));
        }
        let left = (moves && model.cohort.may_leave()).then(|| Cell {
            places: cell.places.clone(),
            published: cell.published,
            deferred: true,
            leaves: true,
            ..Cell::integrated(Mass::new(of(1.0 - kept), low, high), calendar)
        });
        cells.push(cell);
        cells.extend(left);
    }
    cells
}
