//! Reads values that may be uncertain, in every spelling of the language.

use super::Reader;
use super::cursor::At;
use super::fields::is_remark;
use super::law::Law;
use super::plain::Number;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::names::{SPELLINGS, listed, nearest};
use crate::scenario::tree::{Content, Pair};
use crate::scenario::{Value, ValueKind, WrittenLaw};

impl ValueKind {
    /// How a plain number of this kind is spelled.
    pub(crate) const fn number(self) -> Number {
        match self {
            Self::Share => Number::Share,
            Self::Money => Number::Money,
            Self::Rate => Number::Rate,
            Self::Factor => Number::Factor,
        }
    }

    /// What messages call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Share => "a share",
            Self::Money => "money",
            Self::Rate => "a rate",
            Self::Factor => "a plain number",
        }
    }

    /// A plain value of the kind.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Share => "35%",
            Self::Money => "£1,200",
            Self::Rate => "1.2 per year",
            Self::Factor => "1.5",
        }
    }

    /// The smallest and largest legal value.
    pub(crate) const fn range(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            Self::Money | Self::Rate | Self::Factor => (0.0, f64::INFINITY),
        }
    }
}

impl<'t> Reader<'_> {
    /// The value under `key`, if it is given; the outer answer is `None` if it is given and wrong.
    pub(crate) fn optional(&mut self, at: &At<'t>, key: &str, kind: ValueKind) -> Option<Option<Value>> {
        match at.get(key) {
            None => Some(None),
            Some(below) => self.value(&below, kind).map(Some),
        }
    }

    /// The value under a required key.
    pub(crate) fn required_value(&mut self, at: &At<'t>, key: &str, kind: ValueKind) -> Option<Value> {
        let below = self.required(at, key, kind.example())?;
        self.value(&below, kind)
    }

    /// A value of one kind, certain or uncertain.
    pub(crate) fn value(&mut self, at: &At<'t>, kind: ValueKind) -> Option<Value> {
        let law = self.law(at, kind)?;
        let inner = at.get("value").map_or(1.0, |inner| inner.node.scaled);
        let value = Value {
            law,
            scaled: at.node.scaled * inner,
            kind,
            identity: at.identity(),
            place: at.place(),
            remarks: self.remarks(at),
        };
        self.check_clipping(at, &value);
        Some(value)
    }

    /// What stands for the value.
    fn law(&mut self, at: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        match &at.node.content {
            Content::Text(text) => match kind.number().parse(text) {
                Ok(value) => Some(WrittenLaw::Certain(value)),
                Err(error) => {
                    self.misspelt(at, &error);
                    None
                }
            },
            Content::Map(pairs) => {
                let spelling = self.spelling(at, pairs, kind)?;
                self.spelled(at, &spelling, kind)
            }
            Content::Empty { .. } => {
                let message = format!("`{}` has nothing after its colon", at.key());
                self.push(Diagnostic::error(at.key_place(), message).help(format!("write {}", example(kind))));
                None
            }
            Content::List(_) | Content::Removed => {
                let message = format!("`{}` needs one value, not a list", at.key());
                self.push(Diagnostic::error(at.place(), message).help(format!("write {}", example(kind))));
                None
            }
        }
    }

    /// The one key of a block in braces that says what the value is.
    pub(crate) fn spelling(&mut self, at: &At<'t>, pairs: &'t [Pair], kind: ValueKind) -> Option<At<'t>> {
        let pairs: Vec<&'t Pair> = pairs.iter().filter(|pair| !pair.node.is_removed()).collect();
        let spellings: Vec<&'t Pair> =
            pairs.iter().copied().filter(|pair| SPELLINGS.contains(&pair.key.as_str())).collect();
        let (first, second) = match spellings.as_slice() {
            [] => {
                self.no_spelling(at, &pairs, kind);
                return None;
            }
            [first] => (*first, None),
            [first, second, ..] => (*first, Some(*second)),
        };
        if let Some(second) = second {
            let message = format!("`{}` is spelled twice, by `{}` and by `{}`", at.key(), first.key, second.key);
            self.push(Diagnostic::error(at.below_place(second), message).help("keep one of the two"));
            return None;
        }
        let takes_times = matches!(first.key.as_str(), "shared" | "library");
        let mut clean = true;
        for pair in pairs {
            let known = pair.key == first.key || is_remark(&pair.key) || (pair.key == "times" && takes_times);
            if !known {
                clean = false;
                let message = format!("`{}` does not belong beside `{}`", pair.key, first.key);
                let fault = Diagnostic::error(at.below_place(pair), message);
                let near = nearest(
                    &pair.key,
                    crate::scenario::names::REMARKS.into_iter().chain(takes_times.then_some("times")),
                );
                self.push(match near {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None if pair.key == "times" => fault.help("only `shared` and `library` take `times`"),
                    None => fault.help(format!("if it is part of `{0}`, move it into the braces of `{0}`", first.key)),
                });
            }
        }
        clean.then(|| at.below(first))
    }

    /// Says that a block in braces names no value, and what was probably meant.
    fn no_spelling(&mut self, at: &At<'t>, pairs: &[&Pair], kind: ValueKind) {
        let named = |key: &str| pairs.iter().any(|pair| pair.key == key);
        let two = if kind == ValueKind::Share { "beta" } else { "gamma" };
        let meant = if named("mean") && named("sd") {
            Some(format!("{two}: {{mean: …, sd: …}}"))
        } else if named("low") && named("mode") && named("high") {
            Some("pert: {low: …, mode: …, high: …}".to_owned())
        } else if named("low") && named("high") {
            Some("range: {low: …, high: …}".to_owned())
        } else if named("alpha") && named("beta") {
            Some("beta: {alpha: …, beta: …}".to_owned())
        } else {
            None
        };
        let near = pairs
            .iter()
            .find_map(|pair| nearest(&pair.key, SPELLINGS).map(|near| (at.below_place(pair), &pair.key, near)));
        let fault = match (meant, near) {
            (Some(meant), _) => {
                Diagnostic::error(at.place(), format!("`{}` does not say which distribution it is", at.key()))
                    .help(format!("write {{{meant}}}"))
            }
            (None, Some((place, key, near))) => {
                Diagnostic::error(place, format!("`{key}` is not a way to spell a value"))
                    .help(format!("did you mean `{near}`?"))
            }
            (None, None) => Diagnostic::error(at.place(), format!("`{}` holds no value", at.key())).help(format!(
                "write {}, or in braces one of {}",
                example(kind),
                listed(SPELLINGS, "or")
            )),
        };
        self.push(fault);
    }

    /// Reads the value that `spelling` stands for.
    fn spelled(&mut self, at: &At<'t>, spelling: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        match spelling.key() {
            "value" => match &spelling.node.content {
                Content::Map(pairs) => {
                    let inner = self.spelling(spelling, pairs, kind)?;
                    self.remarks(spelling);
                    self.spelled(spelling, &inner, kind)
                }
                _ => self.law(spelling, kind),
            },
            "shared" => self.shared_use(at, spelling, kind),
            "library" => self.library_use(at, spelling, kind),
            "cases" => {
                let message = "values from case studies come with `averted evidence`, not yet in this version";
                self.push(
                    Diagnostic::error(spelling.key_place(), message)
                        .help("until then write the counts: {observed: 3 of 8}, or {observed: 12 in 8 person-years}"),
                );
                None
            }
            _ => {
                let Law { distribution, spelling, observed, over } = self.distribution(spelling, kind)?;
                Some(WrittenLaw::Uncertain { distribution, spelling, observed, over })
            }
        }
    }

    /// `{shared: NAME, times: …}`.
    fn shared_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        let name = self.text(spelling)?;
        if at.path.starts_with("shared.") {
            let message = "a shared value cannot be made from another one";
            self.push(Diagnostic::error(spelling.key_place(), message).help("write the distribution out"));
            return None;
        }
        let times = match at.get("times") {
            None => 1.0,
            Some(times) => self.number(&times, Number::Factor)?,
        };
        self.use_shared(name.clone(), kind, times * at.node.scaled, at, spelling.place());
        Some(WrittenLaw::Shared { name, times })
    }

    /// `{library: ID, times: …}`.
    fn library_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        let id = self.text(spelling)?;
        if kind != ValueKind::Money {
            let message = format!("a unit cost from the library is money, but `{}` is {}", at.key(), kind.name());
            self.push(Diagnostic::error(spelling.key_place(), message).help(format!("write {}", example(kind))));
            return None;
        }
        self.check_library(&id, spelling);
        let times = match at.get("times") {
            None => None,
            Some(times) => Some(Box::new(self.value(&times, ValueKind::Factor)?)),
        };
        Some(WrittenLaw::Library { id, times })
    }

    /// `{grade: 3}` at `optimism_bias`, or a value.
    pub(crate) fn optimism_bias(&mut self, at: &At<'t>) -> Option<Value> {
        let graded = at.get("grade").filter(|_| at.node.pairs().iter().all(|pair| is_remark(&pair.key)));
        let Some(graded) = graded else { return self.value(at, ValueKind::Share) };
        let grade = self.grade(&graded)?;
        let mut remarks = self.remarks(at);
        remarks.grade = None;
        Some(Value {
            law: WrittenLaw::Grade(grade),
            scaled: at.node.scaled,
            kind: ValueKind::Share,
            identity: at.identity(),
            place: at.place(),
            remarks,
        })
    }

    /// Warns where scaling takes a share above 100%.
    fn check_clipping(&mut self, at: &At<'t>, value: &Value) {
        if value.kind != ValueKind::Share || value.scaled <= 1.0 {
            return;
        }
        let clipped = match &value.law {
            WrittenLaw::Certain(share) if share * value.scaled > 1.0 => 1.0,
            WrittenLaw::Uncertain { distribution, .. } if distribution.support().1 * value.scaled > 1.0 => {
                1.0 - distribution.cdf(1.0 / value.scaled)
            }
            _ => 0.0,
        };
        self.warn_clipped(at, clipped);
    }
}

/// What may be written for a value of this kind.
pub(crate) fn example(kind: ValueKind) -> String {
    format!("one value such as {}", kind.example())
}
