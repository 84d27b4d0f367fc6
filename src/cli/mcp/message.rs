//! Reads a message of JSON-RPC 2.0, or says what is wrong with it.

use serde_json::{Map, Value, json};

use crate::cli::json;

/// What tells a request apart from others: a text or a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Id(Value);

impl Id {
    /// The value, if it can be one.
    pub(super) fn of(value: &Value) -> Option<Self> {
        (value.is_string() || value.is_i64() || value.is_u64()).then(|| Self(value.clone()))
    }

    /// As it stands in messages.
    pub(super) const fn value(&self) -> &Value {
        &self.0
    }
}

/// A message of the client's.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// It wants an answer.
    Request(Request),
    /// It wants none.
    Notification {
        /// What it is about.
        method: String,
        /// What it says.
        params: Map<String, Value>,
    },
    /// It answers what this server never asks.
    Response,
}

/// What wants an answer.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    /// What the answer is to name.
    pub(super) id: Id,
    /// What is wanted.
    pub(super) method: String,
    /// Of what.
    pub(super) params: Map<String, Value>,
}

/// Why a request is not carried out, other than for a mistake in a scenario.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    /// The kind, a number of the protocol.
    pub(super) code: i64,
    /// In a sentence.
    pub(super) message: String,
    /// More, for programs.
    pub(super) data: Option<Box<Value>>,
}

impl Fault {
    /// It is no JSON.
    pub(super) const NO_JSON: i64 = -32700;
    /// It is no message.
    pub(super) const NO_MESSAGE: i64 = -32600;
    /// There is no such method.
    pub(super) const NO_METHOD: i64 = -32601;
    /// Something is wrong with what the method takes.
    pub(super) const WRONG_PARAMS: i64 = -32602;
    /// The revision of the protocol is not spoken here.
    pub(super) const OTHER_REVISION: i64 = -32022;

    /// Of a kind, in a sentence.
    pub(super) fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: None }
    }

    /// As it stands in a message; `id` is null where it could not be read.
    pub(super) fn response(self, id: Option<&Id>) -> Value {
        let mut error = json!({"code": self.code, "message": self.message});
        if let Some(data) = self.data {
            error["data"] = *data;
        }
        json!({"jsonrpc": "2.0", "id": id.map(Id::value), "error": error})
    }
}

/// Reads a message.
///
/// # Errors
///
/// What is wrong with it, and the id that it has nevertheless.
pub(super) fn read(line: &[u8]) -> Result<Message, (Option<Id>, Fault)> {
    let value: Value = json::read(line)
        .map_err(|error| (None, Fault::new(Fault::NO_JSON, format!("this line cannot be read as JSON: {error}"))))?;
    let id = value.get("id").and_then(Id::of);
    let refused = |code, why: &str| Err((id.clone(), Fault::new(code, why)));
    let Value::Object(mut fields) = value else {
        return refused(Fault::NO_MESSAGE, "a message is one JSON object on one line; batches are not taken");
    };
    if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return refused(Fault::NO_MESSAGE, "a message holds \"jsonrpc\": \"2.0\"");
    }
    if !fields.contains_key("method") && (fields.contains_key("result") || fields.contains_key("error")) {
        return Ok(Message::Response);
    }
    let Some(Value::String(method)) = fields.remove("method") else {
        return refused(Fault::NO_MESSAGE, "a message names its method in a text");
    };
    let params = match fields.remove("params") {
        None => Map::new(),
        Some(Value::Object(params)) => params,
        Some(_) => return refused(Fault::WRONG_PARAMS, "the params of a message are an object"),
    };
    match (fields.contains_key("id"), id.clone()) {
        (false, _) => Ok(Message::Notification { method, params }),
        (true, Some(id)) => Ok(Message::Request(Request { id, method, params })),
        (true, None) => refused(Fault::NO_MESSAGE, "the id of a request is a text or a whole number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (Option<Id>, i64) {
        let (id, fault) = read(text.as_bytes()).unwrap_err();
        (id, fault.code)
    }

    #[test]
    fn requests_notifications_and_responses_are_told_apart() {
        let id = Id(json!("a"));
        let request = Request { id, method: "ping".to_owned(), params: Map::new() };
        assert_eq!(read(br#"{"jsonrpc": "2.0", "id": "a", "method": "ping"}"#), Ok(Message::Request(request)));
        let note = read(br#"{"jsonrpc": "2.0", "method": "notifications/x", "params": {}}"#);
        assert!(matches!(note, Ok(Message::Notification { method, .. }) if method == "notifications/x"));
        assert_eq!(read(br#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#), Ok(Message::Response));
    }

    #[test]
    fn what_is_no_message_is_refused_with_the_id_that_it_has() {
        let seven = Some(Id(json!(7)));
        for (text, id, code) in [
            ("junk", None, Fault::NO_JSON),
            ("\u{feff}{}", None, Fault::NO_JSON),
            (r#"{"jsonrpc": "2.0", "id": 7, "id": 8, "method": "ping"}"#, None, Fault::NO_JSON),
            ("[]", None, Fault::NO_MESSAGE),
            (r#"{"id": 7, "method": "ping"}"#, seven.clone(), Fault::NO_MESSAGE),
            (r#"{"jsonrpc": "2.0", "id": 7, "method": 3}"#, seven.clone(), Fault::NO_MESSAGE),
            (r#"{"jsonrpc": "2.0", "id": 7}"#, seven.clone(), Fault::NO_MESSAGE),
            (r#"{"jsonrpc": "2.0", "id": 7, "method": "ping", "params": [1]}"#, seven, Fault::WRONG_PARAMS),
            (r#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#, None, Fault::NO_MESSAGE),
            (r#"{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}"#, None, Fault::NO_MESSAGE),
        ] {
            assert_eq!(refused(text), (id, code), "{text}");
        }
        assert_eq!(read(b"\xff\xfe").unwrap_err().1.code, Fault::NO_JSON);
    }
}
