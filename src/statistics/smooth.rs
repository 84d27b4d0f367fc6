//! Estimates E[response | inputs] by penalised splines on ranks, additive with products for several inputs.

use super::design::Design;
use super::{Predictor, float, mean_and_sd};
use crate::numeric::{Cholesky, dot, powf, powi};

/// A regression's estimate of E[response | inputs] at every draw.
#[derive(Clone, Debug)]
pub struct Smooth {
    /// The estimate by draw; its mean is that of the response.
    pub fitted: Vec<f64>,
    /// Its standard error by draw, as a Bayesian takes the penalty (Wahba 1983), so that smoothing bias is in it.
    pub errors: Vec<f64>,
    /// Estimate of Var(E[response | inputs]), corrected for noise that the fit followed; noise may leave it below 0.
    pub explained: f64,
    /// Degrees of freedom with which the fit may follow noise into `explained`.
    pub followed: f64,
    /// Variance of the response about the estimate.
    pub residual_variance: f64,
}

/// Equal segments between knots for one input alone, and for each of several.
const SEGMENTS: usize = 20;
const SEGMENTS_OF_SEVERAL: usize = 10;
/// Degrees of freedom of a curve whose variance is wanted.
const DEGREES_FOR_INDEX: f64 = 12.0;
/// Draws that each segment should hold, and each product column.
const DRAWS_PER_SEGMENT: usize = 10;
const DRAWS_PER_PRODUCT: usize = 20;
/// Inputs and products of a regression on several, at most, so that its time does not grow with the cube of theirs;
/// those that explain least by themselves are left out.
const MOST_INPUTS: usize = 40;
const MOST_PRODUCTS: usize = 200;
/// How much more than one a degree of freedom counts in GCV, which otherwise follows noise now and then
/// (Kim & Gu 2004).
const CAUTION: f64 = 1.4;
/// Of the mean weight of a spline column: keeps apart what the draws cannot tell apart, and changes no digit shown.
const RIDGE: f64 = 1e-5;
/// Of the same: a penalty that leaves no bend. A heavier one would drown the ridge in rounding.
const STRAIGHT: f64 = 1e5;

impl Smooth {
    /// E[response | one input].
    #[must_use]
    pub fn of_one(predictor: &Predictor, response: &[f64]) -> Self {
        Self::one(predictor, response).0
    }

    /// E\[response | one input\] for [`super::explained`]: twelve degrees of freedom, or as many as the input has values.
    ///
    /// GCV would take a weak bend for noise, and now and then noise for a bend, and the variance of the curve would be
    /// too small or too large by as much. Without that choice the index can be corrected for noise exactly.
    #[must_use]
    pub fn of_one_for_index(predictor: &Predictor, response: &[f64]) -> Self {
        let design = Design::new(&[predictor], segments_alone(predictor.len()), &[]);
        let system = System::new(&design, response);
        let mut weights = (-6..=20).rev().map(|quarter| system.unit * powf(10.0, 0.25 * f64::from(quarter)));
        let mut roughest = None;
        while let Some(solution) = weights.next().and_then(|weight| system.solve(&[weight])) {
            let enough = solution.degrees >= DEGREES_FOR_INDEX;
            roughest = Some(solution);
            if enough {
                break;
            }
        }
        roughest.map_or_else(|| Self::nothing(response), |solution| system.smooth(&solution, response))
    }

    /// E[response | several inputs]: a spline of each, and products of the values of `pairs` (indices into
    /// `predictors`). Beyond 40 inputs, and beyond 200 products or one in 20 draws, those that matter most by themselves
    /// are kept.
    #[must_use]
    pub fn of_several(predictors: &[&Predictor], pairs: &[(usize, usize)], response: &[f64]) -> Self {
        match predictors {
            [] => Self::nothing(response),
            [only] => Self::of_one(only, response),
            _ => Self::several(predictors, pairs, response),
        }
    }

    /// E[response | class] of an input without order: the mean over the draws of each class.
    #[must_use]
    pub fn of_classes(classes: &[usize], response: &[f64]) -> Self {
        let count = classes.iter().max().map_or(0, |last| last + 1);
        let facts: Vec<(f64, f64, f64)> = (0..count)
            .map(|class| {
                let own: Vec<f64> =
                    response.iter().zip(classes).filter(|&(_, &of)| of == class).map(|(&value, _)| value).collect();
                let (mean, sd) = mean_and_sd(&own);
                (mean, sd, float(own.len()))
            })
            .collect();
        let seen = facts.iter().filter(|(.., size)| *size > 0.0);
        let within: f64 = seen.clone().map(|(_, sd, size)| sd * sd * (size - 1.0)).sum();
        let rows = float(response.len());
        let noise: f64 = seen.clone().map(|(_, sd, size)| sd * sd * (1.0 - size / rows)).sum();
        let followed = float(seen.count());
        let (_, sd) = mean_and_sd(response);
        let residual_variance = within / (rows - followed).max(1.0);
        Self {
            fitted: classes.iter().map(|&class| facts[class].0).collect(),
            errors: classes.iter().map(|&class| facts[class].1 / facts[class].2.sqrt()).collect(),
            explained: sd * sd - (within + noise) / (rows - 1.0).max(1.0),
            followed,
            residual_variance,
        }
    }

    /// The estimate from no input: the mean.
    #[must_use]
    pub fn nothing(response: &[f64]) -> Self {
        let (mean, sd) = mean_and_sd(response);
        let count = response.len();
        let errors = vec![sd / (float(count)).sqrt(); count];
        Self { fitted: vec![mean; count], errors, explained: 0.0, followed: 0.0, residual_variance: sd * sd }
    }

    /// The estimate from one input, and the weight of its penalty.
    fn one(predictor: &Predictor, response: &[f64]) -> (Self, f64) {
        let segments = segments_alone(predictor.len());
        let design = Design::new(&[predictor], segments, &[]);
        let system = System::new(&design, response);
        // From a spline that follows every bend to a straight line, half a decade at a time.
        let weights = (-6..=10).map(|half| vec![system.unit * powf(10.0, 0.5 * f64::from(half))]);
        match system.best(weights) {
            Some((weights, solution)) => (system.smooth(&solution, response), weights[0]),
            None => (Self::nothing(response), system.unit),
        }
    }

    /// Each input keeps the smoothness that it has by itself; one common factor is left to GCV.
    ///
    /// ```text
    /// λ Σ (Δ²β)² ≈ λ h³ ∫ f″², so that a knot distance h twice as large takes an eighth of λ
    /// ```
    fn several(predictors: &[&Predictor], pairs: &[(usize, usize)], response: &[f64]) -> Self {
        let alone: Vec<(Self, f64)> = predictors.iter().map(|predictor| Self::one(predictor, response)).collect();
        let explained: Vec<f64> = alone.iter().map(|(smooth, _)| mean_and_sd(&smooth.fitted).1).collect();
        let chosen = largest(&explained, MOST_INPUTS);
        let place = |input: usize| chosen.iter().position(|&kept| kept == input);
        let mut pairs: Vec<(usize, usize)> = pairs.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect();
        let merits: Vec<f64> = pairs.iter().map(|&(a, b)| explained[chosen[a]] * explained[chosen[b]]).collect();
        let most = MOST_PRODUCTS.min(response.len() / DRAWS_PER_PRODUCT);
        pairs = largest(&merits, most).iter().map(|&kept| pairs[kept]).collect();
        let predictors: Vec<&Predictor> = chosen.iter().map(|&input| predictors[input]).collect();
        let room = response.len() / (DRAWS_PER_SEGMENT * predictors.len());
        let segments = SEGMENTS_OF_SEVERAL.min(room).max(2);
        let design = Design::new(&predictors, segments, &pairs);
        let system = System::new(&design, response);
        let coarser = powi(float(segments) / float(segments_alone(response.len())), 3);
        let weights = (-4..=4).map(|half| {
            let factor = coarser * powf(10.0, 0.5 * f64::from(half));
            chosen.iter().map(|&input| (factor * alone[input].1).min(STRAIGHT * system.unit)).collect::<Vec<f64>>()
        });
        system.best(weights).map_or_else(|| Self::nothing(response), |(_, solution)| system.smooth(&solution, response))
    }
}

/// The places of the `count` largest numbers, in order of place.
fn largest(numbers: &[f64], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    places.sort_by(|&a, &b| numbers[b].total_cmp(&numbers[a]));
    places.truncate(count);
    places.sort_unstable();
    places
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
            unit: float(response.len()) / float(width),
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
        for i in 0..width {
            for j in 0..i {
                system.gram[j * width + i] = system.gram[i * width + j];
            }
        }
        system
    }

    /// The solution with the least generalised cross-validation score (Craven & Wahba 1979), and its weights.
    ///
    /// ```text
    /// GCV = n·RSS / (n - 1.4·degrees)²
    /// ```
    fn best(&self, weights: impl Iterator<Item = Vec<f64>>) -> Option<(Vec<f64>, Solution)> {
        let score = |solution: &Solution| {
            let left = float(self.rows) - CAUTION * solution.degrees;
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
        let inverse = Cholesky::new(matrix, width, 0.0).ok()?.inverse();
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

    /// The estimate at every draw, with its errors and the variance that it explains.
    ///
    /// ```text
    /// V_g = (yᵀMy - Σ Mᵢᵢ·σ̂ᵢ²)/(n - 1),   M = 2H - H²,   σ̂ᵢ² = yᵢ·(yᵢ - ŷᵢ)/(1 - hᵢᵢ)
    /// ```
    ///
    /// H is the smoother's matrix less the mean (y is centred) and σ̂ᵢ² the leave-one-out estimate of the noise at a draw (Kline, Saggio & Sølvsten
    /// 2020), so that V_g owes nothing to noise that was followed, although noise differs from draw to draw.
    fn smooth(&self, solution: &Solution, response: &[f64]) -> Smooth {
        let width = self.design.width();
        let left = product(&product(&solution.inverse, &self.gram, width), &solution.inverse, width);
        let residual_variance = solution.residual / (float(self.rows) - solution.degrees).max(1.0);
        let (mut fitted, mut errors) = (Vec::with_capacity(self.rows), Vec::with_capacity(self.rows));
        let (mut noise, mut followed) = (0.0, 0.0);
        let mut entries = Vec::new();
        for (row, value) in response.iter().map(|value| value - self.mean).enumerate() {
            self.design.row(row, &mut entries);
            let own: f64 = entries.iter().map(|&(i, x)| x * solution.coefficients[i]).sum();
            let leverage = form(&entries, &solution.inverse, width).max(0.0);
            let weight = 2.0 * leverage - form(&entries, &left, width) - 1.0 / float(self.rows);
            noise += weight * value * (value - own) / (1.0 - leverage).max(SMALLEST_LEFT);
            followed += weight;
            fitted.push(self.mean + own);
            errors.push((residual_variance * leverage).sqrt());
        }
        let explained = (self.squares - solution.residual - noise) / (float(self.rows) - 1.0).max(1.0);
        Smooth { fitted, errors, explained, followed, residual_variance }
    }
}

/// The least that a draw keeps of its own residual, so that one that alone decides its fit counts, but not without end.
const SMALLEST_LEFT: f64 = 0.01;

/// xᵀAx of a symmetric matrix and a row given where it is not zero.
fn form(entries: &[(usize, f64)], matrix: &[f64], width: usize) -> f64 {
    let mut sum = 0.0;
    for (place, &(i, x)) in entries.iter().enumerate() {
        let line = &matrix[i * width..][..width];
        let crossed: f64 = entries[..place].iter().map(|&(j, y)| y * line[j]).sum();
        sum += x * (2.0 * crossed + x * line[i]);
    }
    sum
}

/// A·Bᵀ of two square matrices, row after row.
fn product(a: &[f64], b: &[f64], width: usize) -> Vec<f64> {
    a.chunks(width).flat_map(|line| b.chunks(width).map(move |other| dot(line, other))).collect()
}
