//! Describes `averted compare`.

use std::path::PathBuf;

use clap::Args;

/// `averted compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted compare scenarios/havering.yaml scenarios/havering_case_studies.yaml\n  \
    averted compare a.yaml b.yaml c.yaml --set price_base=2021/22 --json > compare.json")]
pub(in crate::cli) struct CompareArgs {
    /// The scenarios: every other is held against the first
    #[arg(value_name = "FILE", num_args = 2..=8, required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,

    /// Set a value (path=value) or scale it (path=x1.2) in every scenario; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) set: Vec<String>,

    /// How many times to draw the evidence [default: as the first scenario says, else 4000]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(in crate::cli) draws: Option<u32>,

    /// Seed of the random numbers, the same for all scenarios [default: as the first scenario says, else 1]
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) seed: Option<u64>,

    /// Allow the scenarios to refer to files in this folder too; may be repeated [default: their own folders alone]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) allow_path: Vec<PathBuf>,

    /// How many threads to use; the results do not depend on it [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,

    /// Folder to write compare.json and a figure into [default: output/<names of the scenario files>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Print compare.json to standard output, and write no files
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
