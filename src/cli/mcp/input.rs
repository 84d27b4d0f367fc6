//! Describes what a tool takes: once, for the schema that the client sees and for the command line that it becomes.

use std::ffi::OsString;

use serde_json::{Map, Value, json};

use super::place::Place;

/// Something that a tool takes.
pub(super) struct Input {
    /// Its name; that of the option of the command too.
    pub(super) name: &'static str,
    /// What it means.
    pub(super) about: &'static str,
    /// What it is.
    pub(super) kind: Kind,
    /// Where it goes.
    pub(super) goes: Goes,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// Texts.
    Texts,
    /// A whole number.
    Whole,
    /// Whether or not.
    Switch,
    /// A file to be read.
    File,
    /// So many files to be read.
    Files(usize, usize),
    /// A folder to be written into.
    Folder,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    /// To the command, by its place; it must be given.
    First,
    /// To the command, by its place.
    Words,
    /// To the command, as an option.
    Option,
    /// To the server itself.
    Server,
}

/// The JSON Schema of `inputs`.
pub(super) fn schema(inputs: &[&Input]) -> Value {
    let properties: Map<String, Value> = inputs.iter().map(|input| (input.name.to_owned(), input.schema())).collect();
    let required: Vec<&str> = inputs.iter().filter(|input| input.goes == Goes::First).map(|input| input.name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// What follows the name of the command on the command line that `given` becomes; every file lies in `place`.
///
/// # Errors
///
/// What is wrong, all of it, a line each.
pub(super) fn arguments(inputs: &[&Input], given: &Map<String, Value>, place: &Place) -> Result<Vec<OsString>, String> {
    let (mut options, mut words, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for name in given.keys().filter(|name| inputs.iter().all(|input| input.name != *name)) {
        let known: Vec<&str> = inputs.iter().map(|input| input.name).collect();
        wrong.push(format!("there is no argument `{name}`; known: {}", known.join(", ")));
    }
    for input in inputs {
        match given.get(input.name).filter(|value| !value.is_null()) {
            None if input.goes == Goes::First => {
                wrong.push(format!("`{}` is missing: {} In the folder {}.", input.name, input.about, place.files()));
            }
            None => {}
            Some(value) => match input.texts(value, place) {
                Err(why) => wrong.push(format!("`{}` {why}", input.name)),
                Ok(texts) => match input.goes {
                    Goes::First | Goes::Words => words.extend(texts.into_iter().map(OsString::from)),
                    Goes::Option if input.kind == Kind::Switch => {
                        options.extend(texts.iter().map(|_| OsString::from(input.option())));
                    }
                    Goes::Option => {
                        options.extend(texts.iter().map(|text| OsString::from(format!("{}={text}", input.option()))));
                    }
                    Goes::Server => {}
                },
            },
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    if !words.is_empty() {
        // Whatever a word begins with, it is no option.
        options.push(OsString::from("--"));
    }
    Ok(options.into_iter().chain(words).collect())
}

impl Input {
    fn option(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }

    fn schema(&self) -> Value {
        let texts = json!({"type": "string"});
        let mut schema = match self.kind {
            Kind::Text | Kind::File | Kind::Folder => texts,
            Kind::Texts => json!({"type": "array", "items": texts}),
            Kind::Files(least, most) => {
                json!({"type": "array", "items": texts, "minItems": least, "maxItems": most})
            }
            Kind::Whole => json!({"type": "integer", "minimum": 0}),
            Kind::Switch => json!({"type": "boolean"}),
        };
        schema["description"] = json!(self.about);
        schema
    }

    /// The texts that a value stands for on a command line; one that is not wanted stands for none.
    fn texts(&self, value: &Value, place: &Place) -> Result<Vec<String>, String> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let list = |value: &Value| value.as_array()?.iter().map(text).collect::<Option<Vec<_>>>();
        match self.kind {
            Kind::Text => text(value).map(|text| vec![text]).ok_or_else(|| "is a text".to_owned()),
            Kind::Texts => list(value).ok_or_else(|| "is a list of texts".to_owned()),
            Kind::Whole => match value.as_u64() {
                Some(number) => Ok(vec![number.to_string()]),
                None => Err("is a whole number".to_owned()),
            },
            Kind::Switch => match value.as_bool() {
                Some(wanted) => Ok(vec![String::new(); usize::from(wanted)]),
                None => Err("is true or false".to_owned()),
            },
            Kind::File => {
                let path = text(value).ok_or("is the path of a file")?;
                Ok(vec![place.file(&path)?])
            }
            Kind::Files(least, most) => {
                let paths = list(value).ok_or("is a list of paths of files")?;
                if !(least..=most).contains(&paths.len()) {
                    return Err(format!("holds from {least} to {most} files"));
                }
                paths.iter().map(|path| place.file(path)).collect()
            }
            Kind::Folder => {
                let path = text(value).ok_or("is the path of a folder")?;
                Ok(vec![place.folder(&path)?])
            }
        }
    }
}
