//! Evaluates quadratic forms of the rows of a design: leverages, and what a regression follows of noise.

use super::design::Local;
use crate::numeric::{add_four, padded};

/// A symmetric matrix as the form xᵀAx reads it.
pub(super) struct Form<'a> {
    matrix: &'a [f64],
    width: usize,
    head: usize,
    /// The head's part: below the diagonal twice, above it nothing.
    lower: Vec<f64>,
}

impl<'a> Form<'a> {
    /// Of a matrix of `width` × `width`, of which the first `head` columns are the head.
    pub(super) fn new(matrix: &'a [f64], width: usize, head: usize) -> Self {
        let mut lower = vec![0.0; head * head];
        for (row, (out, line)) in lower.chunks_exact_mut(head).zip(matrix.chunks_exact(width)).enumerate() {
            for (out, entry) in out[..row].iter_mut().zip(line) {
                *out = 2.0 * entry;
            }
            out[row] = line[row];
        }
        Self { matrix, width, head, lower }
    }

    /// xᵀAx of the row with this head and these splines; `products` is room to work in.
    #[inline(always)]
    pub(super) fn at(&self, head: &[f64], splines: &[Local], products: &mut Vec<f64>) -> f64 {
        products.clear();
        products.resize(self.head, 0.0);
        for (quad, factors) in head.as_chunks::<4>().0.iter().enumerate() {
            let end = padded(4 * quad + 4);
            let lines = std::array::from_fn(|place| &self.lower[(4 * quad + place) * self.head..][..end]);
            add_four(&mut products[..end], *factors, lines);
        }
        let mut sum = 0.0;
        for (place, local) in splines.iter().enumerate() {
            let lines: [&[f64]; 4] =
                std::array::from_fn(|own| &self.matrix[(local.first + own) * self.width..][..self.width]);
            add_four(products, local.weights.map(|weight| 2.0 * weight), lines.map(|line| &line[..self.head]));
            let mut crossed = [0.0; 4];
            for other in &splines[..place] {
                crossed = add_block(crossed, local, other, lines);
            }
            let own = add_block([0.0; 4], local, local, lines);
            sum += 2.0 * total(crossed) + total(own);
        }
        let mut sums = [0.0; 4];
        for (products, entries) in products.as_chunks::<4>().0.iter().zip(head.as_chunks::<4>().0) {
            for lane in 0..4 {
                sums[lane] += products[lane] * entries[lane];
            }
        }
        sum + total(sums)
    }
}

/// xᵀβ of the row with this head and these splines.
#[inline(always)]
pub(super) fn product(head: &[f64], splines: &[Local], coefficients: &[f64]) -> f64 {
    let (first, _) = coefficients.split_at(head.len());
    let mut sums = [0.0; 4];
    for (entries, own) in head.as_chunks::<4>().0.iter().zip(first.as_chunks::<4>().0) {
        for lane in 0..4 {
            sums[lane] += entries[lane] * own[lane];
        }
    }
    for local in splines {
        for (lane, own) in coefficients[local.first..][..4].iter().enumerate() {
            sums[lane] += local.weights[lane] * own;
        }
    }
    total(sums)
}

/// Adds to `sums` wᵀBv by columns, B the block of `lines` where `other` stands.
#[inline(always)]
fn add_block(mut sums: [f64; 4], local: &Local, other: &Local, lines: [&[f64]; 4]) -> [f64; 4] {
    let [a, b, c, d] = lines;
    let (from, to) = (other.first, other.first + 4);
    let (a, b, c, d) = (&a[from..to], &b[from..to], &c[from..to], &d[from..to]);
    let [of_a, of_b, of_c, of_d] = local.weights;
    for lane in 0..4 {
        sums[lane] += ((of_a * a[lane] + of_b * b[lane]) + (of_c * c[lane] + of_d * d[lane])) * other.weights[lane];
    }
    sums
}

#[inline(always)]
fn total([a, b, c, d]: [f64; 4]) -> f64 {
    (a + b) + (c + d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::float;

    #[test]
    fn a_form_is_the_sum_over_all_pairs_of_entries() {
        let (width, head) = (24, 8);
        let matrix: Vec<f64> =
            (0..width * width).map(|cell| float((cell / width + 1) * (cell % width + 1) % 7 + 1)).collect();
        let dense: Vec<f64> = (0..head).map(|place| float(place) - 2.5).collect();
        let splines =
            [Local { first: 9, weights: [0.1, 0.2, 0.3, 0.4] }, Local { first: 17, weights: [0.5, -0.1, 0.6, 0.0] }];
        let mut x = dense.clone();
        x.resize(width, 0.0);
        for local in splines {
            x[local.first..][..4].copy_from_slice(&local.weights);
        }
        let all = (0..width * width).map(|cell| x[cell / width] * matrix[cell] * x[cell % width]).sum::<f64>();
        let form = Form::new(&matrix, width, head).at(&dense, &splines, &mut Vec::new());
        assert!((form - all).abs() < 1e-10, "{form} for {all}");
    }
}
