//! Describes the command line, in words that a council officer can read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::formats::Format;

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
        averted stress scenarios/havering.yaml           how sure, how many people, what must be true, whose cash\n  \
        averted compare a.yaml b.yaml                    what sets two scenarios apart, and how surely\n  \
        averted render output/havering/results.json      draw figures and papers again\n\n\
        Exit codes: 0 done; 1 failed while running; 2 the scenario or the command line is wrong."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Simulate a scenario, print a summary and write results, report and figures
    Run(RunArgs),
    /// Stress-test savings targets: how sure, how many people, what must be true, what if, whose cash
    Stress(StressArgs),
    /// Compare scenarios on common random numbers: the difference, how sure it is, and which assumptions differ
    Compare(CompareArgs),
    /// Read a scenario back in plain English, with what it expects, simulating nobody
    Check(ScenarioArgs),
    /// Say what a few case studies can tell, how published figures stand against the model, and who brings the total
    Evidence(EvidenceArgs),
    /// Draw figures and papers again from the results.json of an earlier run, without simulating
    Render(RenderArgs),
}

/// `averted run`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted run scenarios/havering.yaml\n  \
    averted run scenarios/havering.yaml --set cohort.people=300 --set events.eviction.unit_cost=x1.2\n  \
    averted run scenarios/havering.yaml --format json,html,xlsx,docx\n  \
    averted run scenarios/havering.yaml --draws 20000 --seed 7 --output output/trial\n  \
    averted run scenarios/havering.yaml --json > results.json")]
pub(super) struct RunArgs {
    #[command(flatten)]
    pub(super) scenario: ScenarioArgs,

    /// Folder to write the results into [default: output/<name of the scenario file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// What to write, separated by commas [default: json,csv,html,figures]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', conflicts_with = "json")]
    pub(super) format: Option<Vec<Format>>,

    /// Write draws.parquet too
    #[cfg(feature = "parquet")]
    #[arg(long, conflicts_with = "json")]
    pub(super) parquet: bool,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print results.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,

    /// Also stress-test the targets: writes stress.json and fills in how many people they would take
    #[arg(long, value_name = "PART", value_enum)]
    pub(super) with: Vec<With>,
}

/// What a run can do besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum With {
    /// The stress test.
    Stress,
}

/// `averted stress`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted stress scenarios/havering.yaml\n  \
    averted stress scenarios/havering.yaml --shock \"events.*.unit_cost=x1.2\"\n  \
    averted stress scenarios/havering.yaml --grid cohort.people=100..500 --grid events.*.support.prevents=x0.5..x1.2:7")]
pub(super) struct StressArgs {
    #[command(flatten)]
    pub(super) scenario: ScenarioArgs,

    /// Try a change, as if the scenario named it under `shocks` (path=value or path=x1.2); may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) shock: Vec<String>,

    /// Show the chance of every target over two inputs: give it twice, path=from..to, with :N for N values [default: 5]
    #[arg(long, value_name = "PATH=FROM..TO")]
    pub(super) grid: Vec<String>,

    /// Folder to write stress.json into [default: output/<name of the scenario file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print stress.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,
}

/// `averted compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted compare scenarios/havering.yaml scenarios/havering_case_studies.yaml\n  \
    averted compare a.yaml b.yaml c.yaml --set price_base=2021/22 --json > compare.json")]
pub(super) struct CompareArgs {
    /// The scenarios: every other is held against the first
    #[arg(value_name = "FILE", num_args = 2..=8, required = true)]
    pub(super) files: Vec<PathBuf>,

    /// Set a value (path=value) or scale it (path=x1.2) in every scenario; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,

    /// How many times to draw the evidence [default: as the first scenario says, else 4000]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) draws: Option<u32>,

    /// Seed of the random numbers, the same for all scenarios [default: as the first scenario says, else 1]
    #[arg(long, value_name = "NUMBER")]
    pub(super) seed: Option<u64>,

    /// How many threads to use; the results do not depend on it [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,

    /// Folder to write compare.json into [default: output/<names of the scenario files>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print compare.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,
}

/// `averted render`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted render output/havering/results.json\n  \
    averted render output/havering/results.json --format docx,xlsx --output papers")]
pub(super) struct RenderArgs {
    /// The results.json of an earlier run
    #[arg(value_name = "RESULTS")]
    pub(super) results: PathBuf,

    /// What to draw, separated by commas [default: html,figures]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(super) format: Option<Vec<Format>>,

    /// Folder to write into [default: that of results.json]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// `averted evidence`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted evidence scenarios/havering.yaml\n  \
    averted evidence scenarios/havering.yaml --update --draws 40000\n  \
    averted evidence --cases scenarios/example_cases.csv")]
pub(super) struct EvidenceArgs {
    /// The scenario, a YAML file
    #[arg(value_name = "FILE", required_unless_present = "cases")]
    pub(super) file: Option<PathBuf>,

    /// A table of case studies by itself, without a scenario: person,event,occurrences,avoided_cost and optionally view
    #[arg(long, value_name = "TABLE.csv", conflicts_with_all = ["file", "update", "set", "draws"])]
    pub(super) cases: Option<PathBuf>,

    /// Learn from the published mean: what would be believed after it, of the headline and of every assumption
    #[arg(long)]
    pub(super) update: bool,

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

    /// Folder to write evidence.json into [default: output/<name of the file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(super) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Print evidence.json to standard output, and write no files
    #[arg(long)]
    pub(super) json: bool,
}

impl EvidenceArgs {
    /// The scenario that is asked about, if it is one.
    pub(super) fn scenario(&self) -> Option<ScenarioArgs> {
        let file = self.file.clone()?;
        Some(ScenarioArgs { file, set: self.set.clone(), draws: self.draws, seed: self.seed, threads: self.threads })
    }
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
