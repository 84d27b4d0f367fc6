//! Writes results.json and evidence.json.

use serde::Serialize;

use crate::estimate::{Evidence, Results};

/// The bytes of results.json, indented, ending in a line break.
///
/// # Errors
///
/// When a number or string cannot be written as JSON, which does not happen to results.
pub fn json(results: &Results) -> Result<Vec<u8>, serde_json::Error> {
    bytes(results)
}

/// The bytes of evidence.json, likewise.
///
/// # Errors
///
/// As [`json`].
pub fn evidence_json(evidence: &Evidence) -> Result<Vec<u8>, serde_json::Error> {
    bytes(evidence)
}

fn bytes(claims: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(claims)?;
    bytes.push(b'\n');
    Ok(bytes)
}
