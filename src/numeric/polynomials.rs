//! Evaluates elementary functions by polynomials and without a branch, so that loops over them become vectors.
//!
//! To about 13 digits, and with the same bits on every machine: they are sums and products in a fixed order. Everything is
//! inlined into the caller's [`super::widest`].

use super::standard_normal::INVERSE_ROOT_TWO_PI;

/// ln 2 in two parts, of which the first has few enough digits that its multiples are exact.
const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
/// What makes the last bits of a number of moderate size those of a whole number: 1.5 · 2⁵².
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// eˣ; 0 below -700 and e⁷⁰⁰ above 700.
///
/// ```text
/// eˣ = 2ⁿ eʳ,  n = x/ln 2 to the nearest,  eʳ by Taylor's polynomial of degree 12
/// ```
#[inline(always)]
pub(super) fn smooth_exp(x: f64) -> f64 {
    const TERMS: [f64; 13] = [
        1.0 / 479_001_600.0,
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ];
    let held = if x > 700.0 { 700.0 } else { x };
    let held = if held < -700.0 { -700.0 } else { held };
    let shifted = held * std::f64::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let r = (held - n * LN_2[0]) - n * LN_2[1];
    let mut sum = 0.0;
    for term in TERMS {
        sum = sum * r + term;
    }
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    if x < -700.0 { 0.0 } else { sum * power }
}

/// ln x of a positive normal number.
///
/// ```text
/// ln x = e ln 2 + 2 artanh s,  x = 2ᵉ m,  √½ ≤ m < √2,  s = (m - 1)/(m + 1)
/// ```
#[inline(always)]
pub(crate) fn smooth_ln(x: f64) -> f64 {
    // The bits of √½, so that what is added to the exponent begins there.
    const ROOT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    // 2⁵² and the exponent of 1 above it.
    const EXPONENT: f64 = 4_503_599_627_371_519.0;
    const ONE: u64 = 0x3ff0_0000_0000_0000;
    let moved = x.to_bits().wrapping_add(ONE - ROOT_HALF);
    let exponent = f64::from_bits((moved >> 52) | 0x4330_0000_0000_0000) - EXPONENT;
    let m = f64::from_bits((moved & 0x000f_ffff_ffff_ffff) + ROOT_HALF);
    let s = (m - 1.0) / (m + 1.0);
    let s2 = s * s;
    let mut sum = 0.0;
    for odd in [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0] {
        sum = sum * s2 + 1.0 / odd;
    }
    exponent * LN_2[0] + (exponent * LN_2[1] + 2.0 * (s + s * s2 * sum))
}

/// t - ln(1 + t), for t > -1, as [`super::excess`].
#[inline(always)]
pub(crate) fn smooth_excess(t: f64) -> f64 {
    let far = t - smooth_ln(1.0 + t);
    let r = t / (2.0 + t);
    let r2 = r * r;
    let mut sum = 0.0;
    // Where it is used |r| is at most 1/7, so that nine terms leave less than 10⁻¹⁶.
    for odd in [19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0] {
        sum = sum * r2 + 1.0 / odd;
    }
    let near = r * t - 2.0 * r * r2 * sum;
    if t.abs() > 0.25 { far } else { near }
}

/// Φ(z) and φ(z), each tail with its relative accuracy.
///
/// ```text
/// Φ(-z) = φ(z)·M(t)/(1 + z),  t = (z - 4)/(z + 4),  z ≥ 0
/// ```
///
/// where M is the polynomial of degree 18 through (1 + z) times Mills' ratio (the substitution is that of Schonfelder 1978).
#[inline(always)]
pub(crate) fn smooth_normal(z: f64) -> (f64, f64) {
    const MILLS: [f64; 19] = [
        -1.136_142_819_515_076e-7,
        -8.340_657_729_194_641e-8,
        1.074_523_732_171_563e-6,
        1.106_935_424_784_782_7e-6,
        -6.210_159_222_600_364e-6,
        -8.666_951_402_821_962e-6,
        3.392_662_690_797_705e-5,
        5.329_419_774_068_293e-5,
        -2.201_167_697_956_739e-4,
        -2.367_094_912_025_437e-4,
        1.741_822_934_969_743_2e-3,
        -7.159_495_785_858_68e-4,
        -1.253_909_971_619_985e-2,
        4.495_912_895_189_189e-2,
        -8.070_800_997_981_986e-2,
        7.169_048_120_683_254e-2,
        3.509_188_024_376_051e-2,
        -2.423_996_705_218_76e-1,
        1.183_261_914_567_758_8,
    ];
    let size = z.abs();
    let t = (size - 4.0) / (size + 4.0);
    let mut mills = 0.0;
    for term in MILLS {
        mills = mills * t + term;
    }
    let density = INVERSE_ROOT_TWO_PI * smooth_exp(-0.5 * z * z);
    let tail = density * mills / (1.0 + size);
    (if z < 0.0 { tail } else { 1.0 - tail }, density)
}

#[cfg(test)]
mod tests {
    use super::super::{excess, exp, float, ln, normal_cdf, normal_density};
    use super::*;

    #[test]
    fn they_are_the_functions_to_thirteen_digits() {
        for step in 0..40_000_usize {
            let x = 0.035 * (float(step) - 20_000.0) + 0.001;
            let close = |found: f64, exact: f64| (found / exact - 1.0).abs() < 2e-13;
            if x.abs() < 700.0 {
                assert!(close(smooth_exp(x), exp(x)), "exp {x}: {} {}", smooth_exp(x), exp(x));
                assert!((smooth_ln(exp(x)) - ln(exp(x))).abs() < 2e-13, "ln of exp {x}");
            }
            let z = x / 20.0;
            let (chance, density) = smooth_normal(z);
            // Half of z² is rounded, here and there.
            let near = |found: f64, exact: f64| (found / exact - 1.0).abs() < 2e-13 + 4e-16 * z * z;
            assert!(near(chance, normal_cdf(z)), "Φ({z}): {chance} {}", normal_cdf(z));
            assert!(near(density, normal_density(z)), "φ({z}): {density}");
            let t = 0.001 * float(step) - 0.9995;
            assert!(close(smooth_excess(t), excess(t)), "{t}: {} {}", smooth_excess(t), excess(t));
        }
    }

    #[test]
    fn what_is_out_of_reach_is_nothing_or_all() {
        assert_eq!((smooth_exp(-701.0), smooth_exp(f64::NEG_INFINITY)), (0.0, 0.0));
        assert_eq!((smooth_normal(60.0), smooth_normal(-60.0)), ((1.0, 0.0), (0.0, 0.0)));
        assert_eq!((smooth_ln(1.0), smooth_excess(0.0)), (0.0, 0.0));
    }
}
