//! Weighs occurrences that fall within a stretch of time, held against the calendar and discounted.

use super::integrate::{Shape, Window, e0};
use crate::numeric::exp;

/// Places and weights of Gauss's rule of eight points on (-1, 1).
const GAUSS: [(f64, f64); 8] = [
    (-0.960_289_856_497_536_2, 0.101_228_536_290_376_26),
    (-0.796_666_477_413_626_7, 0.222_381_034_453_374_47),
    (-0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (-0.183_434_642_495_649_8, 0.362_683_783_378_361_96),
    (0.183_434_642_495_649_8, 0.362_683_783_378_361_96),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_47),
    (0.960_289_856_497_536_2, 0.101_228_536_290_376_26),
];

/// Steps of an exponential that Gauss's rule takes at once: eight points then miss it by less than 1e-16.
const STEP: f64 = 1.0;

/// Occurrences between two moments, for amplitude 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mass {
    pub(super) shape: Shape,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Mass {
    pub(super) const fn new(shape: Shape, low: f64, high: f64) -> Self {
        Self { shape, low, high }
    }

    /// The part of it that falls between two moments.
    fn within(&self, low: f64, high: f64) -> Self {
        Self { low: self.low.max(low), high: self.high.min(high), ..*self }
    }

    /// How much it is.
    pub(super) fn count(&self) -> f64 {
        self.shape.integral(self.low, self.high)
    }

    /// How much of it falls between `first` and `last` on the calendar.
    pub(super) fn between(&self, joining: Window, first: f64, last: f64) -> f64 {
        self.shape.between(self.low, self.high, joining, first, last)
    }

    /// The same, discounted by the force κ from a moment `about` on the calendar.
    ///
    /// ```text
    /// ∫ s(t) · E[e^(-κ(u + t - about)); first ≤ u + t < last] dt
    /// ```
    pub(super) fn discounted(&self, joining: Window, (first, last): (f64, f64), κ: f64, about: f64) -> f64 {
        if κ == 0.0 {
            return self.between(joining, first, last);
        }
        let Window { from, to } = joining;
        let part = self.within(first - to, last - from);
        if part.high <= part.low || last <= first {
            return 0.0;
        }
        if to <= from {
            return part.gauss(&[], κ, |t| exp(-κ * (from + t - about)));
        }
        part.gauss(&[first - from, first - to, last - from, last - to], κ, |t| {
            let (start, end) = (first.max(from + t), last.min(to + t));
            let length = (end - start).max(0.0);
            exp(-κ * (start - about)) * length * e0(κ * length) / (to - from)
        })
    }

    /// ∫ s(t)·f(t) dt, where f is smooth between the knots and rises or falls by e^±κ a month at most.
    fn gauss(&self, knots: &[f64], κ: f64, f: impl Fn(f64) -> f64) -> f64 {
        let mut places: Vec<f64> = knots.iter().copied().filter(|knot| *knot > self.low && *knot < self.high).collect();
        places.extend([self.low, self.high]);
        places.sort_unstable_by(f64::total_cmp);
        let pieces = places.windows(2).filter(|piece| piece[1] > piece[0]);
        pieces
            .map(|piece| {
                let force = self.shape.rate.abs() + κ.abs();
                let mut sum = 0.0;
                for (t, weight) in nodes(piece[0], piece[1], force) {
                    sum += weight * self.shape.at(t) * f(t);
                }
                sum
            })
            .sum()
    }
}

/// Gauss's places and weights from `low` to `high` for what rises or falls by e^±force a month at most.
pub(super) fn nodes(low: f64, high: f64, force: f64) -> impl Iterator<Item = (f64, f64)> {
    let count = (force * (high - low) / STEP).ceil().clamp(1.0, 1e4);
    let half = 0.5 * (high - low) / count;
    let panels =
        std::iter::successors(Some(0.0), move |panel| Some(panel + 1.0)).take_while(move |panel| *panel < count);
    panels.flat_map(move |panel| {
        let centre = low + half * (2.0 * panel + 1.0);
        GAUSS.map(|(place, weight)| (centre + half * place, half * weight))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn midpoint(low: f64, high: f64, n: u32, f: impl Fn(f64) -> f64) -> f64 {
        let h = (high - low) / f64::from(n);
        (0..n).map(|i| f(low + (f64::from(i) + 0.5) * h) * h).sum()
    }

    #[test]
    fn discounted_parts_agree_with_a_fine_grid() {
        let mass = Mass::new(Shape { height: 0.7, rate: 0.2, from: 1.0 }, 1.5, 18.0);
        for (joining, κ) in [(Window { from: 2.0, to: 9.0 }, 0.003), (Window { from: 4.0, to: 4.0 }, 0.5)] {
            for (first, last) in [(0.0, 4.0), (9.5, 16.0), (16.0, 40.0), (5.0, 5.5)] {
                let found = mass.discounted(joining, (first, last), κ, 3.0);
                let worth = |x: f64| if x >= first && x < last { (-κ * (x - 3.0)).exp() } else { 0.0 };
                // 2,000 points each way: a jump costs one step of 0.008 months in 16 at most.
                let grid = midpoint(1.5, 18.0, 2_000, |t| {
                    let mean = if joining.to > joining.from {
                        midpoint(joining.from, joining.to, 2_000, |u| worth(u + t)) / (joining.to - joining.from)
                    } else {
                        worth(joining.from + t)
                    };
                    mass.shape.at(t) * mean
                });
                assert!((found - grid).abs() < 4e-3 * mass.count(), "{joining:?} {first}–{last}: {found}, {grid}");
            }
            let whole = mass.discounted(joining, (f64::NEG_INFINITY, f64::INFINITY), κ, 0.0);
            let apart = mass.shape.discounted(κ).integral(1.5, 18.0) * joining.discount(κ);
            assert!((whole / apart - 1.0).abs() < 1e-13, "{whole} against {apart}");
        }
    }
}
