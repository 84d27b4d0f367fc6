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

use super::force::Forces;
use super::hermite::{Hermite, Knot};
use super::lengths::{GAUSS, Lengths, Point, Survival};
use crate::numeric::{exp, exp_m1};

/// Integrals of one law that are known already: cells of an event ask for the same again and again.
#[derive(Clone, Debug, Default)]
pub(in crate::expectation) struct Known {
    limited: HashMap<Asked, Arc<Limited>>,
    /// G₀ at infinity.
    wholes: HashMap<Asked, f64>,
}

/// A mean length and a force κ, bit by bit.
type Asked = (u64, u64);

/// The force over half of a stretch beyond which nothing is left at its start: a stretch is an eighth of its distance from 0 at
/// most, so that e^(-15·300) is less than any number.
const NOTHING_LEFT: f64 = 300.0;

/// What the weights of Gauss's rule on (-1, 1) come to in the integrals of Taylor's formula: w·(1 - x)ⁿ/n!, n = 0 to 3.
const TAYLOR: [[f64; 4]; GAUSS.len()] = taylor();

const fn taylor() -> [[f64; 4]; GAUSS.len()] {
    let mut weights = [[0.0; 4]; GAUSS.len()];
    let mut place = 0;
    while place < GAUSS.len() {
        let (x, weight) = GAUSS[place];
        let left = 1.0 - x;
        weights[place] = [weight, weight * left, weight * left * left / 2.0, weight * left * left * left / 6.0];
        place += 1;
    }
    weights
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
        let known = self.limited.entry((length.to_bits(), κ.to_bits()));
        Arc::clone(known.or_insert_with(|| Arc::new(Limited::new(lengths, length, κ))))
    }

    /// G₀ at infinity of the same.
    pub(super) fn whole(&mut self, lengths: &Lengths, length: f64, κ: f64) -> f64 {
        let known = self.wholes.entry((length.to_bits(), κ.to_bits()));
        *known.or_insert_with(|| match lengths {
            Lengths::Fixed => certain(length, κ)[0],
            Lengths::Spread(survival) => survival.whole(length, κ),
        })
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
    #[cfg(test)]
    pub(in crate::expectation) fn at(&self, y: f64) -> Iterated {
        let ([g0, g1], [g2, g3]) = (self.pair(y, 0), self.pair(y, 2));
        [g0, g1, g2, g3]
    }

    /// Gₙ at `y`; 0 below 0.
    pub(super) fn integral(&self, y: f64, n: usize) -> f64 {
        match self.place(y) {
            Place::Known(integrals) => integrals[n],
            Place::Between(hermite) => hermite.integral(n),
        }
    }

    /// Gₙ and Gₙ₊₁ at `y`, n being 2 at most; 0 below 0.
    pub(super) fn pair(&self, y: f64, n: usize) -> [f64; 2] {
        match self.place(y) {
            Place::Known(integrals) => [integrals[n], integrals[n + 1]],
            Place::Between(hermite) => [hermite.integral(n), hermite.integral(n + 1)],
        }
    }

    #[inline]
    fn place(&self, y: f64) -> Place<'_> {
        if y <= 0.0 {
            return Place::Known([0.0; 4]);
        }
        Place::Known(match &self.law {
            Law::Fixed { .. } if y < self.length => certain(y, self.κ),
            Law::Fixed { end } => continued(end, y - self.length),
            Law::Spread { survival, knots } => {
                let (first, last) = (&knots[0], &knots[knots.len() - 1]);
                if y < first.y {
                    certain(y, self.κ)
                } else if y >= last.y {
                    continued(&last.integrals(), y - last.y)
                } else {
                    let mut index = survival.before(y / self.length).min(knots.len() - 2);
                    // The quotient may have been rounded to the other side of a knot.
                    while y < knots[index].y {
                        index -= 1;
                    }
                    while y > knots[index + 1].y {
                        index += 1;
                    }
                    return Place::Between(Hermite::new(&knots[index], &knots[index + 1], y));
                }
            }
        })
    }

    /// G₀ at infinity, and E[L²] of what is left of the law by κ: 2(y·G₀ - G₁) there.
    pub(in crate::expectation) fn whole(&self) -> (f64, f64) {
        let (y, [g0, g1, ..]) = match &self.law {
            Law::Fixed { end } => (self.length, *end),
            Law::Spread { knots, .. } => (knots[knots.len() - 1].y, knots[knots.len() - 1].integrals()),
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
        let knot = |point: &Point, force: f64, [g0, g1, g2, g3]: Iterated| {
            let integrand = force * point.survival;
            let slope = -κ * integrand - force * point.density / length;
            Knot { y: length * point.w, per_step: 0.0, values: [slope, integrand, g0, g1, g2, g3] }
        };
        let y = length * self.knots[0].w;
        let mut sums = certain(y, κ);
        let mut knots = Vec::with_capacity(self.knots.len());
        knots.push(knot(&self.knots[0], exp(-κ * y), sums));
        for (index, Interval { half, integrand, force }) in self.intervals(length, κ).enumerate() {
            let mut parts = [0.0; 4];
            for (weights, integrand) in TAYLOR.iter().zip(integrand) {
                parts.iter_mut().zip(weights).for_each(|(part, weight)| *part += weight * integrand);
            }
            sums = continued(&sums, 2.0 * half);
            let mut power = 1.0;
            for (sum, part) in sums.iter_mut().zip(parts) {
                power *= half;
                *sum += power * part;
            }
            knots[index].per_step = 0.5 / half;
            knots.push(knot(&self.knots[index + 1], force, sums));
        }
        knots
    }

    /// G₀ at infinity.
    fn whole(&self, length: f64, κ: f64) -> f64 {
        let within = |Interval { half, integrand, .. }| {
            let parts = TAYLOR.iter().zip(integrand).map(|([weight, ..], integrand)| weight * integrand);
            half * parts.sum::<f64>()
        };
        certain(length * self.knots[0].w, κ)[0] + self.intervals(length, κ).map(within).sum::<f64>()
    }

    /// The integrand between each knot and the next.
    fn intervals(&self, length: f64, κ: f64) -> impl Iterator<Item = Interval> {
        // e^(-κy), carried from knot to knot.
        let mut force = exp(-κ * length * self.knots[0].w);
        self.knots.windows(2).zip(&self.between).map(move |(pair, between)| {
            let half = 0.5 * (length * pair[1].w - length * pair[0].w);
            let forces = Forces::new((κ * half).min(NOTHING_LEFT));
            let centre = force * forces.half;
            let mut integrand = *between;
            integrand.iter_mut().zip(forces.at_places).for_each(|(integrand, force)| *integrand *= centre * force);
            force *= forces.across;
            Interval { half, integrand, force }
        })
    }
}

/// What lies between a knot and the next.
struct Interval {
    /// Half of how far it is.
    half: f64,
    /// The integrand at Gauss's places.
    integrand: [f64; GAUSS.len()],
    /// e^(-κy) at the next.
    force: f64,
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
        // Neither this term nor any after it can change the last bit of a sum that is never below 0.02.
        if term.abs() < 1e-19 {
            break;
        }
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

/// A place, with all integrals there or with what they are interpolated from.
enum Place<'a> {
    Known(Iterated),
    Between(Hermite<'a>),
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
