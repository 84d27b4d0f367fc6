//! Evaluates and inverts the incomplete beta function, for shapes from 10⁻⁶ to 10¹³.

use super::elementary::{exp, exp_m1, ln, ln_1p};
use super::inversion::{LogTail, invert_log_tail};
use super::saddle::{excess, stirling_correction};
use super::standard_normal::{normal_cdf, normal_density, normal_quantile};

/// Smaller shapes from which the uniform expansion replaces the continued fraction.
const LARGE_SHAPE: f64 = 1e6;

/// The beta law of shapes a, b, on the axis l = ln(x/y) - ln(a/b), y = 1 - x, where it is log-concave.
///
/// ```text
/// n = a + b, p = a/n, q = b/n
/// h(l) = xᵃ yᵇ/B(a, b) = √(ab/2πn) exp(a ln(x/p) + b ln(y/q) + Δ(n) - Δ(a) - Δ(b))
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IncompleteBeta {
    a: f64,
    b: f64,
    /// ln √(ab/2πn) + Δ(n) - Δ(a) - Δ(b), Δ Stirling's correction.
    ln_peak: f64,
}

/// A point of the axis in the forms that keep their accuracy.
struct Place {
    x: f64,
    y: f64,
    /// x - p.
    shift: f64,
    /// -(p ln(x/p) + q ln(y/q)), not negative.
    deviance: f64,
}

/// The lower tail at one point.
struct Tail {
    lower: f64,
    ln: f64,
    /// h/lower.
    slope: f64,
}

impl IncompleteBeta {
    /// The law of shapes `a` and `b`, above 0.
    pub fn new(a: f64, b: f64) -> Self {
        let n = a + b;
        // (a/n)·b, because the product of two large shapes may overflow.
        let ln_peak = 0.5 * ln(a / n * b / std::f64::consts::TAU) + stirling_correction(n)
            - stirling_correction(a)
            - stirling_correction(b);
        Self { a, b, ln_peak }
    }

    const fn mirrored(&self) -> Self {
        Self { a: self.b, b: self.a, ln_peak: self.ln_peak }
    }

    /// I_x(a, b), the chance of a value up to `x`, 0 < x < 1.
    pub fn cdf(&self, x: f64) -> f64 {
        let l = ln(x / (1.0 - x)) - ln(self.a / self.b);
        self.lower_tail(&self.place(l)).lower.clamp(0.0, 1.0)
    }

    /// The x with I_x(a, b) = `u`, 0 < u < 1.
    pub fn quantile(&self, u: f64) -> f64 {
        if u <= 0.5 { self.lower_quantile(u).x } else { self.mirrored().lower_quantile(1.0 - u).y }
    }

    /// The place of probability `u` ≤ ½.
    fn lower_quantile(&self, u: f64) -> Place {
        let n = self.a + self.b;
        let l = invert_log_tail(self.start(u), ln(u), |l| {
            let place = self.place(l);
            let tail = self.lower_tail(&place);
            LogTail { ln: tail.ln, slope: tail.slope, drift: -n * place.shift }
        });
        self.place(l)
    }

    /// A first guess: Carter's (1947) normal approximation as in algorithm AS 109, or the power law of the lower tail.
    fn start(&self, u: f64) -> f64 {
        let Self { a, b, ln_peak } = *self;
        if a > 1.0 && b > 1.0 {
            let z = normal_quantile(u);
            let r = (z * z - 3.0) / 6.0;
            let (s, t) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
            let h = 2.0 / (s + t);
            let w = -z * (h + r).sqrt() / h - (t - s) * (r + 5.0 / 6.0 - 2.0 / (3.0 * h));
            return -2.0 * w;
        }
        // I_x(a, b) ≈ xᵃ/(a B(a, b)), and there x ≈ (a/b) exp(l).
        let n = a + b;
        let ln_inverse_beta = ln_peak - a * ln(a / n) - b * ln(b / n);
        ((ln(u) + ln(a) - ln_inverse_beta) / a - ln(a / b)).min(0.0)
    }

    /// Accurate x, y, x - p and deviance at `l`, however far out.
    fn place(&self, l: f64) -> Place {
        let n = self.a + self.b;
        let (p, q) = (self.a / n, self.b / n);
        // weight = (p exp(l) + q)/max(1, exp(l)), so that nothing overflows.
        let (up, down) = if l > 0.0 { (1.0, exp(-l)) } else { (exp(l), 1.0) };
        let weight = p * up + q * down;
        let (x, y) = (p * up / weight, q * down / weight);
        // (exp(l) - 1)/(p exp(l) + q).
        let relative = if l > 0.0 { -exp_m1(-l) } else { exp_m1(l) } / weight;
        let (over_p, over_q) = (q * relative, -p * relative);
        let ln_weight = ln(weight);
        let excess_at = |t: f64, ln: f64| if t.abs() > 0.25 { t - ln } else { excess(t) };
        let deviance = p * excess_at(over_p, l.min(0.0) - ln_weight) + q * excess_at(over_q, -l.max(0.0) - ln_weight);
        Place { x, y, shift: p * over_p, deviance }
    }

    fn lower_tail(&self, place: &Place) -> Tail {
        let Self { a, b, ln_peak } = *self;
        let n = a + b;
        let ln_density = ln_peak - n * place.deviance;
        if a.min(b) >= LARGE_SHAPE {
            let lower = self.large_shape_tail(place);
            return Tail { lower, ln: ln(lower), slope: exp(ln_density) / lower };
        }
        if place.x < (a + 1.0) / (n + 2.0) {
            let slope = 1.0 / fraction(a, b, place.x, place.y, -n * place.shift);
            let ln = ln_density - ln(slope);
            Tail { lower: exp(ln), ln, slope }
        } else {
            let density = exp(ln_density);
            let upper = density * fraction(b, a, place.y, place.x, n * place.shift);
            let lower = (1.0 - upper).max(f64::MIN_POSITIVE);
            Tail { lower, ln: if upper < 1.0 { ln_1p(-upper) } else { ln(lower) }, slope: density / lower }
        }
    }

    /// The first term of the uniform expansion for large shapes (DLMF 8.18.9–8.18.11); the next is smaller by 1/min(a, b).
    ///
    /// ```text
    /// I = ½ erfc(-η √(n/2)) + φ(η√n)/√n · c₀(η),  ½η² = -(p ln(x/p) + q ln(y/q)),  η has the sign of x - p
    /// c₀ = 1/η - s/(x - p),  s = √(pq)
    /// c₀ ≈ A/3 + (A²/6 - B/4) η,  A = (1 - 2p)/s,  B = (1 - 3s²)/s²   near η = 0
    /// ```
    fn large_shape_tail(&self, place: &Place) -> f64 {
        let n = self.a + self.b;
        let (p, q) = (self.a / n, self.b / n);
        let s = (p * q).sqrt();
        let η = (2.0 * place.deviance).sqrt().copysign(place.shift);
        let skew = (q - p) / s;
        let c0 = if η.abs() * skew.abs().max(1.0) < 1e-3 {
            skew / 3.0 + (skew * skew / 6.0 - (1.0 - 3.0 * s * s) / (4.0 * s * s)) * η
        } else {
            1.0 / η - s / place.shift
        };
        let z = η * n.sqrt();
        (normal_cdf(z) + normal_density(z) / n.sqrt() * c0).max(f64::MIN_POSITIVE)
    }
}

/// I_x(a, b)/h for x < (a + 1)/(a + b + 2), by the contracted continued fraction of Didonato & Morris (1992, BFRAC in
/// ACM algorithm 708). λ = a - (a + b) x comes from the caller, who has it without cancellation.
fn fraction(a: f64, b: f64, x: f64, y: f64, λ: f64) -> f64 {
    let c = 1.0 + λ;
    let c1 = 1.0 + 1.0 / a;
    let (mut p, mut s) = (1.0, a + 1.0);
    // Numerators and denominators of the last two convergents; the later denominator is scaled to 1.
    let (mut earlier_top, mut earlier_bottom, mut top) = (0.0, c1 / c, c1 / c);
    for n in 1..20_000 {
        let n = f64::from(n);
        let t = n / a;
        let w = n * (b - n) * x;
        let e = a / s;
        let numerator = p * (p + b / a) * e * e * w * x;
        let e = (1.0 + t) / (c1 + 2.0 * t);
        let denominator = n + w / s + e * (c + n * (1.0 + y));
        (p, s) = (1.0 + t, s + 2.0);
        let bottom = numerator * earlier_bottom + denominator;
        let next = (numerator * earlier_top + denominator * top) / bottom;
        if (next - top).abs() <= 2e-16 * next {
            return next;
        }
        (earlier_top, earlier_bottom, top) = (top / bottom, 1.0 / bottom, next);
    }
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_forty_digits() {
        // By mpmath.
        let table = [
            (5.0, 0.5, 0.668_243_599_333_296_4, 0.050_000_000_001_808_62),
            (0.5, 0.5, 0.3, 0.369_010_119_565_545_4),
            (3.5, 5.5, 0.4, 0.546_820_492_113_954_1),
            (50.0, 60.0, 0.45, 0.464_235_291_430_603_6),
            (1000.0, 3000.0, 0.25, 0.502_427_980_892_099),
            (1999.5, 0.5, 0.999, 0.045_486_750_537_899_01),
        ];
        for (a, b, x, probability) in table {
            let found = IncompleteBeta::new(a, b).cdf(x);
            assert!((found / probability - 1.0).abs() < 1e-12, "{a} {b} {x}: {found}");
        }
    }

    #[test]
    fn the_expansion_meets_the_fraction() {
        for (a, b) in [(1e6, 3e6), (2e6, 1e6), (1e6, 1e8)] {
            let beta = IncompleteBeta::new(a, b);
            let n = a + b;
            let sd_on_the_axis = (n / a / b).sqrt();
            for z in [-6.0, -1.0, -0.1, -1e-4, 0.0, 1e-5, 0.3, 2.0] {
                let place = beta.place(z * sd_on_the_axis);
                let density = (beta.ln_peak - n * place.deviance).exp();
                let exact = if place.x < (a + 1.0) / (n + 2.0) {
                    density * fraction(a, b, place.x, place.y, -n * place.shift)
                } else {
                    1.0 - density * fraction(b, a, place.y, place.x, n * place.shift)
                };
                let found = beta.large_shape_tail(&place);
                assert!((found / exact - 1.0).abs() < 1e-8, "{a} {b} {z}: {found} {exact}");
            }
        }
    }
}
