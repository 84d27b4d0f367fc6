//! Works out what accrues to one person while they are there: an outcome, or programme cost by the month.

use super::calendar::{Bins, Calendar};
use super::discount;
use super::integrate::{Shape, e0, e1};
use super::mass::{Mass, nodes};
use super::sum::Sum;
use crate::numeric::exp;

/// What £1 a month between two moments after joining brings, or £1 at joining; per person.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    pub(super) total: Part,
    pub(super) present: Part,
    /// What is later than H after joining.
    pub(super) past: Part,
    /// By calendar year.
    pub(super) years: Vec<Part>,
    /// Means by programme month.
    pub(super) months: Bins,
}

/// One number of a person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    /// Its mean.
    pub(super) mean: f64,
    /// The mean of its square, or more.
    pub(super) second: f64,
    /// The mean over windows of joining of the square of its mean there: who joins in which is known.
    pub(super) squared: f64,
}

impl Part {
    const fn certain(value: f64) -> Self {
        Self { mean: value, second: value * value, squared: value * value }
    }

    fn add(&mut self, weight: f64, mean: f64, second: f64) {
        self.mean += weight * mean;
        self.second += weight * second;
    }

    /// Counts a window of joining, of which `part` is the mean of both.
    fn add_window(&mut self, share: f64, part: Self) {
        self.add(share, part.mean, part.second);
        self.squared += share * part.mean * part.mean;
    }

    fn mix(&mut self, parts: impl Iterator<Item = (Self, f64)>) {
        *self = Self::default();
        for (part, weight) in parts {
            self.add(weight, part.mean, part.second);
            self.squared += weight * part.squared;
        }
    }

    /// The variance of a person's, who has it with this chance.
    ///
    /// ```text
    /// p·E[X²] - p²·E[X]²      nothing where that is only rounding
    /// ```
    pub(super) fn variance(&self, chance: f64) -> f64 {
        let second = chance * self.second;
        let variance = second - chance * chance * self.squared;
        if variance > 1e-12 * second { variance } else { 0.0 }
    }
}

/// Between which moments after joining something accrues, and until when that is within the horizon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) horizon: f64,
}

impl Course {
    /// Of what accrues evenly, where people leave at the hazard λ; `calendar` is that of what runs on.
    pub(super) fn accruing(stretch: Stretch, calendar: &Calendar, λ: f64) -> Self {
        let Stretch { low, high, horizon } = stretch;
        if high <= low {
            return Self::nothing(calendar);
        }
        let mut course = Self::nothing(calendar);
        let presence = Shape { height: 1.0, rate: 0.0, from: 0.0 }.discounted(λ);
        course.total = part(low, high - low, λ);
        course.total.squared = course.total.mean * course.total.mean;
        let after = low.max(horizon);
        if high > after {
            course.past = part(after, high - after, λ);
            course.past.squared = course.past.mean * course.past.mean;
        }
        course.months = calendar.bins(&Mass::new(presence, low, high), super::cell::EVER, 0.0, &calendar.months);
        for (window, share) in &calendar.joining {
            let pieces = calendar.pieces(window.from + low, window.to + high, &[0.0]);
            let edges = calendar.years.iter().chain(pieces.iter().map(|piece| &piece.from));
            let mut knots: Vec<f64> = edges.flat_map(|edge| [edge - low, edge - high]).collect();
            knots.retain(|knot| *knot > window.from && *knot < window.to);
            knots.extend([window.from, window.to]);
            knots.sort_unstable_by(f64::total_cmp);
            let force = λ + pieces.iter().map(|piece| piece.force).fold(0.0, f64::max);
            let mut years = vec![Part::default(); course.years.len()];
            let mut present = Part::default();
            let mut visit = |u: f64, weight: f64| {
                let (first, last) = (u + low, u + high);
                for (year, bounds) in years.iter_mut().zip(calendar.years.windows(2)) {
                    let (from, to) = (bounds[0].max(first), bounds[1].min(last));
                    if to > from {
                        let Part { mean, second, .. } = part(from - u, to - from, λ);
                        year.add(weight, mean, second);
                    }
                }
                let (staying, all) = worth(&pieces, (first, last), u, λ);
                present.add(weight, staying, staying * all);
            };
            if window.to > window.from {
                let length = window.to - window.from;
                for piece in knots.windows(2).filter(|piece| piece[1] > piece[0]) {
                    nodes(piece[0], piece[1], force).for_each(|(u, weight)| visit(u, weight / length));
                }
            } else {
                visit(window.from, 1.0);
            }
            course.years.iter_mut().zip(years).for_each(|(sum, year)| sum.add_window(*share, year));
            course.present.add_window(*share, present);
        }
        course
    }

    /// Of what falls at joining.
    pub(super) fn at_once(calendar: &Calendar) -> Self {
        let mut course = Self::nothing(calendar);
        course.total = Part::certain(1.0);
        for (window, share) in &calendar.joining {
            let length = window.to - window.from;
            let chance = |from: f64, to: f64| {
                if length > 0.0 {
                    (window.to.min(to) - window.from.max(from)).max(0.0) / length
                } else if (from..to).contains(&window.from) {
                    1.0
                } else {
                    0.0
                }
            };
            for (year, bounds) in course.years.iter_mut().zip(calendar.years.windows(2)) {
                let chance = chance(bounds[0], bounds[1]);
                year.add_window(*share, Part { mean: chance, second: chance, squared: 0.0 });
            }
            let worth = |shifts: &[f64]| {
                if length > 0.0 {
                    let pieces = calendar.pieces(window.from, window.to, shifts);
                    pieces.iter().map(|piece| piece.integral((piece.from, piece.to), 0.0)).sum::<f64>() / length
                } else {
                    let piece = calendar.pieces(window.from, window.from + 1e-6, shifts)[0];
                    piece.at(window.from)
                }
            };
            let present = Part { mean: worth(&[0.0]), second: worth(&[0.0, 0.0]), squared: 0.0 };
            course.present.add_window(*share, present);
        }
        course.months = Bins::new(&calendar.months, |from, to| {
            let parts = calendar.joining.iter().map(|(window, share)| {
                let length = window.to - window.from;
                if length > 0.0 {
                    share * (window.to.min(to) - window.from.max(from)).max(0.0) / length
                } else if (from..to).contains(&window.from) {
                    *share
                } else {
                    0.0
                }
            });
            parts.sum()
        });
        course
    }

    fn nothing(calendar: &Calendar) -> Self {
        Self { years: vec![Part::default(); calendar.years.len() - 1], ..Self::default() }
    }

    /// Makes of the numbers of this the weighted sum of those of the same at other hazards of leaving.
    pub(super) fn mix<'a>(&mut self, parts: impl Iterator<Item = (&'a Self, f64)> + Clone) {
        self.total.mix(parts.clone().map(|(course, weight)| (course.total, weight)));
        self.present.mix(parts.clone().map(|(course, weight)| (course.present, weight)));
        self.past.mix(parts.clone().map(|(course, weight)| (course.past, weight)));
        for (year, part) in self.years.iter_mut().enumerate() {
            part.mix(parts.clone().map(|(course, weight)| (course.years[year], weight)));
        }
        self.months.mix(parts.map(|(course, weight)| (&course.months, weight)));
    }
}

/// How many of the `length` months from `start` after joining somebody is there, and the mean of its square.
///
/// ```text
/// E[X] = e^(-λ·start) ∫₀^h e^(-λz) dz,   E[X²] = 2·e^(-λ·start) ∫₀^h z·e^(-λz) dz
/// ```
fn part(start: f64, length: f64, λ: f64) -> Part {
    let (there, z) = (exp(-λ * start), λ * length);
    let mean = there * length * e0(z);
    Part { mean, second: 2.0 * there * length * length * e1(z), squared: 0.0 }
}

/// The present value of £1 a month between two moments of the calendar, for one who joins at `u` and is there until they leave,
/// and for one who stays.
fn worth(pieces: &[discount::Piece], (first, last): (f64, f64), u: f64, λ: f64) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for piece in pieces {
        let (from, to) = (piece.from.max(first), piece.to.min(last));
        if to > from {
            sums.1 += piece.integral((from, to), 0.0);
            sums.0 += exp(-λ * (from - u)) * piece.integral((from, to), λ);
        }
    }
    sums
}

/// The parts of several stretches of one outcome, each times what it is worth a month.
pub(super) fn joined<'a>(parts: impl Iterator<Item = (f64, &'a Part)>) -> Part {
    let mut sum = Sum::default();
    let mut squared = 0.0;
    for (worth, part) in parts {
        sum.join(Sum { mean: part.mean, second: part.second }.priced(worth, worth * worth));
        squared += worth * worth * part.squared;
    }
    Part { mean: sum.mean, second: sum.second, squared: squared.max(sum.mean * sum.mean) }
}
