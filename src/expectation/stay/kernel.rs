//! Integrates what comes of a start at t against the density of starts and the times at which people join.

use super::force::Forces;
use super::lengths::GAUSS;
use crate::expectation::integrate::{Shape, Window};
use crate::expectation::ramp::Basis;

/// What a stay that begins at t brings before, after or between moments of the calendar, as a function of y = x - u - t, with
/// its repeated integrals.
///
/// ```text
/// k₁(y) = ∫ k(y) dy,   k₂(y) = ∫ k₁(y) dy
/// ```
pub(super) struct Kernel<'a> {
    /// k, k₁ or k₂ at a place, by 0 to 2; of the last two only differences matter.
    pub(super) at: &'a dyn Fn(f64, usize) -> f64,
    /// Places at which k changes its course, ascending from 0 on.
    pub(super) kinks: &'a [f64],
    /// Whether k, k₁ and k₂ are 0 below 0.
    pub(super) begins: bool,
    /// What starts are weighed by where an effect builds up.
    pub(super) basis: Option<&'a Basis>,
}

/// Steps of an exponential that Gauss's rule takes at once: its error is then below 1e-11 of the integral.
const STEP: f64 = 1.5;

impl Kernel<'_> {
    /// Starts between `low` and `high`, joined within `window`, held against the moment `x` of the calendar; `against` is
    /// [`Self::against`] of this kernel between these two, of a moment and n.
    ///
    /// ```text
    /// ∫ s(t) · mean over u of k(x - u - t) dt = ∫ s(t) · (k₁(x - from - t) - k₁(x - to - t))/(to - from) dt
    /// ```
    pub(super) fn joined(window: Window, x: f64, mut against: impl FnMut(f64, usize) -> f64) -> f64 {
        let Window { from, to } = window;
        if to > from { (against(x - from, 1) - against(x - to, 1)) / (to - from) } else { against(x - from, 0) }
    }

    /// The integral of s(t)·k_n(x - t) from `low` to `high`; in closed form where starts are even.
    pub(super) fn against(&self, shape: &Shape, low: f64, high: f64, x: f64, n: usize) -> f64 {
        // Starts after the moment bring nothing before it.
        let high = if self.begins { high.min(x) } else { high };
        if high <= low {
            return 0.0;
        }
        if shape.rate == 0.0 && self.basis.is_none() {
            return shape.height * ((self.at)(x - low, n + 1) - (self.at)(x - high, n + 1));
        }
        let mut sum = 0.0;
        let mut from = low;
        for t in self.kinks.iter().rev().map(|kink| x - kink).chain([high]) {
            if t > from && t <= high {
                sum += match self.basis {
                    None => panels(shape, from, t, |t| (self.at)(x - t, n)),
                    Some(basis) => panels(shape, from, t, |t| basis.at(t) * (self.at)(x - t, n)),
                };
                from = t;
            }
        }
        sum
    }
}

/// How many starts there are between `low` and `high`.
pub(super) fn count(shape: &Shape, basis: Option<&Basis>, low: f64, high: f64) -> f64 {
    match basis {
        None => shape.integral(low, high),
        Some(basis) if high > low => panels(shape, low, high, |t| basis.at(t)),
        Some(_) => 0.0,
    }
}

/// ∫ s(t)·f(t) from `low` to `high` by Gauss's rule on as many equal panels as the density needs.
fn panels(shape: &Shape, low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let count = (shape.rate.abs() * (high - low) / STEP).ceil().clamp(1.0, 1e4);
    let half = 0.5 * (high - low) / count;
    let forces = Forces::new(shape.rate * half);
    let mut sum = 0.0;
    let mut centre = low + half;
    let mut density = shape.at(centre);
    while centre < high {
        let points = GAUSS.iter().zip(forces.at_places);
        sum += density * points.map(|((place, weight), force)| weight * force * f(centre + half * place)).sum::<f64>();
        centre += 2.0 * half;
        density *= forces.across;
    }
    sum * half
}
