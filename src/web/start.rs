//! Starts a scenario from a page, by the questions of `averted new`.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::scenario::start::{Answers, Question, scenario};

/// The file by which editors find the schema of a scenario.
const SCHEMA: &str = "averted.schema.json";

/// Every question, with what is usual and what can be chosen. That of stays hangs on what is to be averted: it is worded
/// for all of it.
pub(super) fn questions() -> Value {
    let mut all = Answers::default();
    let everything: Vec<String> = (1..=Question::Events.choices().len()).map(|number| number.to_string()).collect();
    // Numbers of what can be chosen are always taken.
    Question::Events.take(&everything.join(","), &mut all).unwrap_or_default();
    let question = |question: Question| {
        json!({
            "id": question.id(),
            "text": question.text(&all),
            "usual": question.usual(),
            "choices": question.choices(),
        })
    };
    json!({ "questions": Question::ALL.map(question) })
}

/// The text of a scenario of these answers, or what of them cannot be used, by question.
pub(super) fn start(said: &HashMap<String, String>) -> Value {
    let mut answers = Answers::default();
    let mut faults = serde_json::Map::new();
    for question in Question::ALL.into_iter() {
        let text = said.get(question.id()).map_or("", |text| text.trim());
        if !question.is_asked(&answers) || text.is_empty() {
            continue;
        }
        if let Err(reason) = question.take(text, &mut answers) {
            faults.insert(question.id().to_owned(), format!("{reason}.").into());
        }
    }
    if faults.is_empty() {
        json!({ "text": scenario(&answers, SCHEMA), "name": "my_service.yaml" })
    } else {
        json!({ "wrong": faults })
    }
}
