//! Carries out `averted gather`: all answers of a sweep into one table, or what is missing.

use std::path::{Path, PathBuf};

use super::answer::{listed, ranges};
use crate::cli::args::GatherArgs;
use crate::cli::deliver::say;
use crate::cli::exit_code::Failure;
use crate::cli::write_error::unwritten;
use crate::cli::{single_file, stored};
use crate::estimate::{AnswerColumn, AnswerTable};
use crate::render;
use crate::render::document::{Depth, SweepAnswer};
use crate::render::number::whole;

/// Puts all answers into one table.
pub(in crate::cli) fn gather(arguments: &GatherArgs) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let mut table = AnswerTable::default();
    let mut shown = Vec::new();
    for (number, path) in all(folder)? {
        let (results, _) = stored::read(&path)?;
        table.add(number, &results).map_err(anyhow::Error::new)?;
        shown.push(SweepAnswer::new(number, &results));
    }
    let columns = table.columns();
    let written = [
        write(folder, "answers.csv", b"answer,file,title", |sink| Ok(render::answers_csv(&columns, sink)?))?,
        #[cfg(feature = "parquet")]
        write(folder, "answers.parquet", b"PAR1", |sink| {
            let mut bytes = Vec::new();
            render::answers_parquet(&columns, &mut bytes)?;
            Ok(sink.write_all(&bytes)?)
        })?,
    ];
    if arguments.quiet {
        return Ok(());
    }
    let files: Vec<String> = written.iter().map(|path| described(path, shown.len(), &columns)).collect();
    say(render::document::sweep(&shown), Depth::Full, &files)
}

/// The files of all answers, in order; none may be missing.
fn all(folder: &Path) -> Result<Vec<(usize, PathBuf)>, Failure> {
    let answers =
        listed(folder).map_err(|error| Failure::wrong(format!("cannot read {}: {error}", folder.display())))?;
    let Some(&(_, count, _)) = answers.first() else {
        return Err(wrong(
            &format!("{} holds no answers", folder.display()),
            "name the folder that `averted sweep` wrote into",
        ));
    };
    if let Some((_, other, path)) = answers.iter().find(|(_, other, _)| *other != count) {
        let message = format!(
            "{} holds answers of two sweeps, one of {} and one of {}: {} is of the latter",
            folder.display(),
            whole(count),
            whole(*other),
            path.display()
        );
        return Err(wrong(&message, "move those of one of them into a folder of their own"));
    }
    let mut there = answers.iter().map(|(number, ..)| *number).peekable();
    let missing: Vec<usize> = (1..=count).filter(|number| there.next_if_eq(number).is_none()).collect();
    if !missing.is_empty() {
        let message = format!("{} of {} answers are missing: {}", whole(missing.len()), whole(count), ranges(&missing));
        let help = format!(
            "the same sweep again makes what is missing; on a cluster with --array={} and --part NUMBER/{count}",
            ranges(&missing)
        );
        return Err(Failure::Running(anyhow::anyhow!("{message}\n  = help: {help}")));
    }
    Ok(answers.into_iter().map(|(number, _, path)| (number, path)).collect())
}

fn write(
    folder: &Path,
    name: &str,
    opening: &[u8],
    content: impl FnOnce(&mut dyn std::io::Write) -> anyhow::Result<()>,
) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    single_file::clear(folder, opening);
    single_file::write_through(&path, content).map_err(unwritten(format!("cannot write {}", path.display())))?;
    Ok(path)
}

fn described(path: &Path, rows: usize, columns: &[AnswerColumn]) -> String {
    format!("{} ({} rows, {} columns)", path.display(), whole(rows), whole(columns.len()))
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::wrong(format!("{message}\n  = help: {help}"))
}
