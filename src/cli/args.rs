//! Describes the command line, in words that a council officer can read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// What would have happened without this service, what would it have cost, and how sure can we be?
#[derive(Debug, Parser)]
#[command(
    name = "averted",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        averted check scenarios/havering.yaml            read a scenario back in plain English\n  \
        averted run scenarios/havering.yaml              simulate it and write output/havering/\n  \
        averted drivers scenarios/havering.yaml          what drives the answer, and what to measure next\n\n\
        Exit codes: 0 done; 1 failed while running; 2 the scenario or the command line is wrong."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Simulate a scenario, print a summary and write results.json and draws.csv
    Run(RunArgs),
    /// Read a scenario back in plain English, with what it expects, simulating nobody
    Check(ScenarioArgs),
    /// Say what drives the answer and what is worth knowing better, and write drivers.json
    Drivers(DriversArgs),
}

/// `averted run`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted run scenarios/havering.yaml\n  \
    averted run scenarios/havering.yaml --set cohort.people=300 --set events.eviction.unit_cost=x1.2\n  \
    averted run scenarios/havering.yaml --draws 20000 --seed 7 --output output/trial\n  \
    averted run scenarios/havering.yaml --json > results.json")]
pub(super) struct RunArgs {
    #[command(flatten)]
    pub(super) scenario: ScenarioArgs,

    /// Folder to write the results into [default: output/<name of the scenario file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print results.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,
}

/// `averted drivers`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted drivers scenarios/havering.yaml\n  \
    averted drivers scenarios/havering.yaml --of target:mtfs_2022_23\n  \
    averted drivers scenarios/havering.yaml --of net --pick-freeze 4096\n  \
    averted drivers scenarios/havering.yaml --study-cost \"£500 + £250 per person\"")]
pub(super) struct DriversArgs {
    #[command(flatten)]
    pub(super) scenario: ScenarioArgs,

    /// What the tornado and the shares of the variance are of: headline, net or target:ID [default: headline]
    #[arg(long, value_name = "OUTPUT")]
    pub(super) of: Option<String>,

    /// What further case studies cost, such as "£500 + £250 per person"
    #[arg(long, value_name = "COST")]
    pub(super) study_cost: Option<String>,

    /// Estimate the shares of the variance by pick-freeze on so many points, interactions included
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(64..=500_000))]
    pub(super) pick_freeze: Option<u32>,

    /// Folder to write drivers.json into [default: output/<name of the scenario file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print drivers.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,
}

/// Which scenario, and what is different about it this time.
#[derive(Debug, Args)]
pub(super) struct ScenarioArgs {
    /// The scenario, a YAML file
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Set a value (path=value) or scale it (path=x1.2); may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,

    /// How many times to draw the evidence [default: as the scenario says, else 4000]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) draws: Option<u32>,

    /// Seed of the random numbers: the same seed gives the same results [default: as the scenario says, else 1]
    #[arg(long, value_name = "NUMBER")]
    pub(super) seed: Option<u64>,

    /// How many threads to use; the results do not depend on it [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
