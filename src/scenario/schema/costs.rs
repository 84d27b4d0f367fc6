//! Writes how the cost of an occurrence is spelled: a value, a price and how much of it, or parts.

use super::blocks::{Definitions, Use, refer};
use super::scalars;
use super::values::Sort;
use crate::quantity::{Kind, TimeUnit};
use crate::scenario::language::Block;
use serde_json::{Map, Value, json};

/// Most parts of one cost.
const MOST_PARTS: usize = 1000;

impl Definitions {
    /// What an occurrence costs.
    pub(super) fn cost(&mut self) -> Value {
        if self.reserve("cost") {
            let value = self.value(Sort::OrCases(Kind::Money));
            let (at_once, as_it_runs) = (self.priced(false), self.priced(true));
            let part = refer("cost");
            let parts = json!({"type": "array", "items": part, "minItems": 1, "maxItems": MOST_PARTS});
            let sum = self.closed(json!({"sum": parts}), &json!(["sum"]));
            self.define("cost", json!({"anyOf": [value, at_once, as_it_runs, sum]}));
        }
        refer("cost")
    }

    /// A price and how many of it, or for how long it is paid.
    fn priced(&mut self, runs: bool) -> Value {
        let money = self.value(Sort::One(Kind::Money));
        let (quantity, about, of) = if runs {
            ("for", "How long it is paid: 26 weeks.", self.value(Sort::One(Kind::Length)))
        } else {
            ("times", "How many of it: 35.", self.value(Sort::One(Kind::Factor)))
        };
        let per = if runs { time_unit() } else { scalars::text() };
        let mut ways = Vec::new();
        for (price, schema) in [
            ("each", money.clone()),
            ("value", money),
            ("shared", scalars::text()),
            ("sampled", scalars::text()),
            ("library", scalars::text()),
        ] {
            let mut keys = Map::new();
            keys.insert(price.to_owned(), json!({"description": "The price of one.", "allOf": [schema]}));
            keys.insert(quantity.to_owned(), json!({"description": about, "allOf": [of]}));
            let mut required = vec![price, quantity];
            // The row of a library says what one is.
            if price != "library" {
                keys.insert("per".to_owned(), json!({"description": "What one is: week, bed day.", "allOf": [per]}));
                required.extend(runs.then_some("per"));
            }
            ways.push(self.closed(json!(keys), &json!(required)));
        }
        json!({"anyOf": ways})
    }

    /// A spread, or one of the price and one of the length.
    pub(super) fn spread(&mut self, block: &'static Block) -> Value {
        let whole = self.block(block, Use::Whole, false);
        let mut apart = self.closed(json!({"each": whole, "for": whole}), &json!([]));
        apart["anyOf"] = json!([{"required": ["each"]}, {"required": ["for"]}]);
        json!({"anyOf": [whole, apart]})
    }
}

/// The word of a unit of time, one or several.
fn time_unit() -> Value {
    let words: Vec<String> = TimeUnit::ALL.iter().map(|unit| scalars::in_any_case(unit.word())).collect();
    json!({"type": "string", "pattern": format!(r"^\s*({})[sS]?\s*$", words.join("|"))})
}
