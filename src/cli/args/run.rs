//! Describes `averted run`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{ScenarioArgs, number};
use crate::cli::format::Format;
use crate::cli::parts::PartOf;

/// `averted run`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted run scenarios/havering.yaml\n  \
    averted run scenarios/havering.yaml --set cohort.people=300 --set events.eviction.unit_cost=x1.2\n  \
    averted run scenarios/havering.yaml --format json,html,xlsx,docx\n  \
    averted run scenarios/havering.yaml --with evidence,stress,drivers\n  \
    averted run scenarios/havering.yaml --draws 20000 --seed 7 --output output/trial\n  \
    averted run scenarios/havering.yaml --precision 1%\n  \
    averted run scenarios/havering.yaml --json > results.json\n  \
    averted run scenarios/havering.yaml --draws 200000 --checkpoint\n  \
    averted run --verify output/havering/results.json")]
pub(in crate::cli) struct RunArgs {
    #[command(flatten)]
    pub(in crate::cli) scenario: ScenarioArgs,

    /// Folder to write the results into [default: output/<name of the scenario file>]
    #[arg(long, short, value_name = "DIR", conflicts_with = "json")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Keep what is done in FILE, and go on from there when the run was ended before [default FILE:
    /// averted.checkpoint in the folder of the results]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(in crate::cli) checkpoint: Option<Option<PathBuf>>,

    /// Shortest time between two savings of the checkpoint, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 3.0, value_parser = seconds, requires = "checkpoint")]
    pub(in crate::cli) checkpoint_every: f64,

    /// Draw only part I of N and keep it in a file for `averted merge`; without I/N the part that AVERTED_PART or a Slurm array
    /// names
    #[arg(long, value_name = "I/N", num_args = 0..=1, value_parser = PartOf::parse, conflicts_with_all = ["json", "with",
        "checkpoint", "format", "timings", "full", "verify"])]
    pub(in crate::cli) part: Option<Option<PartOf>>,

    /// Go on drawing until the error of the headline is at most this share of it, such as 1%, and that of every target's
    /// chance at most 0.5 points
    #[arg(long, value_name = "SHARE")]
    pub(in crate::cli) precision: Option<String>,

    /// Most draws that a precision may take [default: 1,000,000]
    #[arg(long, value_name = "NUMBER", value_parser = number::draws)]
    pub(in crate::cli) max_draws: Option<u64>,

    /// FILE is the results.json of an earlier run: run it again from that file alone, and say whether anything differs
    #[arg(long, conflicts_with_all = ["set", "draws", "seed", "allow_path", "output", "format", "checkpoint", "json",
        "with", "precision", "max_draws", "timings", "full"])]
    pub(in crate::cli) verify: bool,

    /// What to write, separated by commas [default: json,csv,html,figures]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', conflicts_with = "json")]
    pub(in crate::cli) format: Option<Vec<Format>>,

    /// A house document (.docx or .dotx) that Word papers take styles, page, header and footer from
    #[cfg(feature = "docx")]
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(in crate::cli) template: Option<PathBuf>,

    /// Write draws.parquet too
    #[cfg(feature = "parquet")]
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) parquet: bool,

    /// Print all sections on the screen, not only the verdict and what nobody should miss
    #[arg(long, conflicts_with_all = ["quiet", "json"])]
    pub(in crate::cli) full: bool,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Say at the end where the time went, part by part and file by file (with --json on standard error)
    #[arg(long, conflicts_with = "quiet")]
    pub(in crate::cli) timings: bool,

    /// Print results.json to standard output, and write no files
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Also answer further questions: writes evidence.json, stress.json or drivers.json beside results.json, and their
    /// sections and figures into the report; any of them, separated by commas
    #[arg(long, value_name = "PARTS", value_enum, value_delimiter = ',')]
    pub(in crate::cli) with: Vec<With>,
}

/// A time in seconds, of a day at most.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().map_err(|error| error.to_string())?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("between 0 and 86400 seconds".to_owned()) }
}

/// What a run can do besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum With {
    /// What a small sample of case studies can tell, and the published figures against the model (as `averted evidence`)
    Evidence,
    /// Prudent numbers, people needed, switching values, shocks, whose cash (as `averted stress`)
    Stress,
    /// Tornado, shares of the variance and value of information: what drives the answer (as `averted drivers`)
    Drivers,
}
