//! Evaluates the standard normal law, from which other families are transformed.

use statrs::function::erf;
use std::f64::consts::SQRT_2;

/// φ(z) = exp(-z²/2)/√(2π).
pub(super) fn density(z: f64) -> f64 {
    const INVERSE_ROOT_TWO_PI: f64 = 0.398_942_280_401_432_7;
    INVERSE_ROOT_TWO_PI * (-0.5 * z * z).exp()
}

/// Φ(z), with full relative accuracy in the lower tail; that of the upper tail is `cdf(-z)`.
pub(super) fn cdf(z: f64) -> f64 {
    // `libm` is right to the last place, the error function of `statrs` to 10⁻¹¹.
    0.5 * libm::erfc(-z / SQRT_2)
}

/// Φ⁻¹(u), finite for 0 < u < 1.
pub(super) fn quantile(u: f64) -> f64 {
    -SQRT_2 * erf::erfc_inv(2.0 * u)
}
