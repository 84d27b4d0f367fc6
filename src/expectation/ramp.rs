//! Integrates occurrences on whose way an effect builds up: a few moments of the way stand for all of it.
//!
//! On a stretch where effects grow evenly, what an occurrence at t brings is a polynomial in t. It is the sum of what it is at a few
//! moments, each times Lagrange's polynomial of that moment; so each moment is a cell like any other, of the occurrences
//! weighed by its polynomial.

use std::sync::Arc;

use super::calendar::Calendar;
use super::cell::{Cell, When};
use super::mass::Mass;
use crate::model::Model;
use crate::numeric::{cos, float};
use std::f64::consts::PI;

/// Places and weights of Gauss's rule of five points on (-1, 1), exact up to the ninth power.
const GAUSS: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
];

/// Steps of an exponential that the rule takes at once: with a polynomial it is then missed by less than 1e-13.
const STEP: f64 = 0.5;

/// What a moment on the way of an effect stands for.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    /// All moments of the stretch, months after joining.
    pub(super) moments: Arc<[f64]>,
    /// Whose it is.
    pub(super) own: usize,
}

impl Basis {
    /// The same, `months` later.
    pub(super) fn later(&self, months: f64) -> Self {
        Self { moments: self.moments.iter().map(|moment| moment + months).collect(), own: self.own }
    }
}

/// How long every event's support takes to build up, and what effects are on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Ramps {
    /// B, months, by event; 0 where it acts in full at once.
    pub(super) months: Vec<f64>,
    /// Effects on the way: the place of the whole effect and the share of it, by place from `first` on.
    pub(super) places: Vec<(usize, f64)>,
    /// How many places there are before these.
    pub(super) first: usize,
}

impl Ramps {
    /// Those of a draw; without one, those that are certain.
    pub(super) fn new(model: &Model, theta: Option<&[f64]>, first: usize) -> Self {
        let months = model.events.iter().map(|event| {
            let builds = &event.support.builds_up;
            theta.map_or_else(|| builds.certain().unwrap_or(0.0), |theta| builds.value(theta)).max(0.0)
        });
        Self { months: months.collect(), places: Vec::new(), first }
    }

    /// The place of a share of the effect at another place.
    pub(super) fn place(&mut self, whole: usize, share: f64) -> usize {
        self.places.push((whole, share));
        self.first + self.places.len() - 1
    }
}

/// Moments of a stretch on which `ramps` effects of a chain grow: what comes of it is a polynomial of one degree more, squares of
/// two more.
pub(super) fn moments(low: f64, high: f64, ramps: usize) -> Arc<[f64]> {
    let count = ramps + 3;
    let (centre, half) = (f64::midpoint(low, high), 0.5 * (high - low));
    (0..count).map(|k| centre - half * cos(PI * (float(k) + 0.5) / float(count))).collect()
}

/// Lagrange's polynomials of all moments at t.
fn polynomials(moments: &[f64], t: f64) -> impl Iterator<Item = f64> {
    moments.iter().enumerate().map(move |(own, at)| {
        let others = moments.iter().enumerate().filter(|(index, _)| *index != own);
        others.map(|(_, other)| (t - other) / (at - other)).product()
    })
}

/// The cells of all moments, of occurrences of this density.
pub(super) fn cells(mass: &Mass, moments: &[f64], when: When, calendar: &Calendar) -> Vec<Cell> {
    let mut cells: Vec<Cell> = moments.iter().map(|_| Cell::nothing(*mass, when, calendar)).collect();
    let force = mass.shape.rate.abs() + calendar.δ;
    let discounts = [calendar.discount(calendar.δ), calendar.discount(2.0 * calendar.δ)];
    for piece in knots(mass, when, calendar).windows(2).filter(|piece| piece[1] > piece[0]) {
        let count = (force * (piece[1] - piece[0]) / STEP).ceil().clamp(1.0, 1e3);
        let half = 0.5 * (piece[1] - piece[0]) / count;
        let mut centre = piece[0] + half;
        while centre < piece[1] {
            for (place, weight) in GAUSS {
                let t = centre + half * place;
                let number = half * weight * mass.shape.at(t);
                let point = Cell::point(t, when, calendar, discounts);
                for (cell, share) in cells.iter_mut().zip(polynomials(moments, t)) {
                    cell.add(number * share, &point);
                }
            }
            centre += 2.0 * half;
        }
    }
    cells
}

/// The cell of one moment.
pub(super) fn cell(mass: &Mass, basis: &Basis, when: When, calendar: &Calendar) -> Cell {
    let cell = cells(mass, &basis.moments, when, calendar).swap_remove(basis.own);
    Cell { basis: Some(basis.clone()), ..cell }
}

/// Moments between which everything that is asked of an occurrence is smooth.
fn knots(mass: &Mass, When { range, delay, .. }: When, calendar: &Calendar) -> Vec<f64> {
    let Mass { low, high, .. } = *mass;
    let windows = || calendar.joining.iter().flat_map(|(window, _)| [window.from, window.to]);
    let first = windows().fold(f64::INFINITY, f64::min) + low;
    let last = windows().fold(0.0, f64::max) + high + delay;
    let edges = calendar.edges(first, last).chain([range.0, range.1]);
    let late = if delay > 0.0 { vec![0.0, delay] } else { vec![0.0] };
    let mut knots: Vec<f64> =
        edges.flat_map(|edge| late.iter().flat_map(move |late| windows().map(move |u| edge - late - u))).collect();
    knots.retain(|knot| *knot > low && *knot < high);
    knots.extend([low, high]);
    knots.sort_unstable_by(f64::total_cmp);
    knots
}
