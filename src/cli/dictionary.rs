//! Carries out `averted dictionary`.

use anyhow::Context as _;

use super::args::DictionaryArgs;
use super::deliver::say;
use super::exit_code::Failure;
use super::output;
use super::written::described;
use crate::dictionary::rows;
use crate::render::dictionary_csv;
use crate::render::document::{self, Depth};

/// Prints every key with its meaning, unit and what its interval covers.
pub(super) fn dictionary(arguments: &DictionaryArgs) -> Result<(), Failure> {
    let (file, form) = described(arguments.of);
    let rows = rows(&form);
    if arguments.csv {
        let mut bytes = Vec::new();
        dictionary_csv(&rows, &mut bytes).context("cannot write the dictionary")?;
        return Ok(output::print_bytes(&bytes)?);
    }
    say(document::dictionary(file, &rows), Depth::Full, &[])
}
