//! Describes `averted evidence`.

use std::path::PathBuf;

use clap::Args;

use super::delivery::named;
use super::{Changes, Delivery, ScenarioArgs};

/// `averted evidence`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted evidence scenarios/havering.yaml\n  \
    averted evidence scenarios/havering.yaml --update --draws 40000\n  \
    averted evidence --cases scenarios/example_cases.csv")]
#[command(mut_args(|arg| named(arg, "evidence.json", "name of the file")))]
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

    #[command(flatten)]
    pub(in crate::cli) changes: Changes,

    #[command(flatten)]
    pub(in crate::cli) delivery: Delivery,
}

impl EvidenceArgs {
    /// The scenario that is asked about, if it is one.
    pub(in crate::cli) fn scenario(&self) -> Option<ScenarioArgs> {
        Some(ScenarioArgs { file: self.file.clone()?, changes: self.changes.clone() })
    }
}
