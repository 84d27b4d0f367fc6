//! Carries out `averted new`: asks, writes the file, and says what to do next.

mod questions;

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::NewArgs;
#[cfg(feature = "xlsx")]
use super::convert::{One, workbook_of};
use super::exit_code::Failure;
use super::files::Artifact;
use super::folder::{self, Of};
use super::output;
use super::stored::folder_of;
use crate::render::json;
#[cfg(feature = "xlsx")]
use crate::run::Disk;
use crate::scenario;
use crate::scenario::start::{self, Answers};
use questions::Asked;

/// The schema that editors find beside a new scenario.
const SCHEMA: &str = "averted.schema.json";

/// Writes a scenario to start from, and its schema beside it.
pub(super) fn new(arguments: &NewArgs) -> Result<(), Failure> {
    #[cfg(feature = "xlsx")]
    let is_workbook = arguments.xlsx || arguments.name.to_lowercase().ends_with(".xlsx");
    #[cfg(not(feature = "xlsx"))]
    let is_workbook = false;
    let path = path(&arguments.name, if is_workbook { "xlsx" } else { "yaml" })?;
    if path.exists() {
        let message = format!("{} is already there and stays as it is", path.display());
        return Err(wrong(&message, "choose another name, or move that file away first"));
    }
    let interactive = arguments.ask || (!arguments.yes && io::stdin().is_terminal() && io::stderr().is_terminal());
    let answers = if interactive {
        let asked = questions::ask(&mut io::stdin().lock(), &mut io::stderr().lock());
        match asked.context("cannot ask")? {
            Asked::Answers(answers) => answers,
            Asked::BrokenOff => {
                let help =
                    "answer every question (Enter takes what stands in brackets), or add --yes to take all of it";
                return Err(wrong("the answers ended before the questions, so nothing was written", help));
            }
        }
    } else {
        Answers::default()
    };
    let folder = folder_of(&path);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = start::scenario(&answers, SCHEMA);
    #[cfg(feature = "xlsx")]
    if is_workbook {
        let files = One { path: Path::new("new.yaml"), bytes: text.as_bytes(), others: &Disk::beside(&path) };
        let bytes = workbook_of(files.path, &files, true)?;
        let file = Artifact::new(name, move |sink| Ok(sink.write_all(&bytes)?));
        folder::deliver(folder, &Of::Somebody, &[file], false)?;
        return Ok(output::print(&said_of_workbook(&path))?);
    }
    let known = folder.join(SCHEMA).exists();
    let mut artifacts = vec![Artifact::new(name, move |sink| Ok(sink.write_all(text.as_bytes())?))];
    if !known {
        artifacts.push(Artifact::bytes(SCHEMA, || json(&scenario::schema())));
    }
    folder::deliver(folder, &Of::Somebody, &artifacts, false)?;
    Ok(output::print(&said(&path, known))?)
}

/// The file that a name stands for.
fn path(name: &str, ending: &str) -> Result<PathBuf, Failure> {
    let name = [".yaml", ".yml", ".xlsx"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let last = Path::new(name).file_name().filter(|_| !name.ends_with(['/', '\\']));
    match last {
        Some(last) if !last.to_string_lossy().trim().is_empty() => Ok(PathBuf::from(format!("{name}.{ending}"))),
        _ => Err(wrong(&format!("`{name}` is not a name for a file"), "write a name such as my_service")),
    }
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::wrong(format!("{message}\n  = help: {help}"))
}

/// What was written and what comes next.
fn said(path: &Path, known: bool) -> String {
    let path = path.display();
    let schema = if known {
        format!("{SCHEMA} was there already and stays; `averted schema > {SCHEMA}` brings it up to date.")
    } else {
        format!("Wrote {SCHEMA} beside it, with which editors complete and check the file.")
    };
    format!(
        "Wrote {path}. It can be run at once, but its chances and effects are placeholders, marked as such:\n\
         replace them by local counts and sources before anyone relies on a result.\n\
         {schema}\n\n\
         Next:\n  averted check {path}    read it back in plain English\n  averted run {path}      simulate it\n"
    )
}

/// What was written, where it is a workbook, and what comes next.
#[cfg(feature = "xlsx")]
fn said_of_workbook(path: &Path) -> String {
    let path = path.display();
    format!(
        "Wrote {path}. It can be run at once, but its chances and effects are placeholders, marked as such:\n\
         replace them by local counts and sources before anyone relies on a result. Its sheet Help says how it is filled in.\n\n\
         Next:\n  averted check {path}    read it back in plain English\n  averted run {path}      simulate it\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_files() {
        for (name, file) in [("a", "a.yaml"), ("a.yaml", "a.yaml"), ("b/a.yml", "b/a.yaml"), ("v1.2", "v1.2.yaml")] {
            assert_eq!(path(name, "yaml").unwrap(), PathBuf::from(file));
        }
        for name in ["", " ", "a/", ".."] {
            assert!(path(name, "yaml").is_err(), "{name}");
        }
    }
}
