//! Describes `averted stress`.

use clap::Args;

use super::delivery::named;
use super::{Delivery, ScenarioArgs};

/// `averted stress`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted stress scenarios/havering.yaml\n  \
    averted stress scenarios/havering.yaml --shock \"events.*.unit_cost=x1.2\"\n  \
    averted stress FILE --grid cohort.people=100..500 --grid \"events.*.unit_cost=x0.5..x1.2:7\"")]
#[command(mut_args(|arg| named(arg, "stress.json and figures", "name of the scenario file")))]
pub(in crate::cli) struct StressArgs {
    #[command(flatten)]
    pub(in crate::cli) scenario: ScenarioArgs,

    /// Try a change, as if the scenario named it under `shocks` (path=value or path=x1.2); may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub(in crate::cli) shock: Vec<String>,

    /// Show the chance of every target over two inputs: give it twice as path=from..to, or path=from..to:7 for seven
    /// values [default: 5]
    #[arg(long, value_name = "PATH=FROM..TO")]
    pub(in crate::cli) grid: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) delivery: Delivery,
}
