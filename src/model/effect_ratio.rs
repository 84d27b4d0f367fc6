//! Tells what is believed of effects as ratios, for forest plots.

use super::pool::{Shape, quantile};
use super::{Model, Plan};

/// How many times as often an event comes with support.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectRatio {
    /// 2.5%, 50% and 97.5% quantile of 1 - a.
    pub quantiles: [f64; 3],
    /// The chance that it is above 1; 0 where it cannot be.
    pub harm: f64,
}

impl Plan {
    /// The effects of support on `events` over all draws of the headline; what several of them share is asked once.
    #[must_use]
    pub fn effect_ratios(&self, events: &[usize]) -> Vec<EffectRatio> {
        let pooled = self.pooled();
        let alike = |one: usize, other: usize| {
            let same = |model: &Model| model.events[one].support.prevents == model.events[other].support.prevents;
            pooled.iter().all(|(_, _, model)| same(model))
        };
        let mut found: Vec<EffectRatio> = Vec::with_capacity(events.len());
        for (place, &event) in events.iter().enumerate() {
            let known = events[..place].iter().position(|&other| alike(event, other));
            found.push(known.map_or_else(|| self.effect_ratio(event), |known| found[known]));
        }
        found
    }

    fn effect_ratio(&self, event: usize) -> EffectRatio {
        let pooled = self.pooled();
        let mut parts: Vec<(f64, Shape<'_>)> = pooled
            .iter()
            .map(|&(_, weight, model)| (weight, model.shape(&model.events[event].support.prevents)))
            .collect();
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
