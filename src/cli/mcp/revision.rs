//! Knows the revisions of the protocol, and which of them a request speaks.
//!
//! Those before 2026-07-28 begin with a handshake, `initialize`; since then every request says its own revision, and a
//! server keeps nothing in mind between two of them. Both are served, by what a request holds.

use serde_json::{Map, Value, json};

use super::message::Fault;

/// The revision whose requests stand by themselves.
const MODERN: &str = "2026-07-28";

/// Those that begin with a handshake, the latest first. 2025-03-26 asks for batches, which were given up at once.
const HANDSHAKE: [&str; 3] = ["2025-11-25", "2025-06-18", "2024-11-05"];

/// Where a request says its revision, and what its client can do.
const SAID: [&str; 2] = ["io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities"];

/// How a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// As before 2026-07-28.
    Handshake,
    /// As since then.
    Modern,
}

/// All revisions, the latest first.
pub(super) fn all() -> Vec<&'static str> {
    [MODERN].into_iter().chain(HANDSHAKE).collect()
}

/// The revision that a handshake ends with: the one that is asked for, or the latest with a handshake.
pub(super) fn agreed(asked: &str) -> &'static str {
    HANDSHAKE.into_iter().find(|known| *known == asked).unwrap_or(HANDSHAKE[0])
}

/// The era of a request by what it says of itself; none if it says nothing.
///
/// # Errors
///
/// When it says a revision that is not spoken here, or not all that it must.
pub(super) fn said(params: &Map<String, Value>) -> Result<Option<Era>, Fault> {
    let meta = params.get("_meta");
    let Some(revision) = meta.and_then(|meta| meta.get(SAID[0])) else { return Ok(None) };
    let Some(revision) = revision.as_str() else {
        return Err(Fault::new(Fault::WRONG_PARAMS, format!("{} is a text", SAID[0])));
    };
    if revision != MODERN {
        let mut fault = Fault::new(Fault::OTHER_REVISION, "this revision of the protocol is not spoken here");
        fault.data = Some(Box::new(json!({"supported": all(), "requested": revision})));
        return Err(fault);
    }
    match meta.and_then(|meta| meta.get(SAID[1])) {
        Some(Value::Object(_)) => Ok(Some(Era::Modern)),
        _ => Err(Fault::new(Fault::WRONG_PARAMS, format!("_meta holds {}, an object", SAID[1]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(meta: &Value) -> Result<Option<Era>, i64> {
        let params = json!({"_meta": meta});
        said(params.as_object().unwrap()).map_err(|fault| fault.code)
    }

    #[test]
    fn a_request_says_its_revision_or_nothing() {
        assert_eq!(of(&json!({"progressToken": 1})), Ok(None));
        assert_eq!(of(&json!({SAID[0]: MODERN, SAID[1]: {}})), Ok(Some(Era::Modern)));
        assert_eq!(of(&json!({SAID[0]: MODERN})), Err(Fault::WRONG_PARAMS));
        assert_eq!(of(&json!({SAID[0]: 3, SAID[1]: {}})), Err(Fault::WRONG_PARAMS));
        assert_eq!(of(&json!({SAID[0]: "1900-01-01", SAID[1]: {}})), Err(Fault::OTHER_REVISION));
    }

    #[test]
    fn a_handshake_ends_with_what_is_asked_for_or_the_latest() {
        assert_eq!(agreed("2025-06-18"), "2025-06-18");
        assert_eq!(agreed("2099-01-01"), "2025-11-25");
        assert_eq!(agreed(MODERN), "2025-11-25");
    }
}
