//! Lays out the columns of an additive regression: a spline on the ranks of each input, its value, and products.

use super::{Predictor, float, whole_part};

/// The columns of a regression, row by row and only where they are not zero.
pub(super) struct Design<'a> {
    blocks: Vec<Block<'a>>,
    pairs: Vec<(usize, usize)>,
    width: usize,
}

/// The columns of one input: cubic B-splines on its ranks, then its value.
///
/// Beside the spline stands the value itself, without penalty: most inputs of a cost model enter linearly, and a
/// spline on ranks alone would smooth their tails away.
struct Block<'a> {
    predictor: &'a Predictor,
    first: usize,
    segments: usize,
}

impl<'a> Design<'a> {
    /// A constant, `predictors` with so many equal `segments` between knots, and the products of `pairs` of values.
    pub(super) fn new(predictors: &[&'a Predictor], segments: usize, pairs: &[(usize, usize)]) -> Self {
        let mut blocks: Vec<Block<'a>> = Vec::with_capacity(predictors.len());
        let mut width = 1;
        for &predictor in predictors {
            blocks.push(Block { predictor, first: width, segments });
            width += segments + 4;
        }
        Self { blocks, pairs: pairs.to_vec(), width: width + pairs.len() }
    }

    /// How many columns there are.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Puts the entries of row `row` that are not zero into `entries`, by ascending column.
    pub(super) fn row(&self, row: usize, entries: &mut Vec<(usize, f64)>) {
        entries.clear();
        entries.push((0, 1.0));
        for block in &self.blocks {
            let (segment, weights) = cubic(block.predictor.ranks[row], block.segments);
            entries
                .extend(weights.into_iter().enumerate().map(|(place, weight)| (block.first + segment + place, weight)));
            entries.push((block.first + block.segments + 3, block.predictor.values[row]));
        }
        let first = self.width - self.pairs.len();
        let value = |input: usize| self.blocks[input].predictor.values[row];
        entries.extend(self.pairs.iter().enumerate().map(|(place, &(a, b))| (first + place, value(a) * value(b))));
    }

    /// Adds the roughness penalties to a matrix of `width` × `width`, input i with weight `weights[i]`.
    ///
    /// ```text
    /// λ Σ (Δ²β)²,   Δ²β_j = β_j - 2β_(j+1) + β_(j+2)        (Eilers & Marx 1996)
    /// ```
    pub(super) fn add_penalties(&self, weights: &[f64], matrix: &mut [f64]) {
        const DIFFERENCE: [f64; 3] = [1.0, -2.0, 1.0];
        for (block, weight) in self.blocks.iter().zip(weights) {
            for start in block.first..=block.first + block.segments {
                for (i, a) in DIFFERENCE.into_iter().enumerate() {
                    for (j, b) in DIFFERENCE.into_iter().enumerate() {
                        matrix[(start + i) * self.width + start + j] += weight * a * b;
                    }
                }
            }
        }
    }
}

/// The first of the four cubic B-splines that are not zero at `place` in (0, 1), and the four values.
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
    fn a_line_is_not_penalised_and_a_bend_is() {
        let predictor = Predictor::new(&[1.0, 2.0, 3.0]).unwrap();
        let design = Design::new(&[&predictor], 4, &[]);
        let n = design.width();
        let mut penalty = vec![0.0; n * n];
        design.add_penalties(&[2.0], &mut penalty);
        let quadratic = |coefficients: &[f64]| -> f64 {
            (0..n)
                .flat_map(|i| (0..n).map(move |j| (i, j)))
                .map(|(i, j)| penalty[i * n + j] * coefficients[i] * coefficients[j])
                .sum()
        };
        assert_eq!(quadratic(&[9.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), 0.0);
        assert_eq!(quadratic(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]), 2.0 * (1.0 + 4.0 + 1.0));
    }
}
