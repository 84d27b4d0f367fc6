//! Says which random numbers the evidence of a plan is drawn by, so that two plans can share some and no others.

use super::Parameter;

/// The random numbers of one uncertain value: values of two plans with the same numbers are drawn in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueStream {
    /// Name of the random stream, and of the scramble of a Sobol point.
    pub name: String,
    /// Dimension of a Sobol point.
    pub dimension: usize,
}

/// The random numbers of the evidence of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Streams {
    /// By parameter.
    pub values: Vec<ValueStream>,
    /// Draw k of a weighted plan has the place frac((k + ½)/divisor) among the views.
    pub view_divisor: f64,
    /// Whether the Sobol points of a draw are counted among those of its view, which knows each view better; values
    /// are drawn in common with a plan of other views only if not.
    pub points_by_view: bool,
}

/// φ = (1 + √5)/2.
const GOLDEN_RATIO: f64 = 1.618_033_988_749_895;
/// With 1 and φ, roots of primes are linearly independent over the rationals, so that places among the views of several
/// plans are jointly even (Kronecker–Weyl).
const PRIMES: [f64; 7] = [2.0, 3.0, 7.0, 11.0, 13.0, 17.0, 19.0];

impl Streams {
    /// Those of a plan by itself: each value by its path, columns of a table together.
    #[must_use]
    pub fn of(parameters: &[Parameter]) -> Self {
        // The columns of one table are drawn together, by the row that one uniform number falls to.
        let table = parameters.iter().position(Parameter::is_sampled).unwrap_or(0);
        let stream = |(dimension, one): (usize, &Parameter)| match one.is_sampled() {
            true => ValueStream { name: Parameter::SAMPLES.to_owned(), dimension: table },
            false => ValueStream { name: one.path.clone(), dimension },
        };
        Self {
            values: parameters.iter().enumerate().map(stream).collect(),
            view_divisor: GOLDEN_RATIO,
            points_by_view: true,
        }
    }

    /// The divisor of the `index`-th of several plans whose views have nothing in common: golden for the first.
    #[must_use]
    pub fn view_divisor(index: usize) -> f64 {
        let Some(before) = index.checked_sub(1) else { return GOLDEN_RATIO };
        1.0 / PRIMES[before % PRIMES.len()].sqrt().fract()
    }
}
