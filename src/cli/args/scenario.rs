//! Describes which scenario a command reads, and what is different about it this time.

use std::path::PathBuf;

use clap::Args;

use super::number;

/// Which scenario, and what is different about it this time.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ScenarioArgs {
    /// The scenario: a text file (YAML) or a workbook (.xlsx)
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) changes: Changes,
}

/// What is different this time about one scenario, or about several.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Changes {
    /// Set a value (path=value) or scale it (path=x1.2); may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) set: Vec<String>,

    /// How many times to draw the evidence [default: as the scenario says, else 4000]
    #[arg(long, value_name = "NUMBER", value_parser = number::draws)]
    pub(in crate::cli) draws: Option<u64>,

    /// Seed of the random numbers: the same seed gives the same results [default: as the scenario says, else 1]
    #[arg(long, value_name = "NUMBER", value_parser = number::seed)]
    pub(in crate::cli) seed: Option<u64>,

    /// Allow the scenario to refer to files in this folder too; may be repeated [default: its own folder alone]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) allow_path: Vec<PathBuf>,

    /// How many threads to use; the results do not depend on it [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,

    /// Begin even what would take hours
    #[arg(long)]
    pub(in crate::cli) large: bool,
}
