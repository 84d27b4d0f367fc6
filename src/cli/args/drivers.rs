//! Describes `averted drivers`.

use clap::Args;

use super::delivery::named;
use super::{Delivery, ScenarioArgs, number};

/// `averted drivers`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted drivers scenarios/havering.yaml\n  \
    averted drivers scenarios/havering.yaml --of target:mtfs_2022_23\n  \
    averted drivers scenarios/havering.yaml --of net --pick-freeze 4096\n  \
    averted drivers scenarios/havering.yaml --study-cost \"£500 + £250 per person\"")]
#[command(mut_args(|arg| named(arg, "drivers.json", "name of the scenario file")))]
pub(in crate::cli) struct DriversArgs {
    #[command(flatten)]
    pub(in crate::cli) scenario: ScenarioArgs,

    /// What the tornado and the shares of the variance are of: headline, net or target:ID [default: headline]
    #[arg(long, value_name = "OUTPUT")]
    pub(in crate::cli) of: Option<String>,

    /// What further case studies cost, such as "£500 + £250 per person"
    #[arg(long, value_name = "COST")]
    pub(in crate::cli) study_cost: Option<String>,

    /// Estimate the shares of the variance by pick-freeze on so many points, interactions included
    #[arg(long, value_name = "POINTS", value_parser = number::points)]
    pub(in crate::cli) pick_freeze: Option<u32>,

    #[command(flatten)]
    pub(in crate::cli) delivery: Delivery,
}
