//! Writes the blocks of the language as definitions: whole ones, and the partial ones of patches.

use super::scalars;
use crate::scenario::language::{Block, Form, Key, Rule, SCENARIO, reserved};
use crate::scenario::names::{REMARKS, about_remark};
use crate::scenario::patch::PatchOrigin;
use serde_json::{Map, Value, json};

/// What a block is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// As it stands: complete.
    Whole,
    /// In a patch: any part of it, and `null` to take a key out.
    Patch,
    /// In the patch of a view or shock: the same, but what has a name stays.
    Set,
}

/// The definitions of a schema, each written once.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    written: Map<String, Value>,
}

/// A definition by its name.
pub(super) fn refer(id: &str) -> Value {
    json!({"$ref": format!("#/definitions/{id}")})
}

impl Definitions {
    /// All of them.
    pub(super) fn into_map(self) -> Map<String, Value> {
        self.written
    }

    /// Whether a definition is still to be written; from now on it is not.
    pub(super) fn reserve(&mut self, id: &str) -> bool {
        let new = !self.written.contains_key(id);
        if new {
            self.written.insert(id.to_owned(), Value::Null);
        }
        new
    }

    /// Writes a definition that was reserved.
    pub(super) fn define(&mut self, id: &str, schema: Value) {
        self.written.insert(id.to_owned(), schema);
    }

    /// A block of the language; `may_be_empty` where nothing, or `null`, may stand in its place.
    pub(super) fn block(&mut self, block: &'static Block, used: Use, may_be_empty: bool) -> Value {
        let id = match used {
            Use::Whole => block.id.to_owned(),
            Use::Patch => format!("{}_patch", block.id),
            Use::Set => format!("{}_set", block.id),
        };
        if self.reserve(&id) {
            let mut schema = self.written_block(block, used, |_| true);
            if may_be_empty {
                schema["type"] = json!(["object", "null"]);
            }
            self.define(&id, schema);
        }
        refer(&id)
    }

    /// What a view or shock may change.
    pub(super) fn patch(&mut self) -> Value {
        if self.reserve("set") {
            let schema = self.written_block(&SCENARIO, Use::Set, |key| !locked().contains(&key.name));
            self.define("set", schema);
        }
        refer("set")
    }

    /// A file that extends another.
    pub(super) fn extending(&mut self) -> Value {
        if self.reserve("extending") {
            let mut schema = self.written_block(&SCENARIO, Use::Patch, |_| true);
            schema["properties"]["scale"] = self.form(Form::Scale, Use::Whole);
            schema["required"] = json!(["extends"]);
            self.define("extending", schema);
        }
        refer("extending")
    }

    fn written_block(&mut self, block: &'static Block, used: Use, keep: impl Fn(&Key) -> bool) -> Value {
        let keys: Map<String, Value> =
            block.keys.iter().filter(|key| keep(key)).map(|key| (key.name.to_owned(), self.key(key, used))).collect();
        let mut schema =
            json!({"description": block.about, "type": "object", "properties": keys, "additionalProperties": false});
        if used == Use::Whole {
            let required: Vec<&str> = block.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
            if !required.is_empty() {
                schema["required"] = json!(required);
            }
            if !block.rules.is_empty() {
                schema["allOf"] = block.rules.iter().map(rule).collect();
            }
        }
        self.add_remarks(&mut schema);
        schema
    }

    /// A key with what it says about itself.
    fn key(&mut self, key: &Key, used: Use) -> Value {
        let mut about = key.about.to_owned();
        if key.required && used == Use::Whole {
            about.push_str(" Required.");
        }
        if let Some(default) = key.default {
            about.push_str(&format!(" Default: {default}."));
        }
        let mut schema = Map::new();
        schema.insert("description".to_owned(), json!(about));
        if let Some(default) = key.default {
            schema.insert("default".to_owned(), serde_json::from_str(default).unwrap_or_else(|_| json!(default)));
        }
        let form = self.form(key.form, used);
        let form = if used == Use::Whole { form } else { or_null(key.form, form) };
        match form {
            // Whatever stands beside a reference is ignored in draft-07.
            Value::Object(form) if !form.contains_key("$ref") => schema.extend(form),
            form => {
                schema.insert("allOf".to_owned(), json!([form]));
            }
        }
        Value::Object(schema)
    }

    /// Blocks by names that the author chooses.
    pub(super) fn entries(&mut self, block: &'static Block, used: Use, may_be_empty: bool) -> Value {
        let may_be_empty = match used {
            Use::Whole => may_be_empty,
            Use::Patch => true,
            Use::Set => false,
        };
        let below = self.block(block, used, may_be_empty);
        self.named(&below)
    }

    /// Anything by names that the author chooses.
    pub(super) fn named(&mut self, below: &Value) -> Value {
        let mut names = scalars::id();
        names["not"] = json!({"enum": reserved().collect::<Vec<_>>()});
        let mut schema =
            json!({"type": "object", "properties": {}, "propertyNames": names, "additionalProperties": below});
        self.add_remarks(&mut schema);
        schema
    }

    /// Lets `source`, `note`, `grade`, `owner` and `review_by` stand in a block.
    pub(super) fn add_remarks(&mut self, schema: &mut Value) {
        for remark in REMARKS {
            if self.reserve(remark) {
                self.define(remark, written_remark(remark));
            }
        }
        for remark in REMARKS {
            schema["properties"][remark] = refer(remark);
        }
    }
}

/// The blocks that a view or shock may not touch.
fn locked() -> &'static [&'static str] {
    PatchOrigin::View.locked()
}

/// What a patch may write: the same, or `null` to take it out.
fn or_null(form: Form, mut schema: Value) -> Value {
    match form {
        // The definition of a block in a patch allows it already.
        Form::Block(_) => {}
        Form::EvenOr(_) | Form::Entries(_) | Form::Links(_) | Form::EmptyEntries(_) if schema["type"] == "object" => {
            schema["type"] = json!(["object", "null"]);
        }
        _ => schema = json!({"anyOf": [schema, {"type": "null"}]}),
    }
    schema
}

/// A remark with what it is for.
fn written_remark(remark: &str) -> Value {
    let mut schema = match remark {
        "grade" => scalars::grade(),
        "review_by" => scalars::month(),
        _ => scalars::text(),
    };
    schema["description"] = json!(about_remark(remark));
    schema
}

/// What keys demand of each other.
fn rule(rule: &Rule) -> Value {
    match rule {
        Rule::AnyOf(names) => {
            let each: Vec<Value> = names.iter().map(|name| json!({"required": [name]})).collect();
            json!({"anyOf": each})
        }
        Rule::NotBoth(names) => json!({"not": {"required": names}}),
        Rule::Needs(names, needed) => {
            let each: Map<String, Value> = names.iter().map(|&name| (name.to_owned(), json!([needed]))).collect();
            json!({"dependencies": each})
        }
    }
}
