//! Tabulates what stays bring as a function of their mean length, so that a draw of the length costs a few products.
//!
//! Between two kinks, or on a piece of ln ℓ no longer than the law is wide, every number is a polynomial of degree 5 through
//! Chebyshev's points. A piece is halved until, at a place between its points, no number misses the exact one by more than
//! 1e-7 of the largest of its kind. Lengths outside of the range that the table was made for are worked out exactly.

use std::f64::consts::PI;
use std::sync::{Arc, Mutex, PoisonError};

use super::exposure::{Exposure, Stretch};
use super::lengths::Lengths;
use super::limited::Known;
use crate::numeric::{cos, exp, float, ln, whole_part};

const DEGREE: usize = 5;

/// What a table may miss, as a share of the largest number of a kind.
const TOLERANCE: f64 = 1e-7;

/// How often a piece is halved at most.
const HALVINGS: u32 = 7;

/// Where a piece is tried, on (-1, 1): between its points, in no symmetry.
const TRIAL: f64 = 0.55;

/// A mean length with its numbers.
type Row = (f64, Vec<f64>);

/// The flow of one stretch by mean length.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Table {
    exposure: Arc<Exposure>,
    stretch: Stretch,
    lengths: Lengths,
    /// Ascending, without gaps.
    pieces: Arc<Vec<Piece>>,
    /// The only length asked for, if there is one.
    certain: Option<Arc<Row>>,
    /// The last length outside of all pieces that was worked out: who looks for a switching value asks for one in every draw.
    outside: Arc<Mutex<Option<Row>>>,
}

/// Polynomials of all numbers on a piece of ℓ or ln ℓ.
#[derive(Clone, Debug)]
struct Piece {
    low: f64,
    high: f64,
    /// The coefficients of each power in turn, from the highest.
    powers: Vec<Vec<f64>>,
}

impl Table {
    /// One in which nothing is laid out.
    pub(in crate::expectation) fn bare(exposure: &Arc<Exposure>, stretch: Stretch, lengths: &Lengths) -> Self {
        Self {
            exposure: Arc::clone(exposure),
            stretch,
            lengths: lengths.clone(),
            pieces: Arc::default(),
            certain: None,
            outside: Arc::default(),
        }
    }

    /// For mean lengths between `range.0` and `range.1`; `known` is of the same law.
    pub(in crate::expectation) fn new(
        exposure: &Arc<Exposure>,
        stretch: Stretch,
        lengths: &Lengths,
        range: (f64, f64),
        known: &mut Known,
    ) -> Self {
        let mut table = Self::bare(exposure, stretch, lengths);
        let (low, high) = range;
        if low >= high {
            table.certain = Some(Arc::new((low, table.exact(low, known))));
        } else if high.is_finite() {
            let rule = Rule::new();
            let knots = table.knots(low, high);
            let mut pieces = Vec::new();
            let mut first = table.row(knots[0], known);
            for knot in knots.windows(2) {
                let last = table.row(knot[1], known);
                table.refine(&rule, (knot[0], knot[1]), [&first, &last], HALVINGS, known, &mut pieces);
                first = last;
            }
            table.pieces = Arc::new(pieces);
        }
        table
    }

    /// The numbers of [`super::flow::Layout`] at mean length `length`, into `row`.
    pub(in crate::expectation) fn at(&self, length: f64, row: &mut Vec<f64>) {
        row.clear();
        if let Some(certain) = self.certain.as_ref().filter(|certain| certain.0 == length) {
            row.extend_from_slice(&certain.1);
            return;
        }
        let place = self.place(length);
        let after = self.pieces.partition_point(|piece| piece.high < place);
        let Some(piece) = self.pieces.get(after).filter(|piece| piece.low <= place) else {
            let mut last = self.outside.lock().unwrap_or_else(PoisonError::into_inner);
            let (_, numbers) = match last.take() {
                Some(known) if known.0 == length => last.insert(known),
                _ => last.insert((length, self.exact(length, &mut Known::default()))),
            };
            row.extend_from_slice(numbers);
            return;
        };
        let x = (2.0 * place - piece.low - piece.high) / (piece.high - piece.low);
        row.extend_from_slice(&piece.powers[0]);
        for coefficients in &piece.powers[1..] {
            for (number, coefficient) in row.iter_mut().zip(coefficients) {
                *number = *number * x + coefficient;
            }
        }
    }

    /// How many numbers are laid out.
    pub(super) fn size(&self) -> usize {
        (1 + (DEGREE + 1) * self.pieces.len()) * self.exposure.layout.len()
    }

    fn exact(&self, length: f64, known: &mut Known) -> Vec<f64> {
        self.exposure.flow(&self.stretch, &self.lengths, length, known)
    }

    /// The axis on which the table is smooth: ℓ itself where it has kinks, else ln ℓ.
    fn place(&self, length: f64) -> f64 {
        if self.lengths.smooth_over().is_some() { ln(length) } else { length }
    }

    fn length(&self, place: f64) -> f64 {
        if self.lengths.smooth_over().is_some() { exp(place) } else { place }
    }

    /// Where pieces begin and end, on that axis.
    fn knots(&self, low: f64, high: f64) -> Vec<f64> {
        let (low, high) = (self.place(low), self.place(high));
        if let Some(step) = self.lengths.smooth_over() {
            let count: usize = whole_part(((high - low) / step).ceil().clamp(1.0, 1e3));
            return (0..=count).map(|k| low + (high - low) * float(k) / float(count)).collect();
        }
        let &Stretch { low: first, high: last, delay, .. } = &self.stretch;
        let windows = || self.exposure.joining.iter().flat_map(|(window, _)| [window.from, window.to]);
        let ends = self.exposure.layout.edges().iter().flat_map(|edge| windows().map(move |join| edge - join));
        let ends = ends.chain([self.exposure.horizon]).map(|end| end - delay);
        let mut knots: Vec<f64> = ends.flat_map(|end| [end - first, end - last]).collect();
        knots.retain(|knot| *knot > low && *knot < high);
        knots.extend([low, high]);
        knots.sort_unstable_by(f64::total_cmp);
        knots.dedup_by(|next, last| *next - *last < 1e-9 * high);
        knots
    }

    /// The exact numbers at a place on that axis.
    fn row(&self, place: f64, known: &mut Known) -> Vec<f64> {
        self.exact(self.length(place), known)
    }

    /// Adds the pieces between two places, the numbers at both of which are `ends`.
    fn refine(
        &self,
        rule: &Rule,
        (low, high): (f64, f64),
        ends: [&[f64]; 2],
        halvings: u32,
        known: &mut Known,
        pieces: &mut Vec<Piece>,
    ) {
        let half = 0.5 * (high - low);
        let centre = low + half;
        let inner = rule.points[1..DEGREE].iter().map(|point| self.row(centre + half * point, known));
        let inner: Vec<Vec<f64>> = inner.collect();
        let [first, last] = ends;
        let rows: Vec<&[f64]> = std::iter::once(first).chain(inner.iter().map(Vec::as_slice)).chain([last]).collect();
        let piece = Piece { low, high, powers: rule.powers(&rows) };
        if halvings > 0 {
            let exact = self.row(centre + half * TRIAL, known);
            let sizes = self.exposure.layout.sizes(&exact);
            let pairs = piece.at(TRIAL).into_iter().zip(&exact).zip(sizes);
            if pairs.into_iter().any(|((found, exact), size)| (found - exact).abs() > TOLERANCE * size) {
                let middle = self.row(centre, known);
                self.refine(rule, (low, centre), [first, &middle], halvings - 1, known, pieces);
                self.refine(rule, (centre, high), [&middle, last], halvings - 1, known, pieces);
                return;
            }
        }
        pieces.push(piece);
    }
}

impl Piece {
    fn at(&self, x: f64) -> Vec<f64> {
        let mut row = self.powers[0].clone();
        for coefficients in &self.powers[1..] {
            row.iter_mut().zip(coefficients).for_each(|(number, coefficient)| *number = *number * x + coefficient);
        }
        row
    }
}

/// Chebyshev's points on [-1, 1], ends included, and what each contributes to every power.
struct Rule {
    points: [f64; DEGREE + 1],
    /// Lagrange's polynomials by point, coefficients from the highest power.
    basis: [[f64; DEGREE + 1]; DEGREE + 1],
}

impl Rule {
    fn new() -> Self {
        let points: [f64; DEGREE + 1] = std::array::from_fn(|k| -cos(PI * float(k) / float(DEGREE)));
        let basis = std::array::from_fn(|own| {
            // The product of (x - others), from the constant 1 on.
            let mut lagrange = [0.0; DEGREE + 1];
            lagrange[DEGREE] = 1.0;
            let mut scale = 1.0;
            for (_, point) in points.iter().enumerate().filter(|(other, _)| *other != own) {
                scale *= points[own] - point;
                for power in 0..=DEGREE {
                    let lower = if power < DEGREE { lagrange[power + 1] } else { 0.0 };
                    lagrange[power] = lower - point * lagrange[power];
                }
            }
            lagrange.map(|coefficient| coefficient / scale)
        });
        Self { points, basis }
    }

    /// Polynomials through `rows` at the points.
    fn powers(&self, rows: &[&[f64]]) -> Vec<Vec<f64>> {
        (0..=DEGREE)
            .map(|power| {
                let mut sums = vec![0.0; rows[0].len()];
                for (row, basis) in rows.iter().zip(&self.basis) {
                    sums.iter_mut().zip(*row).for_each(|(sum, number)| *sum += basis[power] * number);
                }
                sums
            })
            .collect()
    }
}
