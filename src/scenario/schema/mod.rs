//! Turns the table of keys that the reader checks files with into a JSON Schema (draft-07), so that editors complete and check.
//!
//! The schema knows shape, spelling and range. What needs the whole file (names, sums, cycles, impossible
//! distributions) only `averted check` knows. It is a little stricter than the reader on spellings that nobody writes,
//! such as `-0%`.

mod blocks;
mod contrasts;
mod costs;
mod forms;
mod scalars;
mod values;

use super::language::{SCENARIO, UNIT_COST};
use blocks::{Definitions, Use};
use serde_json::{Map, Value, json};

/// The JSON Schema of a scenario file, also one that extends another.
#[must_use]
pub fn schema() -> Value {
    let mut definitions = Definitions::default();
    let whole = definitions.block(&SCENARIO, Use::Whole, false);
    let extending = definitions.extending();
    finished(
        "A scenario of averted, language version 1",
        json!({"if": {"required": ["extends"]}, "then": extending, "else": whole}),
        definitions,
    )
}

/// The JSON Schema of a library of unit costs.
#[must_use]
pub fn library_schema() -> Value {
    let mut definitions = Definitions::default();
    let entries = definitions.entries(&UNIT_COST, Use::Whole, false);
    finished("A library of unit costs for averted", entries, definitions)
}

/// A schema with its heading and definitions.
fn finished(title: &str, root: Value, definitions: Definitions) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(title));
    schema.insert("$comment".to_owned(), json!("Printed by `averted schema`; do not change it by hand."));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("definitions".to_owned(), Value::Object(definitions.into_map()));
    Value::Object(schema)
}
