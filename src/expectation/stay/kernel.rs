//! Integrates what comes of a start at t against the density of starts and the times at which people join.

use super::lengths::GAUSS;
use crate::expectation::integrate::{Shape, Window};

/// What a stay that begins at t brings before, after or between moments of the calendar, as a function of y = x - u - t, with
/// its repeated integrals.
///
/// ```text
/// k₁(y) = ∫ k(y) dy,   k₂(y) = ∫ k₁(y) dy
/// ```
pub(super) struct Kernel<'a> {
    /// k, k₁ and k₂, of which only differences matter in the last two.
    pub(super) at: &'a dyn Fn(f64) -> [f64; 3],
    /// Places at which k changes its course, in any order.
    pub(super) kinks: &'a [f64],
}

/// Steps of an exponential that Gauss's rule takes at once: its error is then below 1e-11 of the integral.
const STEP: f64 = 1.5;

impl Kernel<'_> {
    /// Starts between `low` and `high`, joined within `window`, held against the moment `x` of the calendar.
    ///
    /// ```text
    /// ∫ s(t) · mean over u of k(x - u - t) dt = ∫ s(t) · (k₁(x - from - t) - k₁(x - to - t))/(to - from) dt
    /// ```
    pub(super) fn joined(&self, shape: &Shape, low: f64, high: f64, window: Window, x: f64) -> f64 {
        let Window { from, to } = window;
        if to > from {
            (self.against(shape, low, high, x - from, 1) - self.against(shape, low, high, x - to, 1)) / (to - from)
        } else {
            self.against(shape, low, high, x - from, 0)
        }
    }

    /// The integral of s(t)·k_n(x - t) from `low` to `high`; in closed form where starts are even.
    pub(super) fn against(&self, shape: &Shape, low: f64, high: f64, x: f64, n: usize) -> f64 {
        if high <= low {
            return 0.0;
        }
        if shape.rate == 0.0 {
            return shape.height * ((self.at)(x - low)[n + 1] - (self.at)(x - high)[n + 1]);
        }
        let mut knots = vec![low, high];
        knots.extend(self.kinks.iter().map(|kink| x - kink).filter(|t| (low..high).contains(t)));
        knots.sort_unstable_by(f64::total_cmp);
        let pieces = knots.windows(2).filter(|piece| piece[1] > piece[0]);
        pieces.map(|piece| panels(shape, piece[0], piece[1], |t| (self.at)(x - t)[n])).sum()
    }
}

/// ∫ s(t)·f(t) from `low` to `high` by Gauss's rule on as many equal panels as the density needs.
fn panels(shape: &Shape, low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let count = (shape.rate.abs() * (high - low) / STEP).ceil().clamp(1.0, 1e4);
    let half = 0.5 * (high - low) / count;
    let mut sum = 0.0;
    let mut centre = low + half;
    while centre < high {
        for (place, weight) in GAUSS {
            let t = centre + half * place;
            sum += weight * shape.at(t) * f(t);
        }
        centre += 2.0 * half;
    }
    sum * half
}
