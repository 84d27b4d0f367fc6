//! Reads distributions, each parameter in the spelling of the kind, and refuses impossible ones in plain words.

use super::Reader;
use super::cursor::At;
use super::fields::is_remark;
use super::plain::Number;
use crate::distribution::{
    Beta, Distribution, Gamma, LogitNormal, Lognormal, Mixture, Pert, Point, Quantiles, Rescaled, Triangular,
    TruncatedNormal, Uniform,
};
use crate::scenario::ValueKind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::names::{listed, nearest};
use crate::scenario::tree::Content;
use std::fmt::Display;

/// A distribution as it was written.
pub(crate) struct Law {
    /// The law.
    pub(crate) distribution: Distribution,
    /// For the assumptions log.
    pub(crate) spelling: String,
    /// Whether it comes from counts.
    pub(crate) observed: bool,
    /// The period of the counts, months.
    pub(crate) over: Option<f64>,
}

/// A parameter of a distribution: its number, and the text that spells it.
#[derive(Clone, Copy)]
struct Parameter<'t> {
    value: f64,
    text: &'t str,
}

/// Most views in a mixture, and most quantiles: more would slow every draw down.
const MOST_PARTS: usize = 100;

/// Weights and shares must add up to 1 within this.
const TOLERANCE: f64 = 1e-9;

impl<'t> Reader<'_> {
    /// The distribution under a key that names one.
    pub(crate) fn distribution(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Law> {
        let law = at.key();
        if !self.suits(at, law, kind) {
            return None;
        }
        let number = kind.number();
        match law {
            "observed" => self.observed(at, kind),
            "beta" if at.get("alpha").is_some() => {
                let [alpha, beta] = self.parameters(at, &["alpha", "beta"], Number::Factor)?;
                self.finish(at, Beta::new(alpha.value, beta.value).map(Distribution::Beta))
            }
            "beta" | "gamma" | "lognormal" | "normal" => {
                let parameters = self.parameters(at, &["mean", "sd"], number)?;
                self.by_mean_and_sd(at, parameters, kind)
            }
            "uniform" => {
                let [low, high] = self.parameters(at, &["low", "high"], number)?;
                self.ascending(at, &[low, high], &["low", "high"])?;
                self.finish(at, Uniform::new(low.value, high.value).map(Distribution::Uniform))
            }
            "triangular" | "pert" => {
                let [low, mode, high] = self.parameters(at, &["low", "mode", "high"], number)?;
                self.ascending(at, &[low, mode, high], &["low", "mode", "high"])?;
                let (a, b, c) = (low.value, mode.value, high.value);
                if law == "pert" {
                    self.finish(at, Pert::new(a, b, c).map(Distribution::Pert))
                } else {
                    self.finish(at, Triangular::new(a, b, c).map(Distribution::Triangular))
                }
            }
            "range" => self.range(at, kind),
            "quantiles" => self.quantiles(at, kind),
            _ => self.mixture(at, kind),
        }
    }

    /// Whether a distribution can describe a quantity of this kind.
    fn suits(&mut self, at: &At<'t>, law: &str, kind: ValueKind) -> bool {
        let suits = match law {
            "beta" => kind == ValueKind::Share,
            "gamma" | "lognormal" => kind != ValueKind::Share,
            "observed" => matches!(kind, ValueKind::Share | ValueKind::Rate),
            _ => true,
        };
        if !suits {
            let other = match kind {
                ValueKind::Share => "use `beta`, `pert`, `range` or `quantiles`",
                ValueKind::Money => "use `gamma`, `lognormal`, `pert`, `range` or `quantiles`",
                ValueKind::Rate | ValueKind::Factor => "use `gamma`, `lognormal`, `pert` or `range`",
            };
            let message = match law {
                "observed" => format!("counts give a share or a rate, but this is {}", kind.name()),
                "beta" => format!("a beta describes shares, but this is {}", kind.name()),
                _ => format!("a {law} has no upper end, but a share ends at 100%"),
            };
            self.push(Diagnostic::error(at.key_place(), message).help(other));
        }
        suits
    }

    /// The parameters of a distribution in the order of `names`, each required.
    fn parameters<const N: usize>(
        &mut self,
        at: &At<'t>,
        names: &[&str; N],
        number: Number,
    ) -> Option<[Parameter<'t>; N]> {
        let form = || format!("{{{}}}", names.map(|name| format!("{name}: …")).join(", "));
        if !at.node.is_map() {
            let message = format!("`{}` needs {}", at.key(), listed(names.iter().copied(), "and"));
            self.push(Diagnostic::error(at.key_place(), message).help(format!("write {}: {}", at.key(), form())));
            return None;
        }
        let mut complete = self.only(at, names);
        for name in names {
            if at.get(name).is_none() {
                let fault = Diagnostic::error(at.key_place(), format!("`{}` has no `{name}`", at.key()));
                self.push(fault.help(format!("write {}: {}", at.key(), form())));
                complete = false;
            }
        }
        let mut found = [Parameter { value: 0.0, text: "" }; N];
        for (slot, name) in found.iter_mut().zip(names) {
            if let Some(below) = at.get(name) {
                match self.parameter(&below, number) {
                    Some(parameter) => *slot = parameter,
                    None => complete = false,
                }
            }
        }
        complete.then_some(found)
    }

    /// One certain number inside a distribution.
    fn parameter(&mut self, at: &At<'t>, number: Number) -> Option<Parameter<'t>> {
        let text = self.plain(at)?;
        Some(Parameter { value: self.number(at, number)?, text: text.trim() })
    }

    /// Whether a distribution has no keys but these and remarks.
    pub(crate) fn only(&mut self, at: &At<'t>, names: &[&str]) -> bool {
        let mut clean = true;
        for pair in at.node.pairs().iter().filter(|pair| !names.contains(&pair.key.as_str()) && !is_remark(&pair.key)) {
            clean = false;
            let message = format!("`{}` is not a key of `{}`", pair.key, at.key());
            let fault = Diagnostic::error(at.below_place(pair), message);
            self.push(match nearest(&pair.key, names.iter().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None if names.len() == 1 => fault.help(format!("its only key is `{}`", names[0])),
                None => fault.help(format!("its keys are {}", listed(names.iter().copied(), "and"))),
            });
        }
        self.remarks(at);
        clean
    }

    /// Beta, gamma, lognormal or normal.
    fn by_mean_and_sd(&mut self, at: &At<'t>, [mean, sd]: [Parameter<'t>; 2], kind: ValueKind) -> Option<Law> {
        let fault = |key: &str, message: String| {
            Diagnostic::error(at.get(key).map_or_else(|| at.place(), |below| below.place()), message)
        };
        let law = at.key();
        if sd.value == 0.0 {
            let help = format!("write the mean alone as a plain value: {}", mean.text);
            self.push(fault("sd", "an sd of zero leaves nothing uncertain".to_owned()).help(help));
            return None;
        }
        if mean.value == 0.0 && law != "normal" {
            let message = format!("a {law} cannot have a mean of zero");
            self.push(fault("mean", message).help("write 0 as a plain value, or give a mean above zero"));
            return None;
        }
        let (m, s) = (mean.value, sd.value);
        let (low, high) = kind.range();
        match law {
            "beta" if m >= 1.0 => {
                let help = "write 100% as a plain value, or give a mean below 100%";
                self.push(fault("mean", "a beta cannot have a mean of 100%".to_owned()).help(help));
                None
            }
            "beta" if s * s >= m * (1.0 - m) => {
                let most = (m * (1.0 - m)).sqrt() * 100.0;
                let message = format!("an sd of {} is impossible for a share with a mean of {}", sd.text, mean.text);
                self.push(fault("sd", message).help(format!("it must be below {most:.1}%, and is usually far below")));
                None
            }
            "beta" => self.finish(at, Beta::from_mean_sd(m, s).map(Distribution::Beta)),
            "gamma" => self.finish(at, Gamma::from_mean_sd(m, s).map(Distribution::Gamma)),
            "lognormal" => self.finish(at, Lognormal::from_mean_sd(m, s).map(Distribution::Lognormal)),
            _ => self.finish(at, TruncatedNormal::new(m, s, low, high).map(Distribution::Normal)),
        }
    }

    /// Whether numbers that must ascend do, with something between the first and the last.
    fn ascending(&mut self, at: &At<'t>, parameters: &[Parameter<'t>], names: &[&str]) -> Option<()> {
        for (pair, named) in parameters.windows(2).zip(names.windows(2)) {
            if pair[0].value > pair[1].value {
                let place = at.get(named[1]).map_or_else(|| at.place(), |below| below.place());
                let message =
                    format!("`{}` is {}, which is below `{}`, {}", named[1], pair[1].text, named[0], pair[0].text);
                self.push(Diagnostic::error(place, message).help(format!("they must ascend: {}", names.join(", "))));
                return None;
            }
        }
        if let (Some(first), Some(last)) = (parameters.first(), parameters.last()) {
            if first.value >= last.value {
                let message = format!("`low` and `high` are both {}, which leaves nothing uncertain", first.text);
                self.push(
                    Diagnostic::error(at.key_place(), message)
                        .help(format!("write it as a plain value: {}", first.text)),
                );
                return None;
            }
        }
        Some(())
    }

    /// `{range: {low, high, confidence}}`: lognormal, or logit-normal for shares.
    fn range(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Law> {
        // Every key is checked by name first, because `confidence` may be left out.
        let known = ["low", "high", "confidence"];
        if at.node.is_map() && !self.only(at, &known) {
            return None;
        }
        let (stripped, confidence) = match at.get("confidence") {
            None => (at.clone(), 0.9),
            Some(below) => {
                let confidence = self.number(&below, Number::Share)?;
                if confidence <= 0.0 || confidence >= 1.0 {
                    let message = "`confidence` must lie between 0% and 100%";
                    self.push(Diagnostic::error(below.place(), message).help("90% is usual"));
                    return None;
                }
                (at.clone(), confidence)
            }
        };
        let [low, high] = self.range_ends(&stripped, kind)?;
        self.ascending(at, &[low, high], &["low", "high"])?;
        if low.value == 0.0 || (kind == ValueKind::Share && high.value >= 1.0) {
            let (key, end, side) = if low.value == 0.0 { ("low", "zero", "below") } else { ("high", "100%", "above") };
            let place = at.get(key).map_or_else(|| at.place(), |below| below.place());
            let message = format!("a `range` leaves room {side} its `{key}`, so that cannot be {end}");
            let help = format!("write a `{key}` short of {end}, or use `pert: {{low, mode, high}}`");
            self.push(Diagnostic::error(place, message).help(help));
            return None;
        }
        if kind == ValueKind::Share {
            self.finish(at, LogitNormal::from_range(low.value, high.value, confidence).map(Distribution::LogitNormal))
        } else {
            self.finish(at, Lognormal::from_range(low.value, high.value, confidence).map(Distribution::Lognormal))
        }
    }

    /// The two required keys of a range.
    fn range_ends(&mut self, at: &At<'t>, kind: ValueKind) -> Option<[Parameter<'t>; 2]> {
        if !at.node.is_map() {
            return self.parameters(at, &["low", "high"], kind.number());
        }
        let low = self.required(at, "low", kind.example());
        let high = self.required(at, "high", kind.example());
        let (low, high) = (low?, high?);
        let low = self.parameter(&low, kind.number());
        let high = self.parameter(&high, kind.number());
        Some([low?, high?])
    }

    /// `{quantiles: {5%: …, 50%: …, 95%: …}}`.
    fn quantiles(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Law> {
        let form = "write at least two, such as quantiles: {5%: 2000, 50%: 5000, 95%: 15000}";
        if !at.node.is_map() {
            self.push(Diagnostic::error(at.key_place(), "`quantiles` needs percentages with their values").help(form));
            return None;
        }
        let mut points: Vec<(f64, Parameter<'t>, At<'t>)> = Vec::new();
        let mut complete = true;
        for pair in at.node.pairs().iter().filter(|pair| !is_remark(&pair.key)) {
            let below = at.below(pair);
            let probability = match Number::Share.parse(&pair.key) {
                Ok(probability) => Some(probability),
                Err(_) => {
                    let message = format!("`{}` is not a percentage", pair.key);
                    self.push(
                        Diagnostic::error(below.key_place(), message)
                            .help("the keys of `quantiles` are percentages such as 5%"),
                    );
                    None
                }
            };
            match (probability, self.parameter(&below, kind.number())) {
                (Some(probability), Some(parameter)) => points.push((probability, parameter, below)),
                _ => complete = false,
            }
        }
        if !complete {
            return None;
        }
        if !(2..=MOST_PARTS).contains(&points.len()) {
            let message = format!("`quantiles` needs 2 to {MOST_PARTS} percentages");
            self.push(Diagnostic::error(at.key_place(), message).help(form));
            return None;
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in points.windows(2) {
            if pair[1].1.value < pair[0].1.value {
                let message =
                    format!("a higher percentage has a lower value: {} after {}", pair[1].1.text, pair[0].1.text);
                self.push(
                    Diagnostic::error(pair[1].2.place(), message).help("the values must ascend with the percentages"),
                );
                return None;
            }
        }
        let (low, high) = kind.range();
        let numbers: Vec<(f64, f64)> = points.iter().map(|(p, parameter, _)| (*p, parameter.value)).collect();
        self.finish(at, Quantiles::new(&numbers, low, high).map(Distribution::Quantiles))
    }

    /// `{mixture: [{weight: 60%, value: …}, …]}`.
    fn mixture(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Law> {
        let form = "write mixture: [{weight: 60%, value: …}, {weight: 40%, value: …}]";
        let Some(items) = at.items().filter(|items| (1..=MOST_PARTS).contains(&items.len())) else {
            let message = format!("`mixture` needs a list of 1 to {MOST_PARTS} experts' views");
            self.push(Diagnostic::error(at.key_place(), message).help(form));
            return None;
        };
        let mut parts = Vec::with_capacity(items.len());
        let mut complete = true;
        for item in &items {
            if !item.node.is_map() {
                self.push(
                    Diagnostic::error(item.place(), "each part of a `mixture` needs `weight` and `value`").help(form),
                );
                complete = false;
                continue;
            }
            complete &= self.only(item, &["weight", "value"]);
            let weight = self.required(item, "weight", "50%").and_then(|at| self.number(&at, Number::Share));
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
            self.push(Diagnostic::error(at.key_place(), message).help("they must add up to 100%"));
            return None;
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
    fn component(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Law> {
        let Content::Map(pairs) = &at.node.content else {
            let Parameter { value, text } = self.parameter(at, kind.number())?;
            let law = self.finish(at, Point::new(value).map(Distribution::Point))?;
            return Some(Law { spelling: text.to_owned(), ..law });
        };
        let spelling = self.spelling(at, pairs, kind)?;
        self.remarks(at);
        match spelling.key() {
            "value" => self.component(&spelling, kind),
            "shared" | "library" | "cases" => {
                let message = format!("`{}` cannot stand inside a `mixture`", spelling.key());
                self.push(
                    Diagnostic::error(spelling.key_place(), message).help("write a distribution or a plain value"),
                );
                None
            }
            _ => {
                let law = self.distribution(&spelling, kind)?;
                self.over_the_horizon(&spelling, law)
            }
        }
    }

    /// Counts over a period of their own, brought to the horizon: p over `over` months is 1 - (1-p)^(H/over).
    fn over_the_horizon(&mut self, at: &At<'t>, law: Law) -> Option<Law> {
        let Some(over) = law.over else { return Some(law) };
        let exponent = self.horizon()? / over;
        if (exponent - 1.0).abs() < TOLERANCE {
            return Some(Law { over: None, ..law });
        }
        let rescaled = Rescaled::new(law.distribution, exponent).map(Distribution::Rescaled);
        let finished = self.finish(at, rescaled)?;
        Some(Law { spelling: law.spelling, observed: law.observed, ..finished })
    }

    /// A distribution that could be built, with its spelling; otherwise says why it could not.
    fn finish<E: Display>(&mut self, at: &At<'t>, built: Result<Distribution, E>) -> Option<Law> {
        match built {
            Ok(distribution) => Some(Law { distribution, spelling: spelled_out(at), observed: false, over: None }),
            Err(error) => {
                let (message, help) = super::plain::split_owned(&error.to_string());
                let fault = Diagnostic::error(at.key_place(), message);
                self.push(fault.help(help.unwrap_or_else(|| "check the numbers of this distribution".to_owned())));
                None
            }
        }
    }
}

/// "beta, mean 35%, sd 10%", from the texts as written.
fn spelled_out(at: &At<'_>) -> String {
    let parts = at.node.pairs().iter().filter(|pair| !is_remark(&pair.key)).filter_map(|pair| {
        let text = at.below(pair).text().map(str::trim)?.to_owned();
        Some(format!(", {} {text}", pair.key))
    });
    let name = if at.key() == "pert" { "PERT" } else { at.key() };
    format!("{name}{}", parts.collect::<String>())
}

/// A percentage without trailing zeros.
fn rounded(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
