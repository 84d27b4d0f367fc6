//! Knows what one occurrence at any moment brings, so that stretches whose bounds a draw says are cheap to integrate.
//!
//! Between two knots every chance of a year or month is a straight line in t, and a discount factor nearly a parabola: what an
//! occurrence at t brings is that of three moments, each times its Lagrange polynomial.

use super::calendar::Calendar;
use super::cell::{Cell, When};
use super::mass::Mass;
use super::ramp::polynomials;

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

/// Where the three moments of a piece are, as shares of it.
const PLACES: [f64; 3] = [0.1, 0.5, 0.9];

/// What one occurrence brings, piece by piece.
#[derive(Clone, Debug)]
pub(super) struct Pieces(Vec<Piece>);

/// The time between two knots.
#[derive(Clone, Debug)]
struct Piece {
    from: f64,
    to: f64,
    moments: [f64; 3],
    points: [Cell; 3],
}

impl Pieces {
    /// Those between two moments after joining.
    pub(super) fn new(low: f64, high: f64, when: When, calendar: &Calendar) -> Self {
        let discounts = [calendar.discount(calendar.δ), calendar.discount(2.0 * calendar.δ)];
        let knots = knots(low, high, when, calendar);
        let pieces = knots.windows(2).filter(|knot| knot[1] > knot[0]).map(|knot| {
            let (from, to) = (knot[0], knot[1]);
            let moments = PLACES.map(|place| from + place * (to - from));
            Piece { from, to, moments, points: moments.map(|t| Cell::point(t, when, calendar, discounts)) }
        });
        Self(pieces.collect())
    }

    /// Cells of occurrences of this density: one for each of the moments that stand for it, or one.
    pub(super) fn cells(&self, mass: &Mass, moments: Option<&[f64]>, when: When, calendar: &Calendar) -> Vec<Cell> {
        let count = moments.map_or(1, <[f64]>::len);
        let mut cells = vec![Cell::nothing(*mass, when, calendar); count];
        let first = self.0.partition_point(|piece| piece.to <= mass.low);
        let mut weights = vec![[0.0; 3]; count];
        for piece in self.0[first..].iter().take_while(|piece| piece.from < mass.high) {
            let (low, high) = (piece.from.max(mass.low), piece.to.min(mass.high));
            weights.fill([0.0; 3]);
            let panels = (mass.shape.rate.abs() * (high - low) / STEP).ceil().clamp(1.0, 1e3);
            let half = 0.5 * (high - low) / panels;
            let mut centre = low + half;
            while centre < high {
                for (place, weight) in GAUSS {
                    let t = centre + half * place;
                    let number = half * weight * mass.shape.at(t);
                    let parts = lagrange(piece.moments, t);
                    let add = |weights: &mut [f64; 3], number: f64| {
                        weights.iter_mut().zip(parts).for_each(|(weight, part)| *weight += number * part);
                    };
                    match moments {
                        None => add(&mut weights[0], number),
                        Some(moments) => {
                            weights.iter_mut().zip(polynomials(moments, t)).for_each(|(weights, share)| {
                                add(weights, number * share);
                            });
                        }
                    }
                }
                centre += 2.0 * half;
            }
            for (cell, weights) in cells.iter_mut().zip(&weights) {
                weights.iter().zip(&piece.points).for_each(|(weight, point)| cell.add(*weight, point));
            }
        }
        cells
    }
}

/// Lagrange's polynomials of three moments.
fn lagrange([a, b, c]: [f64; 3], t: f64) -> [f64; 3] {
    let (x, y, z) = (t - a, t - b, t - c);
    [y * z / ((a - b) * (a - c)), x * z / ((b - a) * (b - c)), x * y / ((c - a) * (c - b))]
}

/// Moments between which everything that is asked of an occurrence is smooth.
fn knots(low: f64, high: f64, When { range, delay }: When, calendar: &Calendar) -> Vec<f64> {
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
    // What differs by rounding only is one.
    knots.dedup_by(|next, last| *next - *last < 1e-9);
    knots
}
