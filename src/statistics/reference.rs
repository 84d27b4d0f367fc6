//! Provides the Student law that standard errors are judged by.

use crate::numeric::{IncompleteBeta, normal_cdf};

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
    if x <= 0.0 { 0.0 } else { IncompleteBeta::new(df / 2.0, 0.5).cdf(x) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
