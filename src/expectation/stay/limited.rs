//! Works out limited expected values of the length of a stay, G(x) = E[min(L, x)], and their repeated integrals.
//!
//! ```text
//! S(y) = P(ℓ·W > y)
//! G₀(y) = ∫₀^y e^(-κx) S(x) dx,   Gₙ(y) = ∫₀^y Gₙ₋₁(x) dx
//! ```
//!
//! At κ = 0, G₀ is E[min(L, y)] and 2(y·G₀ - G₁) is E[min(L, y)²]; κ is the hazard of leaving, the force of discount or both.

use std::collections::HashMap;
use std::sync::Arc;

use super::lengths::{GAUSS, Lengths, Point, Survival};
use crate::numeric::{exp, exp_m1, ln, whole_part};

/// Repeated integrals of one law that are known already: cells of an event ask for the same again and again.
#[derive(Clone, Debug, Default)]
pub(in crate::expectation) struct Known(HashMap<(u64, u64), Arc<Limited>>);

/// The integrand f = e^(-κy)·S(y) at a knot y, with its slope and its repeated integrals.
#[derive(Clone, Copy, Debug)]
struct Knot {
    y: f64,
    slope: f64,
    integrand: f64,
    integrals: Iterated,
}

/// G₀, G₁, G₂ and G₃ at one place.
pub(in crate::expectation) type Iterated = [f64; 4];

/// The repeated integrals for one mean length and one force κ.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Limited {
    /// ℓ, the mean length.
    length: f64,
    κ: f64,
    law: Law,
}

#[derive(Clone, Debug)]
enum Law {
    Fixed { end: Iterated },
    Spread { survival: Arc<Survival>, knots: Vec<Knot> },
}

impl Known {
    /// Those of stays of mean length `length` at the force κ; always of the same law.
    pub(super) fn limited(&mut self, lengths: &Lengths, length: f64, κ: f64) -> Arc<Limited> {
        let known = self.0.entry((length.to_bits(), κ.to_bits()));
        Arc::clone(known.or_insert_with(|| Arc::new(Limited::new(lengths, length, κ))))
    }
}

impl Limited {
    /// Those of stays of mean length `length` above 0.
    pub(in crate::expectation) fn new(lengths: &Lengths, length: f64, κ: f64) -> Self {
        let law = match lengths {
            Lengths::Fixed => Law::Fixed { end: certain(length, κ) },
            Lengths::Spread(survival) => {
                Law::Spread { survival: Arc::clone(survival), knots: survival.integrated(length, κ) }
            }
        };
        Self { length, κ, law }
    }

    /// G₀ to G₃ at `y`; 0 below 0.
    pub(in crate::expectation) fn at(&self, y: f64) -> Iterated {
        if y <= 0.0 {
            return [0.0; 4];
        }
        match &self.law {
            Law::Fixed { .. } if y < self.length => certain(y, self.κ),
            Law::Fixed { end } => continued(end, y - self.length),
            Law::Spread { survival, knots } => {
                let (first, last) = (&knots[0], &knots[knots.len() - 1]);
                if y < first.y {
                    return certain(y, self.κ);
                }
                if y >= last.y {
                    return continued(&last.integrals, y - last.y);
                }
                let place = (ln(y / self.length) - survival.first) / survival.step;
                let mut index = whole_part::<usize>(place.max(0.0)).min(knots.len() - 2);
                // The logarithm may have been rounded to the other side of a knot.
                if y < knots[index].y {
                    index -= 1;
                } else if y > knots[index + 1].y {
                    index += 1;
                }
                hermite(&knots[index], &knots[index + 1], y)
            }
        }
    }

    /// G₀ at infinity, and E[L²] of what is left of the law by κ: 2(y·G₀ - G₁) there.
    pub(in crate::expectation) fn whole(&self) -> (f64, f64) {
        let (y, [g0, g1, ..]) = match &self.law {
            Law::Fixed { end } => (self.length, *end),
            Law::Spread { knots, .. } => (knots[knots.len() - 1].y, knots[knots.len() - 1].integrals),
        };
        (g0, 2.0 * (y * g0 - g1))
    }
}

impl Survival {
    /// The integrand and its repeated integrals at every knot, by Taylor's formula with the rest as an integral:
    ///
    /// ```text
    /// Gₙ(b) = Σ_j h^j/j!·Gₙ₋ⱼ(a) + ∫ (b - y)ⁿ/n! · f(y) dy,   h = b - a
    /// ```
    fn integrated(&self, length: f64, κ: f64) -> Vec<Knot> {
        let force = |y: f64| if κ == 0.0 { 1.0 } else { exp(-κ * y) };
        let knot = |point: &Point, integrals: Iterated| {
            let y = length * point.w;
            let integrand = force(y) * point.survival;
            Knot { y, slope: -κ * integrand - force(y) * point.density / length, integrand, integrals }
        };
        let mut sums = certain(length * self.knots[0].w, κ);
        let mut knots = Vec::with_capacity(self.knots.len());
        knots.push(knot(&self.knots[0], sums));
        for (pair, between) in self.knots.windows(2).zip(&self.between) {
            let (y, next) = (length * pair[0].w, length * pair[1].w);
            let half = 0.5 * (next - y);
            sums = continued(&sums, next - y);
            for ((place, weight), survival) in GAUSS.iter().zip(between) {
                let left = half * (1.0 - place);
                let mut part = half * weight * survival * force(next - left);
                for (sum, n) in sums.iter_mut().zip([1.0, 2.0, 3.0, 4.0]) {
                    *sum += part;
                    part *= left / n;
                }
            }
            knots.push(knot(&pair[1], sums));
        }
        knots
    }
}

/// G₀ to G₃ at `y` where S = 1 up to there.
///
/// ```text
/// Gₙ(y) = yⁿ⁺¹·φₙ₊₁(κy),   φ₁(z) = (1 - e^(-z))/z,   φₙ₊₁(z) = (1/n! - φₙ(z))/z
/// ```
fn certain(y: f64, κ: f64) -> Iterated {
    let φ = phi(κ * y);
    let mut power = 1.0;
    φ.map(|φ| {
        power *= y;
        power * φ
    })
}

/// φ₁ to φ₄; downwards from the series of φ₄ where the way up cancels.
///
/// ```text
/// φₙ(z) = Σ (-z)^j/(j + n)!
/// ```
fn phi(z: f64) -> [f64; 4] {
    if z == 0.0 {
        return [1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0];
    }
    if z > 2.0 {
        let φ1 = -exp_m1(-z) / z;
        let φ2 = (1.0 - φ1) / z;
        let φ3 = (0.5 - φ2) / z;
        return [φ1, φ2, φ3, (1.0 / 6.0 - φ3) / z];
    }
    let (mut term, mut φ4) = (1.0 / 24.0, 1.0 / 24.0);
    for n in 5..=28 {
        term *= -z / f64::from(n);
        φ4 += term;
    }
    let φ3 = 1.0 / 6.0 - z * φ4;
    let φ2 = 0.5 - z * φ3;
    [1.0 - z * φ2, φ2, φ3, φ4]
}

/// The repeated integrals `h` further on, where S = 0.
fn continued(&[g0, g1, g2, g3]: &Iterated, h: f64) -> Iterated {
    [g0, g1 + h * g0, g2 + h * (g1 + 0.5 * h * g0), g3 + h * (g2 + 0.5 * h * (g1 + h * g0 / 3.0))]
}

/// Hermite's quintic between two knots for each of the integrals, the one before being its slope.
fn hermite(from: &Knot, to: &Knot, y: f64) -> Iterated {
    let h = to.y - from.y;
    let x = (y - from.y) / h;
    let rest = 1.0 - x;
    let (x2, rest2) = (x * x, rest * rest);
    // Weights of value, slope and curvature at either end; those of the values sum to 1.
    let value_to = x2 * x * (10.0 - 15.0 * x + 6.0 * x2);
    let slope_from = h * x * rest2 * rest * (1.0 + 3.0 * x);
    let slope_to = -h * rest * x2 * x * (1.0 + 3.0 * rest);
    let curve_from = 0.5 * h * h * x2 * rest2 * rest;
    let curve_to = 0.5 * h * h * rest2 * x2 * x;
    let (mut slopes, mut curves) = ((from.integrand, to.integrand), (from.slope, to.slope));
    let mut found = [0.0; 4];
    for ((found, &a), &b) in found.iter_mut().zip(&from.integrals).zip(&to.integrals) {
        *found = a
            + value_to * (b - a)
            + slope_from * slopes.0
            + slope_to * slopes.1
            + curve_from * curves.0
            + curve_to * curves.1;
        (curves, slopes) = (slopes, (a, b));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spread;
    use crate::numeric::{IncompleteGamma, integrate, normal_cdf};

    const SPREADS: [Spread; 9] = [
        Spread::None,
        Spread::Gamma(0.02),
        Spread::Gamma(0.3),
        Spread::Gamma(0.8),
        Spread::Gamma(2.0),
        Spread::Lognormal(0.05),
        Spread::Lognormal(0.6),
        Spread::Lognormal(1.5),
        Spread::Lognormal(4.0),
    ];

    /// P(W > w) by its definition.
    fn survival(spread: Spread, w: f64) -> f64 {
        match spread {
            Spread::None => f64::from(u8::from(w < 1.0)),
            Spread::Gamma(cv) => 1.0 - IncompleteGamma::new(1.0 / (cv * cv)).cdf(w / (cv * cv)),
            Spread::Lognormal(cv) => {
                let sigma = (cv * cv).ln_1p().sqrt();
                normal_cdf(-(w.ln() / sigma + 0.5 * sigma))
            }
        }
    }

    #[test]
    fn limited_means_are_what_the_partial_moments_say() {
        // E[min(L, x)] = ℓ·E[W; W ≤ x/ℓ] + x·P(W > x/ℓ).
        for cv in [0.3, 0.8, 2.0_f64] {
            let (variance, sigma) = (cv * cv, (cv * cv).ln_1p().sqrt());
            for x in [0.01, 0.5, 4.0, 6.5, 13.0, 40.0] {
                let w: f64 = x / 6.5;
                let below = IncompleteGamma::new(1.0 / variance + 1.0).cdf(w / variance);
                let gamma = 6.5 * below + x * survival(Spread::Gamma(cv), w);
                let found = Limited::new(&Lengths::new(Spread::Gamma(cv)), 6.5, 0.0).at(x)[0];
                assert!((found - gamma).abs() < 1e-8 * 6.5, "gamma {cv} at {x}: {found} against {gamma}");
                let below = normal_cdf(w.ln() / sigma - 0.5 * sigma);
                let lognormal = 6.5 * below + x * survival(Spread::Lognormal(cv), w);
                let found = Limited::new(&Lengths::new(Spread::Lognormal(cv)), 6.5, 0.0).at(x)[0];
                assert!((found - lognormal).abs() < 1e-8 * 6.5, "lognormal {cv} at {x}: {found} against {lognormal}");
            }
        }
    }

    #[test]
    fn every_integral_is_that_of_the_one_before() {
        for spread in SPREADS {
            for κ in [0.0, 0.004, 0.3] {
                let limited = Limited::new(&Lengths::new(spread), 3.0, κ);
                for y in [0.2, 2.9, 3.2, 11.0, 70.0] {
                    let found = limited.at(y);
                    let density = |x: f64| (-κ * x).exp() * survival(spread, x / 3.0);
                    let pieces = |f: &dyn Fn(f64) -> f64| {
                        let middle = y.min(3.0);
                        integrate(0.0, middle, f) + integrate(middle, y, f)
                    };
                    let wanted = [
                        pieces(&density),
                        pieces(&|x| limited.at(x)[0]),
                        pieces(&|x| limited.at(x)[1]),
                        pieces(&|x| limited.at(x)[2]),
                    ];
                    for (n, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                        assert!(
                            (found / wanted - 1.0).abs() < 3e-8,
                            "{spread:?} {κ} G{n}({y}): {found} against {wanted}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_whole_law_has_mean_one_and_its_variance() {
        for spread in SPREADS {
            let (mean, square) = Limited::new(&Lengths::new(spread), 2.0, 0.0).whole();
            let cv = spread.cv();
            assert!((mean / 2.0 - 1.0).abs() < 1e-9, "{spread:?}: {mean}");
            assert!((square / (4.0 * (1.0 + cv * cv)) - 1.0).abs() < 2e-8, "{spread:?}: {square}");
        }
    }

    #[test]
    fn the_two_ways_to_phi_meet() {
        let (below, above) = (phi(2.0), phi(2.0 + 1e-12));
        for (below, above) in below.iter().zip(above) {
            assert!((below - above).abs() < 1e-12);
        }
        assert!((phi(1e-9)[3] - 1.0 / 24.0).abs() < 1e-11);
    }
}
