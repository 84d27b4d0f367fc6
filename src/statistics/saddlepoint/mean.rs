//! The ordinary bootstrap (Efron 1979) of a mean: n draws from the sample.

use super::{At, Saddlepoint, corrected, solve};
use crate::numeric::{exp, ln};

impl Saddlepoint {
    /// The resampled mean at normal score `z`.
    ///
    /// ```text
    /// K(s) = n ln(Σ e^(s d)/n),   q = s √K''(s)
    /// ```
    pub(super) fn mean_at(&self, z: f64) -> Option<f64> {
        let root = self.count.sqrt();
        // Never from 0, where nothing tells which way is up.
        let start = if z.abs() < 1e-3 { 1e-3 / root } else { z / root };
        solve(z, start, |s| self.tilted_mean(s)).map(|d| self.mean + self.scale * d)
    }

    fn tilted_mean(&self, s: f64) -> Option<At> {
        let most = if s > 0.0 { s * self.ends.1 } else { s * self.ends.0 };
        let [weight, first, second] = self.sums(|d| {
            let e = exp(s * d - most);
            [e, e * d, e * d * d]
        });
        let mean = first / weight;
        let variance = second / weight - mean * mean;
        let k = most + ln(weight / self.count);
        let half = self.count * (s * mean - k);
        let r = s.signum() * (2.0 * half.max(0.0)).sqrt();
        let q = s * (self.count * variance.max(0.0)).sqrt();
        let score = corrected(r, q, self.acceleration)?;
        let slope = if r == 0.0 { self.count.sqrt() } else { self.count * s * variance / r };
        Some(At { score, slope, value: mean })
    }
}
