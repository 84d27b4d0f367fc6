//! The bootstrap of Student's statistic: (T* - x̄)/se* of n draws from the sample.

use super::{At, Saddlepoint, corrected, solve};
use crate::numeric::{exp, ln};

/// Steps towards β at one s, at most.
const MOST_STEPS: usize = 60;

impl Saddlepoint {
    /// (T* - x̄)/se* at normal score `z`.
    ///
    /// The statistic rises with w = ū/√v̄, ū and v̄ the resampled means of d and d²: (T* - x̄)/se* = w √(n - 1)/√(1 - w²). The
    /// law of w is the marginal one of the saddlepoint density of (ū, v̄), by Laplace's method along v̄ (Daniels & Young
    /// 1991; `DiCiccio`, Martin & Young 1992):
    ///
    /// ```text
    /// K(s, t) = ln(Σ e^(s d + t d²)/n),   t = -s β/2,   β = w/√v̄
    /// Σ-weighted  E d = β E d²                                               (the v̄ at which the density is greatest)
    /// r = sign(s)·√(2n(s ū + t v̄ - K)),   q = √n s √(c g² - 2 b g + a - (ac - b²) s w/(4 v̄^(3/2))),   g = w/(2√v̄)
    /// ```
    ///
    /// with a, b, c the weighted variance of d, its covariance with d², and the variance of d².
    pub(super) fn pivot_at(&self, z: f64) -> Option<f64> {
        let root = self.count.sqrt();
        let start = if z.abs() < 1e-3 { 1e-3 / root } else { z / root };
        let mut β = start;
        let mut last = start;
        solve(z, start, |s| {
            let (found, at) = self.tilted_pivot(s, β * s / last)?;
            (β, last) = (at, s);
            Some(found)
        })
    }

    /// What the approximation says at s, and the β there, looked for from `β` on.
    fn tilted_pivot(&self, s: f64, mut β: f64) -> Option<(At, f64)> {
        for _ in 0..MOST_STEPS {
            let t = -0.5 * s * β;
            // s d + t d² is at most that at its top, or at an end.
            let exponent = |d: f64| d * (s + t * d);
            let top =
                if t < 0.0 { exponent((-s / (2.0 * t)).clamp(self.ends.0, self.ends.1)) } else { f64::NEG_INFINITY };
            let most = top.max(exponent(self.ends.0)).max(exponent(self.ends.1));
            let [weight, m1, m2, m3, m4] = self.sums(|d| {
                let e = exp(exponent(d) - most);
                let square = d * d;
                [e, e * d, e * square, e * d * square, e * square * square]
            });
            let [m1, m2, m3, m4] = [m1, m2, m3, m4].map(|moment| moment / weight);
            let (a, b, c) = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2);
            let miss = m1 - β * m2;
            let slope = -0.5 * s * b - m2 + 0.5 * β * s * c;
            let step = -miss / slope;
            if step.abs() > 1e-9 * β.abs().max(1e-3) {
                β += step.clamp(-0.25 * β.abs().max(0.1), 0.25 * β.abs().max(0.1));
                if !β.is_finite() {
                    return None;
                }
                continue;
            }
            let w = β * m2.sqrt();
            if w.abs() >= 1.0 {
                return None;
            }
            let half = self.count * (s * m1 + t * m2 - most - ln(weight / self.count));
            let g = w / (2.0 * m2.sqrt());
            let along = c * g * g - 2.0 * b * g + a - (a * c - b * b) * s * w / (4.0 * m2 * m2.sqrt());
            if !(half > 0.0 && along > 0.0) {
                return None;
            }
            let r = s.signum() * (2.0 * half).sqrt();
            let q = s * (self.count * along).sqrt();
            // At nothing the statistic is where the mean is.
            let score = corrected(r, q, self.acceleration)?;
            let value = w * (self.count - 1.0).sqrt() / (1.0 - w * w).sqrt();
            return Some((At { score, slope: self.count.sqrt(), value }, β));
        }
        None
    }
}
