//! Turns the dictionary of an answer into a JSON Schema (draft-07), with `x-unit` and `x-covers` beside the descriptions.

use serde_json::{Map, Value, json};

use super::form::{Block, Form, Key};
use super::unit::Unit;

/// The schema of an answer, with its title.
///
/// It lets keys stand that it does not know: keys may be added within a version.
#[must_use]
pub fn schema(title: &str, form: &Form) -> Value {
    let mut definitions = Map::new();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(title));
    schema.insert(
        "$comment".to_owned(),
        json!("x-unit is the unit of the numbers under a key, x-covers what their interval covers."),
    );
    let root = match form {
        Form::Block(block) => of_block(block, &mut definitions),
        other => of_form(other, &mut definitions),
    };
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("definitions".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

fn of_form(form: &Form, definitions: &mut Map<String, Value>) -> Value {
    match form {
        Form::Text => json!({"type": "string"}),
        Form::Switch => json!({"type": "boolean"}),
        Form::Whole => json!({"type": "integer", "minimum": 0}),
        Form::Number => json!({"type": "number"}),
        Form::Words(words) => json!({"enum": words}),
        Form::Nullable(inner) => nullable(of_form(inner, definitions)),
        Form::List(inner, None) => json!({"type": "array", "items": of_form(inner, definitions)}),
        Form::List(inner, Some(count)) => {
            json!({"type": "array", "items": of_form(inner, definitions), "minItems": count, "maxItems": count})
        }
        Form::Map(inner) => json!({"type": "object", "additionalProperties": of_form(inner, definitions)}),
        Form::Block(block) => {
            if !definitions.contains_key(&block.name) {
                // Its place first, so that definitions stand in the order in which they are met.
                definitions.insert(block.name.clone(), Value::Null);
                let schema = of_block(block, definitions);
                definitions.insert(block.name.clone(), schema);
            }
            json!({"$ref": format!("#/definitions/{}", block.name)})
        }
    }
}

fn of_block(block: &Block, definitions: &mut Map<String, Value>) -> Value {
    let (mut keys, mut patterns, mut required) = (Map::new(), Map::new(), Vec::new());
    for key in &block.keys {
        let schema = of_key(key, definitions);
        if let Some((before, after)) = key.name.split_once("<id>") {
            // A number at the end tells names apart that would be the same.
            let before = before.trim_end_matches('_');
            patterns.insert(format!("^{before}(_[a-z0-9_]*)?{after}(_[0-9]+)?$"), schema);
        } else {
            keys.insert(key.name.clone(), schema);
            required.extend((!key.optional).then_some(key.name.as_str()));
        }
    }
    if block.summary {
        let quantile = json!({
            "description": "The quantile whose probability the name says in percent: p2_5 is at 2.5%.",
            "type": ["number", "null"],
            "x-unit": Unit::Above.name(),
        });
        patterns.insert("^p[0-9]+(_[0-9]+)?$".to_owned(), quantile);
    }
    let mut schema = json!({"description": block.about, "type": "object", "properties": keys, "required": required});
    if !patterns.is_empty() {
        schema["patternProperties"] = Value::Object(patterns);
    }
    schema
}

fn of_key(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), json!(key.about));
    if let Some(unit) = key.unit {
        schema.insert("x-unit".to_owned(), json!(unit.name()));
    }
    if let Some(covers) = key.covers {
        schema.insert("x-covers".to_owned(), json!(covers.name()));
    }
    match of_form(&key.form, definitions) {
        // Whatever stands beside a reference is ignored in draft-07.
        Value::Object(form) if !form.contains_key("$ref") => schema.extend(form),
        form => {
            schema.insert("allOf".to_owned(), json!([form]));
        }
    }
    Value::Object(schema)
}

fn nullable(mut schema: Value) -> Value {
    match schema.get("type").cloned() {
        Some(Value::String(kind)) => {
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Covers, Dictionary, dictionary};
    use serde::Serialize;

    dictionary! {
        /// An answer.
        #[derive(Debug, Serialize)]
        struct Answer {
            /// How much.
            #[unit(Pounds)]
            #[covers(Evidence)]
            amount: f64,
            /// Who.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            who: Option<String>,
            /// Parts.
            parts: Vec<Part>,
            /// Ends.
            #[unit(Months)]
            #[serde(rename = "both ends")]
            ends: [Option<f64>; 2],
        }
    }

    dictionary! {
        /// A part.
        #[derive(Debug, Serialize)]
        struct Part {
            /// Which.
            sort: Sort,
        }
    }

    dictionary! {
        /// A sort.
        #[derive(Debug, Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Sort {
            /// One.
            FirstOne,
            /// Another.
            Other,
        }
    }

    #[test]
    fn a_struct_is_its_own_schema() {
        let answer = Answer {
            amount: 2.5,
            who: None,
            parts: vec![Part { sort: Sort::FirstOne }, Part { sort: Sort::Other }],
            ends: [Some(1.0), None],
        };
        let schema = schema("An answer", &Answer::form());
        let validator = jsonschema::draft7::new(&schema).unwrap();
        let mut written = serde_json::to_value(answer).unwrap();
        assert!(validator.is_valid(&written), "{:?}", validator.iter_errors(&written).collect::<Vec<_>>());
        for (place, wrong) in [("/amount", json!("2")), ("/parts/0/sort", json!("third")), ("/both ends", json!([1]))] {
            let right = std::mem::replace(written.pointer_mut(place).unwrap(), wrong);
            assert!(!validator.is_valid(&written), "{place}");
            *written.pointer_mut(place).unwrap() = right;
        }
        assert_eq!(schema["required"], json!(["amount", "parts", "both ends"]));
        assert_eq!(
            schema["properties"]["amount"],
            json!({"description": "How much.", "x-unit": "£", "x-covers": "evidence", "type": "number"})
        );
        assert_eq!((Unit::Pounds.name(), Covers::Evidence.name()), ("£", "evidence"));
    }
}
