//! Evaluates elementary functions with the same last digit on every machine.
//!
//! Those of the standard library go to the C library of the system, which differs from one to the next, and picks its
//! instructions by processor. `libm` is compiled from Rust like all else. Square roots and the four operations are exact
//! to the last digit everywhere.

/// eˣ.
#[inline]
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// eˣ - 1, without cancellation near 0.
#[inline]
#[must_use]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// The natural logarithm.
#[inline]
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x), without cancellation near 0.
#[inline]
#[must_use]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// The logarithm to base 10.
#[inline]
#[must_use]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// The logarithm to base 2.
#[inline]
#[must_use]
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// xʸ.
#[inline]
#[must_use]
pub fn powf(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// xⁿ by repeated squaring, from the lowest bit of n on; 1/x⁻ⁿ below zero.
#[inline]
#[must_use]
pub const fn powi(x: f64, n: i32) -> f64 {
    let (mut left, mut square, mut product) = (n.unsigned_abs(), x, 1.0);
    loop {
        if left & 1 == 1 {
            product *= square;
        }
        left >>= 1;
        if left == 0 {
            return if n < 0 { 1.0 / product } else { product };
        }
        square *= square;
    }
}

/// 10^⌊log₁₀ x⌋, the power of ten at or below x > 0; below 1 the number nearest to it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "exponents are small")]
pub fn decade(x: f64) -> f64 {
    powi(10.0, log10(x).floor() as i32)
}

/// √(x² + y²), where the squares may be beyond what a number holds.
#[inline]
#[must_use]
pub fn hypot(x: f64, y: f64) -> f64 {
    libm::hypot(x, y)
}

/// The sine.
#[inline]
#[must_use]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// The cosine.
#[inline]
#[must_use]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Sine and cosine.
#[inline]
#[must_use]
pub fn sin_cos(x: f64) -> (f64, f64) {
    libm::sincos(x)
}

/// The angle of the point (x, y), given as y, x.
#[inline]
#[must_use]
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// The hyperbolic tangent.
#[inline]
#[must_use]
pub fn tanh(x: f64) -> f64 {
    libm::tanh(x)
}

/// The hyperbolic sine.
#[inline]
#[must_use]
pub fn sinh(x: f64) -> f64 {
    libm::sinh(x)
}

/// The hyperbolic cosine.
#[inline]
#[must_use]
pub fn cosh(x: f64) -> f64 {
    libm::cosh(x)
}

/// ln Γ(x), x > 0.
#[inline]
#[must_use]
pub fn lgamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// 1 - erf(x), with full relative accuracy in the upper tail.
#[inline]
#[must_use]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_and_their_logarithms_meet() {
        for n in -12..=15 {
            let power = powi(10.0, n);
            assert_eq!(power, format!("1e{n}").parse::<f64>().unwrap(), "10^{n}");
            assert_eq!(log10(power), f64::from(n), "log10 10^{n}");
            assert_eq!(decade(1.000_001 * power), power, "at or below 10^{n}");
            assert!((powf(10.0, f64::from(n)) / power - 1.0).abs() <= f64::EPSILON, "powf 10^{n}");
        }
    }

    #[test]
    fn the_last_digit_is_known() {
        // In 40 digits (mpmath), rounded to the nearest number: a library that differs in the last digit is another one.
        for (found, bits) in [
            (exp(1.0), std::f64::consts::E),
            (ln(10.0), std::f64::consts::LN_10),
            (exp_m1(1e-10), 1.000_000_000_05e-10),
            (ln_1p(1e-10), 9.999_999_999_5e-11),
            (powf(2.0, 0.5), std::f64::consts::SQRT_2),
            (powi(1.1, 7), 1.948_717_100_000_001_1),
            (hypot(3e200, 4e200), 5e200),
        ] {
            assert!((found / bits - 1.0).abs() <= f64::EPSILON, "{found} {bits}");
        }
    }
}
