//! Tabulates the law of how long stays last.

use std::sync::Arc;

use crate::model::Spread;
use crate::numeric::{IncompleteGamma, exp, ln, ln_1p, log2, normal_cdf, normal_density, trigamma, whole_part};

/// Places and weights of Gauss's rule of five points on (-1, 1), by which all integrals without a closed form are done.
pub(super) const GAUSS: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (0.906_179_845_938_664, 0.236_926_885_056_189_1),
];

/// Knots in one standard deviation of ln W: what Hermite's quintic then misses of G₀ is 1e-8 of the mean at most.
const KNOTS_IN_SD: f64 = 8.0;

/// The chance in either tail that is left out.
const TAIL: f64 = 1e-15;

/// Below this W is taken as sure to be exceeded.
const LEAST: f64 = 1e-8;

/// The law of W, the factor of mean 1 on the length of a stay.
#[derive(Clone, Debug)]
pub(in crate::expectation) enum Lengths {
    /// Always 1.
    Fixed,
    /// Gamma or lognormal.
    Spread(Arc<Survival>),
}

/// P(W > w) of a spread law on knots in geometric progression, and at Gauss's places between them.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Survival {
    /// ln of the first knot.
    pub(super) first: f64,
    /// By how much ln w rises from one to the next.
    pub(super) step: f64,
    pub(super) knots: Vec<Point>,
    /// P(W > w) at the places between a knot and the next.
    pub(super) between: Vec<[f64; GAUSS.len()]>,
    /// The standard deviation of ln W, or 1 if that is less.
    pub(super) sd: f64,
    /// The last knot at or before the start of every bucket of [`bucket`], from that of the first knot on.
    starts: Vec<usize>,
    /// How many bits of a number are left out of its bucket.
    left_out: u64,
}

/// A knot w of a law.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) w: f64,
    /// P(W > w).
    pub(super) survival: f64,
    /// The density of W at w.
    pub(super) density: f64,
}

/// Bits of the mantissa of a number.
const MANTISSA: u64 = 52;

/// Numbers above 0 in buckets of nearly the same width in ln w, ascending: all that have their leading bits in common.
#[inline]
const fn bucket(w: f64, left_out: u64) -> u64 {
    w.to_bits() >> left_out
}

impl Lengths {
    pub(in crate::expectation) fn new(spread: Spread) -> Self {
        let cv = spread.cv();
        let survival = match spread {
            Spread::Gamma(_) if cv * cv > 0.0 && (1.0 / (cv * cv)).is_finite() => Survival::gamma(cv * cv),
            Spread::Lognormal(_) if cv > 0.0 => Survival::lognormal(ln_1p(cv * cv).sqrt()),
            _ => return Self::Fixed,
        };
        Self::Spread(Arc::new(survival))
    }

    /// What tells it from all others, bit by bit.
    pub(super) fn bits(&self) -> Vec<u64> {
        match self {
            Self::Fixed => vec![0],
            Self::Spread(survival) => {
                let Survival { first, step, knots, sd, .. } = &**survival;
                let middle = knots[knots.len() / 2];
                [*first, *step, *sd, middle.survival, middle.density].map(f64::to_bits).to_vec()
            }
        }
    }

    /// Lengths about which what happens within a stay of mean length `length` changes its course, ascending.
    pub(super) fn scales(&self, length: f64) -> Vec<f64> {
        match self {
            Self::Fixed => vec![length],
            Self::Spread(survival) => [-4.0, -2.0, 0.0, 2.0, 4.0].map(|sds| length * exp(sds * survival.sd)).to_vec(),
        }
    }

    /// The largest step of ln ℓ over which expected values are smooth; `None` where they have kinks.
    pub(super) fn smooth_over(&self) -> Option<f64> {
        match self {
            Self::Fixed => None,
            Self::Spread(survival) => Some(2.0 * survival.sd),
        }
    }
}

impl Survival {
    fn gamma(variance: f64) -> Self {
        let shape = 1.0 / variance;
        let law = IncompleteGamma::new(shape);
        let ends = (variance * law.lower_quantile(TAIL), variance * law.upper_quantile(TAIL));
        let survival = |w: f64| 1.0 - law.cdf(w / variance);
        Self::new(ends, trigamma(shape).sqrt(), survival, |w| law.density(w / variance) / w)
    }

    fn lognormal(sigma: f64) -> Self {
        // Φ(-8) is 6e-16; squares of lengths reach 2σ further.
        let end = |score: f64| exp(sigma * (score - 0.5 * sigma));
        let score = |w: f64| ln(w) / sigma + 0.5 * sigma;
        let density = |w: f64| normal_density(score(w)) / (sigma * w);
        Self::new((end(-8.0), end(8.0 + 2.0 * sigma)), sigma, |w| normal_cdf(-score(w)), density)
    }

    fn new((low, high): (f64, f64), sd: f64, survival: impl Fn(f64) -> f64, density: impl Fn(f64) -> f64) -> Self {
        let point = |w: f64| Point { w, survival: survival(w), density: density(w) };
        let sd = sd.min(1.0);
        let first = ln(low.max(LEAST));
        let mut knots = Vec::new();
        let mut between = Vec::new();
        let step = sd / KNOTS_IN_SD;
        let mut at = first;
        let mut w = exp(first);
        knots.push(point(w));
        while w < high {
            at += step;
            let next = exp(at);
            between.push(GAUSS.map(|(place, _)| survival(w + (next - w) * 0.5 * (1.0 + place))));
            w = next;
            knots.push(point(w));
        }
        // Buckets no wider than half a step, so that the knot that is looked for is the one found or the next.
        let digits: u64 = whole_part((-log2(0.5 * step)).ceil().clamp(1.0, 30.0));
        let left_out = MANTISSA - digits;
        let mut start = 0;
        let buckets = bucket(knots[0].w, left_out)..=bucket(w, left_out);
        let starts = buckets.map(|bucket| {
            let from = f64::from_bits(bucket << left_out);
            while start + 1 < knots.len() && knots[start + 1].w <= from {
                start += 1;
            }
            start
        });
        let starts = starts.collect();
        Self { first, step, knots, between, sd, starts, left_out }
    }

    /// A knot at or before `w`, with one knot more between them at most.
    #[inline]
    pub(super) fn before(&self, w: f64) -> usize {
        let first = bucket(self.knots[0].w, self.left_out);
        let place = bucket(w, self.left_out).saturating_sub(first);
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        self.starts[place.min(self.starts.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_knot_before_a_number_is_found_or_the_one_before_it() {
        for spread in [Spread::Gamma(0.02), Spread::Gamma(1.0), Spread::Lognormal(0.05), Spread::Lognormal(4.0)] {
            let Lengths::Spread(survival) = Lengths::new(spread) else { panic!("{spread:?} is no law") };
            for (knot, pair) in survival.knots.windows(2).enumerate() {
                for share in [0.0, 0.3, 0.7, 0.999] {
                    let found = survival.before(pair[0].w + share * (pair[1].w - pair[0].w));
                    assert!(found <= knot && knot <= found + 1, "{spread:?}: {found} for {knot}");
                }
            }
        }
    }
}
