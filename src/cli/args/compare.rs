//! Describes `averted compare`.

use std::path::PathBuf;

use clap::Args;

use super::delivery::named;
use super::{Changes, Delivery};

/// `averted compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted compare scenarios/havering.yaml scenarios/havering_case_studies.yaml\n  \
    averted compare a.yaml b.yaml c.yaml --set price_base=2021/22 --json > compare.json\n  \
    averted compare a.yaml b.yaml --independent=events.*.unit_cost     their costs are of two places")]
#[command(
    mut_arg("set", |set| set.help("Set a value (path=value) or scale it (path=x1.2) in every scenario; may be repeated")),
    mut_arg("draws", |draws| {
        draws.help("How many times to draw the evidence [default: as the first scenario says, else 4000]")
    }),
    mut_arg("seed", |seed| {
        seed.help("Seed of the random numbers, the same for all scenarios [default: as the first scenario says, else 1]")
    }),
    mut_arg("allow_path", |path| path.help(
        "Allow the scenarios to refer to files in this folder too; may be repeated [default: their own folders alone]"
    )),
    mut_args(|arg| named(arg, "compare.json with compare.xlsx and a figure", "names of the scenario files"))
)]
pub(in crate::cli) struct CompareArgs {
    /// The scenarios: every other is held against the first
    #[arg(value_name = "FILE", num_args = 2..=8, required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) changes: Changes,

    /// Draw by common quantiles what stands at this path, however it is spelled; all without a path [default: what one scenario takes over from the other with `extends`, and what is spelled alike]
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true, default_missing_value = "*")]
    pub(in crate::cli) common: Vec<String>,

    /// Draw independently what stands at this path, however it is spelled; without a path all, people's lives too
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true, default_missing_value = "*")]
    pub(in crate::cli) independent: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) delivery: Delivery,
}
