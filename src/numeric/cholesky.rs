//! Factors the small symmetric matrices that correlations and regressions come as.

/// The lower triangular factor L of a positive definite A = L·Lᵀ.
#[derive(Debug)]
pub struct Cholesky {
    factor: Vec<f64>,
}

impl Cholesky {
    /// Factors an n × n matrix A held row after row, of which the lower triangle is read and replaced.
    ///
    /// # Errors
    ///
    /// When a pivot is not above `least` (0: A is not positive definite to rounding): a vector x with that pivot as xᵀAx.
    pub fn new(mut matrix: Vec<f64>, n: usize, least: f64) -> Result<Self, Vec<f64>> {
        for i in 0..n {
            let (above, below) = matrix.split_at_mut(i * n);
            let row = &mut below[..n];
            for j in 0..i {
                let other = &above[j * n..][..=j];
                row[j] = (row[j] - dot(&row[..j], &other[..j])) / other[j];
            }
            let pivot = row[i] - dot(&row[..i], &row[..i]);
            if pivot.is_nan() || pivot <= least {
                return Err(witness(&matrix, n, i));
            }
            row[i] = pivot.sqrt();
        }
        Ok(Self { factor: matrix })
    }

    /// L, row after row; above the diagonal what the matrix held there.
    #[must_use]
    pub fn into_factor(self) -> Vec<f64> {
        self.factor
    }

    /// A⁻¹, both triangles: the reading apart of [`super::Triangle::inverse`].
    ///
    /// ```text
    /// A⁻¹ = TᵀT with T = L⁻¹; T is kept by columns, so that every product runs along memory
    /// ```
    #[cfg(test)]
    pub(super) fn inverse(&self, n: usize) -> Vec<f64> {
        let mut columns = vec![0.0; n * n];
        for j in 0..n {
            let column = &mut columns[j * n..][..n];
            column[j] = 1.0 / self.factor[j * n + j];
            for i in j + 1..n {
                let row = &self.factor[i * n..][..=i];
                column[i] = -dot(&row[j..i], &column[j..i]) / row[i];
            }
        }
        let mut inverse = vec![0.0; n * n];
        for a in 0..n {
            for b in a..n {
                let product = dot(&columns[a * n + b..(a + 1) * n], &columns[b * n + b..(b + 1) * n]);
                inverse[a * n + b] = product;
                inverse[b * n + a] = product;
            }
        }
        inverse
    }
}

/// x with x_i = 1 and L₁₁ᵀ x = -l_i, for which xᵀAx is the pivot that failed in row `i`.
fn witness(factor: &[f64], n: usize, i: usize) -> Vec<f64> {
    let mut x = vec![0.0; n];
    x[i] = 1.0;
    for row in (0..i).rev() {
        let done: f64 = (row + 1..i).map(|k| factor[k * n + row] * x[k]).sum();
        x[row] = -(factor[i * n + row] + done) / factor[row * n + row];
    }
    x
}

/// Σ aᵢ·bᵢ in four running sums, always in the same order.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (quads_a, rest_a) = a.as_chunks::<4>();
    let (quads_b, rest_b) = b.as_chunks::<4>();
    for (x, y) in quads_a.iter().zip(quads_b) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += x * y;
        }
    }
    let rest: f64 = rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_undoes_the_matrix() {
        // Hilbert's matrix of order 5 plus a ridge, which no symmetry makes easy.
        let n = 5;
        let ridge = |i: usize, j: usize| if i == j { 0.1 } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "small indices")]
        let entry = |i: usize, j: usize| 1.0 / (i + j + 1) as f64 + ridge(i, j);
        let matrix: Vec<f64> = (0..n * n).map(|cell| entry(cell / n, cell % n)).collect();
        let inverse = Cholesky::new(matrix, n, 0.0).unwrap().inverse(n);
        for i in 0..n {
            for j in 0..n {
                let product: f64 = (0..n).map(|k| entry(i, k) * inverse[k * n + j]).sum();
                assert!((product - if i == j { 1.0 } else { 0.0 }).abs() < 1e-12, "{i} {j}: {product}");
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        // x = (-2, 1): 4 - 8 + 1.
        assert_eq!(Cholesky::new(vec![1.0, 2.0, 2.0, 1.0], 2, 0.0).unwrap_err(), [-2.0, 1.0]);
        assert!(Cholesky::new(vec![f64::NAN], 1, 0.0).is_err());
    }

    #[test]
    fn dot_products_of_every_length() {
        for length in 0..9_u32 {
            let numbers: Vec<f64> = (1..=length).map(f64::from).collect();
            let squares: u32 = (1..=length).map(|n| n * n).sum();
            assert_eq!(dot(&numbers, &numbers), f64::from(squares));
        }
    }
}
