//! Lays out the columns of an additive regression: a spline on the ranks of each input, its value, and products.

use super::column::Column;
use super::{float, whole_part};
use crate::numeric::{add_four, padded};
use std::ops::Range;

/// Equal segments between knots for one input alone.
const SEGMENTS: usize = 20;
/// Draws that each segment should hold.
pub(super) const DRAWS_PER_SEGMENT: usize = 10;

/// How many segments the spline of a single input has.
pub(super) fn segments_alone(draws: usize) -> usize {
    SEGMENTS.min(draws / DRAWS_PER_SEGMENT).max(2)
}

/// The columns of a regression: first the head, which is not penalised (a constant, each input's value, products), then
/// the cubic B-splines of each input; head and whole are padded with columns of zeros to whole vectors.
///
/// Beside the spline stands the value itself, without penalty: most inputs of a cost model enter linearly, and a
/// spline on ranks alone would smooth their tails away.
pub(super) struct Design<'a> {
    inputs: Vec<&'a Column>,
    /// Equal segments between knots of each spline.
    pub(super) segments: usize,
    pairs: Vec<(usize, usize)>,
    /// Rows.
    pub(super) rows: usize,
    /// Columns of the head with its padding.
    pub(super) head: usize,
    /// Columns that are not padding.
    pub(super) columns: usize,
    /// Columns with all padding.
    pub(super) width: usize,
}

/// Rows that are laid out at a time: as many as stay in the nearest cache.
const BLOCK: usize = 32;

/// A few rows of a design.
#[derive(Default)]
pub(super) struct Rows {
    /// The head, row after row.
    pub(super) head: Vec<f64>,
    /// The splines' part, row after row: one entry for each input.
    pub(super) splines: Vec<Local>,
}

/// The four B-splines of an input that are not zero in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Local {
    /// Column of the first.
    pub(super) first: usize,
    pub(super) weights: [f64; 4],
}

impl<'a> Design<'a> {
    /// A constant, `inputs` (one at least) with so many equal `segments` between knots, and the products of `pairs` of values.
    pub(super) fn new(inputs: &[&'a Column], segments: usize, pairs: &[(usize, usize)]) -> Self {
        let own_head = 1 + inputs.len() + pairs.len();
        let (head, splines) = (padded(own_head), inputs.len() * (segments + 3));
        Self {
            rows: inputs[0].ranks.len(),
            inputs: inputs.to_vec(),
            segments,
            pairs: pairs.to_vec(),
            head,
            columns: own_head + splines,
            width: padded(head + splines),
        }
    }

    /// How many inputs there are.
    pub(super) fn inputs(&self) -> usize {
        self.inputs.len()
    }

    /// The rows, a few at a time; the last few may be fewer.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let rows = self.rows;
        (0..rows).step_by(BLOCK).map(move |start| start..(start + BLOCK).min(rows))
    }

    /// Lays out `rows`; what is missing to a whole number of four rows is zero.
    #[inline(always)]
    pub(super) fn lay_out(&self, rows: Range<usize>, out: &mut Rows) {
        let (count, inputs, head) = (rows.len(), self.inputs.len(), self.head);
        out.head.clear();
        out.head.resize(count.next_multiple_of(4) * head, 0.0);
        out.splines.clear();
        out.splines.resize(count * inputs, Local::default());
        for (place, input) in self.inputs.iter().enumerate() {
            let first = self.spline(place);
            for (row, (&rank, &value)) in input.ranks[rows.clone()].iter().zip(&input.values[rows.clone()]).enumerate()
            {
                out.head[row * head + 1 + place] = value;
                let (segment, weights) = cubic(rank, self.segments);
                out.splines[row * inputs + place] = Local { first: first + segment, weights };
            }
        }
        for line in out.head.chunks_exact_mut(head).take(count) {
            line[0] = 1.0;
            let (values, products) = line.split_at_mut(1 + inputs);
            for (product, &(a, b)) in products.iter_mut().zip(&self.pairs) {
                *product = values[1 + a] * values[1 + b];
            }
        }
    }

    /// The first column of the spline of an input.
    fn spline(&self, input: usize) -> usize {
        self.head + input * (self.segments + 3)
    }

    /// Where the second differences of an input's coefficients begin, each a column with the two after it.
    pub(super) fn bends(&self, input: usize) -> Range<usize> {
        let first = self.spline(input);
        first..first + self.segments + 1
    }

    /// Xᵀy of a response.
    #[inline(always)]
    pub(super) fn moment(&self, response: &[f64]) -> Vec<f64> {
        let (mut moment, mut rows) = (vec![0.0; self.width], Rows::default());
        for block in self.blocks() {
            self.lay_out(block.clone(), &mut rows);
            let own = &response[block];
            for (quad, lines) in rows.head.chunks_exact(4 * self.head).enumerate() {
                let factors = std::array::from_fn(|place| own.get(4 * quad + place).copied().unwrap_or(0.0));
                let lines = std::array::from_fn(|place| &lines[place * self.head..][..self.head]);
                add_four(&mut moment[..self.head], factors, lines);
            }
            for (value, locals) in own.iter().zip(rows.splines.chunks_exact(self.inputs.len())) {
                for local in locals {
                    for (sum, weight) in moment[local.first..][..4].iter_mut().zip(local.weights) {
                        *sum += weight * value;
                    }
                }
            }
        }
        moment
    }
}

/// The first of the four cubic B-splines that are not zero at `place` in (0, 1), and the four values.
#[inline(always)]
fn cubic(place: f64, segments: usize) -> (usize, [f64; 4]) {
    let along = place * float(segments);
    let segment = whole_part::<usize>(along).min(segments - 1);
    let t = along - float(segment);
    let s = 1.0 - t;
    let middle = |t: f64| (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0;
    (segment, [s * s * s / 6.0, middle(t), middle(s), t * t * t / 6.0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::LANES;

    #[test]
    fn splines_are_a_partition_of_one_and_linear_coefficients_give_a_line() {
        for place in [0.001, 0.25, 0.333, 0.5, 0.77, 0.999] {
            let (first, weights) = cubic(place, 20);
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-15);
            let line: f64 = weights.iter().enumerate().map(|(i, weight)| weight * float(first + i)).sum();
            // Coefficient j sits at knot j - 1.
            assert!((line - (20.0 * place + 1.0)).abs() < 1e-13, "{place}: {line}");
        }
    }

    #[test]
    fn rows_are_a_constant_values_products_and_splines() {
        let (a, b) = (Column::new(&[1.0, 2.0, 3.0]).unwrap(), Column::new(&[5.0, 5.0, 8.0]).unwrap());
        let design = Design::new(&[&a, &b], 4, &[(0, 1)]);
        assert_eq!((design.rows, design.head, design.columns, design.width), (3, LANES, 18, 24));
        let mut rows = Rows::default();
        design.lay_out(0..3, &mut rows);
        let last = &rows.head[2 * LANES..3 * LANES];
        assert_eq!(last, [1.0, a.values[2], b.values[2], a.values[2] * b.values[2], 0.0, 0.0, 0.0, 0.0]);
        assert!(rows.head[3 * LANES..].iter().all(|entry| *entry == 0.0), "no fourth row");
        // Ranks 5/6 and 5/6 of four segments: the fourth.
        assert_eq!((rows.splines[4].first, rows.splines[5].first), (LANES + 3, LANES + 7 + 3));
        assert_eq!((design.bends(0), design.bends(1)), (LANES..LANES + 5, LANES + 7..LANES + 12));
        let moment = design.moment(&[1.0, 0.0, 2.0]);
        assert_eq!(moment[0], 3.0);
        assert!((moment[LANES..LANES + 7].iter().sum::<f64>() - 3.0).abs() < 1e-14);
    }
}
