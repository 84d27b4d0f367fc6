//! Takes the few figures out of an answer that nobody should miss, each with its error, its interval and what it means.
//!
//! The whole of an answer would fill what a model can keep in mind; whoever wants it can ask for it.

use serde_json::{Map, Value, json};

use crate::dictionary::{Row, Unit};

/// Entries of a list that are shown: lists stand with what matters most first.
const SHOWN: usize = 5;

/// Where the mean of something stands in a block.
const MEANS: [&str; 3] = ["mean", "value", "probability"];

/// The figures of `answer` at `paths`, which are those of its dictionary: `*` for every name, `[]` for the first entries.
pub(super) fn figures(answer: &Value, rows: &[Row], paths: &[&str]) -> Vec<Value> {
    let level = answer.pointer("/run/level").and_then(Value::as_f64).unwrap_or(0.95);
    paths.iter().flat_map(|path| of_path(answer, rows, path, level)).collect()
}

fn of_path(answer: &Value, rows: &[Row], path: &str, level: f64) -> Vec<Value> {
    let mut found = vec![Found { key: String::new(), label: None, kind: None, above: answer, value: answer }];
    for part in path.split('.') {
        let (name, listed) = part.strip_suffix("[]").map_or((part, false), |name| (name, true));
        found = found.into_iter().flat_map(|found| found.below(name, listed)).collect();
    }
    found.into_iter().filter_map(|found| found.figure(path, rows, level)).collect()
}

/// Something on the way to a figure.
struct Found<'a> {
    key: String,
    /// What it is called in the answer.
    label: Option<&'a str>,
    /// What values of its kind measure, where the answer says so.
    kind: Option<&'a str>,
    /// What it stands in.
    above: &'a Value,
    value: &'a Value,
}

/// A number, and where its error and the ends of its interval stand.
struct Numbers<'a> {
    value: &'a Value,
    error: Option<&'a Value>,
    ends: [Option<&'a Value>; 2],
    /// The paths of those rows that say unit and cover of what the path itself does not say.
    rows: [String; 2],
}

impl<'a> Found<'a> {
    /// What stands under a name, or under every name, or in the list under it.
    fn below(self, name: &str, listed: bool) -> Vec<Self> {
        let Value::Object(map) = self.value else { return Vec::new() };
        let here = map.iter().filter(|(key, _)| name == "*" || *key == name).map(|(key, value)| self.at(key, value));
        if !listed {
            return here.collect();
        }
        here.flat_map(|list| {
            let entries = list.value.as_array().map(Vec::as_slice).unwrap_or_default();
            let entries = entries.iter().take(SHOWN).enumerate();
            entries.map(|(index, entry)| list.at(&index.to_string(), entry)).collect::<Vec<_>>()
        })
        .collect()
    }

    fn at(&self, key: &str, value: &'a Value) -> Self {
        let key = if self.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.key) };
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let label = text("label").or_else(|| text("name")).or(self.label);
        Found { key, label, kind: text("kind").or(self.kind), above: self.value, value }
    }

    fn numbers(&self, path: &str, level: f64) -> Option<Numbers<'a>> {
        match self.value {
            Value::Number(_) => {
                let name = self.key.rsplit('.').next().unwrap_or_default();
                // Where its error has its name before it, so have the ends; else all that stands beside it is its own.
                let named = self.above.get(format!("{name}_mcse")).is_some();
                let beside = |what: &str| if named { format!("{name}_{what}") } else { what.to_owned() };
                let ends = ["low", "high"].map(|end| self.above.get(beside(end)));
                let above = path.rsplit_once('.').map_or_else(String::new, |(above, _)| format!("{above}."));
                let rows = [path.to_owned(), format!("{above}{}", beside("low"))];
                Some(Numbers { value: self.value, error: self.above.get(beside("mcse")), ends, rows })
            }
            Value::Object(block) => {
                let tail = (1.0 - level) / 2.0;
                let ends = [("low", quantile(tail)), ("high", quantile(1.0 - tail))];
                let name = MEANS.into_iter().find(|name| block.contains_key(*name))?;
                Some(Numbers {
                    value: block.get(name)?,
                    error: block.get("mcse"),
                    ends: ends.map(|(name, quantile)| block.get(name).or_else(|| block.get(&quantile))),
                    rows: [format!("{path}.{name}"), format!("{path}.low")],
                })
            }
            _ => None,
        }
    }

    fn figure(self, path: &str, rows: &[Row], level: f64) -> Option<Value> {
        let Numbers { value, error, ends: [low, high], rows: [of_unit, of_cover] } = self.numbers(path, level)?;
        let row = |name: &str| rows.iter().find(|row| row.name == name);
        let said = |of: &str, what: fn(&Row) -> &'static str| {
            [path, of].into_iter().filter_map(|name| row(name).map(what)).find(|said| !said.is_empty())
        };
        let unit = said(&of_unit, |row| row.unit);
        let unit = if unit == Some(Unit::OfKind.name()) { self.kind } else { unit };
        let covers = low.and_then(|_| said(&of_cover, |row| row.covers));
        let mut figure = Map::new();
        let mut add = |name: &str, what: Option<Value>| {
            if let Some(what) = what.filter(|what| !what.is_null()) {
                figure.insert(name.to_owned(), what);
            }
        };
        add("key", Some(json!(self.key)));
        add("label", self.label.map(|label| json!(label)));
        add("meaning", row(path).map(|row| json!(row.meaning)));
        add("unit", unit.map(|unit| json!(unit)));
        add("value", Some(value.clone()));
        add("error", error.cloned());
        add("low", low.cloned());
        add("high", high.cloned());
        add("covers", covers.map(|covers| json!(covers)));
        figure.contains_key("value").then_some(Value::Object(figure))
    }
}

/// The name of a quantile in an answer: `p2_5` for 0.025.
fn quantile(share: f64) -> String {
    format!("p{}", (share * 100.0 * 1e6).round() / 1e6).replace('.', "_")
}

/// The schema of the figures.
pub(super) fn schema() -> Value {
    let text = |about: &str| json!({"type": "string", "description": about});
    let number = |about: &str| json!({"type": "number", "description": about});
    json!({
        "type": "array",
        "description": "The figures that nobody should miss, as they stand in the whole answer.",
        "items": {
            "type": "object",
            "required": ["key", "value"],
            "properties": {
                "key": text("Where it stands in the whole answer."),
                "label": text("What the scenario calls it."),
                "meaning": text("What it is."),
                "unit": text("Its unit, such as £ or share."),
                "value": number("The number; of what varies from draw to draw, the mean."),
                "error": number("Monte Carlo standard error, which more draws would make smaller."),
                "low": number("Lower end of its interval."),
                "high": number("Upper end of its interval."),
                "covers": text("What the interval covers: evidence, evidence and chance, or Monte Carlo error."),
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_by_the_paths_of_the_dictionary() {
        let answer = json!({
            "run": {"level": 0.95},
            "total": {"avoided": {"mean": 5.0, "mcse": 0.1, "p2_5": 1.0, "p97_5": 9.0}, "none": null},
            "programme": {"pays": 0.2, "pays_mcse": 0.01, "pays_low": 0.1, "pays_high": 0.3},
            "targets": {"a": {
                "label": "A", "probability": 0.5, "mcse": 0.02, "low": 0.4, "high": 0.6, "missing": 7.0, "missing_mcse": 1.0,
            }},
            "bars": [{"label": "One", "kind": "rate", "net": {"value": 3.0}}, {"label": "Two", "net": {"value": null}}],
        });
        let row = |name: &str, unit, covers| Row { name: name.to_owned(), meaning: "M.".to_owned(), unit, covers };
        let rows = [
            row("total.avoided", "£", "evidence"),
            row("targets.*.probability", "share", ""),
            row("targets.*.low", "share", "Monte Carlo error"),
            row("bars[].net", "", ""),
            row("bars[].net.value", Unit::OfKind.name(), ""),
        ];
        let paths = [
            "total.avoided",
            "total.none",
            "programme.pays",
            "targets.*.probability",
            "targets.*.missing",
            "bars[].net",
            "no.such",
        ];
        let expected = json!([
            {
                "key": "total.avoided", "meaning": "M.", "unit": "£",
                "value": 5.0, "error": 0.1, "low": 1.0, "high": 9.0, "covers": "evidence",
            },
            {"key": "programme.pays", "value": 0.2, "error": 0.01, "low": 0.1, "high": 0.3},
            {
                "key": "targets.a.probability", "label": "A", "meaning": "M.", "unit": "share",
                "value": 0.5, "error": 0.02, "low": 0.4, "high": 0.6, "covers": "Monte Carlo error",
            },
            {"key": "targets.a.missing", "label": "A", "value": 7.0, "error": 1.0},
            {"key": "bars.0.net", "label": "One", "meaning": "M.", "unit": "rate", "value": 3.0},
        ]);
        let found = figures(&answer, &rows, &paths);
        assert_eq!(json!(found), expected);
        let schema = json!({"type": "object", "properties": {"figures": schema()}});
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json!({"figures": found})));
    }
}
