//! Estimates E[response | inputs] by penalised splines on ranks, additive with products for several inputs.

use super::cholesky::{Cholesky, dot};
use super::design::Design;
use super::{Predictor, mean_and_sd};

/// A regression's estimate of E[response | inputs] at every draw.
#[derive(Clone, Debug)]
pub struct Smooth {
    /// The estimate by draw; its mean is that of the response.
    pub fitted: Vec<f64>,
    /// Its standard error by draw, as a Bayesian takes the penalty (Wahba 1983), so that smoothing bias is in it.
    pub errors: Vec<f64>,
    /// Effective degrees of freedom.
    pub degrees: f64,
    /// Variance of the response about the estimate.
    pub residual_variance: f64,
}

/// Equal segments between knots for one input alone, and for each of several.
const SEGMENTS: usize = 20;
const SEGMENTS_OF_SEVERAL: usize = 10;
/// Draws that each segment should hold, and each product column.
const DRAWS_PER_SEGMENT: usize = 10;
const DRAWS_PER_PRODUCT: usize = 20;
/// How much more than one a degree of freedom counts in GCV, which otherwise follows noise now and then
/// (Kim & Gu 2004).
const CAUTION: f64 = 1.4;
/// Of the mean weight of a spline column: keeps apart what the draws cannot tell apart, and changes no digit shown.
const RIDGE: f64 = 1e-8;

impl Smooth {
    /// E[response | one input].
    #[must_use]
    pub fn of_one(predictor: &Predictor, response: &[f64]) -> Self {
        Self::one(predictor, response).0
    }

    /// E[response | several inputs]: a spline of each, and products of the values of `pairs` (indices into
    /// `predictors`). Where draws are few, products of the inputs that matter most by themselves come first.
    #[must_use]
    pub fn of_several(predictors: &[&Predictor], pairs: &[(usize, usize)], response: &[f64]) -> Self {
        match predictors {
            [] => Self::nothing(response),
            [only] => Self::of_one(only, response),
            _ => Self::several(predictors, pairs, response),
        }
    }

    /// The estimate from no input: the mean.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
    pub fn nothing(response: &[f64]) -> Self {
        let (mean, sd) = mean_and_sd(response);
        let count = response.len();
        let errors = vec![sd / (count as f64).sqrt(); count];
        Self { fitted: vec![mean; count], errors, degrees: 1.0, residual_variance: sd * sd }
    }

    /// The estimate from one input, and the weight of its penalty.
    fn one(predictor: &Predictor, response: &[f64]) -> (Self, f64) {
        let segments = segments_alone(predictor.len());
        let design = Design::new(&[predictor], segments, &[]);
        let system = System::new(&design, response);
        // From a spline that follows every bend to a straight line, half a decade at a time.
        let weights = (-6..=10).map(|half| vec![system.unit * 10_f64.powf(0.5 * f64::from(half))]);
        match system.best(weights) {
            Some((weights, solution)) => (system.smooth(&solution), weights[0]),
            None => (Self::nothing(response), system.unit),
        }
    }

    /// Each input keeps the smoothness that it has by itself; one common factor is left to GCV.
    ///
    /// ```text
    /// λ Σ (Δ²β)² ≈ λ h³ ∫ f″², so that a knot distance h twice as large takes an eighth of λ
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "small numbers of segments")]
    fn several(predictors: &[&Predictor], pairs: &[(usize, usize)], response: &[f64]) -> Self {
        let alone: Vec<(Self, f64)> = predictors.iter().map(|predictor| Self::one(predictor, response)).collect();
        let explained: Vec<f64> = alone.iter().map(|(smooth, _)| mean_and_sd(&smooth.fitted).1).collect();
        let mut pairs = pairs.to_vec();
        let merit = |&(a, b): &(usize, usize)| explained[a] * explained[b];
        pairs.sort_by(|a, b| merit(b).total_cmp(&merit(a)));
        pairs.truncate(response.len() / DRAWS_PER_PRODUCT);
        pairs.sort_unstable();
        let room = response.len() / (DRAWS_PER_SEGMENT * predictors.len());
        let segments = SEGMENTS_OF_SEVERAL.min(room).max(2);
        let design = Design::new(predictors, segments, &pairs);
        let system = System::new(&design, response);
        let coarser = (segments as f64 / segments_alone(response.len()) as f64).powi(3);
        let weights = (-4..=4).map(|half| {
            let factor = coarser * 10_f64.powf(0.5 * f64::from(half));
            alone.iter().map(|(_, weight)| factor * weight).collect::<Vec<f64>>()
        });
        system.best(weights).map_or_else(|| Self::nothing(response), |(_, solution)| system.smooth(&solution))
    }
}

/// How many segments the spline of a single input has.
fn segments_alone(draws: usize) -> usize {
    SEGMENTS.min(draws / DRAWS_PER_SEGMENT).max(2)
}

/// The normal equations of a regression.
struct System<'a> {
    design: &'a Design<'a>,
    rows: usize,
    mean: f64,
    gram: Vec<f64>,
    moment: Vec<f64>,
    squares: f64,
    /// Mean weight of a spline column, which penalties are measured in.
    unit: f64,
}

/// The coefficients for one set of penalties.
struct Solution {
    coefficients: Vec<f64>,
    inverse: Vec<f64>,
    degrees: f64,
    residual: f64,
}

impl<'a> System<'a> {
    #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
    fn new(design: &'a Design<'a>, response: &[f64]) -> Self {
        let width = design.width();
        let mean = mean_and_sd(response).0;
        let mut system = Self {
            design,
            rows: response.len(),
            mean,
            gram: vec![0.0; width * width],
            moment: vec![0.0; width],
            squares: 0.0,
            unit: response.len() as f64 / width as f64,
        };
        let mut entries = Vec::new();
        for (row, value) in response.iter().map(|value| value - mean).enumerate() {
            design.row(row, &mut entries);
            system.squares += value * value;
            for (place, &(i, x)) in entries.iter().enumerate() {
                system.moment[i] += x * value;
                let line = &mut system.gram[i * width..][..width];
                for &(j, y) in &entries[..=place] {
                    line[j] += x * y;
                }
            }
        }
        system
    }

    /// The solution with the least generalised cross-validation score (Craven & Wahba 1979), and its weights.
    ///
    /// ```text
    /// GCV = n·RSS / (n - 1.4·degrees)²
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
    fn best(&self, weights: impl Iterator<Item = Vec<f64>>) -> Option<(Vec<f64>, Solution)> {
        let score = |solution: &Solution| {
            let left = self.rows as f64 - CAUTION * solution.degrees;
            if left > 0.0 { solution.residual / (left * left) } else { f64::INFINITY }
        };
        weights
            .filter_map(|weights| self.solve(&weights).map(|solution| (weights, solution)))
            .min_by(|(_, a), (_, b)| score(a).total_cmp(&score(b)))
    }

    /// β = A⁻¹Xᵀy with A = XᵀX + Σλᵢ·Pᵢ + ridge; degrees = tr(A⁻¹XᵀX).
    fn solve(&self, weights: &[f64]) -> Option<Solution> {
        let width = self.design.width();
        let mut matrix = self.gram.clone();
        self.design.add_penalties(weights, &mut matrix);
        for column in 1..width {
            matrix[column * width + column] += RIDGE * self.unit;
        }
        let inverse = Cholesky::new(matrix, width)?.inverse();
        let coefficients: Vec<f64> = inverse.chunks(width).map(|line| dot(line, &self.moment)).collect();
        let (mut degrees, mut quadratic) = (0.0, 0.0);
        for i in 0..width {
            for j in 0..=i {
                let both = if i == j { 1.0 } else { 2.0 };
                degrees += both * inverse[i * width + j] * self.gram[i * width + j];
                quadratic += both * coefficients[i] * coefficients[j] * self.gram[i * width + j];
            }
        }
        let residual = (self.squares - 2.0 * dot(&coefficients, &self.moment) + quadratic).max(0.0);
        Some(Solution { coefficients, inverse, degrees, residual })
    }

    #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
    fn smooth(&self, solution: &Solution) -> Smooth {
        let width = self.design.width();
        let residual_variance = solution.residual / (self.rows as f64 - solution.degrees).max(1.0);
        let mut entries = Vec::new();
        let (fitted, errors) = (0..self.rows)
            .map(|row| {
                self.design.row(row, &mut entries);
                let fitted: f64 = entries.iter().map(|&(i, x)| x * solution.coefficients[i]).sum();
                let mut variance = 0.0;
                for (place, &(i, x)) in entries.iter().enumerate() {
                    let line = &solution.inverse[i * width..][..width];
                    let crossed: f64 = entries[..place].iter().map(|&(j, y)| y * line[j]).sum();
                    variance += x * (2.0 * crossed + x * line[i]);
                }
                (self.mean + fitted, (residual_variance * variance.max(0.0)).sqrt())
            })
            .unzip();
        Smooth { fitted, errors, degrees: solution.degrees, residual_variance }
    }
}
