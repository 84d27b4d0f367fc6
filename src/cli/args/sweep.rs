//! Describes `averted sweep` and `averted gather`.

use std::path::PathBuf;

use clap::Args;

use super::Changes;
use crate::cli::parts::PartOf;

/// `averted sweep`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted sweep FILE --grid cohort.people=100..500 --grid \"events.*.unit_cost=x0.8..x1.2:9\"\n  \
    averted sweep towns/*.yaml -o sweep                     one answer a scenario\n  \
    averted sweep towns/*.yaml -o sweep --part 3/64         some of them, on any machine\n  \
    averted gather sweep                                    one table of all answers\n\n\
    Every answer is the results.json of `averted run FILE --set …` with one value of each grid. One that\n\
    is there already is not made again: the same command goes on where it was ended.")]
pub(in crate::cli) struct SweepArgs {
    /// The scenarios
    #[arg(value_name = "FILE", num_args = 1.., required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) changes: Changes,

    /// Run with several values of an input: path=from..to, or path=from..to:7 for seven values [default: 5]; of several grids
    /// all combinations
    #[arg(long, value_name = "PATH=FROM..TO")]
    pub(in crate::cli) grid: Vec<String>,

    /// Folder to write the answers into [default: output/<name of the first scenario file>-sweep]
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Make only the answers of part I of N; without I/N the part that AVERTED_PART or a Slurm array names
    #[arg(long, value_name = "I/N", num_args = 0..=1, value_parser = PartOf::parse)]
    pub(in crate::cli) part: Option<Option<PartOf>>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

/// `averted gather`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    averted gather sweep      writes sweep/answers.csv and sweep/answers.parquet\n\n\
    A row an answer: its number, scenario, what was changed (set_cohort_people), then every number of\n\
    its results.json under its path (total_avoided_mean, total_avoided_mcse).")]
pub(in crate::cli) struct GatherArgs {
    /// The folder that `averted sweep` wrote into
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}
