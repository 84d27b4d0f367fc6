//! Carries out `averted schema`.

use anyhow::Context as _;
use serde_json::Value;

use super::args::{SchemaArgs, SchemaOf, Written};
use super::exit_code::Failure;
use super::output;
use super::written::described;
use crate::dictionary;
use crate::render::json;
use crate::scenario;

/// Prints the JSON Schema.
pub(super) fn schema(arguments: &SchemaArgs) -> Result<(), Failure> {
    Ok(output::print_bytes(&answer(arguments)?)?)
}

/// The bytes of the JSON Schema.
pub(super) fn answer(arguments: &SchemaArgs) -> Result<Vec<u8>, Failure> {
    let schema = match arguments.of {
        _ if arguments.library => scenario::library_schema(),
        SchemaOf::Scenario => scenario::schema(),
        SchemaOf::UnitCosts => scenario::library_schema(),
        SchemaOf::Results => of(Written::Results),
        SchemaOf::Draws => of(Written::Draws),
        SchemaOf::Stress => of(Written::Stress),
        SchemaOf::Drivers => of(Written::Drivers),
        SchemaOf::Evidence => of(Written::Evidence),
        SchemaOf::Compare => of(Written::Compare),
    };
    Ok(json(&schema).context("cannot write the schema")?)
}

/// The schema of what the program writes.
fn of(written: Written) -> Value {
    let (file, form) = described(written);
    dictionary::schema(&format!("{file} of averted, version 1"), &form)
}
