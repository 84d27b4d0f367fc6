//! Lays a few hazards of leaving over the range of an uncertain one, so that a draw mixes integrals instead of doing them.
//!
//! Every integral of the model is a mean of e^(-λt): over the range of λ it is a polynomial to as many digits as Chebyshev's
//! points allow. Hazards outside of the range are integrated anew.

use std::f64::consts::PI;

use super::range;
use crate::model::Model;
use crate::numeric::{cos, float, ln_1p};

/// The largest share of people who leave in a year: all but one in 10⁹.
const LARGEST_SHARE: f64 = 1.0 - 1e-9;

/// What interpolation may miss, as a share of an integral.
const TOLERANCE: f64 = 1e-8;

/// Half of the widest range of λt that is laid out: what is beyond is rare.
const WIDEST: f64 = 12.0;

/// Chebyshev's points on the range of λ, ends included.
#[derive(Clone, Debug)]
pub(super) struct Hazards {
    points: Vec<f64>,
}

/// λ in one draw.
pub(super) fn hazard(model: &Model, theta: &[f64]) -> f64 {
    of_share(model.cohort.leaves.value(theta))
}

fn of_share(share: f64) -> f64 {
    if share > 0.0 { -ln_1p(-share.min(LARGEST_SHARE)) / 12.0 } else { 0.0 }
}

impl Hazards {
    /// `others` are how long after joining what is no occurrence may run.
    pub(super) fn new(model: &Model, others: impl Iterator<Item = f64>) -> Self {
        let (low, high) = range::of_term(&model.cohort.leaves, &model.laws);
        let (low, high) = (of_share(low), of_share(high));
        if low >= high {
            return Self { points: vec![low] };
        }
        let lengths =
            model.events.iter().flat_map(|event| &event.stays).map(|stay| range::of_term(&stay.length, &model.laws).1);
        // The longest time that counts for much: three mean stays that begin at the horizon.
        let longest = model.horizon + 3.0 * lengths.filter(|length| length.is_finite()).fold(0.0, f64::max);
        let longest = others.fold(longest, f64::max);
        let half = (0.5 * (high - low)).min(WIDEST / longest);
        let count = points_for(half * longest);
        let centre = low + half;
        Self { points: (0..count).map(|k| centre - half * cos(PI * float(k) / float(count - 1))).collect() }
    }

    pub(super) fn points(&self) -> &[f64] {
        &self.points
    }

    /// The weight of every point for the hazard `λ`; `false` where it is outside of their range.
    ///
    /// ```text
    /// wₖ ∝ (-1)^k/(λ - λₖ), halved at the ends (Berrut & Trefethen 2004)
    /// ```
    pub(super) fn weights(&self, λ: f64, weights: &mut Vec<f64>) -> bool {
        weights.clear();
        let last = self.points.len() - 1;
        // One that is certain may be worked out in another order in a draw.
        if last == 0 {
            weights.push(1.0);
            return (λ - self.points[0]).abs() <= 1e-12 * λ;
        }
        if !(self.points[0]..=self.points[last]).contains(&λ) {
            return false;
        }
        if let Some(known) = self.points.iter().position(|point| *point == λ) {
            weights.resize(last + 1, 0.0);
            weights[known] = 1.0;
            return true;
        }
        weights.extend(self.points.iter().enumerate().map(|(k, point)| {
            let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
            sign * if k == 0 || k == last { 0.5 } else { 1.0 } / (λ - point)
        }));
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        true
    }
}

/// How many points it takes for e^(-x) over a range of x of `half` to either side of its middle.
///
/// ```text
/// error of n points ≤ 2·(half/2)ⁿ/n! of the value in the middle
/// ```
fn points_for(half: f64) -> usize {
    let mut error = 2.0;
    for n in 1..40_u8 {
        error *= 0.5 * half / f64::from(n);
        if n > 2 && error < TOLERANCE {
            return usize::from(n);
        }
    }
    40
}
