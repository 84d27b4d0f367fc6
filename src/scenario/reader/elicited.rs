//! Reads what experts say: central ranges, quantiles, and mixtures of several views.

use super::Reader;
use super::cursor::At;
use super::law::{Law, Parameter};
use crate::distribution::{
    Distribution, LawError, LogitNormal, Lognormal, Mixture, Point, Quantiles, Rescaled, TruncatedNormal,
};
use crate::numeric::normal_quantile;
use crate::quantity::Kind;
use crate::scenario::language::{contrast, family};
use crate::scenario::limits::MOST_PARTS;
use crate::scenario::names::is_remark;
use crate::scenario::tree::Content;

/// Weights and shares must add up to 1 within this.
const TOLERANCE: f64 = 1e-9;

impl<'t> Reader<'_> {
    /// `{range: {low, high, confidence}}`: lognormal, or logit-normal for shares; normal where an effect may be harm.
    pub(super) fn range(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        // Every key is checked by name first, because `confidence` may be left out.
        let known = ["low", "high", "confidence"];
        if at.node.is_map() && !self.only(at, &known) {
            return None;
        }
        let usual = |reader: &mut Self, at: &At<'t>| reader.inner_share(at, "90% is usual");
        let confidence = self.maybe(at, "confidence", usual)?.unwrap_or(0.9);
        let ends = self.range_ends(at, kind)?;
        self.ascending(at, &ends, &["low", "high"])?;
        let [low, high] = ends;
        let is_share = kind.held() == Kind::Share;
        if low.value == 0.0 || (is_share && high.value >= 1.0) {
            let (key, end, side) = if low.value == 0.0 { ("low", "zero", "below") } else { ("high", "100%", "above") };
            let message = format!("a `range` leaves room {side} its `{key}`, so that cannot be {end}");
            let help = format!("write a `{key}` short of {end}, or use `pert: {{low, mode, high}}`");
            return self.faults.refuse(at.place_of(key), message, help);
        }
        if low.value < 0.0 {
            self.finish(at, normal(low.value, high.value, confidence))
        } else if is_share {
            self.finish(at, LogitNormal::from_range(low.value, high.value, confidence).map(Distribution::LogitNormal))
        } else {
            self.finish(at, Lognormal::from_range(low.value, high.value, confidence).map(Distribution::Lognormal))
        }
    }

    /// The two required keys of a range.
    fn range_ends(&mut self, at: &At<'t>, kind: Kind) -> Option<[Parameter<'t>; 2]> {
        if !at.node.is_map() {
            self.parameters(at, &["low", "high"], kind);
            return None;
        }
        let low = self.required(at, "low", kind.example());
        let high = self.required(at, "high", kind.example());
        let (low, high) = (low?, high?);
        let low = self.parameter(&low, kind);
        let high = self.parameter(&high, kind);
        Some([low?, high?])
    }

    /// `{quantiles: {5%: …, 50%: …, 95%: …}}`.
    pub(super) fn quantiles(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        let form = "write at least two, such as quantiles: {5%: 2000, 50%: 5000, 95%: 15000}";
        if !at.node.is_map() {
            return self.faults.refuse(at.key_place(), "`quantiles` needs percentages with their values", form);
        }
        let mut points: Vec<(f64, Parameter<'t>, At<'t>)> = Vec::new();
        let mut complete = true;
        for pair in at.node.pairs().iter().filter(|pair| !is_remark(&pair.key)) {
            let below = at.below(pair);
            let probability = match Kind::Share.parse(&pair.key) {
                Ok(probability) => Some(probability),
                Err(_) => {
                    let message = format!("`{}` is not a percentage", pair.key);
                    self.faults.refuse(below.key_place(), message, "the keys of `quantiles` are percentages such as 5%")
                }
            };
            match (probability, self.parameter(&below, kind)) {
                (Some(probability), Some(parameter)) => points.push((probability, parameter, below)),
                _ => complete = false,
            }
        }
        if !complete {
            return None;
        }
        if !(2..=MOST_PARTS).contains(&points.len()) {
            let message = format!("`quantiles` needs 2 to {MOST_PARTS} percentages");
            return self.faults.refuse(at.key_place(), message, form);
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in points.windows(2) {
            if pair[1].1.value < pair[0].1.value {
                let message =
                    format!("a higher percentage has a lower value: {} after {}", pair[1].1.text, pair[0].1.text);
                return self.faults.refuse(pair[1].2.place(), message, "the values must ascend with the percentages");
            }
        }
        let (low, high) = kind.range();
        // Only who writes an end below zero lets the lower tail run there.
        let low = if points[0].1.value < 0.0 { low } else { 0.0 };
        let numbers: Vec<(f64, f64)> = points.iter().map(|(p, parameter, _)| (*p, parameter.value)).collect();
        self.finish(at, Quantiles::new(&numbers, low, high).map(Distribution::Quantiles))
    }

    /// `{mixture: [{weight: 60%, value: …}, …]}`.
    pub(super) fn mixture(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        let form = "write mixture: [{weight: 60%, value: …}, {weight: 40%, value: …}]";
        let Some(items) = at.items().filter(|items| (1..=MOST_PARTS).contains(&items.len())) else {
            let message = format!("`mixture` needs a list of 1 to {MOST_PARTS} experts' views");
            return self.faults.refuse(at.key_place(), message, form);
        };
        let mut parts = Vec::with_capacity(items.len());
        let mut complete = true;
        for item in &items {
            if !item.node.is_map() {
                self.faults.fault(item.place(), "each part of a `mixture` needs `weight` and `value`", form);
                complete = false;
                continue;
            }
            complete &= self.only(item, &["weight", "value"]);
            let weight = self.required(item, "weight", "50%").and_then(|at| self.number(&at, Kind::Share));
            let law = self.required(item, "value", "…").and_then(|at| self.component(&at, kind));
            match (weight, law) {
                (Some(weight), Some(law)) => parts.push((weight, law)),
                _ => complete = false,
            }
        }
        if !complete {
            return None;
        }
        let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
        if (total - 1.0).abs() > TOLERANCE {
            let message = format!("the weights of this `mixture` add up to {}%", rounded(total * 100.0));
            return self.faults.refuse(at.key_place(), message, "they must add up to 100%");
        }
        let observed = parts.iter().all(|(_, law)| law.observed);
        let spelling: Vec<String> =
            parts.iter().map(|(weight, law)| format!("{}% of ({})", rounded(weight * 100.0), law.spelling)).collect();
        let parts =
            parts.into_iter().filter(|(weight, _)| *weight > 0.0).map(|(weight, law)| (weight, law.distribution));
        let mixture = Mixture::new(parts.collect()).map(Distribution::Mixture);
        let law = self.finish(at, mixture)?;
        Some(Law { spelling: format!("mixture: {}", spelling.join(", ")), observed, ..law })
    }

    /// One expert's view in a mixture: a plain value or a distribution.
    fn component(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        let Content::Map(pairs) = &at.node.content else {
            let Parameter { value, text } = self.parameter(at, kind)?;
            let law = self.finish(at, Point::new(value).map(Distribution::Point))?;
            return Some(Law { spelling: text.to_owned(), ..law });
        };
        let spelling = self.spelling(at, pairs, kind)?;
        self.remarks(at);
        match spelling.key() {
            "value" => self.component(&spelling, kind),
            key if matches!(key, "shared" | "library" | "cases" | "sampled") || contrast(key).is_some() => {
                let message = format!("`{}` cannot stand inside a `mixture`", spelling.key());
                self.faults.refuse(spelling.key_place(), message, "write a distribution or a plain value")
            }
            key => {
                let law = family(key).and_then(|family| self.distribution(&spelling, family, kind))?;
                self.over_the_horizon(&spelling, law)
            }
        }
    }

    /// Counts over a period of their own, brought to the horizon: p over `over` months is 1 - (1-p)^(H/over).
    fn over_the_horizon(&mut self, at: &At<'t>, law: Law) -> Option<Law> {
        let Some(over) = law.over else { return Some(law) };
        let exponent = self.horizon? / over;
        if (exponent - 1.0).abs() < TOLERANCE {
            return Some(Law { over: None, ..law });
        }
        let rescaled = Rescaled::new(law.distribution, exponent).map(Distribution::Rescaled);
        let finished = self.finish(at, rescaled)?;
        Some(Law { spelling: law.spelling, observed: law.observed, ..finished })
    }
}

/// A normal law whose central interval is this, cut off at the whole.
fn normal(low: f64, high: f64, confidence: f64) -> Result<Distribution, LawError> {
    let z = -normal_quantile((1.0 - confidence) / 2.0);
    let (mean, sd) = (f64::midpoint(low, high), (high - low) / (2.0 * z));
    TruncatedNormal::new(mean, sd, f64::NEG_INFINITY, 1.0).map(Distribution::Normal)
}

/// A percentage without trailing zeros.
fn rounded(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
