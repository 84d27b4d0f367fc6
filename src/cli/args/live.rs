//! Describes `averted live`.

use std::path::PathBuf;

use clap::Args;

use super::Changes;

/// `averted live`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted live scenarios/havering.yaml             the page of a scenario\n  \
    averted live                                     the empty program: for people who may install nothing\n  \
    averted run scenarios/havering.yaml --format html,live")]
pub(in crate::cli) struct LiveArgs {
    /// Scenario file; without one the page starts empty and opens what its reader has
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) changes: Changes,

    /// Folder to write live.html into [default: output/<name of the scenario file>, or output]
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}
