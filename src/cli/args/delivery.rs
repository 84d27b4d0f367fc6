//! Describes where an answer goes: into a folder, onto the screen, or to another program.

use std::path::PathBuf;

use clap::{Arg, Args};

/// Where an answer goes; [`named`] says of every command which folder and file it is.
#[derive(Debug, Args)]
pub(in crate::cli) struct Delivery {
    /// Folder to write the answer into
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Print the answer to standard output, and write no files
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// An option with what the command says of it, in its place among the others: `written` begins with the file of the
/// answer, and `folder` tells what its folder is named after.
pub(super) fn named(arg: Arg, written: &str, folder: &str) -> Arg {
    let file = written.split(' ').next().unwrap_or(written);
    match arg.get_id().as_str() {
        "output" => arg.help(format!("Folder to write {written} into [default: output/<{folder}>]")),
        "json" => arg.help(format!("Print {file} to standard output, and write no files")),
        _ => arg,
    }
}
