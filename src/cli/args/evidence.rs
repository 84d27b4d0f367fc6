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
    averted evidence --cases scenarios/example_cases.csv\n  \
    averted evidence --cases 'people.xlsx#Sheet 2'\n\n\
    Tables of people are told apart by their first row (case, blanks and underscores do not matter):\n  \
    person,avoided_cost                      what each avoided; negative where costs rose\n  \
    person,event,occurrences,avoided_cost    the same by event, and optionally view\n  \
    person,before,after                      what each cost before and after (event too, if you like)\n  \
    person,group,cost                        two groups, supported and comparison\n  \
    (avoided_cost, or before and after, will do in place of cost)\n\
    Comma, semicolon or tab, or an .xlsx workbook: its first sheet, or the one after #")]
#[command(mut_args(|arg| named(arg, "evidence.json", "name of the file")))]
pub(in crate::cli) struct EvidenceArgs {
    /// The scenario: a text file (YAML) or a workbook (.xlsx)
    #[arg(value_name = "FILE", required_unless_present = "cases")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// A table of people by itself, CSV or .xlsx, without a scenario: what each avoided, cost before and after, or cost in one
    /// of two groups
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["file", "update", "set", "draws"])]
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
