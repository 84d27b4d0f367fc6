//! Reads what comparisons with people without support found: ratios with their intervals, and differences.

use super::Reader;
use super::cursor::At;
use super::law::Parameter;
use crate::distribution::{Distribution, Lognormal, TruncatedNormal};
use crate::numeric::{ln, normal_quantile};
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{CONTRASTS, Comparison, ContrastSpelling};
use crate::scenario::{Contrast, Ratio, RatioWritten, Value};

/// An estimate with what says how sure it is.
struct Estimate<'t> {
    estimate: Parameter<'t>,
    /// Low and high end, and what of the law lies between them; or a standard error.
    spread: Spread<'t>,
}

/// How sure an estimate is.
enum Spread<'t> {
    Interval([Parameter<'t>; 2], f64),
    Error(Parameter<'t>),
}

impl<'t> Reader<'_> {
    /// What stands under the key of a comparison.
    pub(super) fn contrast(
        &mut self,
        whole: &At<'t>,
        at: &At<'t>,
        spelling: ContrastSpelling,
        kind: Kind,
    ) -> Option<Contrast<Value>> {
        self.check_home(whole, at, spelling, kind)?;
        match spelling.inside {
            Comparison::Ratio(ratio) => {
                let ratio = if self.multiplies_chance(whole, at)? { Ratio::Risk } else { ratio };
                self.ratio(at, spelling.key, ratio).map(Contrast::Ratio)
            }
            Comparison::Difference => self.difference(at),
            Comparison::Groups => {
                let compared = self.compared(whole, at, kind)?;
                if kind != Kind::Share {
                    self.check_denominators(at, &compared)?;
                }
                Some(Contrast::Compared(compared))
            }
            Comparison::Studies => self.studies(at).map(Contrast::Ratio),
        }
    }

    /// Whether such a comparison can stand here: all under `prevents`, ratios as a relative risk, two groups for who
    /// achieves an outcome.
    fn check_home(&mut self, whole: &At<'t>, at: &At<'t>, spelling: ContrastSpelling, kind: Kind) -> Option<()> {
        let is = |key: &str| whole.path.split('.').any(|part| part == key) || whole.path.starts_with("shared.");
        let fits = match kind {
            Kind::Effect => true,
            Kind::Factor => spelling.is_risk && is("relative_risk"),
            Kind::Share => spelling.inside == Comparison::Groups && is("achieved_by"),
            _ => false,
        };
        if fits {
            return Some(());
        }
        let (message, help) = match kind {
            Kind::Factor if is("relative_risk") => {
                let risks: Vec<&str> = CONTRASTS.iter().filter(|known| known.is_risk).map(|known| known.key).collect();
                let message = format!("`{}` is no relative risk", spelling.key);
                (message, format!("write {}", crate::quantity::listed(risks.into_iter(), "or")))
            }
            _ => {
                let message = format!("`{}` says what support changes, but this is {}", spelling.key, kind.name());
                (message, format!("it stands under `prevents`; here write {}", super::value::example(kind)))
            }
        };
        self.faults.refuse(at.key_place(), message, help)
    }

    /// `as: risk_ratio`, beside or among the figures of a ratio of rates or hazards.
    pub(super) fn multiplies_chance(&mut self, whole: &At<'t>, at: &At<'t>) -> Option<bool> {
        let Some(said) = whole.get("as").or_else(|| at.get("as")) else { return Some(false) };
        self.choice(&said, &[("risk_ratio", true)])
    }

    /// `{estimate: 0.82, low: 0.61, high: 1.10}`: lognormal, its median the estimate.
    ///
    /// ```text
    /// σ = ln(high/low)/(2z), z = Φ⁻¹((1 + confidence)/2)
    /// ```
    pub(super) fn ratio(&mut self, at: &At<'t>, key: &'static str, ratio: Ratio) -> Option<RatioWritten> {
        if let Some(text) = at.text() {
            let certain = Kind::Factor.parse(text).ok().filter(|ratio| *ratio > 0.0);
            let message = format!("`{key}` needs its interval: a comparison is never certain");
            let plain = certain.map_or(String::new(), |ratio| {
                format!("; if it must be certain, write prevents: {}", Kind::Share.spelled(1.0 - ratio))
            });
            let help = format!("write {key}: {{estimate: {}, low: …, high: …}}{plain}", text.trim());
            return self.faults.refuse(at.place(), message, help);
        }
        let takes_over = ratio == Ratio::Odds;
        let extra: &[&str] = if takes_over { &["over"] } else { &["as"] };
        let (estimate, over) = self.estimate(at, "se_log", Kind::Factor, extra)?;
        for (name, number) in estimate.numbers() {
            if number.value <= 0.0 {
                let message = format!("`{name}` of a ratio must be above zero");
                return self.faults.refuse(at.place_of(name), message, "0.82 is 18% fewer, 1.10 is 10% more");
            }
        }
        let median = estimate.estimate.value;
        let (σ, spread) = match &estimate.spread {
            Spread::Interval([low, high], confidence) => {
                self.check_middle(at, &estimate.estimate, [low, high]);
                let z = -normal_quantile((1.0 - confidence) / 2.0);
                let interval = format!("{} interval {} to {}", Kind::Share.spelled(*confidence), low.text, high.text);
                (ln(high.value / low.value) / (2.0 * z), interval)
            }
            Spread::Error(error) => (error.value, format!("standard error of its logarithm {}", error.text)),
        };
        let law = self.finish(at, Lognormal::from_median(median, σ).map(Distribution::Lognormal))?.distribution;
        let spelling = format!("{} {}, {spread}", crate::quantity::words_of(key), estimate.estimate.text);
        Some(RatioWritten { key, ratio, law, spelling, over, pooled: None })
    }

    /// `{estimate: -3%, low: -9%, high: 2%, over: 12 months}`: normal.
    fn difference(&mut self, at: &At<'t>) -> Option<Contrast<Value>> {
        let (estimate, over) = self.estimate(at, "se", Kind::Effect, &["over"])?;
        for (name, number) in estimate.numbers() {
            if number.value < -1.0 {
                let message = format!("`{name}` is {}, but chances differ by 100% at most", number.text);
                return self.faults.refuse(
                    at.place_of(name),
                    message,
                    "write the chance with support minus that without",
                );
            }
        }
        let mean = estimate.estimate.value;
        let (sd, spread) = match &estimate.spread {
            Spread::Interval([low, high], confidence) => {
                let z = -normal_quantile((1.0 - confidence) / 2.0);
                let interval = format!("{} interval {} to {}", Kind::Share.spelled(*confidence), low.text, high.text);
                ((high.value - low.value) / (2.0 * z), interval)
            }
            Spread::Error(error) => (error.value, format!("standard error {}", error.text)),
        };
        let normal = TruncatedNormal::new(mean, sd, f64::NEG_INFINITY, f64::INFINITY).map(Distribution::Normal);
        let law = self.finish(at, normal)?.distribution;
        let spelling = format!("risk difference {}, {spread}", estimate.estimate.text);
        Some(Contrast::Difference { law, spelling, over })
    }

    /// An estimate with its interval, or with its standard error under the key `error`; `extra` keys may stand beside.
    fn estimate(
        &mut self,
        at: &At<'t>,
        error: &'static str,
        kind: Kind,
        extra: &[&str],
    ) -> Option<(Estimate<'t>, Option<f64>)> {
        let form = format!("write {}: {{estimate: …, low: …, high: …}}, or {{estimate: …, {error}: …}}", at.key());
        if !at.node.is_map() {
            let message = format!("`{}` needs an `estimate` and its interval", at.key());
            return self.faults.refuse(at.key_place(), message, form);
        }
        let known: Vec<&str> =
            ["estimate", "low", "high", "confidence", error].into_iter().chain(extra.iter().copied()).collect();
        let clean = self.only(at, &known);
        let over = match extra.contains(&"over") {
            true => self.maybe(at, "over", |reader, at| reader.length(at, false)),
            false => Some(None),
        };
        let usual = |reader: &mut Self, at: &At<'t>| reader.inner_share(at, "95% is usual");
        let confidence = self.maybe(at, "confidence", usual);
        let mut number = |name: &str| self.maybe(at, name, |reader, at| reader.parameter(at, kind));
        let (estimate, low, high) = (number("estimate"), number("low"), number("high"));
        let spread = self.maybe(at, error, |reader, at| reader.parameter(at, Kind::Factor));
        let (over, confidence, estimate) = (over?, confidence?, estimate?);
        let spread = match (low?, high?, spread?) {
            (Some(low), Some(high), None) => {
                Spread::Interval(self.checked_interval(at, [low, high])?, confidence.unwrap_or(0.95))
            }
            (None, None, Some(spread)) if confidence.is_none() => Spread::Error(spread),
            (None, None, None) => {
                let message = format!("`{}` does not say how sure its estimate is", at.key());
                return self.faults.refuse(at.key_place(), message, form);
            }
            (None, None, Some(_)) => {
                let message = format!("`confidence` says nothing beside `{error}`");
                return self.faults.refuse(at.place_of("confidence"), message, "take it out");
            }
            (_, _, Some(_)) => {
                let message = format!("`{}` has both an interval and `{error}`", at.key());
                return self.faults.refuse(at.place_of(error), message, "keep one of the two");
            }
            (low, ..) => {
                let missing = if low.is_none() { "low" } else { "high" };
                return self.faults.refuse(at.key_place(), format!("`{}` has no `{missing}`", at.key()), form);
            }
        };
        let Some(estimate) = estimate else {
            return self.faults.refuse(at.key_place(), format!("`{}` has no `estimate`", at.key()), form);
        };
        if let Spread::Interval([low, high], _) = &spread
            && !(low.value..=high.value).contains(&estimate.value)
        {
            let message =
                format!("the estimate {} lies outside its interval, {} to {}", estimate.text, low.text, high.text);
            return self.faults.refuse(
                at.place_of("estimate"),
                message,
                "check the three numbers against their source",
            );
        }
        clean.then_some((Estimate { estimate, spread }, over))
    }

    /// Low and high end, which must ascend.
    fn checked_interval(&mut self, at: &At<'t>, ends: [Parameter<'t>; 2]) -> Option<[Parameter<'t>; 2]> {
        self.ascending(at, &ends, &["low", "high"])?;
        Some(ends)
    }

    /// Warns where the estimate of a ratio is not the middle of its interval on the logarithmic scale, as far as the
    /// digits of the three tell.
    fn check_middle(&mut self, at: &At<'t>, estimate: &Parameter<'t>, [low, high]: [&Parameter<'t>; 2]) {
        let half = [estimate, low, high].map(half_digit);
        let least = ((low.value - half[1]).max(0.0) * (high.value - half[2])).sqrt();
        let most = ((low.value + half[1]) * (high.value + half[2])).sqrt();
        let (least, most) = (least - half[0], most + half[0]);
        // A tenth of a half digit is left to how programs round.
        let slack = 0.1 * half[0];
        if estimate.value < least - slack || estimate.value > most + slack {
            let middle = (low.value * high.value).sqrt();
            let message = format!(
                "the estimate {} is not the middle of {} to {}, which is {middle:.2} on the scale of ratios",
                estimate.text, low.text, high.text
            );
            let help = "check the numbers against their source; an interval that is lopsided even so is not that of a \
                        ratio alone, and the width of this one is used around the estimate";
            self.faults.push(Diagnostic::warning("W26", at.place_of("estimate"), message).help(help));
        }
    }
}

impl<'t> Estimate<'t> {
    fn numbers(&self) -> Vec<(&'static str, Parameter<'t>)> {
        let mut numbers = vec![("estimate", self.estimate)];
        if let Spread::Interval([low, high], _) = &self.spread {
            numbers.extend([("low", *low), ("high", *high)]);
        }
        numbers
    }
}

/// Half a unit of the last digit that a number is written with.
fn half_digit(number: &Parameter<'_>) -> f64 {
    let digits = number.text.trim_end_matches(['%', ' ']);
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let percent = number.text.contains('%');
    let places = decimals + if percent { 2 } else { 0 };
    0.5 / (0..places).fold(1.0, |unit, _| 10.0 * unit)
}
