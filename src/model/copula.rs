//! Turns rank correlations between uncertain values into the factor that correlates their draws.

use crate::numeric::{Cholesky, sin};

/// A stated Spearman rank correlation between two parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Indices into [`super::Plan::parameters`].
    pub between: [usize; 2],
    /// Spearman's rho.
    pub rho: f64,
}

/// The Gaussian copula of the correlated parameters of a plan.
///
/// With independent standard normal `e`, one for each of `parameters` in order, the correlated normal of the i-th
/// is `z_i = Σ_{j ≤ i} factor[i·n + j] · e_j`, and its uniform is Φ(z_i).
#[derive(Clone, Debug, PartialEq)]
pub struct Copula {
    /// Indices into [`super::Plan::parameters`], ascending.
    pub parameters: Vec<usize>,
    /// L, the lower triangular Cholesky factor of the Pearson correlations R = L·Lᵀ, row after row, n × n.
    pub factor: Vec<f64>,
}

/// Why stated correlations cannot stand together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotPositiveDefinite {
    /// The correlation that has to change least, an index into the stated list; of equal ones the last.
    pub worst: usize,
    /// The nearest rank correlation, in hundredths, that this pair may have beside the others; `None` when there is none.
    pub fits: Option<f64>,
}

/// The Pearson correlation of a Gaussian copula whose Spearman rank correlation is `rho`.
///
/// ```text
/// r = 2 sin(π ρ / 6)        (Pearson 1907; Kruskal 1958, Journal of the American Statistical Association 53)
/// ```
#[must_use]
pub fn pearson_of_spearman(rho: f64) -> f64 {
    2.0 * sin(std::f64::consts::PI * rho / 6.0)
}

impl Copula {
    /// The copula of `correlations`, `None` when there are none; pairs that are not stated are uncorrelated.
    ///
    /// # Errors
    ///
    /// When the implied matrix is not positive definite, with the pair to relax.
    pub fn new(correlations: &[Correlation]) -> Result<Option<Self>, NotPositiveDefinite> {
        let mut parameters: Vec<usize> = correlations.iter().flat_map(|stated| stated.between).collect();
        parameters.sort_unstable();
        parameters.dedup();
        if parameters.is_empty() {
            return Ok(None);
        }
        let cells: Vec<(usize, usize)> = correlations
            .iter()
            .map(|stated| {
                let [a, b] = stated.between.map(|parameter| parameters.partition_point(|&other| other < parameter));
                (a.max(b), a.min(b))
            })
            .collect();
        let rhos: Vec<f64> = correlations.iter().map(|stated| stated.rho).collect();
        match cholesky(parameters.len(), &cells, &rhos) {
            Ok(factor) => Ok(Some(Self { parameters, factor: factor.into_factor() })),
            Err(witness) => Err(contradiction(parameters.len(), &cells, &rhos, &witness)),
        }
    }
}

/// The factor of the correlations of normal scores, or a vector that they contradict.
fn cholesky(n: usize, cells: &[(usize, usize)], rhos: &[f64]) -> Result<Cholesky, Vec<f64>> {
    let mut correlation = vec![0.0; n * n];
    for i in 0..n {
        correlation[i * n + i] = 1.0;
    }
    for (&(row, column), &rho) in cells.iter().zip(rhos) {
        correlation[row * n + column] = pearson_of_spearman(rho);
    }
    Cholesky::new(correlation, n, SMALLEST_PIVOT)
}

/// The smallest pivot that counts as positive: below it a draw would be determined by the others to rounding.
const SMALLEST_PIVOT: f64 = 1e-10;

/// How many pairs are looked at for the smallest change, those first that pull xᵀRx down most.
const CANDIDATES: usize = 20;

/// Picks the pair that has to change least; when no pair helps alone, the one that pulls xᵀRx down most.
fn contradiction(n: usize, cells: &[(usize, usize)], rhos: &[f64], x: &[f64]) -> NotPositiveDefinite {
    let pull = |index: &usize| {
        let (row, column) = cells[*index];
        pearson_of_spearman(rhos[*index]) * x[row] * x[column]
    };
    let mut candidates: Vec<usize> = (0..cells.len()).rev().collect();
    candidates.sort_by(|a, b| pull(a).total_cmp(&pull(b)));
    candidates.truncate(CANDIDATES);
    let fitting = candidates.iter().filter_map(|&index| Some((index, nearest_fit(n, cells, rhos, index)?)));
    let change = |&(index, fit): &(usize, f64)| ((fit - rhos[index]).abs(), usize::MAX - index);
    let least = fitting.min_by(|a, b| change(a).partial_cmp(&change(b)).unwrap_or(std::cmp::Ordering::Equal));
    match least {
        Some((worst, fit)) => NotPositiveDefinite { worst, fits: Some(fit) },
        None => NotPositiveDefinite { worst: candidates.first().copied().unwrap_or(0), fits: None },
    }
}

/// The rank correlation nearest to the stated one, in hundredths, with which pair `index` fits beside the others.
fn nearest_fit(n: usize, cells: &[(usize, usize)], rhos: &[f64], index: usize) -> Option<f64> {
    let stands = |&rho: &f64| {
        let mut relaxed = rhos.to_vec();
        relaxed[index] = rho;
        cholesky(n, cells, &relaxed).is_ok()
    };
    (-99..=99)
        .map(|hundredths| f64::from(hundredths) / 100.0)
        .filter(stands)
        .min_by(|a, b| (a - rhos[index]).abs().total_cmp(&(b - rhos[index]).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(a: usize, b: usize, rho: f64) -> Correlation {
        Correlation { between: [a, b], rho }
    }

    #[test]
    fn the_factor_gives_back_the_correlations() {
        let copula = Copula::new(&[stated(7, 2, 0.5), stated(4, 7, -0.3)]).unwrap().unwrap();
        assert_eq!(copula.parameters, [2, 4, 7]);
        let n = 3;
        let entry =
            |i: usize, j: usize| -> f64 { (0..n).map(|k| copula.factor[i * n + k] * copula.factor[j * n + k]).sum() };
        let expected = [[1.0, 0.0, pearson_of_spearman(0.5)], [0.0, 1.0, pearson_of_spearman(-0.3)]];
        for (i, row) in expected.iter().enumerate() {
            for (j, &value) in row.iter().enumerate() {
                assert!((entry(i, j) - value).abs() < 1e-15, "{i} {j}");
            }
        }
        assert_eq!(copula.factor[1], 0.0, "upper triangle");
    }

    #[test]
    fn spearman_to_pearson_at_known_points() {
        assert_eq!(pearson_of_spearman(0.0), 0.0);
        assert!((pearson_of_spearman(1.0) - 1.0).abs() < 1e-15);
        assert!((pearson_of_spearman(0.5) - 0.517_638_090_205_041_5).abs() < 1e-15);
    }

    #[test]
    fn a_contradiction_names_the_pair_and_how_far_it_may_go() {
        // Three correlations r, r, s are positive definite for s > 2r² - 1.
        let r = pearson_of_spearman(0.6);
        let limit = 6.0 / std::f64::consts::PI * ((2.0 * r * r - 1.0) / 2.0).asin();
        let refused = Copula::new(&[stated(0, 1, 0.6), stated(0, 2, 0.6), stated(1, 2, -0.9)]).unwrap_err();
        assert_eq!(refused, NotPositiveDefinite { worst: 2, fits: Some((limit * 100.0).ceil() / 100.0) });
        let refused = Copula::new(&[stated(1, 2, -0.9), stated(0, 1, 0.6), stated(0, 2, 0.6)]).unwrap_err();
        assert_eq!(refused.worst, 0);
    }

    #[test]
    fn a_pair_that_cannot_help_alone_is_named_without_a_value() {
        let all_against = [stated(0, 1, -0.9), stated(0, 2, -0.9), stated(0, 3, -0.9), stated(0, 4, -0.9)];
        assert_eq!(Copula::new(&all_against).unwrap_err().fits, None);
    }

    #[test]
    fn no_correlations_need_no_copula() {
        assert_eq!(Copula::new(&[]), Ok(None));
    }
}
