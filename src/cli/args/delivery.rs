//! Describes where an answer goes.

use std::path::PathBuf;

use clap::Args;

/// Where an answer goes; each command says of its own file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Delivery {
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    #[arg(long)]
    pub(in crate::cli) json: bool,
}
