//! Provides the normal and Student laws that standard errors are judged by.

use statrs::function::{beta, erf};
use std::f64::consts::SQRT_2;

/// Φ(x), the standard normal distribution function, accurate in the lower tail too.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    // The error function of `libm` errs by less than one unit in the last place, that of `statrs` by 10⁻¹¹.
    0.5 * libm::erfc(-x / SQRT_2)
}

/// Φ⁻¹(u) for 0 < u < 1; -∞ at 0 and ∞ at 1.
#[must_use]
pub fn normal_quantile(u: f64) -> f64 {
    -SQRT_2 * erf::erfc_inv(2.0 * u)
}

/// Degrees of freedom beyond which the incomplete beta function loses more to rounding than the expansion does.
const NEARLY_NORMAL: f64 = 1e6;

/// Two-sided p-value of a Student statistic `t` with `df` degrees of freedom (normal when `df` is infinite).
///
/// ```text
/// p = I_x(df/2, 1/2),  x = df/(df + t²)
/// ```
///
/// NaN when `t` is NaN or `df` is not positive.
#[must_use]
pub fn student_two_sided_p(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t == 0.0 {
        return 1.0;
    }
    if t.is_infinite() {
        return 0.0;
    }
    if df > NEARLY_NORMAL {
        // t has the law of z(1 + (z² + 1)/(4 df)) up to terms of order df⁻².
        return 2.0 * normal_cdf(-t.abs() * (1.0 - (t * t + 1.0).min(df) / (4.0 * df)));
    }
    let x = df / (df + t * t);
    if x <= 0.0 { 0.0 } else { beta::beta_reg(df / 2.0, 0.5, x).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_values_from_tables() {
        // In 30 digits (mpmath).
        let table = [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (-1.0, 0.158_655_253_931_457_05),
            (1.959_963_984_540_054, 0.975),
            (-6.0, 9.865_876_450_376_946e-10),
            (-20.0, 2.753_624_118_606_233_7e-89),
        ];
        for (x, probability) in table {
            assert!((normal_cdf(x) / probability - 1.0).abs() < 1e-12, "{x}: {}", normal_cdf(x));
            assert!((normal_quantile(probability) - x).abs() < 1e-12 * x.abs().max(1.0), "{x}");
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_cdf(f64::NAN).is_nan());
    }

    #[test]
    fn student_values_in_closed_form() {
        for t in [0.01f64, 0.3, 1.0, 2.5, 12.0, 400.0] {
            // df = 1: 1 - (2/π) arctan t; df = 2: 1 - t/√(2 + t²).
            let cauchy = 2.0 / std::f64::consts::PI * (1.0 / t).atan();
            let two = (2.0 / (2.0 + t * t)) / (1.0 + t / (2.0 + t * t).sqrt());
            assert!((student_two_sided_p(t, 1.0) / cauchy - 1.0).abs() < 1e-10, "{t}");
            assert!((student_two_sided_p(-t, 2.0) / two - 1.0).abs() < 1e-10, "{t}");
        }
        // The 97.5% point for 10 degrees of freedom.
        assert!((student_two_sided_p(2.228_138_851_986_274, 10.0) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn student_tends_to_the_normal_law() {
        // By quadrature of the density in 40 digits (mpmath).
        let table = [
            (0.001, 3999.0, 0.999_202_165_450_898_3),
            (2.0, 3999.0, 0.045_567_777_491_919_47),
            (5.0, 3999.0, 5.978_821_664_493_185e-7),
            (9.0, 3999.0, 3.417_104_316_712_366e-19),
            (0.5, 99_999.0, 0.617_076_177_665_420_2),
            (5.0, 99_999.0, 5.742_701_775_410_716e-7),
            (9.0, 99_999.0, 2.295_409_390_361_913e-19),
            (2.0, 999_999.0, 0.045_500_533_851_589_16),
            (5.0, 1e7, 5.733_128_075_008_539e-7),
            (2.0, 1e8, 0.045_500_266_595_906_75),
        ];
        for (t, df, probability) in table {
            let p = student_two_sided_p(t, df);
            assert!((p / probability - 1.0).abs() < 1e-9, "{t} {df}: {p}");
        }
        assert_eq!(student_two_sided_p(1.5, f64::INFINITY), 2.0 * normal_cdf(-1.5));
        assert_eq!(student_two_sided_p(0.0, 5.0), 1.0);
        assert_eq!(student_two_sided_p(f64::INFINITY, 5.0), 0.0);
        assert_eq!(student_two_sided_p(1e300, 5.0), 0.0);
        assert!(student_two_sided_p(f64::NAN, 5.0).is_nan());
        assert!(student_two_sided_p(1.0, 0.0).is_nan());
    }
}
