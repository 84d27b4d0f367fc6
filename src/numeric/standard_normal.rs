//! Evaluates the standard normal law, from which other families are transformed.

use super::elementary::{erfc, exp, ln};
use std::f64::consts::SQRT_2;

/// 1/√(2π).
pub(super) const INVERSE_ROOT_TWO_PI: f64 = 0.398_942_280_401_432_7;

/// φ(z) = exp(-z²/2)/√(2π).
#[must_use]
pub fn normal_density(z: f64) -> f64 {
    INVERSE_ROOT_TWO_PI * exp(-0.5 * z * z)
}

/// Φ(z), with full relative accuracy in the lower tail; that of the upper tail is Φ(-z).
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z / SQRT_2)
}

/// Φ⁻¹(u) for 0 < u < 1; -∞ at 0 and ∞ at 1, NaN beyond.
///
/// Rational approximations to 16 digits: Wichura (1988), algorithm AS 241, PPND16.
#[must_use]
pub fn normal_quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&A, r) / polynomial(&B, r);
    }
    let tail = if q < 0.0 { u } else { 1.0 - u };
    if tail == 0.0 {
        return f64::INFINITY.copysign(q);
    }
    let r = (-ln(tail)).sqrt();
    let z = if r <= 5.0 {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    } else {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    };
    z.copysign(q)
}

/// Σ cᵢ xⁱ, lowest power first.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const A: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const B: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_854,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    0.000_774_545_014_278_341_4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    0.000_547_593_808_499_534_5,
    1.050_750_071_644_416_9e-9,
];
const E: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const F: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    0.000_786_869_131_145_613_3,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_7e-15,
];

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::erf::erfc_inv;

    #[test]
    fn values_from_tables() {
        // In 30 digits (mpmath).
        let table = [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (-1.0, 0.158_655_253_931_457_05),
            (1.959_963_984_540_054, 0.975),
            (-6.0, 9.865_876_450_376_946e-10),
            (-20.0, 2.753_624_118_606_233_7e-89),
        ];
        for (z, probability) in table {
            assert!((normal_cdf(z) / probability - 1.0).abs() < 1e-12, "{z}: {}", normal_cdf(z));
            assert!((normal_quantile(probability) - z).abs() < 1e-14 * z.abs().max(1.0), "{z}");
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_cdf(f64::NAN).is_nan() && normal_quantile(f64::NAN).is_nan() && normal_quantile(-0.1).is_nan());
    }

    #[test]
    fn quantiles_undo_the_distribution_function_and_agree_with_another_library() {
        for step in 1..4000 {
            let u = f64::from(step) / 4000.0;
            let z = normal_quantile(u);
            // Φ(z) - u over φ(z): what the quantile is off by, and the rounding of u itself.
            let off = (normal_cdf(z) - u) / normal_density(z);
            assert!(off.abs() < 1e-15 + 4e-16 / normal_density(z), "{u}: {off}");
            let other = -SQRT_2 * erfc_inv(2.0 * u);
            assert!((z - other).abs() < 1e-9 * z.abs().max(1.0), "{u}: {z} {other}");
        }
        let mut u = 1e-300;
        while u < 0.01 {
            let z = normal_quantile(u);
            assert!((normal_cdf(z) / u - 1.0).abs() < 1e-12, "{u}: {z}");
            u *= 37.0;
        }
    }
}
