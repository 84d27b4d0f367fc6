//! Tells what is believed of effects as ratios, for forest plots.

use super::pool::{Shape, quantile};
use super::{Model, Plan, Term};

/// How many times as often an event comes with support.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectRatio {
    /// 2.5%, 50% and 97.5% quantile of 1 - a.
    pub quantiles: [f64; 3],
    /// The chance that it is above 1; 0 where it cannot be.
    pub harm: f64,
}

impl Plan {
    /// The effect of support on an event over all draws of the headline.
    #[must_use]
    pub fn effect_ratio(&self, event: usize) -> EffectRatio {
        let prevents = |model: &Model| -> Term { model.events[event].support.prevents.clone() };
        let pooled = self.pooled();
        let mut parts: Vec<(f64, Shape<'_>)> =
            pooled.iter().map(|&(_, weight, model)| (weight, Shape::new(&prevents(model), model.law()))).collect();
        // Views seldom differ in what support does.
        if parts.windows(2).all(|pair| pair[0].1 == pair[1].1) {
            parts.truncate(1);
            parts.iter_mut().for_each(|(weight, _)| *weight = 1.0);
        }
        let harm = parts.iter().map(|(weight, shape)| weight * shape.cdf(-f64::MIN_POSITIVE)).sum();
        let quantiles = [0.975, 0.5, 0.025].map(|p| 1.0 - quantile(&parts, p));
        EffectRatio { quantiles, harm }
    }
}
