//! Knows what one occurrence at any moment brings, so that stretches whose bounds a draw says are cheap to integrate.
//!
//! Between two knots every chance of a year or month is a straight line in t, and a discount factor nearly a parabola: what an
//! occurrence at t brings is that of three moments, each times its Lagrange polynomial.

use super::calendar::Calendar;
use super::cell::{Cell, When};
use super::integrate::Shape;
use super::mass::Mass;
use super::ramp::{MOST, polynomials};

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

/// By how many widths of a stretch its end may be later than the moment from which powers of t are counted: of more, too many
/// digits would be lost.
const FURTHEST: f64 = 10.0;

/// Numbers smaller than this share of a cell are rounding.
const ROUNDING: f64 = 1e-14;

/// What one occurrence brings, piece by piece.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    list: Vec<Piece>,
    powers: Option<Powers>,
}

/// Integrals of powers of t - start for one density, from the first piece on to every other.
#[derive(Clone, Debug)]
struct Powers {
    shape: Shape,
    start: f64,
    /// By piece and power; the last is after all pieces.
    sums: Vec<Vec<Cell>>,
}

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
        Self { list: pieces.collect(), powers: None }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// The same with integrals of so many powers of t - start for a density of this shape.
    pub(super) fn with_powers(
        mut self,
        shape: Shape,
        (start, count): (f64, usize),
        when: When,
        calendar: &Calendar,
    ) -> Self {
        let mass = Mass::new(shape, f64::NEG_INFINITY, f64::INFINITY);
        let mut sums = vec![vec![Cell::nothing(mass, when, calendar); count]];
        let mut weights = vec![[0.0; 3]; count];
        for piece in &self.list {
            weights.fill([0.0; 3]);
            piece.weigh(shape, piece.from, piece.to, |t, number, parts| {
                let powers = std::iter::successors(Some(number), |power| Some(power * (t - start)));
                weights.iter_mut().zip(powers).for_each(|(weights, power)| add(weights, power, parts));
            });
            let mut next = sums[sums.len() - 1].clone();
            next.iter_mut().zip(&weights).for_each(|(cell, weights)| piece.add_to(cell, weights, 1.0));
            sums.push(next);
        }
        self.powers = Some(Powers { shape, start, sums });
        self
    }

    /// Cells of occurrences of this density: one for each of the moments that stand for it, or one.
    pub(super) fn cells(&self, mass: &Mass, moments: Option<&[f64]>, when: When, calendar: &Calendar) -> Vec<Cell> {
        let count = moments.map_or(1, <[f64]>::len);
        let mut cells = vec![Cell::nothing(*mass, when, calendar); count];
        let first = self.list.partition_point(|piece| piece.to <= mass.low);
        if let Some((powers, factor)) = self.powers.as_ref().and_then(|powers| powers.serve(mass, moments)) {
            // All pieces up to the one in which the stretch ends, less those before it, and what is left of these two.
            let last = self.list.partition_point(|piece| piece.to <= mass.high);
            for (cell, polynomial) in cells.iter_mut().zip(coefficients(moments, powers.start)) {
                for (power, coefficient) in polynomial.iter().enumerate() {
                    cell.add(factor * coefficient, &powers.sums[last][power]);
                    cell.add(-factor * coefficient, &powers.sums[first][power]);
                }
            }
            for (place, end, sign) in [(last, mass.high, 1.0), (first, mass.low, -1.0)] {
                if let Some(piece) = self.list.get(place).filter(|piece| piece.from < end) {
                    piece.count(mass.shape, (piece.from, end), moments, sign, &mut cells);
                }
            }
            cells.iter_mut().for_each(|cell| cell.round(ROUNDING));
            return cells;
        }
        for piece in self.list[first..].iter().take_while(|piece| piece.from < mass.high) {
            let range = (piece.from.max(mass.low), piece.to.min(mass.high));
            piece.count(mass.shape, range, moments, 1.0, &mut cells);
        }
        cells
    }
}

/// The cells of all moments that stand for a stretch, of occurrences of this density.
pub(super) fn cells(mass: &Mass, moments: &[f64], when: When, calendar: &Calendar) -> Vec<Cell> {
    Pieces::new(mass.low, mass.high, when, calendar).cells(mass, Some(moments), when, calendar)
}

impl Powers {
    /// How many times they make the density, if they do without losing digits.
    fn serve(&self, mass: &Mass, moments: Option<&[f64]>) -> Option<(&Self, f64)> {
        let Shape { height, rate, from } = self.shape;
        let same = rate == mass.shape.rate && from == mass.shape.from && height != 0.0;
        let enough = moments.is_none_or(|moments| {
            moments.len() <= self.sums[0].len()
                && mass.low >= self.start
                && mass.high - self.start <= FURTHEST * (mass.high - mass.low)
        });
        (same && enough).then(|| (self, mass.shape.height / height))
    }
}

impl Piece {
    /// Visits places with how many occurrences each stands for and the parts of the three moments there.
    fn weigh(&self, shape: Shape, low: f64, high: f64, mut visit: impl FnMut(f64, f64, [f64; 3])) {
        let panels = (shape.rate.abs() * (high - low) / STEP).ceil().clamp(1.0, 1e3);
        let half = 0.5 * (high - low) / panels;
        let mut centre = low + half;
        while centre < high {
            for (place, weight) in GAUSS {
                let t = centre + half * place;
                visit(t, half * weight * shape.at(t), lagrange(self.moments, t));
            }
            centre += 2.0 * half;
        }
    }

    /// Counts `sign` times the part of it between two moments in the cells of all moments that stand for a stretch, or in one.
    fn count(&self, shape: Shape, (low, high): (f64, f64), moments: Option<&[f64]>, sign: f64, cells: &mut [Cell]) {
        let mut weights = [[0.0; 3]; MOST];
        self.weigh(shape, low, high, |t, number, parts| match moments {
            None => add(&mut weights[0], number, parts),
            Some(moments) => {
                let shares = weights.iter_mut().zip(polynomials(moments, t));
                shares.for_each(|(weights, share)| add(weights, number * share, parts));
            }
        });
        cells.iter_mut().zip(&weights).for_each(|(cell, weights)| self.add_to(cell, weights, sign));
    }

    fn add_to(&self, cell: &mut Cell, weights: &[f64; 3], sign: f64) {
        weights.iter().zip(&self.points).for_each(|(weight, point)| cell.add(sign * weight, point));
    }
}

fn add(weights: &mut [f64; 3], number: f64, parts: [f64; 3]) {
    weights.iter_mut().zip(parts).for_each(|(weight, part)| *weight += number * part);
}

/// The coefficients of powers of t - start in Lagrange's polynomials of all moments, from the lowest; without moments, of 1.
fn coefficients(moments: Option<&[f64]>, start: f64) -> Vec<Vec<f64>> {
    let Some(moments) = moments else { return vec![vec![1.0]] };
    let polynomial = |own: usize| {
        let mut product = vec![1.0];
        for (_, other) in moments.iter().enumerate().filter(|(index, _)| *index != own) {
            let width = moments[own] - other;
            // Times (t - other)/(own - other).
            product.push(0.0);
            for power in (0..product.len()).rev() {
                let lower = if power > 0 { product[power - 1] } else { 0.0 };
                product[power] = (lower - (other - start) * product[power]) / width;
            }
        }
        product
    };
    (0..moments.len()).map(polynomial).collect()
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

#[cfg(test)]
mod tests {
    use super::super::integrate::Window;
    use super::*;

    /// All numbers of a cell.
    fn numbers(cell: &Cell) -> Vec<f64> {
        let bins = [&cell.years, &cell.months].map(|bins| (0..40).map(|bin| bins.at(bin)).collect::<Vec<f64>>());
        let moved = cell.moved.as_ref().expect("moved");
        let moved = [&moved.within, &moved.leaving, &moved.arriving, &moved.months];
        let moved = moved.map(|bins| (0..40).map(|bin| bins.at(bin)).collect::<Vec<f64>>());
        [vec![cell.count, cell.discounted, cell.discounted_twice], bins.concat(), moved.concat()].concat()
    }

    #[test]
    fn stretches_are_the_same_by_powers_by_pieces_and_in_closed_form() {
        let edges = |count: u8, step: f64, first: f64| {
            let inner = (1..count).map(move |edge| step * f64::from(edge) - first);
            std::iter::once(f64::NEG_INFINITY).chain(inner).chain([f64::INFINITY]).collect()
        };
        let calendar = Calendar {
            joining: vec![(Window { from: 0.0, to: 7.0 }, 0.6), (Window { from: 9.0, to: 9.0 }, 0.4)],
            years: edges(4, 12.0, 5.0),
            months: edges(40, 1.0, 0.0),
            δ: 0.003,
            varying: None,
        };
        let when = When { delay: 2.5, ..When::ANY };
        let shape = Shape { height: 0.3, rate: 0.2, from: 1.0 };
        let pieces = Pieces::new(1.0, 25.0, when, &calendar);
        let powers = pieces.clone().with_powers(shape, (2.0, 4), when, &calendar);
        let half = Shape { height: 0.15, ..shape };
        for (low, high) in [(2.0, 7.3), (3.3, 4.9), (6.0, 20.0), (2.1, 2.2), (20.4, 25.0)] {
            let mass = Mass::new(half, low, high);
            let exact = numbers(&Cell::integrated(mass, when, &calendar));
            let moments = [0.1, 0.4, 0.7, 0.95].map(|place| low + place * (high - low));
            for known in [&pieces, &powers] {
                let one = numbers(&known.cells(&mass, None, when, &calendar)[0]);
                for (found, wanted) in one.iter().zip(&exact) {
                    assert!((found - wanted).abs() < 1e-9 * exact[0], "{low}–{high}: {found} against {wanted}");
                }
            }
            let [by_pieces, by_powers] =
                [&pieces, &powers].map(|known| known.cells(&mass, Some(&moments), when, &calendar));
            for (found, wanted) in by_powers.iter().zip(&by_pieces) {
                for (found, wanted) in numbers(found).iter().zip(numbers(wanted)) {
                    assert!((found - wanted).abs() < 1e-9 * exact[0], "{low}–{high}: {found} against {wanted}");
                }
            }
        }
    }
}
