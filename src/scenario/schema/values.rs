//! Writes how values that may be uncertain are spelled, kind by kind.

use super::blocks::{Definitions, refer};
use super::scalars::{self, name};
use crate::quantity::Kind;
use crate::scenario::language::{FAMILIES, Family, Inside, REFERENCES, Support};
use crate::scenario::names::REMARKS;
use serde_json::{Map, Value, json};

/// What stands where a value is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A value of one kind.
    One(Kind),
    /// The same, or what case studies say.
    OrCases(Kind),
    /// A distribution or a plain value inside a mixture.
    Alone(Kind),
    /// A relative risk, above zero.
    Risk,
    /// Share of people who achieve an outcome.
    Gain,
    /// A shared value, whose kind depends on what names it.
    Shared,
    /// A value of any kind inside a mixture of a shared one.
    SharedAlone,
}

/// Most people or events that can be counted.
const MOST_COUNTED: u64 = 1_000_000_000;

impl Sort {
    /// The kinds that it may be of.
    fn kinds(self) -> Vec<Kind> {
        match self {
            Self::One(kind) | Self::OrCases(kind) | Self::Alone(kind) => vec![kind],
            Self::Risk => vec![Kind::Factor],
            Self::Gain => vec![Kind::Share],
            // An effect is a share that may be below zero, and an amount is money that may be so.
            Self::Shared | Self::SharedAlone => {
                vec![Kind::Effect, Kind::Growth, Kind::Amount, Kind::Rate, Kind::Factor, Kind::Length]
            }
        }
    }

    /// What the definition is called.
    fn id(self) -> String {
        let name = |kind: Kind| name(kind);
        match self {
            Self::One(kind) => name(kind).to_owned(),
            Self::OrCases(kind) => format!("{}_or_cases", name(kind)),
            Self::Alone(kind) => format!("{}_alone", name(kind)),
            Self::Risk => "relative_risk".to_owned(),
            Self::Gain => "gain".to_owned(),
            Self::Shared => "shared_value".to_owned(),
            Self::SharedAlone => "shared_value_alone".to_owned(),
        }
    }

    /// The same inside a mixture, where nothing can be referred to.
    const fn alone(self) -> Self {
        match self {
            Self::One(kind) | Self::OrCases(kind) | Self::Alone(kind) => Self::Alone(kind),
            Self::Risk => Self::Alone(Kind::Factor),
            Self::Gain => Self::Alone(Kind::Share),
            Self::Shared | Self::SharedAlone => Self::SharedAlone,
        }
    }
}

impl Definitions {
    /// A value that may be uncertain.
    pub(super) fn value(&mut self, sort: Sort) -> Value {
        let id = sort.id();
        if self.reserve(&id) {
            let plain = any(sort.kinds().into_iter().map(|kind| scalars::number(kind, sort == Sort::Risk)));
            let spelled = self.spelled(sort);
            self.define(&id, json!({"anyOf": [plain, spelled]}));
        }
        refer(&id)
    }

    /// A value in braces: one spelling and remarks.
    fn spelled(&mut self, sort: Sort) -> Value {
        let kinds = sort.kinds();
        let refers = !matches!(sort, Sort::Alone(_) | Sort::SharedAlone);
        let mut keys = Map::new();
        let mut add = |key: &str, about: &str, schema: Value| {
            keys.insert(key.to_owned(), json!({"description": about, "allOf": [schema]}));
        };
        let mut families: Vec<&Family> = FAMILIES.iter().collect();
        families.sort_by_key(|family| family.support);
        for family in families {
            let is_signed = |kind: &Kind| family.support == Support::Unit && kind.is_signed();
            let own = |kind: &Kind| if is_signed(kind) { Kind::Share } else { *kind };
            let held: Vec<Kind> = kinds.iter().filter(|kind| family.support.holds(**kind)).map(own).collect();
            if !held.is_empty() {
                let ways: Vec<Value> =
                    family.inside.iter().flat_map(|inside| self.inside(inside, &held, sort)).collect();
                add(family.key, family.about, any(ways));
            }
        }
        for (key, _, about) in REFERENCES {
            match key {
                "shared" if refers && sort != Sort::Shared => add(key, about, scalars::text()),
                "library" if refers && kinds.iter().any(|kind| kind.held() == Kind::Money) => {
                    add(key, about, scalars::text())
                }
                "sampled" if refers => add(key, about, scalars::text()),
                "cases" if matches!(sort, Sort::OrCases(_) | Sort::Shared) => add(key, about, scalars::text()),
                "value" => add(key, about, self.value(sort)),
                _ => {}
            }
        }
        self.add_contrasts(sort, &mut keys);
        let spellings: Vec<Value> = keys.keys().map(|key| json!({"required": [key]})).collect();
        let mut schema =
            json!({"type": "object", "properties": keys, "additionalProperties": false, "oneOf": spellings});
        if refers {
            self.add_times(&mut schema);
            Self::add_as(&mut schema);
        }
        self.add_remarks(&mut schema);
        schema
    }

    /// `times`, beside `shared`, `library` and `sampled` alone, where it may be uncertain only beside the second.
    fn add_times(&mut self, schema: &mut Value) {
        schema["properties"]["times"] = json!({
            "description": "What the shared value, unit cost or column is multiplied by: 80%, or 35 (days).",
            "allOf": [self.value(Sort::One(Kind::Factor))],
        });
        let certain = self.number(Kind::Factor);
        let beside = |key: &str| json!({"required": [key], "properties": {"times": certain}});
        let ways = [beside("shared"), beside("sampled"), json!({"required": ["library"]})];
        schema["dependencies"] = json!({"times": {"anyOf": ways}});
    }

    /// What stands in the braces of a distribution, for each of these kinds where they differ.
    fn inside(&mut self, inside: &Inside, kinds: &[Kind], sort: Sort) -> Vec<Value> {
        let mut each = |schema: fn(&mut Self, Kind, &[&str]) -> Value| -> Vec<Value> {
            kinds.iter().map(|kind| schema(self, *kind, inside.names())).collect()
        };
        match inside {
            Inside::Moments(_) | Inside::Ascending(..) => each(Self::parameters),
            Inside::Range => each(|definitions, kind, _| definitions.range(kind)),
            Inside::Quantiles => each(|definitions, kind, _| definitions.quantiles(kind)),
            Inside::Counts => each(|definitions, kind, _| definitions.observed(kind)),
            Inside::Shapes(names, _) => vec![self.parameters(Kind::Factor, names)],
            Inside::Mixture => vec![self.mixture(sort.alone())],
        }
    }

    /// A block of certain numbers, all required, and remarks.
    fn parameters(&mut self, kind: Kind, names: &[&str]) -> Value {
        let id = format!("{}_by_{}", name(kind), names.join("_"));
        if self.reserve(&id) {
            let mut keys = Map::new();
            for &name in names {
                let positive = matches!(name, "sd" | "alpha" | "beta" | "shape" | "rate");
                let unit = if name == "sd" { kind.of_spread() } else { kind };
                keys.insert(name.to_owned(), if positive { self.positive(unit) } else { self.number(unit) });
            }
            let schema = self.closed(json!(keys), &json!(names));
            self.define(&id, schema);
        }
        refer(&id)
    }

    /// A block with these keys and remarks, and no others.
    pub(super) fn closed(&mut self, keys: Value, required: &Value) -> Value {
        let mut schema =
            json!({"type": "object", "properties": keys, "required": required, "additionalProperties": false});
        self.add_remarks(&mut schema);
        schema
    }

    /// `{low, high, confidence}`.
    fn range(&mut self, kind: Kind) -> Value {
        let id = format!("{}_by_range", name(kind));
        if self.reserve(&id) {
            let confidence = self.certain("share_inside", scalars::inner_share);
            let (low, high) = match () {
                // Below zero it is normal, above it lognormal or logit-normal; there is no range from nothing.
                _ if kind.is_signed() => {
                    let below = self.certain(&format!("{}_below_zero", name(kind)), || scalars::negative(kind));
                    let low = [below, self.positive(kind.held())];
                    (json!({"anyOf": low}), self.number(kind))
                }
                _ => (self.positive(kind), self.positive(kind)),
            };
            let keys = json!({"low": low, "high": high, "confidence": confidence});
            let schema = self.closed(keys, &json!(["low", "high"]));
            self.define(&id, schema);
        }
        refer(&id)
    }

    /// `{5%: 2000, 50%: 5000, 95%: 15000}`.
    fn quantiles(&mut self, kind: Kind) -> Value {
        let id = format!("{}_by_quantiles", name(kind));
        if self.reserve(&id) {
            let mut share = scalars::number(Kind::Share, false);
            share["type"] = json!("string");
            let mut schema = json!({
                "type": "object",
                "properties": {},
                "propertyNames": {"anyOf": [share, {"enum": REMARKS}]},
                "additionalProperties": self.number(kind),
                "minProperties": 2,
            });
            self.add_remarks(&mut schema);
            self.define(&id, schema);
        }
        refer(&id)
    }

    /// `[{weight: 60%, value: …}, …]`.
    fn mixture(&mut self, part: Sort) -> Value {
        let id = format!("mixture_of_{}", part.id());
        if self.reserve(&id) {
            let keys = json!({"weight": self.number(Kind::Share), "value": self.value(part)});
            let item = self.closed(keys, &json!(["weight", "value"]));
            self.define(&id, json!({"type": "array", "minItems": 1, "maxItems": 100, "items": item}));
        }
        refer(&id)
    }

    /// `3 of 8` or `12 in 8 person-years`, in short or in full.
    pub(super) fn observed(&mut self, kind: Kind) -> Value {
        let id = format!("{}_by_counts", name(kind));
        if self.reserve(&id) {
            let count = scalars::count();
            let events = self.whole(0, MOST_COUNTED);
            let (short, keys) = if kind == Kind::Rate {
                let years = scalars::person_years();
                let of = json!({"type": "string", "pattern": format!(r"^\s*{years}\s*$")});
                let prior = self.parameters(Kind::Factor, &["shape", "rate"]);
                (format!(r"{count}\s+in\s+{years}"), json!({"events": events, "of": of, "prior": prior}))
            } else {
                let (of, over) = (self.whole(1, MOST_COUNTED), self.duration(true));
                let prior = self.parameters(Kind::Factor, &["alpha", "beta"]);
                let keys = json!({"events": events, "of": of, "over": over, "prior": prior});
                (format!(r"{count}\s+of\s+{count}"), keys)
            };
            let full = self.closed(keys, &json!(["events", "of"]));
            let short = json!({"type": "string", "pattern": format!(r"^\s*{short}\s*$")});
            self.define(&id, json!({"anyOf": [short, full]}));
        }
        refer(&id)
    }
}

/// The one, or any of several.
fn any(schemas: impl IntoIterator<Item = Value>) -> Value {
    let mut schemas: Vec<Value> = schemas.into_iter().collect();
    if schemas.len() == 1 { schemas.remove(0) } else { json!({"anyOf": schemas}) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::diagnostic::Collected;
    use crate::scenario::parse::parse;
    use crate::scenario::reader::{At, Reader};

    /// No key takes lengths alone yet, where a test would compare the schema with the reader.
    #[test]
    fn schema_and_reader_agree_on_lengths() {
        let mut definitions = Definitions::default();
        let mut schema = definitions.value(Sort::One(Kind::Length));
        schema["definitions"] = json!(definitions.into_map());
        let validator = jsonschema::draft7::new(&schema).unwrap();
        for (text, right) in [
            ("26 weeks", true),
            ("10 Days", true),
            ("3 nights", true),
            ("1.5 years", true),
            ("1_000 days", true),
            ("26", false),
            ("0 weeks", false),
            ("-1 week", false),
            ("5%", false),
            ("£900", false),
            ("3 quarters", false),
            ("weeks", false),
            (r#"{"value": "26 weeks", "note": "asked"}"#, true),
            (r#"{"pert": {"low": "10 weeks", "mode": "6 months", "high": "2 years"}}"#, true),
            (r#"{"pert": {"low": 10, "mode": 26, "high": 104}}"#, false),
            (r#"{"gamma": {"mean": "26 weeks", "sd": "3 months"}}"#, true),
            (r#"{"gamma": {"mean": "26 weeks", "sd": "0 months"}}"#, false),
            (r#"{"lognormal": {"mean": "26 weeks", "sd": "3 months"}}"#, true),
            (r#"{"normal": {"mean": "26 weeks", "sd": "3 months"}}"#, true),
            (r#"{"range": {"low": "10 weeks", "high": "40 weeks", "confidence": "80%"}}"#, true),
            (r#"{"quantiles": {"5%": "2 weeks", "95%": "50 weeks"}}"#, true),
            (r#"{"quantiles": {"5%": 2, "95%": 50}}"#, false),
            (r#"{"mixture": [{"weight": "50%", "value": "4 weeks"}, {"weight": "50%", "value": "1 year"}]}"#, true),
            (r#"{"shared": "stay", "times": "120%"}"#, true),
            (r#"{"sampled": "stay", "times": 0.23}"#, true),
            (r#"{"sampled": "stay", "times": {"uniform": {"low": 1, "high": 2}}}"#, false),
            (r#"{"beta": {"mean": "20%", "sd": "10%"}}"#, false),
            (r#"{"observed": "3 of 8"}"#, false),
            (r#"{"library": "ta_week"}"#, false),
            (r#"{"cases": "eviction"}"#, false),
        ] {
            let probe = serde_json::from_str(text).unwrap_or_else(|_| json!(text));
            assert_eq!(validator.is_valid(&probe), right, "the schema on {text}");
            let mut faults = Collected::default();
            let tree = parse(&format!("a: {text}"), 0, 0, &mut faults).unwrap();
            let read = Reader::new(&mut faults, None).value(&At::root(&tree).get("a").unwrap(), Kind::Length);
            assert_eq!(read.is_some() && faults.len() == 0, right, "the reader on {text}");
        }
    }
}
