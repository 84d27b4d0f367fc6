//! The Bayesian bootstrap (Rubin 1981) of a mean: weights ~ Dirichlet(1, …, 1) on the sample.

use super::{At, Saddlepoint, corrected, solve};
use crate::numeric::ln;

impl Saddlepoint {
    /// The weighted mean at normal score `z`.
    ///
    /// ```text
    /// P(Σ w d ≤ t) = P(Σ (d - t) E ≤ 0),   E exponential,   K(s) = -Σ ln(1 - s (d - t))
    /// ```
    ///
    /// Its saddlepoint has Σ 1/(1 - s(d - t)) = n. With ρ = s/(1 + s t) and c = 1 + s t that is c = Σ 1/(1 - ρ d)/n, so that
    /// along ρ nothing is left to solve:
    ///
    /// ```text
    /// s = ρ c,   t = (c - 1)/s,   K = -n ln c - Σ ln(1 - ρ d),   q = sign(s)·√Σ (1/(c (1 - ρ d)) - 1)²
    /// ```
    pub(super) fn weighted_mean_at(&self, z: f64) -> Option<f64> {
        let end = if z < 0.0 { self.ends.0 } else { self.ends.1 };
        let start = (if z.abs() < 1e-3 { 1e-3 } else { z }) / self.count.sqrt();
        // Inside of the pole, which lies at 1/end.
        let start = if start * end > 0.5 { 0.5 / end } else { start };
        solve(z, start, |ρ| self.tilted_weights(ρ)).map(|d| self.mean + self.scale * d)
    }

    fn tilted_weights(&self, ρ: f64) -> Option<At> {
        let (low, high) = self.ends;
        if !(1.0 - ρ * low > 0.0 && 1.0 - ρ * high > 0.0) {
            return None;
        }
        let [inverse] = self.sums(|d| [1.0 / (1.0 - ρ * d)]);
        let c = inverse / self.count;
        let (d, nothing) = self.nothing;
        let mut logs = if nothing > 0.0 { nothing * ln(1.0 - ρ * d) } else { 0.0 };
        // A logarithm of eight factors at a time: each lies between the pole and 1 + |ρ| times the longest d.
        for eight in self.some.chunks(8) {
            logs += ln(eight.iter().map(|d| 1.0 - ρ * d).product());
        }
        let [squares] = self.sums(|d| {
            let over = 1.0 / (c * (1.0 - ρ * d)) - 1.0;
            [over * over]
        });
        let k = -self.count * ln(c) - logs;
        let s = ρ * c;
        let r = s.signum() * (-2.0 * k).max(0.0).sqrt();
        let q = s.signum() * squares.sqrt();
        // The third cumulant of Σ d E is twice Σ d³.
        let score = corrected(r, q, 2.0 * self.acceleration)?;
        let value = (c - 1.0) / s;
        let slope = self.count.sqrt();
        Some(At { score, slope, value })
    }
}
