//! Carries out `averted dictionary`.

use anyhow::Context as _;

use super::args::DictionaryArgs;
use super::deliver::say;
use super::exit_code::Failure;
use super::output;
use super::written::described;
use crate::dictionary::rows;
use crate::render::dictionary_csv;
use crate::render::document::{self, Depth, Document};

/// Prints every key with its meaning, unit and what its interval covers.
pub(super) fn dictionary(arguments: &DictionaryArgs) -> Result<(), Failure> {
    if arguments.csv {
        return Ok(output::print_bytes(&table(arguments)?)?);
    }
    say(answer(arguments), Depth::Full, &[])
}

/// Every key, as CSV.
pub(super) fn table(arguments: &DictionaryArgs) -> Result<Vec<u8>, Failure> {
    let (_, form) = described(arguments.of);
    let mut bytes = Vec::new();
    dictionary_csv(&rows(&form), &mut bytes).context("cannot write the dictionary")?;
    Ok(bytes)
}

/// Every key, to be read.
pub(super) fn answer(arguments: &DictionaryArgs) -> Document {
    let (file, form) = described(arguments.of);
    document::dictionary(file, &rows(&form))
}
