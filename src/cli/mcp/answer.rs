//! Carries out a call: gives the answer of its command in words and in figures, or says what is wrong and how to mend it.

use std::ffi::OsString;
use std::path::Path;

use serde_json::{Value, json};

use super::input;
use super::place::Place;
use super::server::Call;
use super::summary;
use crate::cli::caller::Caller;
use crate::cli::exit_code::Failure;
use crate::cli::front_door;
use crate::cli::refusal::Refusal;

/// What is said after a mistake in which options are named.
const OPTIONS: &str = "Here an option such as --draws is the argument `draws`; --large and --allow-path are for the command \
                       line alone.";

/// What a call results in.
pub(super) fn of(call: &Call, place: &Place, caller: &Caller) -> Value {
    match answered(call, place, caller) {
        Ok(result) => result,
        Err(said) => {
            let said = if said.contains("--") { format!("{}\n{OPTIONS}\n", said.trim_end()) } else { said };
            json!({"content": [text(&said)], "isError": true})
        }
    }
}

/// What is said when the program meets what must not happen.
pub(super) fn fault() -> Value {
    json!({"content": [text(&Refusal::from(Failure::fault()).message)], "isError": true})
}

/// A block of text.
fn text(said: &str) -> Value {
    json!({"type": "text", "text": said})
}

fn answered(call: &Call, place: &Place, caller: &Caller) -> Result<Value, String> {
    let Call { tool, given, .. } = call;
    let arguments = input::arguments(&tool.inputs(place.writes()), given, place)?;
    let command: Vec<OsString> = tool.command().into_iter().map(OsString::from).chain(arguments).collect();
    let said = |refusal: Refusal| refusal.message;
    let reply = front_door::answer(command, caller).map_err(said)?;
    let wanted = |name: &str| given.get(name).and_then(Value::as_bool).unwrap_or(false);
    let words = reply.words(wanted("full"));
    if !reply.has_json() {
        return Ok(json!({"content": [text(&words)]}));
    }
    let whole: Value = serde_json::from_slice(&reply.bytes().map_err(said)?).map_err(|error| error.to_string())?;
    let mut content = summary::of(*tool, &words, &whole);
    if let Some(folder) = given.get("output").and_then(Value::as_str) {
        content["written"] = json!(reply.write(Path::new(folder)).map_err(said)?);
    }
    if wanted("whole") {
        content["whole"] = whole;
    }
    // The words are the text for those who do not read what is structured; its JSON would be the same twice.
    Ok(json!({"content": [text(&words)], "structuredContent": content}))
}
