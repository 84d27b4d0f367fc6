//! Describes `averted evidence`.

use std::path::PathBuf;

use clap::Args;

use super::ScenarioArgs;

/// `averted evidence`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted evidence scenarios/havering.yaml\n  \
    averted evidence scenarios/havering.yaml --update --draws 40000\n  \
    averted evidence --cases scenarios/example_cases.csv")]
pub(in crate::cli) struct EvidenceArgs {
    /// The scenario, a YAML file
    #[arg(value_name = "FILE", required_unless_present = "cases")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// A table of case studies by itself, without a scenario: person,event,occurrences,avoided_cost and optionally view
    #[arg(long, value_name = "TABLE.csv", conflicts_with_all = ["file", "update", "set", "draws"])]
    pub(in crate::cli) cases: Option<PathBuf>,

    /// Learn from the published mean: what to believe of the headline and of every assumption once it is known
    #[arg(long)]
    pub(in crate::cli) update: bool,

    /// Set a value (path=value) or scale it (path=x1.2); may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) set: Vec<String>,

    /// How many times to draw the evidence [default: as the scenario says, else 4000]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(in crate::cli) draws: Option<u32>,

    /// Seed of the random numbers: the same seed gives the same results [default: as the scenario says, else 1]
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) seed: Option<u64>,

    /// Allow the scenario to refer to files in this folder too; may be repeated [default: its own folder alone]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) allow_path: Vec<PathBuf>,

    /// How many threads to use; the results do not depend on it [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,

    /// Folder to write evidence.json into [default: output/<name of the file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Print evidence.json to standard output, and write no files
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

impl EvidenceArgs {
    /// The scenario that is asked about, if it is one.
    pub(in crate::cli) fn scenario(&self) -> Option<ScenarioArgs> {
        let file = self.file.clone()?;
        Some(ScenarioArgs {
            file,
            set: self.set.clone(),
            draws: self.draws,
            seed: self.seed,
            allow_path: self.allow_path.clone(),
            threads: self.threads,
        })
    }
}
