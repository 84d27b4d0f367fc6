//! Reads what two groups of people had, with support and without, and what studies of such groups say together.

use super::Reader;
use super::cursor::At;
use super::law::Law;
use crate::distribution::{Distribution, LogRatio, Predicts, RandomEffects};
use crate::quantity::{Kind, listed};
use crate::scenario::language::{CONTRASTS, Comparison, ContrastSpelling, contrast};
use crate::scenario::limits::MOST_PARTS;
use crate::scenario::names::is_remark;
use crate::scenario::tree::Content;
use crate::scenario::{Compared, Pooled, Ratio, RatioWritten, Study, Value, WrittenLaw};

/// Scale of the half-normal prior of the heterogeneity between studies where none is written: what is usual for log
/// ratios (Röver 2020).
const HETEROGENEITY: f64 = 0.5;

/// What messages show for two groups.
const GROUPS: &str = "write compared: {with: 12 of 100, without: 20 of 100}";

impl<'t> Reader<'_> {
    /// `{with: 12 of 100, without: 20 of 100, before: {with: …, without: …}}`.
    pub(super) fn compared(&mut self, whole: &At<'t>, at: &At<'t>, kind: Kind) -> Option<Compared<Value>> {
        if !at.node.is_map() {
            return self.faults.refuse(at.key_place(), "`compared` needs what two groups had", GROUPS);
        }
        let clean = self.only(at, &["with", "without", "before", "as"]);
        // `without` is no slip of `with`.
        if at.get("with").is_none() {
            return self.faults.refuse(
                at.key_place(),
                "`compared` does not say what people `with` support had",
                GROUPS,
            );
        }
        let before = at.get("before");
        if let Some(before) = &before
            && !before.node.is_map()
        {
            let message = "`before` needs what the two groups had before";
            return self.faults.refuse(before.place(), message, "write before: {with: 25 of 100, without: 24 of 100}");
        }
        let sides: Vec<At<'t>> = [at.get("with"), at.get("without")]
            .into_iter()
            .chain(before.iter().flat_map(|before| [before.get("with"), before.get("without")]))
            .flatten()
            .collect();
        let of = self.kind_of(&sides);
        let with = self.required(at, "with", "12 of 100").and_then(|with| self.group(whole, &with, of));
        let without = self.maybe(at, "without", |reader, without| reader.group(whole, without, of));
        let before = match &before {
            None => Some(None),
            Some(before) => {
                let clean = self.only(before, &["with", "without"]);
                let with = self.required(before, "with", "25 of 100").and_then(|at| self.group(whole, &at, of));
                let without = self.required(before, "without", "24 of 100").and_then(|at| self.group(whole, &at, of));
                with.zip(without).filter(|_| clean).map(|(with, without)| Some(Box::new([with, without])))
            }
        };
        let multiplies_chance = self.multiplies_chance(whole, at);
        let (with, without, before) = (with?, without?, before?);
        if without.is_none() && (before.is_some() || kind != Kind::Effect) {
            let message = if before.is_some() {
                "`before` compares two groups, and there is only one"
            } else {
                "`compared` needs both groups here: there is no chance of the event's own to compare with"
            };
            return self.faults.refuse(at.key_place(), message, GROUPS);
        }
        if kind == Kind::Share {
            if let Some(before) = at.get("before") {
                let message = "`before` gives a ratio of ratios, but here the difference of two groups is meant";
                return self.faults.refuse(before.key_place(), message, "take it out");
            }
            if of == Kind::Rate {
                let message = "person-years give rates, but here it is how many of the people achieve something";
                return self.faults.refuse(at.key_place(), message, GROUPS);
            }
        }
        let multiplies_chance = multiplies_chance?;
        let (with, without) = (Box::new(with), without.map(Box::new));
        let ratio = if of == Kind::Rate && !multiplies_chance { Ratio::Hazard } else { Ratio::Risk };
        clean.then_some(Compared { with, without, before, ratio })
    }

    /// Whether there is anything to divide by: an event in each group that stands below the line.
    pub(super) fn check_denominators(&mut self, at: &At<'t>, compared: &Compared<Value>) -> Option<()> {
        let before = at.get("before").and_then(|before| before.get("with"));
        let below = [
            (at.get("without"), compared.without.as_deref()),
            (before, compared.before.as_ref().map(|before| &before[0])),
        ];
        let below = below.into_iter().filter_map(|(at, value)| at.zip(value));
        let empty: Vec<At<'t>> = below.filter(|(_, value)| value.counted() == Some(0.0)).map(|(at, _)| at).collect();
        empty.iter().try_for_each(|at| self.nothing_to_divide_by(at))
    }

    fn nothing_to_divide_by(&mut self, at: &At<'t>) -> Option<()> {
        let message = format!("nothing to divide by: nobody in `{}` had the event", at.key());
        let help =
            "leave `without` out, so that the event's own chance stands there, or write risk_difference or a range";
        self.faults.refuse(at.place(), message, help)
    }

    /// Whether groups are told of by chances or by rates.
    fn kind_of(&self, sides: &[At<'t>]) -> Kind {
        let is_rate = |at: &At<'t>| speaks_of_time(at) || self.shared_as(at) == Some(Kind::Rate);
        if sides.iter().any(is_rate) { Kind::Rate } else { Kind::Share }
    }

    /// The kind that a shared value named here is used as elsewhere.
    fn shared_as(&self, at: &At<'t>) -> Option<Kind> {
        let name = at.get("shared")?.text()?.trim();
        self.shared_uses.iter().find(|used| used.name == name).map(|used| used.kind)
    }

    /// What one group had: counts, or any spelling of a chance or rate. It is drawn under the name of the whole.
    fn group(&mut self, whole: &At<'t>, at: &At<'t>, kind: Kind) -> Option<Value> {
        let below = at.path.strip_prefix(&whole.path).unwrap_or(&at.path);
        let identity = format!("{}{below}", whole.identity());
        let counts = at.text().filter(|text| [" of ", " in "].iter().any(|word| text.contains(word)));
        if counts.is_some() {
            let Law { distribution, spelling, observed, events, over } = self.observed(at, kind)?;
            let law = WrittenLaw::Uncertain { distribution, spelling, observed, events, over };
            return Some(Value { law, scaled: 1.0, kind, identity, place: at.place(), remarks: self.remarks(whole) });
        }
        if let Some(text) = at.text()
            && kind == Kind::Share
            && Kind::Share.parse(text).is_ok_and(|share| share == 0.0)
        {
            let message = format!("`{}` is 0, and nobody can be that sure", at.key());
            return self.faults.refuse(at.place(), message, "write how many of how many: 0 of 100");
        }
        self.value(at, kind).map(|value| Value { identity, ..value })
    }

    /// `{studies: [{label, risk_ratio: …}, …], predicts: new_place, heterogeneity: 0.5}`.
    pub(super) fn studies(&mut self, at: &At<'t>) -> Option<RatioWritten> {
        let form = "write meta: {studies: [{label: …, risk_ratio: {…}}, {label: …, compared: {…}}]}";
        if !at.node.is_map() {
            return self.faults.refuse(at.key_place(), "`meta` needs `studies`", form);
        }
        let clean = self.only(at, &["studies", "predicts", "heterogeneity"]);
        let predicts = self.maybe(at, "predicts", |reader, at| {
            reader.choice(at, &[("new_place", Predicts::NewPlace), ("average", Predicts::Average)])
        });
        let scale = self.maybe(at, "heterogeneity", |reader, at| reader.number(at, Kind::Factor));
        let list = self.required(at, "studies", "[…]")?;
        let Some(items) = list.items().filter(|items| (2..=MOST_PARTS).contains(&items.len())) else {
            let message = format!("`studies` needs a list of 2 to {MOST_PARTS} studies");
            return self.faults.refuse(list.key_place(), message, form);
        };
        let read: Vec<_> = items.iter().map(|item| self.study(item)).collect();
        let (mut studies, mut ratio) = (Vec::new(), None);
        for (item, read) in items.iter().zip(read.into_iter().collect::<Option<Vec<_>>>()?) {
            let (study, of) = read;
            let first = *ratio.get_or_insert(of);
            if first != of {
                let message = "the studies measure different things, which cannot be pooled as they stand";
                let help = "pool risk ratios with counts of people, and rate or hazard ratios with person-years";
                return self.faults.refuse(item.place(), message, help);
            }
            studies.push(study);
        }
        let (ratio, predicts, scale) =
            (ratio?, predicts?.unwrap_or(Predicts::NewPlace), scale?.unwrap_or(HETEROGENEITY));
        let told: Vec<LogRatio> = studies.iter().filter_map(log_ratio).collect();
        if told.len() < 2 {
            let message = "fewer than two of these studies had an event, so there is nothing to pool";
            return self.faults.refuse(
                list.key_place(),
                message,
                "write the one that had as `compared` or `risk_ratio`",
            );
        }
        let pool = |predicts: Predicts| RandomEffects::new(&told, scale, predicts);
        let (average, new_place) = match (pool(Predicts::Average), pool(Predicts::NewPlace)) {
            (Ok(average), Ok(new_place)) => (average, new_place),
            (Err(error), _) | (_, Err(error)) => {
                return self.faults.explain(at.key_place(), &error, "check the numbers of the studies");
            }
        };
        let mut weights = average.weights().iter().copied();
        for study in studies.iter_mut().filter(|study| study.standard_error > 0.0) {
            study.weight = weights.next();
        }
        let spelling = spelled(&studies, predicts);
        let drawn = if predicts == Predicts::NewPlace { &new_place } else { &average };
        let law = Distribution::RandomEffects(drawn.clone());
        let pooled = Some(Pooled { studies, average, new_place, predicts });
        clean.then_some(RatioWritten { key: "meta", ratio, law, spelling, over: None, pooled })
    }

    /// One study, and what its ratio compares.
    fn study(&mut self, at: &At<'t>) -> Option<(Study, Ratio)> {
        let ways: Vec<ContrastSpelling> = CONTRASTS
            .into_iter()
            .filter(|way| matches!(way.inside, Comparison::Ratio(Ratio::Risk | Ratio::Hazard) | Comparison::Groups))
            .collect();
        let keys = || ways.iter().map(|way| way.key);
        let form = format!("write {{label: …, risk_ratio: {{…}}}}, or another of {}", listed(keys(), "and"));
        let found: Vec<ContrastSpelling> = at
            .node
            .entries()
            .filter_map(|pair| contrast(&pair.key))
            .filter(|way| keys().any(|key| key == way.key))
            .collect();
        let [way] = found[..] else {
            let message = if found.is_empty() { "this study says no ratio" } else { "this study says two ratios" };
            return self.faults.refuse(at.place(), message, form);
        };
        let stray =
            at.node.pairs().iter().find(|pair| pair.key != way.key && pair.key != "label" && !is_remark(&pair.key));
        if let Some(stray) = stray {
            let message = format!("`{}` does not belong to a study", stray.key);
            return self.faults.refuse(at.below_place(stray), message, form);
        }
        let label = self.required(at, "label", "Camden 2015").and_then(|at| self.text(&at))?;
        let source = self.remarks(at).source;
        let inner = at.get(way.key)?;
        let study = |estimate: f64, standard_error| Study { label, source, estimate, standard_error, weight: None };
        match way.inside {
            Comparison::Ratio(ratio) => {
                let written = self.ratio(&inner, way.key, ratio)?;
                let Distribution::Lognormal(law) = written.law else { return None };
                Some((study(law.median(), law.sigma()), ratio))
            }
            _ => {
                let compared = self.compared(at, &inner, Kind::Effect)?;
                let ratio = compared.ratio;
                let (log, variance) = match log_moments(&compared) {
                    Some(moments) => moments,
                    None => {
                        let message = "a study is pooled by its counts, and here are none";
                        return self.faults.refuse(inner.key_place(), message, GROUPS);
                    }
                };
                let told = compared.values().filter_map(Value::counted).sum::<f64>() > 0.0;
                Some((study(crate::numeric::exp(log), if told { variance.sqrt() } else { 0.0 }), ratio))
            }
        }
    }
}

/// What a study contributes to a pool; `None` of one without an event.
fn log_ratio(study: &Study) -> Option<LogRatio> {
    let (estimate, standard_error) = (crate::numeric::ln(study.estimate), study.standard_error);
    (standard_error > 0.0).then_some(LogRatio { estimate, standard_error })
}

/// Mean and variance of the logarithm of a ratio under the posteriors of its counts.
fn log_moments(compared: &Compared<Value>) -> Option<(f64, f64)> {
    let of = |value: &Value| match &value.law {
        WrittenLaw::Uncertain { distribution: Distribution::Beta(beta), .. } => Some(beta.log_moments()),
        WrittenLaw::Uncertain { distribution: Distribution::Gamma(gamma), .. } => Some(gamma.log_moments()),
        _ => None,
    };
    let (with, without) = (of(&compared.with)?, of(compared.without.as_deref()?)?);
    let mut moments = (with.0 - without.0, with.1 + without.1);
    if let Some(before) = &compared.before {
        let (with, without) = (of(&before[0])?, of(&before[1])?);
        moments = (moments.0 - with.0 + without.0, moments.1 + with.1 + without.1);
    }
    Some(moments)
}

/// "3 studies pooled, for a new place; 1 left out, without an event in either group: Leeds".
fn spelled(studies: &[Study], predicts: Predicts) -> String {
    let (told, silent): (Vec<&Study>, Vec<&Study>) = studies.iter().partition(|study| study.standard_error > 0.0);
    let whom = if predicts == Predicts::NewPlace { "for a new place" } else { "on average" };
    let mut text = format!("{} studies pooled (random effects), {whom}", told.len());
    if !silent.is_empty() {
        let labels: Vec<&str> = silent.iter().map(|study| study.label.as_str()).collect();
        text += &format!("; left out, without an event in either group: {}", labels.join(", "));
    }
    text
}

/// Whether what stands here is a rate: person-time, "per year", or a law that only rates have.
fn speaks_of_time(at: &At<'_>) -> bool {
    match &at.node.content {
        Content::Text(text) => ["person-", " per "].iter().any(|word| text.contains(word)),
        Content::Map(pairs) => pairs.iter().any(|pair| {
            matches!(pair.key.as_str(), "gamma" | "lognormal")
                || (!is_remark(&pair.key) && speaks_of_time(&at.below(pair)))
        }),
        _ => false,
    }
}
