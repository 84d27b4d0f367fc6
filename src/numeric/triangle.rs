//! Factors, solves and inverts the symmetric matrices of regressions, in vectors.

use std::ops::Range;

use super::lines::{LANES, add_four, add_one, dot_lines, four, padded, vector_of};

/// The upper triangle U of A = Uᵀ·U, as far as it is factored, and behind that what is left of A (its Schur complement).
///
/// Lines are `width` numbers, a multiple of eight; below the diagonal they hold nothing of meaning.
#[derive(Clone, Debug)]
pub struct Triangle {
    width: usize,
    done: usize,
    lines: Vec<f64>,
}

impl Triangle {
    /// Of a symmetric matrix held row after row, whose width must be a multiple of eight, nothing factored yet.
    #[must_use]
    pub fn of(matrix: Vec<f64>, width: usize) -> Self {
        debug_assert!(width.is_multiple_of(LANES) && matrix.len() == width * width);
        Self { width, done: 0, lines: matrix }
    }

    /// Adds to an entry of what is left; row ≤ column.
    #[inline]
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.lines[row * self.width + column] += value;
    }

    /// Factors up to row `end`, a multiple of four; `None` where a pivot is not positive.
    #[inline(always)]
    #[must_use]
    pub fn factored(mut self, end: usize) -> Option<Self> {
        let width = self.width;
        for pivot in (self.done..end).step_by(4) {
            let (done, rest) = self.lines.split_at_mut((pivot + 4) * width);
            let own = &mut done[pivot * width..];
            let start = vector_of(pivot);
            for k in 0..4 {
                let (before, line) = own.split_at_mut(k * width);
                for earlier in before.chunks_exact(width) {
                    add_one(&mut line[start..width], -earlier[pivot + k], &earlier[start..]);
                }
                let square = line[pivot + k];
                if square.is_nan() || square <= 0.0 {
                    return None;
                }
                let scale = 1.0 / square.sqrt();
                for entry in &mut line[start..width] {
                    *entry *= scale;
                }
            }
            let own = four(own, width, 0);
            for (line, row) in rest.chunks_exact_mut(width).zip(pivot + 4_usize..) {
                let start = vector_of(row);
                add_four(&mut line[start..], own.map(|other| -other[row]), own.map(|other| &other[start..]));
            }
        }
        self.done = end;
        Some(self)
    }

    /// x with A·x = b, and |U⁻ᵀb|², which is bᵀA⁻¹b; everything must be factored.
    #[inline(always)]
    #[must_use]
    pub fn solution(&self, right: &[f64]) -> (Vec<f64>, f64) {
        let width = self.width;
        let mut x = right.to_vec();
        for (line, row) in self.lines.chunks_exact(width).zip(0_usize..) {
            x[row] /= line[row];
            let (own, start) = (x[row], vector_of(row));
            // What the vector holds before and at `row` is done and must stay.
            let kept: [f64; LANES] = std::array::from_fn(|lane| x[start + lane]);
            add_one(&mut x[start..], -own, &line[start..]);
            x[start..=row].copy_from_slice(&kept[..=row - start]);
        }
        let square = dot_lines(&x, &x);
        for (row, line) in self.lines.chunks_exact(width).enumerate().rev() {
            let end = padded(row + 1);
            let near: f64 = (row + 1..end).map(|column| line[column] * x[column]).sum();
            x[row] = (x[row] - near - dot_lines(&line[end..], &x[end..])) / line[row];
        }
        (x, square)
    }

    /// T = U⁻ᵀ of the rows and columns `part`, between multiples of eight, as lines of its length, lower triangle, zero
    /// above it. Of the last columns TᵀT is their part of A⁻¹; of the first, of the inverse of their part of A.
    #[inline(always)]
    #[must_use]
    pub fn inverse_root(&self, part: Range<usize>) -> Vec<f64> {
        let (width, first, size) = (self.width, part.start, part.len());
        let mut root = vec![0.0; size * size];
        for row in 0..size {
            let (before, own) = root.split_at_mut(row * size);
            let own = &mut own[..size];
            let factor = |column: usize| -self.lines[(first + column) * width + first + row];
            let whole = row - row % 4;
            for column in (0..whole).step_by(4) {
                let end = padded(column + 4);
                let factors = std::array::from_fn(|place| factor(column + place));
                add_four(&mut own[..end], factors, four(before, size, column).map(|line| &line[..end]));
            }
            for column in whole..row {
                add_one(own, factor(column), &before[column * size..][..size]);
            }
            own[row] += 1.0;
            let scale = 1.0 / self.lines[(first + row) * width + first + row];
            for entry in &mut own[..padded(row + 1)] {
                *entry *= scale;
            }
        }
        root
    }

    /// A⁻¹, both triangles; everything must be factored.
    #[inline(always)]
    #[must_use]
    pub fn inverse(&self) -> Vec<f64> {
        let width = self.width;
        let root = self.inverse_root(0..width);
        let mut inverse = vec![0.0; width * width];
        for (line, row) in inverse.chunks_exact_mut(width).zip(0_usize..) {
            let end = padded(row + 1);
            for quad in (row - row % 4..width).step_by(4) {
                let lines = four(&root, width, quad);
                add_four(&mut line[..end], lines.map(|line| line[row]), lines.map(|line| &line[..end]));
            }
        }
        mirror(&mut inverse, width);
        inverse
    }
}

/// A·B·A of two symmetric matrices of a width that is a multiple of eight, both triangles.
#[inline(always)]
#[must_use]
pub(crate) fn sandwich(a: &[f64], b: &[f64], width: usize) -> Vec<f64> {
    let (mut half, mut whole) = (vec![0.0; width * width], vec![0.0; width * width]);
    for (line, factors) in half.chunks_exact_mut(width).zip(b.chunks_exact(width)) {
        add_all(line, factors, a, width);
    }
    for ((line, factors), row) in whole.chunks_exact_mut(width).zip(a.chunks_exact(width)).zip(0_usize..) {
        add_all(&mut line[..padded(row + 1)], factors, &half, width);
    }
    mirror(&mut whole, width);
    whole
}

#[inline(always)]
fn add_all(line: &mut [f64], factors: &[f64], of: &[f64], width: usize) {
    let end = line.len();
    for (factors, quad) in factors.as_chunks::<4>().0.iter().zip((0..width).step_by(4)) {
        add_four(line, *factors, four(of, width, quad).map(|line| &line[..end]));
    }
}

/// Copies what is below the diagonal to above it.
pub(crate) fn mirror(matrix: &mut [f64], width: usize) {
    for row in 0..width {
        for column in 0..row {
            matrix[column * width + row] = matrix[row * width + column];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{Cholesky, float, widest};

    /// Hilbert's matrix plus a ridge, which no symmetry makes easy.
    fn matrix(width: usize) -> Vec<f64> {
        let ridge = |i: usize, j: usize| if i == j { 0.1 } else { 0.0 };
        (0..width * width)
            .map(|cell| (cell / width, cell % width))
            .map(|(i, j)| 1.0 / float(i + j + 1) + ridge(i, j))
            .collect()
    }

    fn near(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-11)
    }

    #[test]
    fn it_agrees_with_the_factor_of_correlations() {
        let (width, head) = (24, 8);
        let inverse = Cholesky::new(matrix(width), width, 0.0).unwrap().inverse(width);
        let whole = Triangle::of(matrix(width), width).factored(head).unwrap().factored(width).unwrap();
        assert!(near(&whole.inverse(), &inverse));
        let right: Vec<f64> = (0..width).map(|i| float(i) - 7.0).collect();
        let (x, square) = whole.solution(&right);
        let truth: Vec<f64> =
            inverse.chunks(width).map(|line| line.iter().zip(&right).map(|(a, b)| a * b).sum()).collect();
        assert!(near(&x, &truth));
        assert!((square - truth.iter().zip(&right).map(|(a, b)| a * b).sum::<f64>()).abs() < 1e-9);
        let (root, size) = (whole.inverse_root(head..width), width - head);
        let part = |i: usize, j: usize| (0..size).map(|k| root[k * size + i] * root[k * size + j]).sum::<f64>();
        assert!(
            (0..size).all(|i| (0..size).all(|j| (part(i, j) - inverse[(head + i) * width + head + j]).abs() < 1e-11))
        );
        let product = |a: &[f64], b: &[f64]| -> Vec<f64> {
            (0..width * width)
                .map(|cell| (0..width).map(|k| a[cell / width * width + k] * b[k * width + cell % width]).sum())
                .collect()
        };
        let left = product(&product(&inverse, &matrix(width)), &inverse);
        assert!(near(&sandwich(&inverse, &matrix(width), width), &left));
    }

    #[test]
    fn all_kinds_of_vectors_give_the_same_bits() {
        let old = Triangle::of(matrix(32), 32).factored(32).unwrap();
        let new = widest!(Triangle::of(matrix(32), 32).factored(32)).unwrap();
        assert_eq!(old.inverse(), widest!(new.inverse()));
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        let mut broken = matrix(8);
        broken[27] = -1.0;
        assert!(Triangle::of(broken, 8).factored(8).is_none());
        assert!(Triangle::of(vec![f64::NAN; 64], 8).factored(8).is_none());
    }
}
