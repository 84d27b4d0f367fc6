//! Describes the command line, in words that a council officer can read.

mod compare;
mod drivers;
mod evidence;
mod render;
mod run;
mod scenario;
mod stress;

use clap::{Parser, Subcommand};

pub(super) use compare::CompareArgs;
pub(super) use drivers::DriversArgs;
pub(super) use evidence::EvidenceArgs;
pub(super) use render::RenderArgs;
pub(super) use run::{RunArgs, With};
pub(super) use scenario::ScenarioArgs;
pub(super) use stress::StressArgs;

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
        Exit codes: 0 done; 1 failed while running; 2 the scenario or the command line is wrong; 130 stopped by Ctrl-C."
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
    /// Say what drives the answer and what is worth knowing better, and write drivers.json
    Drivers(DriversArgs),
    /// Draw figures and papers again from the results.json of an earlier run, without simulating
    Render(RenderArgs),
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
