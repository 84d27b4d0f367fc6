//! Describes `averted new`.

use clap::Args;

/// `averted new`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted new my_service                           answer a few questions\n  \
    averted new my_service --yes                     take every default\n  \
    averted new my_service --xlsx                    a workbook to fill in with a spreadsheet program\n  \
    averted check my_service.yaml                    then read it back in plain English")]
pub(in crate::cli) struct NewArgs {
    /// Name of the scenario: NAME.yaml is written, with averted.schema.json beside it for editors, or NAME.xlsx
    #[arg(value_name = "NAME")]
    pub(in crate::cli) name: String,

    /// Ask nothing and take every default, as happens anyway where nobody can answer
    #[arg(long, short, conflicts_with = "ask")]
    pub(in crate::cli) yes: bool,

    /// Write a workbook, NAME.xlsx, with a sheet for each part of a scenario
    #[cfg(feature = "xlsx")]
    #[arg(long)]
    pub(in crate::cli) xlsx: bool,

    /// Ask even where the answers come from a pipe or a file
    #[arg(long)]
    pub(in crate::cli) ask: bool,
}
