//! Describes where an answer goes: into a folder, onto the screen, or to another program.

use std::path::PathBuf;

use clap::Args;

/// Where an answer goes; every command says which file and folder it is.
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
