//! Carries out `averted schema`.

use super::args::SchemaArgs;
use super::exit_code::Failure;
use super::output;
use crate::scenario;

/// Prints the JSON Schema.
pub(super) fn schema(arguments: &SchemaArgs) -> Result<(), Failure> {
    let schema = if arguments.library { scenario::library_schema() } else { scenario::schema() };
    output::print_bytes(&text(&schema)?)?;
    Ok(())
}

/// A schema as a file holds it.
pub(super) fn text(schema: &serde_json::Value) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(schema)?;
    bytes.push(b'\n');
    Ok(bytes)
}
