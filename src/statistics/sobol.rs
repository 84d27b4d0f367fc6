//! Estimates Sobol indices: how much of a variance an input explains by itself, and with all that it interacts with.

use super::{Smooth, float, mean_and_sd};
use crate::numeric::powi;

/// An estimated share of a variance with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SobolIndex {
    /// The estimate; noise may put it a little below 0 or above 1.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl SobolIndex {
    /// The central interval with so many standard errors to either side, within 0 to 1.
    #[must_use]
    pub fn interval(&self, z: f64) -> (f64, f64) {
        ((self.value - z * self.error).clamp(0.0, 1.0), (self.value + z * self.error).clamp(0.0, 1.0))
    }
}

/// The share of the variance of `response` that a regression's inputs explain: for one input the first-order index,
/// for several independent of all others the closed index.
///
/// ```text
/// S   = V_g/V                                                  V_g corrected for followed noise, see Smooth
/// ψₖ = (2·gₖ·yₖ - gₖ² - S·yₖ²)/V                              influence of draw k on S, g and y centred
/// se² = (Var(ψ) - 4n)/K + 2.5n/K,   n = followed·(1 - S)²/K    the second part is all there is where S = 0
/// ```
///
/// ψ is the efficient influence function of Var(E\[Y|X\])/Var(Y): the error of ĝ enters only at second order, where noise
/// followed by the regression is the scaled χ² whose variance is the second part. That noise is in ĝ, and so in ψ, as
/// well: times twice the residual it makes Var(ψ) larger by 4n, which is taken off. The χ² has the variance 2n; it is
/// skewed, and with a quarter more intervals about an index of nearly nothing hold it as often as others do (tests/sobol_functions.rs).
#[must_use]
pub fn explained(response: &[f64], smooth: &Smooth) -> Option<SobolIndex> {
    let (mean, sd) = mean_and_sd(response);
    let variance = sd * sd;
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let share = smooth.explained / variance;
    let influence: Vec<f64> = response
        .iter()
        .zip(&smooth.fitted)
        .map(|(y, g)| (y - mean, g - mean))
        .map(|(y, g)| (2.0 * g * y - g * g - share * y * y) / variance)
        .collect();
    let count = float(response.len());
    let spread = mean_and_sd(&influence).1;
    let noise = smooth.followed * powi(1.0 - share, 2) / count;
    let known = (spread * spread - 4.0 * noise).max(0.0);
    Some(SobolIndex { value: share, error: ((known + 2.5 * noise) / count).sqrt() })
}

/// First-order and total index of an input by pick-freeze; `None` when the output does not vary.
///
/// `a` and `b` are the outputs at two independent sets of N points, `ab` those at the points of `a` with the input taken
/// from `b`. Outputs are centred first, which costs nothing and takes the mean out of the noise.
///
/// ```text
/// V   = mean of ½(aₖ² + bₖ²)
/// S   = mean of bₖ·(abₖ - aₖ) / V            (Saltelli et al. 2010)
/// S_T = mean of ½(aₖ - abₖ)² / V             (Jansen 1999)
/// se² = Var(uₖ - S·vₖ)/(N·V²)                of a ratio of means u/v
/// ```
#[must_use]
pub fn pick_freeze(a: &[f64], b: &[f64], ab: &[f64]) -> Option<(SobolIndex, SobolIndex)> {
    let centre = f64::midpoint(mean_and_sd(a).0, mean_and_sd(b).0);
    let points = || {
        let centred = a.iter().zip(b).zip(ab);
        centred.map(move |((a, b), ab)| (a - centre, b - centre, ab - centre))
    };
    let squares: Vec<f64> = points().map(|(a, b, _)| 0.5 * (a * a + b * b)).collect();
    let first: Vec<f64> = points().map(|(a, b, ab)| b * (ab - a)).collect();
    let total: Vec<f64> = points().map(|(a, _, ab)| 0.5 * (a - ab) * (a - ab)).collect();
    Some((ratio(&first, &squares)?, ratio(&total, &squares)?))
}

fn ratio(above: &[f64], below: &[f64]) -> Option<SobolIndex> {
    let variance = mean_and_sd(below).0;
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let value = mean_and_sd(above).0 / variance;
    let residuals: Vec<f64> = above.iter().zip(below).map(|(u, v)| u - value * v).collect();
    Some(SobolIndex { value, error: mean_and_sd(&residuals).1 / (variance * (float(above.len())).sqrt()) })
}
