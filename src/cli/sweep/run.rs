//! Carries out `averted sweep`: one answer after another, each a file of its own, none twice.

use std::path::Path;

use anyhow::Context as _;

use super::answer::name;
use super::grid::Tasks;
use crate::cli::args::SweepArgs;
use crate::cli::caller::Caller;
use crate::cli::effort::{self, Work};
use crate::cli::exit_code::Failure;
use crate::cli::parts::PartOf;
use crate::cli::place;
use crate::cli::write_error::unwritten;
use crate::cli::{output, run, scenario, single_file, stop, stored};
use crate::estimate::Inputs;
use crate::render;
use crate::render::number::whole;

/// The bytes that every answer begins with.
const OPENING: &[u8] = b"{\n  \"version\": ";

/// Makes the answers that are asked for and not there yet.
pub(in crate::cli) fn sweep(arguments: &SweepArgs) -> Result<(), Failure> {
    let tasks = Tasks::new(&arguments.files, &arguments.grid, &arguments.changes)?;
    let count = tasks.len();
    let own = match arguments.part {
        None => 0..count,
        Some(part) => part.map_or_else(PartOf::of_environment, Ok)?.range(count),
    };
    if own.is_empty() {
        let help = "take as many parts as there are answers, or fewer";
        let message = format!(
            "there are more parts than answers ({}): none is left for this one\n  = help: {help}",
            whole(count)
        );
        return Err(Failure::wrong(message));
    }
    let caller = Caller::at_terminal(arguments.quiet);
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.files));
    let first = scenario::load(&tasks.scenario(own.start), &caller)?;
    effort::agreed(&[(&first.plan, Work::Run(own.len() - 1))], arguments.changes.large)?;
    single_file::clear(&folder, OPENING);
    let mut there = 0;
    for index in own.clone() {
        let path = folder.join(name(index + 1, count));
        let said = described(&tasks.scenario(index).file, &tasks.set(index));
        stop::aftermath().left(format!(
            "{} of {} answers are in {}: the same command goes on from there.",
            whole(index - own.start),
            whole(own.len()),
            folder.display()
        ));
        let named = |failure| named(failure, index + 1, count, &said);
        let loaded = scenario::load(&tasks.scenario(index), &caller).map_err(named)?;
        let standing = stands(&path, &loaded.inputs)?;
        if standing {
            there += 1;
        } else {
            let results = run::results_of(loaded, &caller).map_err(named)?;
            let json = render::json(&results).context("cannot write the results as JSON")?;
            single_file::write_through(&path, |sink| Ok(sink.write_all(&json)?))
                .map_err(unwritten(format!("cannot write {}", path.display())))?;
        }
        if !arguments.quiet {
            let what = if standing { "is there already" } else { "is written" };
            output::print(&format!("{} {what}: {said}.\n", path.display()))?;
        }
    }
    if !arguments.quiet {
        output::print(&summary(own.len(), count, there, &folder))?;
    }
    Ok(())
}

/// `output/<name of the first scenario file>-sweep`.
fn default_folder(files: &[std::path::PathBuf]) -> std::path::PathBuf {
    let folder = place::of_file(files.first().map_or(Path::new(""), |file| file));
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push("-sweep");
    folder.with_file_name(name)
}

/// Which scenario it is, and what is different about it.
fn described(file: &Path, set: &[String]) -> String {
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    if set.is_empty() { file.into_owned() } else { format!("{file} with {}", set.join(", ")) }
}

/// What goes wrong in an answer says in which.
fn named(failure: Failure, number: usize, count: usize, said: &str) -> Failure {
    let place = format!("in answer {} of {} ({said}):\n", whole(number), whole(count));
    match failure {
        Failure::Scenario(drawn) => Failure::Scenario(format!("{place}{drawn}")),
        other => other,
    }
}

/// Whether the answer stands there already: made of the same files, changes, draws and seed by the same version.
fn stands(path: &Path, inputs: &Inputs) -> Result<bool, Failure> {
    if path.metadata().map_or(true, |about| about.is_file() && about.len() == 0) {
        return Ok(false);
    }
    let (results, _) = stored::read(path)?;
    let same = results.inputs.as_ref() == Some(inputs) && results.generator.version == env!("CARGO_PKG_VERSION");
    if same {
        return Ok(true);
    }
    Err(Failure::wrong(format!(
        "{} is the answer to something else: another scenario, other changes, draws, seed or version\n  = help: take another \
         folder with --output, or move it away",
        path.display()
    )))
}

/// What has been done, and what comes next.
fn summary(own: usize, count: usize, there: usize, folder: &Path) -> String {
    let answers = if own == 1 { "1 answer is".to_owned() } else { format!("{} answers are", whole(own)) };
    let of = if own == count { String::new() } else { format!(", of {} in all", whole(count)) };
    let already = match there {
        0 => String::new(),
        all if all == own => "; all were there already".to_owned(),
        1 => "; 1 was there already".to_owned(),
        some => format!("; {} were there already", whole(some)),
    };
    let folder = folder.display();
    let all = if own == count { "them into one table" } else { "all into one table, once they are there" };
    format!("{answers} in {folder}{of}{already}. `averted gather {folder}` puts {all}.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_begins_as_unfinished_ones_are_known_by() {
        assert!(render::json(&serde_json::json!({"version": 1})).unwrap().starts_with(OPENING));
    }

    #[test]
    fn what_was_done_is_said() {
        let said = |own, count, there| summary(own, count, there, Path::new("s"));
        assert_eq!(said(25, 25, 0), "25 answers are in s. `averted gather s` puts them into one table.\n");
        assert!(said(1, 64, 1).starts_with("1 answer is in s, of 64 in all; all were there already."));
        assert!(said(2_000, 2_000, 1).starts_with("2,000 answers are in s; 1 was there already."));
    }
}
