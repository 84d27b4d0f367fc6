//! Reads distributions, each parameter in the spelling of the kind, and refuses impossible ones in plain words.

use super::Reader;
use super::cursor::At;
use crate::distribution::Distribution;
use crate::quantity::{Kind, listed};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{Family, Inside, Support, advised, blanks};
use crate::scenario::names::is_remark;
use std::fmt::Display;

/// A distribution as it was written.
pub(crate) struct Law {
    /// The law.
    pub(crate) distribution: Distribution,
    /// For the assumptions log.
    pub(crate) spelling: String,
    /// Whether it comes from counts.
    pub(crate) observed: bool,
    /// How many events were counted, of a single count.
    pub(crate) events: Option<f64>,
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
    /// A distribution, from what stands under the key that names it.
    pub(crate) fn distribution(&mut self, at: &At<'t>, family: &Family, kind: Kind) -> Option<Law> {
        if !family.support.holds(kind) {
            let keys: Vec<&str> = advised(kind).map(|family| family.key).collect();
            let help = format!("use {}", listed(keys.iter().copied(), "or"));
            return self.faults.refuse(at.key_place(), family.support.refusal(family.key, kind), help);
        }
        // Where a distribution can be written in several ways, a first parameter tells which it is.
        let named = |inside: &&Inside| inside.names().first().is_some_and(|name| at.get(name).is_some());
        let inside = family.inside.iter().skip(1).find(named).or(family.inside.first())?;
        let build = match inside {
            Inside::Counts => return self.observed(at, kind),
            Inside::Range => return self.range(at, kind),
            Inside::Quantiles => return self.quantiles(at, kind),
            Inside::Mixture => return self.mixture(at, kind),
            Inside::Moments(build) | Inside::Ascending(_, build) | Inside::Shapes(_, build) => build,
        };
        let unit = match inside {
            Inside::Shapes(..) => Kind::Factor,
            _ if family.support == Support::Unit && kind.is_signed() => Kind::Share,
            _ => kind,
        };
        let parameters = self.parameters(at, inside.names(), unit)?;
        match inside {
            Inside::Moments(_) => self.possible(at, &parameters, family)?,
            Inside::Ascending(names, _) => self.ascending(at, &parameters, names)?,
            _ => {}
        }
        let numbers: Vec<f64> = parameters.iter().map(|parameter| parameter.value).collect();
        // Nothing cuts off below what may be negative: one that is drawn too low is held at the least, and that is told.
        let (low, high) = kind.range();
        self.finish(at, build(&numbers, (if kind.is_signed() { f64::NEG_INFINITY } else { low }, high)))
    }

    /// The parameters of a distribution in the order of `names`, each required.
    pub(super) fn parameters(&mut self, at: &At<'t>, names: &[&str], kind: Kind) -> Option<Vec<Parameter<'t>>> {
        let form = || format!("write {}: {}", at.key(), blanks(names));
        if !at.node.is_map() {
            let message = format!("`{}` needs {}", at.key(), listed(names.iter().copied(), "and"));
            return self.faults.refuse(at.key_place(), message, form());
        }
        if let Some(help) = self.other_parameters(at, kind) {
            let message = format!("`{}` takes {}", at.key(), listed(names.iter().copied(), "and"));
            return self.faults.refuse(at.key_place(), message, help);
        }
        let clean = self.only(at, names);
        for name in names.iter().filter(|name| at.get(name).is_none()) {
            self.faults.fault(at.key_place(), format!("`{}` has no `{name}`", at.key()), form());
        }
        // The spread of an effect may be wider than the whole, and none is below zero.
        let unit = |name: &str| if name == "sd" { kind.of_spread() } else { kind };
        let found: Vec<_> = names.iter().map(|name| self.parameter(&at.get(name)?, unit(name))).collect();
        found.into_iter().collect::<Option<Vec<_>>>().filter(|_| clean)
    }

    /// What to write for parameters that others would name: shape and scale of a gamma, a standard error.
    fn other_parameters(&self, at: &At<'t>, kind: Kind) -> Option<String> {
        let plain = |name: &str, kind: Kind| kind.parse(at.get(name)?.text()?).ok();
        let text = |name: &str| at.get(name).and_then(|at| at.text()).map(str::trim);
        if at.key() == "gamma"
            && let Some(shape) = plain("shape", Kind::Factor).filter(|shape| *shape > 0.0)
        {
            let unit = kind.held();
            let scale = plain("scale", unit).or_else(|| plain("rate", Kind::Factor).map(|rate| 1.0 / rate))?;
            let (mean, sd) = (shape * scale, shape.sqrt() * scale);
            let rounded = |value: f64| unit.spelled((value * 1e4).round() / 1e4);
            return Some(format!("this shape and scale are gamma: {{mean: {}, sd: {}}}", rounded(mean), rounded(sd)));
        }
        let error = ["se", "standard_error"].into_iter().find_map(text).filter(|_| text("sd").is_none())?;
        let mean = text("mean")?;
        Some(format!(
            "the standard error of a mean is the sd of what is believed of it: {}: {{mean: {mean}, sd: {error}}}",
            at.key()
        ))
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
            self.faults.push(fault.meant(&pair.key, names.iter().copied(), || match names {
                [only] => format!("its only key is `{only}`"),
                _ => format!("its keys are {}", listed(names.iter().copied(), "and")),
            }));
        }
        self.remarks(at);
        clean
    }

    /// Whether a mean and an sd leave anything uncertain, and nothing impossible.
    fn possible(&mut self, at: &At<'t>, moments: &[Parameter<'t>], family: &Family) -> Option<()> {
        let [mean, sd] = moments else { return Some(()) };
        let (m, s) = (mean.value, sd.value);
        let most = (m * (1.0 - m)).sqrt();
        let is_share = family.support == Support::Unit;
        let (key, message, help) = if s == 0.0 {
            let help = format!("write the mean alone as a plain value: {}", mean.text);
            ("sd", "an sd of zero leaves nothing uncertain".to_owned(), help)
        } else if m == 0.0 && family.support != Support::Legal {
            let help = "write 0 as a plain value, or give a mean above zero".to_owned();
            ("mean", format!("a {} cannot have a mean of zero", family.key), help)
        } else if is_share && m >= 1.0 {
            let help = "write 100% as a plain value, or give a mean below 100%".to_owned();
            ("mean", format!("a {} cannot have a mean of 100%", family.key), help)
        } else if is_share && s * s >= m * (1.0 - m) {
            let message = format!("an sd of {} is impossible for a share with a mean of {}", sd.text, mean.text);
            ("sd", message, format!("it must be below {:.1}%, and is usually far below", most * 100.0))
        } else {
            return Some(());
        };
        self.faults.refuse(at.place_of(key), message, help)
    }

    /// Whether numbers that must ascend do, with something between the first and the last.
    pub(super) fn ascending(&mut self, at: &At<'t>, parameters: &[Parameter<'t>], names: &[&str]) -> Option<()> {
        for (pair, named) in parameters.windows(2).zip(names.windows(2)) {
            if pair[0].value > pair[1].value {
                let place = at.place_of(named[1]);
                let message =
                    format!("`{}` is {}, which is below `{}`, {}", named[1], pair[1].text, named[0], pair[0].text);
                return self.faults.refuse(place, message, format!("they must ascend: {}", names.join(", ")));
            }
        }
        if let (Some(first), Some(last)) = (parameters.first(), parameters.last())
            && first.value >= last.value
        {
            let message = format!("`low` and `high` are both {}, which leaves nothing uncertain", first.text);
            return self.faults.refuse(at.key_place(), message, format!("write it as a plain value: {}", first.text));
        }
        Some(())
    }

    /// A distribution that could be built, with its spelling; otherwise says why it could not.
    pub(super) fn finish<E: Display>(&mut self, at: &At<'t>, built: Result<Distribution, E>) -> Option<Law> {
        match built {
            Ok(distribution) => {
                Some(Law { distribution, spelling: spelled_out(at), observed: false, events: None, over: None })
            }
            Err(error) => self.faults.explain(at.key_place(), &error, "check the numbers of this distribution"),
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
