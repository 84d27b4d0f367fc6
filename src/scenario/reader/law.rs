//! Reads distributions, each parameter in the spelling of the kind, and refuses impossible ones in plain words.

use super::Reader;
use super::cursor::At;
use crate::distribution::{Beta, Distribution, Gamma, Lognormal, Pert, Triangular, TruncatedNormal, Uniform};
use crate::quantity::{Kind, listed};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::names::is_remark;
use crate::scenario::names::nearest;
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
pub(super) struct Parameter<'t> {
    pub(super) value: f64,
    pub(super) text: &'t str,
}

impl<'t> Reader<'_> {
    /// The distribution under a key that names one.
    pub(crate) fn distribution(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        let law = at.key();
        if !self.suits(at, law, kind) {
            return None;
        }
        match law {
            "observed" => self.observed(at, kind),
            "beta" if at.get("alpha").is_some() => {
                let [alpha, beta] = self.parameters(at, &["alpha", "beta"], Kind::Factor)?;
                self.finish(at, Beta::new(alpha.value, beta.value).map(Distribution::Beta))
            }
            "beta" | "gamma" | "lognormal" | "normal" => {
                let parameters = self.parameters(at, &["mean", "sd"], kind)?;
                self.by_mean_and_sd(at, parameters, kind)
            }
            "uniform" => {
                let [low, high] = self.parameters(at, &["low", "high"], kind)?;
                self.ascending(at, &[low, high], &["low", "high"])?;
                self.finish(at, Uniform::new(low.value, high.value).map(Distribution::Uniform))
            }
            "triangular" | "pert" => {
                let [low, mode, high] = self.parameters(at, &["low", "mode", "high"], kind)?;
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
    fn suits(&mut self, at: &At<'t>, law: &str, kind: Kind) -> bool {
        let suits = match law {
            "beta" => kind == Kind::Share,
            "gamma" | "lognormal" => kind != Kind::Share,
            "observed" => matches!(kind, Kind::Share | Kind::Rate),
            _ => true,
        };
        if !suits {
            let other = match kind {
                Kind::Share => "use `beta`, `pert`, `range` or `quantiles`",
                Kind::Money => "use `gamma`, `lognormal`, `pert`, `range` or `quantiles`",
                Kind::Rate | Kind::Factor => "use `gamma`, `lognormal`, `pert` or `range`",
            };
            let message = match law {
                "observed" => format!("counts give a share or a rate, but this is {}", kind.name()),
                "beta" => format!("a beta describes shares, but this is {}", kind.name()),
                _ => format!("a {law} has no upper end, but a share ends at 100%"),
            };
            self.fault(at.key_place(), message, other);
        }
        suits
    }

    /// The parameters of a distribution in the order of `names`, each required.
    pub(super) fn parameters<const N: usize>(
        &mut self,
        at: &At<'t>,
        names: &[&str; N],
        kind: Kind,
    ) -> Option<[Parameter<'t>; N]> {
        let form = || format!("{{{}}}", names.map(|name| format!("{name}: …")).join(", "));
        if !at.node.is_map() {
            let message = format!("`{}` needs {}", at.key(), listed(names.iter().copied(), "and"));
            return self.refuse(at.key_place(), message, format!("write {}: {}", at.key(), form()));
        }
        let mut complete = self.only(at, names);
        for name in names {
            if at.get(name).is_none() {
                let message = format!("`{}` has no `{name}`", at.key());
                self.fault(at.key_place(), message, format!("write {}: {}", at.key(), form()));
                complete = false;
            }
        }
        let mut found = [Parameter { value: 0.0, text: "" }; N];
        for (slot, name) in found.iter_mut().zip(names) {
            if let Some(below) = at.get(name) {
                match self.parameter(&below, kind) {
                    Some(parameter) => *slot = parameter,
                    None => complete = false,
                }
            }
        }
        complete.then_some(found)
    }

    /// One certain number inside a distribution.
    pub(super) fn parameter(&mut self, at: &At<'t>, kind: Kind) -> Option<Parameter<'t>> {
        let text = self.plain(at)?;
        Some(Parameter { value: self.number(at, kind)?, text: text.trim() })
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
    fn by_mean_and_sd(&mut self, at: &At<'t>, [mean, sd]: [Parameter<'t>; 2], kind: Kind) -> Option<Law> {
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
    pub(super) fn ascending(&mut self, at: &At<'t>, parameters: &[Parameter<'t>], names: &[&str]) -> Option<()> {
        for (pair, named) in parameters.windows(2).zip(names.windows(2)) {
            if pair[0].value > pair[1].value {
                let place = at.get(named[1]).map_or_else(|| at.place(), |below| below.place());
                let message =
                    format!("`{}` is {}, which is below `{}`, {}", named[1], pair[1].text, named[0], pair[0].text);
                return self.refuse(place, message, format!("they must ascend: {}", names.join(", ")));
            }
        }
        if let (Some(first), Some(last)) = (parameters.first(), parameters.last())
            && first.value >= last.value
        {
            let message = format!("`low` and `high` are both {}, which leaves nothing uncertain", first.text);
            return self.refuse(at.key_place(), message, format!("write it as a plain value: {}", first.text));
        }
        Some(())
    }

    /// A distribution that could be built, with its spelling; otherwise says why it could not.
    pub(super) fn finish<E: Display>(&mut self, at: &At<'t>, built: Result<Distribution, E>) -> Option<Law> {
        match built {
            Ok(distribution) => Some(Law { distribution, spelling: spelled_out(at), observed: false, over: None }),
            Err(error) => self.explain(at.key_place(), &error, "check the numbers of this distribution"),
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
