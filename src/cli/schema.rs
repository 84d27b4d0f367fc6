//! Carries out `averted schema`.

use anyhow::Context as _;

use super::args::SchemaArgs;
use super::exit_code::Failure;
use super::output;
use crate::render::json;
use crate::scenario;

/// Prints the JSON Schema.
pub(super) fn schema(arguments: &SchemaArgs) -> Result<(), Failure> {
    let schema = if arguments.library { scenario::library_schema() } else { scenario::schema() };
    Ok(output::print_bytes(&json(&schema).context("cannot write the schema")?)?)
}
