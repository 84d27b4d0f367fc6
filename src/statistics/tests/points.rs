//! Draws the points that the closed forms are tried on, the same in every run.

use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::numeric::normal_quantile;

/// `count` uniform points of so many inputs, `points[input][row]`.
pub(super) fn uniform(seed: u64, inputs: usize, count: usize) -> Vec<Vec<f64>> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    #[expect(clippy::cast_precision_loss, reason = "52 bits fit")]
    let mut next = || ((random.next_u64() >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0;
    (0..inputs).map(|_| (0..count).map(|_| next()).collect()).collect()
}

/// The same of standard normal inputs.
pub(super) fn normal(seed: u64, inputs: usize, count: usize) -> Vec<Vec<f64>> {
    let mut points = uniform(seed, inputs, count);
    points.iter_mut().flatten().for_each(|value| *value = normal_quantile(*value));
    points
}

/// The output at every point.
pub(super) fn outputs(points: &[Vec<f64>], output: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    (0..points[0].len()).map(|row| output(&points.iter().map(|input| input[row]).collect::<Vec<f64>>())).collect()
}
