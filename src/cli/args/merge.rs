//! Describes `averted merge`.

use std::path::PathBuf;

use clap::Args;

use super::RunArgs;

/// `averted merge`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted run scenarios/havering.yaml --draws 1m --part 3/64 --output parts     one of 64, on any machine\n  \
    averted merge scenarios/havering.yaml parts/* --draws 1m                      the run of all of them, to the same bytes\n\n\
    Scenario, --set, --draws and --seed are those that the parts were drawn with. What is missing is named as a scheduler\n\
    takes it; parts that are damaged or of something else are refused by name.")]
pub(in crate::cli) struct MergeArgs {
    #[command(flatten)]
    pub(in crate::cli) run: RunArgs,

    /// The parts, in any order
    #[arg(value_name = "PART", num_args = 1.., required = true)]
    pub(in crate::cli) parts: Vec<PathBuf>,
}
