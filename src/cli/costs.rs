//! Carries out `averted costs`: list, search, show and import unit costs.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::args::CostsArgs;
use super::caller::Caller;
use super::deliver::say;
use super::exit_code::Failure;
use super::output;
use super::stored::folder_of;
use super::write_error::unwritten;
use crate::model::{latest_prices, price_list};
use crate::quantity::FinancialYear;
use crate::render::document::{self, Depth, Document};
use crate::run::Disk;
use crate::scenario::{ImportedCosts, Library, nearest, read, read_costs, read_library, sheet_of, yaml_of};

/// Lists, searches, shows or imports.
pub(super) fn costs(arguments: &CostsArgs) -> Result<(), Failure> {
    if let Some(table) = &arguments.import {
        return import(table, arguments.output.as_deref());
    }
    say(answer(arguments, &Caller::at_terminal(false))?, Depth::Full, &[])
}

/// The costs that the arguments ask for.
pub(super) fn answer(arguments: &CostsArgs, caller: &Caller) -> Result<Document, Failure> {
    let (library, base) = library(arguments, caller)?;
    let base = arguments.price_base.or(base).unwrap_or_else(latest_prices);
    let prices = price_list(&library, base).map_err(Failure::wrong)?;
    Ok(match &arguments.show {
        Some(id) => {
            let cost = prices.get(id).ok_or_else(|| {
                let hint = nearest(id, library.ids()).map_or_else(
                    || "`averted costs` lists them all".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                Failure::wrong(format!("there is no cost `{id}` in {}; {hint}", library.name))
            })?;
            document::cost(&prices, cost)
        }
        None => {
            let asked = arguments.words.iter().chain(&arguments.search);
            let words: Vec<String> = asked.flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
            document::costs(&prices, &prices.search(&words), &words)
        }
    })
}

/// The library asked for, and the price base of the scenario.
fn library(arguments: &CostsArgs, caller: &Caller) -> Result<(Library, Option<FinancialYear>), Failure> {
    let reading = arguments.scenario.as_ref().map(|path| read(path, &caller.beside(path), &[])).transpose()?;
    let (own, base) =
        reading.map_or((None, None), |(reading, _)| (reading.library, reading.base.price_base.map(|base| base.value)));
    match (&arguments.library, own) {
        (None, Some(own)) => Ok((own, base)),
        (path, _) => {
            let disk = caller.beside(path.as_deref().unwrap_or(Path::new("")));
            Ok((read_library(path.as_deref(), &disk)?.0, base))
        }
    }
}

/// Writes the library of a table, whole or not at all, and never over a file that is there.
fn import(table: &Path, output: Option<&Path>) -> Result<(), Failure> {
    let (file, _) = sheet_of(table);
    let (ImportedCosts { library, folded }, _) = read_costs(table, &Disk::beside(&file))?;
    let target = output.map_or_else(|| file.with_extension("yaml"), Path::to_path_buf);
    let text = yaml_of(&library);
    let folder = folder_of(&target);
    let cannot = || unwritten::<std::io::Error>(format!("cannot write {}", target.display()));
    let mut unfinished = tempfile::NamedTempFile::new_in(folder).map_err(cannot())?;
    unfinished.write_all(text.as_bytes()).map_err(cannot())?;
    read_back(unfinished.path(), &text)?;
    unfinished.persist_noclobber(&target).map_err(|failed| {
        if failed.error.kind() == std::io::ErrorKind::AlreadyExists {
            return Failure::wrong(format!(
                "{} is there already, and is left as it is; name another file with --output, or move it away",
                target.display()
            ));
        }
        cannot()(failed.error).into()
    })?;
    readable(&target).map_err(cannot())?;
    let count = library.len();
    let name = target.file_name().map(PathBuf::from).unwrap_or_default();
    Ok(output::print(&format!(
        "{} {} written to {}. A scenario in the same folder uses it with\n  library: {}\n{}",
        count,
        if count == 1 { "cost" } else { "costs" },
        target.display(),
        name.display(),
        small(&folded)
    ))?)
}

/// Most ids that are named one by one.
const NAMED: usize = 10;

/// What became of ids that were written with capital letters.
fn small(folded: &[(String, String)]) -> String {
    if folded.is_empty() {
        return String::new();
    }
    let named: Vec<String> = folded.iter().take(NAMED).map(|(written, id)| format!("{written} is now {id}")).collect();
    let more = folded.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more likewise") } else { String::new() };
    format!("Ids are in small letters: {}{more}.\n", named.join(", "))
}

/// Shows that the file is read as the same library.
fn read_back(path: &Path, text: &str) -> Result<(), Failure> {
    let (again, _) = read_library(Some(path), &Disk::beside(path))?;
    if yaml_of(&again) == text {
        return Ok(());
    }
    Err(anyhow!("the library does not read back as it was written; nothing is kept").into())
}

/// A temporary file is for its owner only; a library is a file like others.
#[cfg(unix)]
fn readable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
