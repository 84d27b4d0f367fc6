//! Lays a few hazards of leaving over the range of an uncertain one, so that a draw mixes integrals instead of doing them.
//!
//! Every integral of the model is a mean of e^(-λt), which falls ever more slowly as λ rises: as a function of w = ln(1 + cλ), c being
//! the longest time that counts, few of Chebyshev's points make a polynomial of it. How few is measured on integrals of the
//! laws of the stays. Hazards outside of the range are integrated anew.

use std::f64::consts::PI;

use super::ground::Ground;
use super::range;
use super::stay::{Lengths, Limited};
use crate::model::Model;
use crate::numeric::{cos, exp, exp_m1, float, ln_1p};

/// The largest share of people who leave in a year: all but one in 10⁹.
const LARGEST_SHARE: f64 = 1.0 - 1e-9;

/// What interpolation may miss, as a share of an integral at the hazard in the middle.
const TOLERANCE: f64 = 1e-9;

/// How many points there are at least, and at most.
const POINTS: [usize; 2] = [4, 40];

/// By how much the squared coefficient of variation of a law may lengthen the longest time that counts.
const HEAVIEST: f64 = 16.0;

/// Chebyshev's points on the range of w, ends included.
#[derive(Clone, Debug)]
pub(super) struct Hazards {
    /// λ at the points.
    points: Vec<f64>,
    /// w at the points.
    places: Vec<f64>,
    /// c, months.
    scale: f64,
}

/// Integrals on which it is measured how well others are interpolated.
struct Trials<'a> {
    horizon: f64,
    /// Stays, by the law and the mean of their length.
    stays: Vec<(&'a Lengths, f64)>,
    /// When what accrues to a person ends, after joining.
    ends: Vec<f64>,
}

impl Trials<'_> {
    /// All of them at the hazard λ: what is left of one who stays to the horizon; of each stay G₀ and E[L²] of those that begin
    /// at once and of those that begin then.
    fn at(&self, λ: f64) -> Vec<f64> {
        let late = exp(-λ * self.horizon);
        let stays = self.stays.iter().flat_map(|(lengths, length)| {
            let (mean, square) = Limited::new(lengths, *length, λ).whole();
            [mean, square, mean * late, square * late]
        });
        let ends = self.ends.iter().map(|end| exp(-λ * end));
        std::iter::once(late).chain(stays).chain(ends).collect()
    }
}

/// λ in one draw.
pub(super) fn hazard(model: &Model, theta: &[f64]) -> f64 {
    of_share(model.cohort.leaves.value(theta))
}

fn of_share(share: f64) -> f64 {
    if share > 0.0 { -ln_1p(-share.min(LARGEST_SHARE)) / 12.0 } else { 0.0 }
}

impl Hazards {
    pub(super) fn new(model: &Model, ground: &Ground) -> Self {
        let (low, high) = range::of_term(&model.cohort.leaves, &model.laws);
        let (low, high) = (of_share(low), of_share(high));
        if low >= high {
            return Self { points: vec![low], places: vec![0.0], scale: 0.0 };
        }
        let mut trials = Trials { horizon: model.horizon, stays: Vec::new(), ends: ground.ends().collect() };
        let mut scale = ground.ends().fold(model.horizon, f64::max);
        for ((lengths, ranges), event) in ground.stays.iter().zip(&model.events) {
            let heavy = event.stay_varies.cv() * event.stay_varies.cv();
            for (low, high) in ranges.iter().filter(|(_, high)| high.is_finite() && *high > 0.0) {
                scale = scale.max(model.horizon + high * heavy.clamp(1.0, HEAVIEST));
                trials.stays.extend([*low, (low * high).sqrt(), *high].map(|length| (lengths, length)));
            }
        }
        trials.stays.retain(|(_, length)| *length > 0.0);
        Self::over((low, high), scale, &trials)
    }

    /// As many points as the trials need.
    fn over((low, high): (f64, f64), scale: f64, trials: &Trials<'_>) -> Self {
        let ends = [low, high].map(|λ| ln_1p(scale * λ));
        let middle = trials.at(exp_m1(f64::midpoint(ends[0], ends[1])) / scale);
        let [least, most] = POINTS;
        let mut hazards = Self::of(least, ends, scale);
        while hazards.points.len() < most && !hazards.serve(trials, &middle) {
            hazards = Self::of(hazards.points.len() + 1, ends, scale);
        }
        hazards
    }

    /// `count` points between two places.
    fn of(count: usize, [low, high]: [f64; 2], scale: f64) -> Self {
        let (centre, half) = (f64::midpoint(low, high), 0.5 * (high - low));
        let places: Vec<f64> = (0..count).map(|k| centre - half * cos(PI * float(k) / float(count - 1))).collect();
        Self { points: places.iter().map(|place| exp_m1(*place) / scale).collect(), places, scale }
    }

    /// Whether no trial is missed by more than the tolerance half-way between any points.
    fn serve(&self, trials: &Trials<'_>, middle: &[f64]) -> bool {
        let known: Vec<Vec<f64>> = self.points.iter().map(|λ| trials.at(*λ)).collect();
        let mut weights = Vec::new();
        self.places.windows(2).all(|ends| {
            let λ = exp_m1(f64::midpoint(ends[0], ends[1])) / self.scale;
            self.weights(λ, &mut weights);
            trials.at(λ).iter().zip(middle).enumerate().all(|(trial, (exact, size))| {
                let found: f64 = known.iter().zip(&weights).map(|(known, weight)| known[trial] * weight).sum();
                (found - exact).abs() <= TOLERANCE * size
            })
        })
    }

    pub(super) fn points(&self) -> &[f64] {
        &self.points
    }

    /// The weight of every point for the hazard `λ`; `false` where it is outside of their range.
    ///
    /// ```text
    /// weightₖ ∝ (-1)^k/(w - wₖ), halved at the ends (Berrut & Trefethen 2004)
    /// ```
    pub(super) fn weights(&self, λ: f64, weights: &mut Vec<f64>) -> bool {
        weights.clear();
        let last = self.points.len() - 1;
        // One that is certain may be worked out in another order in a draw.
        if last == 0 {
            weights.push(1.0);
            return (λ - self.points[0]).abs() <= 1e-12 * λ;
        }
        let w = ln_1p(self.scale * λ);
        if !(self.places[0]..=self.places[last]).contains(&w) {
            return false;
        }
        if let Some(known) = self.places.iter().position(|place| *place == w) {
            weights.resize(last + 1, 0.0);
            weights[known] = 1.0;
            return true;
        }
        weights.extend(self.places.iter().enumerate().map(|(k, place)| {
            let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
            sign * if k == 0 || k == last { 0.5 } else { 1.0 } / (w - place)
        }));
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spread;

    #[test]
    fn integrals_that_were_not_tried_are_interpolated_too() {
        for spread in [Spread::None, Spread::Gamma(0.5), Spread::Gamma(1.0), Spread::Lognormal(0.6)] {
            let lengths = Lengths::new(spread);
            let of = |horizon: f64, mean_lengths: [f64; 3]| {
                let stays = mean_lengths.map(|length| (&lengths, length)).to_vec();
                Trials { horizon, stays, ends: vec![1.5 * horizon] }
            };
            let scale = 24.0 + 30.0 * spread.cv().max(1.0).powi(2);
            let hazards = Hazards::over((1e-4, 0.1), scale, &of(24.0, [1.0, 30_f64.sqrt(), 30.0]));
            assert!(hazards.points.len() < POINTS[1], "{spread:?}: {}", hazards.points.len());
            // Stays of other lengths that begin half-way, at hazards in no relation to the points.
            let others = of(12.0, [1.7, 9.0, 21.0]);
            let known: Vec<Vec<f64>> = hazards.points.iter().map(|λ| others.at(*λ)).collect();
            let middle = others.at(0.02);
            let mut weights = Vec::new();
            for step in 0..40_u8 {
                let λ = 1e-4 + 0.0999 * f64::from(step) / 39.3;
                assert!(hazards.weights(λ, &mut weights));
                for (trial, (exact, size)) in others.at(λ).iter().zip(&middle).enumerate() {
                    let found: f64 = known.iter().zip(&weights).map(|(known, weight)| known[trial] * weight).sum();
                    // They are measured half-way between the points; elsewhere the error is of the same size.
                    assert!((found - exact).abs() < 4.0 * TOLERANCE * size, "{spread:?} {λ}: {found} against {exact}");
                }
            }
            assert!(!hazards.weights(0.11, &mut weights));
        }
    }
}
