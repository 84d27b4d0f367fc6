//! Evaluates the two small terms that keep gamma and beta densities accurate when their shapes are large.

use super::elementary::{lgamma, ln, ln_1p};

/// t - ln(1 + t) without cancellation, for t > -1.
///
/// ```text
/// r = t/(2 + t):  ln(1 + t) = 2(r + r³/3 + r⁵/5 + …),  t - 2r = r t
/// ```
pub fn excess(t: f64) -> f64 {
    if t.abs() > 0.25 {
        return t - ln_1p(t);
    }
    let r = t / (2.0 + t);
    let r2 = r * r;
    let mut sum = 0.0;
    // |r| is at most 1/7, so that eleven terms leave less than 10⁻¹⁸.
    for odd in (3..=23).rev().step_by(2) {
        sum = sum * r2 + 1.0 / f64::from(odd);
    }
    r * t - 2.0 * r * r2 * sum
}

/// Stirling's correction ln Γ(a) - (a - ½) ln a + a - ½ ln 2π.
///
/// For large `a` by its asymptotic series (Loader 2000, "Fast and accurate computation of binomial probabilities").
pub fn stirling_correction(a: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if a < 16.0 {
        return lgamma(a) - (a - 0.5) * ln(a) + a - HALF_LN_TWO_PI;
    }
    let a2 = a * a;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / (1188.0 * a2)) / a2) / a2) / a2) / a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excess_agrees_with_forty_digits() {
        // By mpmath.
        let table = [
            (1e-9, 4.999_999_996_666_666e-19),
            (1e-3, 4.996_669_164_668_332e-7),
            (0.25, 0.026_856_448_685_790_244),
            (-0.25, 0.037_682_072_451_780_93),
            (0.26, 0.028_888_279_036_613_37),
            (-0.9, 1.402_585_092_994_046),
            (3.0, 1.613_705_638_880_109_4),
        ];
        for (t, value) in table {
            assert!((excess(t) / value - 1.0).abs() < 4e-15, "{t}: {}", excess(t));
        }
    }

    #[test]
    fn stirling_corrections_join_and_obey_the_recurrence() {
        // Γ(a + 1) = a Γ(a) gives Δ(a) - Δ(a + 1) = (a + ½) ln(1 + 1/a) - 1.
        for a in [0.001, 0.5, 3.5, 15.5, 15.999, 16.0, 100.0, 1e4] {
            let step = (a + 0.5) * (1.0f64 / a).ln_1p() - 1.0;
            let found = stirling_correction(a) - stirling_correction(a + 1.0);
            assert!((found - step).abs() < 2e-14 * a.max(1.0), "{a}: {found} {step}");
        }
        // Δ(1) = 1 - ½ ln 2π.
        assert!((stirling_correction(1.0) - 0.081_061_466_795_327_26).abs() < 1e-15);
    }
}
