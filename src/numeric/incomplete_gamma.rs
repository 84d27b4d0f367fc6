//! Evaluates and inverts the incomplete gamma function, for shapes from 10⁻⁶ to 10¹³.

use super::elementary::{exp, exp_m1, lgamma, ln, ln_1p};
use super::inversion::{LogTail, invert_log_tail};
use super::saddle::{excess, stirling_correction};
use super::standard_normal::{normal_cdf, normal_density, normal_quantile};

/// Shapes from which Temme's uniform expansion replaces series and continued fraction.
const LARGE_SHAPE: f64 = 1e4;

/// The standard gamma law (rate 1) of one shape k, on the axis s = ln(x/k), where it is log-concave.
///
/// ```text
/// h(s) = xᵏ exp(-x)/Γ(k) = √(k/2π) exp(-k (r - 1 - ln r) - Δ(k)),  r = x/k = exp(s)
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IncompleteGamma {
    shape: f64,
    /// ln √(k/2π) - Δ(k), Δ Stirling's correction.
    ln_peak: f64,
}

/// Both tails at one point; each is accurate where it is the smaller.
struct Tails {
    lower: f64,
    upper: f64,
    /// ln of the lower tail, accurate below the range of floating-point numbers too.
    ln_lower: f64,
    /// h/lower.
    lower_slope: f64,
    /// h/upper.
    upper_slope: f64,
}

impl IncompleteGamma {
    /// The law of rate 1 of a `shape` above 0.
    pub fn new(shape: f64) -> Self {
        Self { shape, ln_peak: 0.5 * ln(shape / std::f64::consts::TAU) - stirling_correction(shape) }
    }

    /// P(k, x), the chance of a value up to `x` > 0.
    pub fn cdf(&self, x: f64) -> f64 {
        self.tails(ln(x / self.shape)).lower.clamp(0.0, 1.0)
    }

    /// h = xᵏ exp(-x)/Γ(k), the density on the axis ln x, at `x` > 0.
    #[must_use]
    pub fn density(&self, x: f64) -> f64 {
        exp(self.ln_density(ln(x / self.shape)))
    }

    /// The x with P(k, x) = `u`, 0 < u < 1.
    pub fn quantile(&self, u: f64) -> f64 {
        if u <= 0.5 { self.lower_quantile(u) } else { self.upper_quantile(1.0 - u) }
    }

    /// The x with P(k, x) = `v`, accurate however small `v` > 0 is.
    pub fn lower_quantile(&self, v: f64) -> f64 {
        let k = self.shape;
        let s = invert_log_tail(self.start(normal_quantile(v), ln(v)), ln(v), |s| {
            let tails = self.tails(s);
            LogTail { ln: tails.ln_lower, slope: tails.lower_slope, drift: -k * exp_m1(s) }
        });
        k * exp(s)
    }

    /// The x with Q(k, x) = `v`, accurate however small `v` > 0 is.
    pub fn upper_quantile(&self, v: f64) -> f64 {
        let k = self.shape;
        // On the mirrored axis the upper tail rises.
        let start = -self.start(-normal_quantile(v), ln_1p(-v));
        let s = -invert_log_tail(start, ln(v), |mirrored| {
            let tails = self.tails(-mirrored);
            LogTail { ln: ln(tails.upper), slope: tails.upper_slope, drift: k * exp_m1(-mirrored) }
        });
        k * exp(s)
    }

    /// A first guess of ln(x/k) at normal score `z`, ln P = `ln_lower`: Wilson & Hilferty's (1931) cube, or the power
    /// law of the lower tail of a small shape.
    fn start(&self, z: f64, ln_lower: f64) -> f64 {
        let k = self.shape;
        let cube_root = 1.0 - 1.0 / (9.0 * k) + z / (3.0 * k.sqrt());
        if cube_root > 0.3 {
            return 3.0 * ln(cube_root);
        }
        // P(k, x) ≈ xᵏ/Γ(k + 1).
        ((ln_lower + lgamma(k + 1.0)) / k - ln(k)).min(0.0)
    }

    /// ln h at s = ln(x/k).
    fn ln_density(&self, s: f64) -> f64 {
        self.ln_peak - self.shape * deviation(s).1
    }

    fn tails(&self, s: f64) -> Tails {
        let k = self.shape;
        let (t, excess) = deviation(s);
        let ln_density = self.ln_peak - k * excess;
        if k >= LARGE_SHAPE {
            return large_shape_tails(k, t, excess, ln_density);
        }
        let x = k * exp(s);
        if x < k + 1.0 {
            // P = h/k · Σ xⁿ/((k+1)…(k+n)).
            let sum = lower_series(k, x);
            let ln_lower = ln_density + ln(sum / k);
            let lower = exp(ln_lower);
            let upper = (1.0 - lower).max(f64::MIN_POSITIVE);
            Tails { lower, upper, ln_lower, lower_slope: k / sum, upper_slope: exp(ln_density) / upper }
        } else {
            let fraction = upper_fraction(k, x);
            let upper = (exp(ln_density) * fraction).max(f64::MIN_POSITIVE);
            let lower = 1.0 - upper;
            let lower_slope = exp(ln_density) / lower;
            Tails { lower, upper, ln_lower: ln_1p(-upper), lower_slope, upper_slope: 1.0 / fraction }
        }
    }
}

/// t = exp(s) - 1, and t - s without cancellation.
fn deviation(s: f64) -> (f64, f64) {
    let t = exp_m1(s);
    (t, if t.abs() > 0.25 { t - s } else { excess(t) })
}

/// Σ xⁿ/((k+1)…(k+n)), n from 0.
fn lower_series(k: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut denominator) = (1.0, 1.0, k);
    while term > sum * 1e-17 {
        denominator += 1.0;
        term *= x / denominator;
        sum += term;
    }
    sum
}

/// Γ(k, x)/(xᵏ exp(-x)) for x ≥ k + 1, by Lentz's method on Legendre's continued fraction (DLMF 8.9.2).
fn upper_fraction(k: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - k;
    // Lentz's c₀ is infinite in effect, so that the first step leaves b alone.
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut product = d;
    for n in 1..10_000 {
        let n = f64::from(n);
        let a = -n * (n - k);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        product *= factor;
        if (factor - 1.0).abs() < 3e-16 {
            break;
        }
    }
    product
}

/// Temme's (1979) uniform expansion (DLMF 8.12.3–8.12.8).
///
/// ```text
/// Q = ½ erfc(η √(k/2)) + R,  ½η² = t - ln(1 + t),  t = x/k - 1
/// R = exp(-½kη²)/√(2πk) · (C₀(η) + C₁(η)/k + C₂(η)/k²)
/// ```
///
/// The series of C₀, C₁, C₂ around η = 0 serve, because at these shapes nothing lies beyond |η| = 0.1.
fn large_shape_tails(k: f64, t: f64, excess: f64, ln_density: f64) -> Tails {
    const C0: [f64; 7] =
        [-1.0 / 3.0, 1.0 / 12.0, -2.0 / 135.0, 1.0 / 864.0, 1.0 / 2835.0, -139.0 / 777_600.0, 1.0 / 25_515.0];
    const C1: [f64; 5] = [-1.0 / 540.0, -1.0 / 288.0, 1.0 / 378.0, -77.0 / 77_760.0, 1.0 / 4860.0];
    const C2: [f64; 3] = [25.0 / 6048.0, -139.0 / 51_840.0, 1.0 / 1296.0];
    let polynomial = |coefficients: &[f64], η: f64| coefficients.iter().rev().fold(0.0, |sum, c| sum * η + c);
    let η = (2.0 * excess).sqrt().copysign(t);
    let normal_score = η * k.sqrt();
    let near = η.clamp(-1.0, 1.0);
    let series = polynomial(&C0, near) + (polynomial(&C1, near) + polynomial(&C2, near) / k) / k;
    let remainder = normal_density(normal_score) / k.sqrt() * series;
    let lower = (normal_cdf(normal_score) - remainder).max(f64::MIN_POSITIVE);
    let upper = (normal_cdf(-normal_score) + remainder).max(f64::MIN_POSITIVE);
    let density = exp(ln_density);
    Tails { lower, upper, ln_lower: ln(lower), lower_slope: density / lower, upper_slope: density / upper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_forty_digits() {
        // By mpmath.
        let table = [
            (0.01, 1e-5, 0.896_336_798_267_197_2),
            (0.5, 0.3, 0.561_421_973_919_000_1),
            (3.5, 2.0, 0.220_222_591_524_284_08),
            (12.5, 14.0, 0.692_146_733_780_560_9),
            (1e4, 1e4 + 50.0, 0.692_342_440_702_565_6),
        ];
        for (k, x, probability) in table {
            let found = IncompleteGamma::new(k).cdf(x);
            assert!((found / probability - 1.0).abs() < 1e-13, "{k} {x}: {found}");
        }
    }

    #[test]
    fn the_expansion_meets_series_and_fraction() {
        let k = LARGE_SHAPE;
        let gamma = IncompleteGamma::new(k);
        for z in [-7.0, -2.0, -0.3, 0.0, 0.01, 1.0, 3.0, 7.0] {
            let x = k + z * k.sqrt();
            let density = gamma.ln_peak - k * excess(x / k - 1.0);
            let (lower, upper) = if x < k + 1.0 {
                let lower = density.exp() / k * lower_series(k, x);
                (lower, 1.0 - lower)
            } else {
                let upper = density.exp() * upper_fraction(k, x);
                (1.0 - upper, upper)
            };
            let tails = gamma.tails((x / k).ln());
            let (found, exact) = if z < 0.0 { (tails.lower, lower) } else { (tails.upper, upper) };
            assert!((found / exact - 1.0).abs() < 1e-11, "{z}: {found} {exact}");
        }
    }
}
