//! Regresses on one input or several by penalised splines on ranks, additive with products for several.

use super::design::{DRAWS_PER_SEGMENT, Design, segments_alone};
use super::equations::Equations;
use super::fit::{Chosen, Fit};
use super::smooth::{Curve, Smooth};
use super::{Predictor, float};
use crate::numeric::{powf, powi};

/// Equal segments between knots for each of several inputs.
const SEGMENTS_OF_SEVERAL: usize = 10;
/// Degrees of freedom of a curve whose variance is wanted.
const DEGREES_FOR_INDEX: f64 = 12.0;
/// Draws that each product column should have.
const DRAWS_PER_PRODUCT: usize = 20;
/// Inputs and products of a regression on several, at most, so that its time does not grow with the cube of theirs;
/// those that explain least by themselves are left out.
const MOST_INPUTS: usize = 40;
const MOST_PRODUCTS: usize = 200;
/// Of the mean weight of a spline column: a penalty that leaves no bend. A heavier one would drown the ridge in rounding.
const STRAIGHT: f64 = 1e5;

impl Smooth {
    /// E[response | one input].
    #[must_use]
    pub fn of_one(predictor: &Predictor, response: &[f64]) -> Self {
        let design = predictor.design();
        let fit = Fit::new(&design, &predictor.alone, response);
        suited(&fit, predictor).map_or_else(|| Self::nothing(response), |chosen| fit.smooth(&chosen.solution, true))
    }

    /// E\[response | one input\] for [`super::explained`]: twelve degrees of freedom, or as many as the input has values.
    ///
    /// GCV would take a weak bend for noise, and now and then noise for a bend, and the variance of the curve would be
    /// too small or too large by as much. Without that choice the index can be corrected for noise exactly.
    #[must_use]
    pub fn of_one_for_index(predictor: &Predictor, response: &[f64]) -> Self {
        let design = predictor.design();
        let fit = Fit::new(&design, &predictor.alone, response);
        let unit = predictor.alone.unit;
        let mut weights = (-6..=20).rev().map(|quarter| unit * powf(10.0, 0.25 * f64::from(quarter)));
        let mut roughest = None;
        while let Some(solution) = weights.next().and_then(|weight| fit.solve(&[weight])) {
            let enough = solution.degrees >= DEGREES_FOR_INDEX;
            roughest = Some(solution);
            if enough {
                break;
            }
        }
        roughest.map_or_else(|| Self::nothing(response), |solution| fit.smooth(&solution, true))
    }

    /// E[response | several inputs]: a spline of each, and products of the values of `pairs` (indices into
    /// `predictors`). Beyond 40 inputs, and beyond 200 products or one in 20 draws, those that matter most by themselves
    /// are kept.
    #[must_use]
    pub fn of_several(predictors: &[&Predictor], pairs: &[(usize, usize)], response: &[f64]) -> Self {
        Additive::new(predictors.to_vec(), pairs.to_vec()).smooth(response)
    }
}

impl Curve {
    /// E[response | one input].
    #[must_use]
    pub fn of_one(predictor: &Predictor, response: &[f64]) -> Self {
        let design = predictor.design();
        let fit = Fit::new(&design, &predictor.alone, response);
        suited(&fit, predictor)
            .map_or_else(|| Smooth::nothing(response), |chosen| fit.smooth(&chosen.solution, false))
            .into()
    }
}

/// A regression on several inputs, for any number of responses: see [`Smooth::of_several`].
pub struct Additive<'a> {
    predictors: Vec<&'a Predictor>,
    pairs: Vec<(usize, usize)>,
    /// The columns and equations where no input or product is too many, whatever the response.
    whole: Option<(Design<'a>, Equations)>,
}

impl<'a> Additive<'a> {
    /// On splines of `predictors` and products of the values of `pairs` of them.
    #[must_use]
    pub fn new(predictors: Vec<&'a Predictor>, pairs: Vec<(usize, usize)>) -> Self {
        let fits = |first: &&Predictor| {
            predictors.len() > 1 && predictors.len() <= MOST_INPUTS && pairs.len() <= most_products(first.len())
        };
        let whole = predictors.first().copied().filter(|first| fits(first)).map(|_| set_up(&predictors, &pairs));
        Self { predictors, pairs, whole }
    }

    /// E[response | inputs] with the variance that it explains.
    #[must_use]
    pub fn smooth(&self, response: &[f64]) -> Smooth {
        match self.predictors[..] {
            [] => Smooth::nothing(response),
            [only] => Smooth::of_one(only, response),
            _ => self.fitted(response, true).unwrap_or_else(|| Smooth::nothing(response)),
        }
    }

    /// E[response | inputs].
    #[must_use]
    pub fn curve(&self, response: &[f64]) -> Curve {
        match self.predictors[..] {
            [] => Smooth::nothing(response).into(),
            [only] => Curve::of_one(only, response),
            _ => self.fitted(response, false).unwrap_or_else(|| Smooth::nothing(response)).into(),
        }
    }

    /// The estimate, `corrected` for the noise that it follows where that is wanted.
    ///
    /// Each input keeps the smoothness that it has by itself; one common factor is left to GCV.
    ///
    /// ```text
    /// λ Σ (Δ²β)² ≈ λ h³ ∫ f″², so that a knot distance h twice as large takes an eighth of λ
    /// ```
    fn fitted(&self, response: &[f64], corrected: bool) -> Option<Smooth> {
        let alone: Vec<(f64, f64)> = self.predictors.iter().map(|predictor| by_itself(predictor, response)).collect();
        if let Some((design, equations)) = &self.whole {
            let weights: Vec<f64> = alone.iter().map(|(_, weight)| *weight).collect();
            return with_common_factor(design, equations, &weights, response, corrected);
        }
        let explained: Vec<f64> = alone.iter().map(|(deviation, _)| *deviation).collect();
        let chosen = largest(&explained, MOST_INPUTS);
        let place = |input: usize| chosen.iter().position(|&kept| kept == input);
        let mut pairs: Vec<(usize, usize)> =
            self.pairs.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect();
        let merits: Vec<f64> = pairs.iter().map(|&(a, b)| explained[chosen[a]] * explained[chosen[b]]).collect();
        pairs = largest(&merits, most_products(response.len())).iter().map(|&kept| pairs[kept]).collect();
        let predictors: Vec<&Predictor> = chosen.iter().map(|&input| self.predictors[input]).collect();
        let weights: Vec<f64> = chosen.iter().map(|&input| alone[input].1).collect();
        let (design, equations) = set_up(&predictors, &pairs);
        with_common_factor(&design, &equations, &weights, response, corrected)
    }
}

fn with_common_factor(
    design: &Design<'_>,
    equations: &Equations,
    alone: &[f64],
    response: &[f64],
    corrected: bool,
) -> Option<Smooth> {
    let fit = Fit::new(design, equations, response);
    let coarser = powi(float(design.segments) / float(segments_alone(design.rows)), 3);
    let weights = |half: i32| {
        let factor = coarser * powf(10.0, 0.5 * f64::from(half));
        alone.iter().map(|weight| (factor * weight).min(STRAIGHT * equations.unit)).collect()
    };
    fit.best(-4..=4, weights).map(|chosen| fit.smooth(&chosen.solution, corrected))
}

/// The columns of several inputs and products, and their equations.
fn set_up<'a>(predictors: &[&'a Predictor], pairs: &[(usize, usize)]) -> (Design<'a>, Equations) {
    let columns: Vec<_> = predictors.iter().map(|predictor| &predictor.column).collect();
    let room = predictors[0].len() / (DRAWS_PER_SEGMENT * predictors.len());
    let design = Design::new(&columns, SEGMENTS_OF_SEVERAL.min(room).max(2), pairs);
    let equations = Equations::of(&design);
    (design, equations)
}

/// The weight of the penalty that suits a response best: from a spline that follows every bend to a straight line, half
/// a decade at a time.
fn suited(fit: &Fit<'_>, predictor: &Predictor) -> Option<Chosen> {
    fit.best(-6..=10, |half| vec![predictor.alone.unit * powf(10.0, 0.5 * f64::from(half))])
}

/// The standard deviation of the estimate from one input, and the weight of its penalty.
fn by_itself(predictor: &Predictor, response: &[f64]) -> (f64, f64) {
    let design = predictor.design();
    let fit = Fit::new(&design, &predictor.alone, response);
    let nothing = (0.0, predictor.alone.unit);
    suited(&fit, predictor).map_or(nothing, |chosen| (fit.deviation(&chosen.solution), chosen.weights[0]))
}

/// How many product columns so many draws bear.
const fn most_products(draws: usize) -> usize {
    let borne = draws / DRAWS_PER_PRODUCT;
    if borne < MOST_PRODUCTS { borne } else { MOST_PRODUCTS }
}

/// The places of the `count` largest numbers, in order of place.
fn largest(numbers: &[f64], count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    places.sort_by(|&a, &b| numbers[b].total_cmp(&numbers[a]));
    places.truncate(count);
    places.sort_unstable();
    places
}
