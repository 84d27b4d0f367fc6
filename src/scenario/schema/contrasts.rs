//! Writes how effects are stated as evidence has them.

use super::blocks::{Definitions, refer};
use super::scalars;
use super::values::Sort;
use crate::quantity::Kind;
use crate::scenario::Ratio;
use crate::scenario::language::{CONTRASTS, Comparison, ContrastSpelling};
use serde_json::{Map, Value, json};

impl Definitions {
    /// Adds the ways to state a comparison that may stand where `sort` is due, and what may stand beside them.
    pub(super) fn add_contrasts(&mut self, sort: Sort, keys: &mut Map<String, Value>) {
        let fits = |way: &&ContrastSpelling| match sort {
            Sort::One(Kind::Effect) | Sort::Shared => true,
            Sort::Risk => way.is_risk,
            Sort::Gain => way.inside == Comparison::Groups,
            _ => false,
        };
        for way in CONTRASTS.iter().filter(fits) {
            let inside = self.comparison(way, sort);
            keys.insert(way.key.to_owned(), json!({"description": way.about, "allOf": [inside]}));
        }
    }

    /// `as: risk_ratio`, beside a ratio of rates or hazards alone.
    pub(super) fn add_as(schema: &mut Value) {
        let named = |key: &str| schema["properties"].get(key).is_some();
        let hazards: Vec<Value> = ["rate_ratio", "hazard_ratio"]
            .into_iter()
            .filter(|key| named(key))
            .map(|key| json!({"required": [key]}))
            .collect();
        if hazards.is_empty() {
            return;
        }
        schema["properties"]["as"] = multiplier();
        schema["dependencies"]["as"] = json!({"anyOf": hazards});
    }

    /// What stands in the braces of one way.
    fn comparison(&mut self, way: &ContrastSpelling, sort: Sort) -> Value {
        match way.inside {
            Comparison::Ratio(ratio) => self.estimate("ratio", "se_log", ratio),
            Comparison::Difference => self.estimate("difference", "se", Ratio::Odds),
            Comparison::Groups => self.groups(sort),
            Comparison::Studies => self.studies(),
        }
    }

    /// `{estimate, low, high, confidence}` or `{estimate, se_log}`; odds and differences say over which period.
    fn estimate(&mut self, what: &str, error: &str, ratio: Ratio) -> Value {
        let id = format!(
            "{what}_of_{}",
            match ratio {
                Ratio::Risk => "risks",
                Ratio::Hazard => "rates",
                Ratio::Odds => "odds",
            }
        );
        let id = if what == "difference" { "difference_of_risks".to_owned() } else { id };
        if self.reserve(&id) {
            let number = if what == "ratio" { self.positive(Kind::Factor) } else { self.number(Kind::Effect) };
            let confidence = self.certain("share_inside", scalars::inner_share);
            let mut keys = Map::new();
            for key in ["estimate", "low", "high"] {
                keys.insert(key.to_owned(), number.clone());
            }
            keys.insert("confidence".to_owned(), confidence);
            keys.insert(error.to_owned(), self.positive(Kind::Factor));
            match ratio {
                Ratio::Odds => keys.insert("over".to_owned(), self.duration(true)),
                Ratio::Hazard => keys.insert("as".to_owned(), multiplier()),
                Ratio::Risk => None,
            };
            let mut schema = self.closed(json!(keys), &json!(["estimate"]));
            schema["oneOf"] = json!([{"required": ["low", "high"]}, {"required": [error]}]);
            self.define(&id, schema);
        }
        refer(&id)
    }

    /// `{with: 12 of 100, without: 20 of 100}`; a second group may only be left out where the event's own chance stands for
    /// it, and who achieves an outcome is a share.
    fn groups(&mut self, sort: Sort) -> Value {
        let (id, required) = match sort {
            Sort::Gain => ("shares_compared", json!(["with", "without"])),
            Sort::Risk => ("two_groups_compared", json!(["with", "without"])),
            _ => ("groups_compared", json!(["with"])),
        };
        if self.reserve(id) {
            let shares = [self.observed(Kind::Share), self.value(Sort::One(Kind::Share))];
            let rates = [self.observed(Kind::Rate), self.value(Sort::One(Kind::Rate))];
            if sort == Sort::Gain {
                let group = json!({"anyOf": shares});
                let schema = self.closed(json!({"with": group, "without": group}), &required);
                self.define(id, schema);
            } else {
                let group = json!({"anyOf": shares.into_iter().chain(rates).collect::<Vec<_>>()});
                let before = self.closed(json!({"with": group, "without": group}), &json!(["with", "without"]));
                let keys = json!({"with": group, "without": group, "before": before, "as": multiplier()});
                let mut schema = self.closed(keys, &required);
                schema["dependencies"] = json!({"before": ["without"]});
                self.define(id, schema);
            }
        }
        refer(id)
    }

    /// `{studies: [{label, risk_ratio: …}, …], predicts: new_place, heterogeneity: 0.5}`.
    fn studies(&mut self) -> Value {
        if self.reserve("studies_pooled") {
            let mut keys = Map::new();
            keys.insert("label".to_owned(), scalars::text());
            let mut ways = Vec::new();
            for way in CONTRASTS
                .iter()
                .filter(|way| matches!(way.inside, Comparison::Ratio(Ratio::Risk | Ratio::Hazard) | Comparison::Groups))
            {
                keys.insert(way.key.to_owned(), self.comparison(way, Sort::Risk));
                ways.push(json!({"required": [way.key]}));
            }
            let mut study = self.closed(json!(keys), &json!(["label"]));
            study["oneOf"] = json!(ways);
            let keys = json!({
                "studies": {"type": "array", "items": study, "minItems": 2, "maxItems": 100},
                "predicts": {"enum": ["new_place", "average"]},
                "heterogeneity": self.positive(Kind::Factor),
            });
            let schema = self.closed(keys, &json!(["studies"]));
            self.define("studies_pooled", schema);
        }
        refer("studies_pooled")
    }
}

/// What makes a ratio of rates multiply the chance itself.
fn multiplier() -> Value {
    json!({"description": "The ratio multiplies the chance itself, as published models do.", "enum": ["risk_ratio"]})
}
