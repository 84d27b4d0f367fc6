//! Integrates the occurrences of a stretch of time in which support acts alike.

use super::calendar::{Bins, Calendar};
use super::integrate::Shape;
use super::mass::Mass;
use super::ramp::Basis;
use crate::model::Model;
use crate::numeric::exp;

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

    /// Takes for nothing what is only rounding: less than a share of all occurrences.
    pub(super) fn round(&mut self, share: f64) {
        let least = share * self.count.abs();
        self.years.round(least);
        self.months.round(least);
        if let Some(moved) = &mut self.moved {
            let bins = [&mut moved.within, &mut moved.leaving, &mut moved.arriving, &mut moved.months];
            bins.into_iter().for_each(|bins| bins.round(least));
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

/// Between which moments something of a year falls, of its bounds and a delay.
type Bounds = fn(f64, f64, f64) -> (f64, f64);

/// Of a year, between which moments are those that a delay leaves in it, that it takes out of it, and that it brings into it.
const MOVES: [Bounds; 3] = [
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
