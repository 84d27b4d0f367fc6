//! Evaluates ψ and ψ′, the first two derivatives of ln Γ: mean and variance of the logarithm of a gamma or beta variable.

use super::elementary::ln;

/// From here on the asymptotic series below are right to the last place.
const LARGE: f64 = 12.0;

/// ψ(x) = (ln Γ)′(x), x > 0: upwards by ψ(x) = ψ(x + 1) - 1/x, then by Abramowitz & Stegun 6.3.18.
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < LARGE {
        below += 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0, 1.0 / 12.0];
    let rest = series.iter().rev().fold(0.0, |sum, term| sum * square + term) * square;
    ln(x) - 0.5 / x - rest - below
}

/// ψ′(x), x > 0: upwards by ψ′(x) = ψ′(x + 1) + 1/x², then by Abramowitz & Stegun 6.4.12.
#[must_use]
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut above) = (x, 0.0);
    while x < LARGE {
        above += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0];
    let rest = series.iter().rev().fold(0.0, |sum, term| sum * square + term) * square / x;
    above + 1.0 / x + 0.5 * square + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        let pi_squared = std::f64::consts::PI.powi(2);
        for (x, first, second) in [
            (1.0, -EULER, pi_squared / 6.0),
            (0.5, -EULER - 2.0 * std::f64::consts::LN_2, pi_squared / 2.0),
            (2.0, 1.0 - EULER, pi_squared / 6.0 - 1.0),
            (11.0, -EULER + (1..=10).map(|k| 1.0 / f64::from(k)).sum::<f64>(), {
                pi_squared / 6.0 - (1..=10).map(|k| 1.0 / f64::from(k * k)).sum::<f64>()
            }),
        ] {
            assert!((digamma(x) - first).abs() < 4e-15 * first.abs().max(1.0), "ψ({x}) {}", digamma(x));
            assert!((trigamma(x) / second - 1.0).abs() < 1e-14, "ψ′({x}) {}", trigamma(x));
        }
    }

    #[test]
    fn they_are_the_slopes_of_what_they_derive_from() {
        for x in [0.3, 1.7, 11.9, 12.1, 250.5, 1e6] {
            // Central differences: h² for the method and 10⁻¹⁵/h for rounding.
            let h = 1e-4 * x;
            let slope = (libm::lgamma(x + h) - libm::lgamma(x - h)) / (2.0 * h);
            assert!((digamma(x) - slope).abs() < 1e-6 * slope.abs().max(1.0), "{x}: {} {slope}", digamma(x));
            let slope = (digamma(x + h) - digamma(x - h)) / (2.0 * h);
            assert!((trigamma(x) / slope - 1.0).abs() < 1e-6, "{x}: {} {slope}", trigamma(x));
        }
    }
}
