//! Writes results.json and the other files of numbers.

use serde::Serialize;

/// The bytes of results.json, stress.json and the like, indented, ending in a line break.
///
/// # Errors
///
/// When a number or string cannot be written as JSON, which does not happen to results.
pub fn json(results: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(results)?;
    bytes.push(b'\n');
    Ok(bytes)
}
