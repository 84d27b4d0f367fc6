//! Describes the command line, in words that a council officer can read.

mod compare;
#[cfg(feature = "xlsx")]
mod convert;
mod costs;
mod delivery;
mod dictionary;
mod drivers;
mod evidence;
mod explain;
#[cfg(feature = "live")]
mod live;
mod mcp;
mod merge;
mod new;
mod number;
mod render;
mod run;
mod scenario;
mod schema;
mod stress;
mod sweep;
mod written;

use clap::{Parser, Subcommand};

pub(super) use compare::CompareArgs;
#[cfg(feature = "xlsx")]
pub(super) use convert::ConvertArgs;
pub(super) use costs::CostsArgs;
pub(super) use delivery::Delivery;
pub(super) use dictionary::DictionaryArgs;
pub(super) use drivers::DriversArgs;
pub(super) use evidence::EvidenceArgs;
pub(super) use explain::ExplainArgs;
#[cfg(feature = "live")]
pub(super) use live::LiveArgs;
pub(super) use mcp::McpArgs;
pub(super) use merge::MergeArgs;
pub(super) use new::NewArgs;
pub(super) use render::RenderArgs;
pub(super) use run::{RunArgs, With};
pub(super) use scenario::{Changes, ScenarioArgs};
pub(super) use schema::{CompletionsArgs, ManArgs, SchemaArgs};
pub(super) use stress::StressArgs;
pub(super) use sweep::{GatherArgs, SweepArgs};
pub(super) use written::{SchemaOf, Written};

/// What would have happened without this service, what would it have cost, and how sure can we be?
#[derive(Debug, Parser)]
#[command(
    name = "averted",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        averted new my_service                           start a scenario of your own\n  \
        averted check scenarios/havering.yaml            read a scenario back in plain English\n  \
        averted run scenarios/havering.yaml              simulate it and write output/havering/\n  \
        averted stress scenarios/havering.yaml           how likely its savings targets are\n  \
        averted compare a.yaml b.yaml                    what sets two scenarios apart, and how surely\n  \
        averted render output/havering/results.json      draw figures and papers again\n  \
        averted live scenarios/havering.yaml             a page in which every assumption can be moved\n\n\
        Exit codes: 0 done; 1 failed while running; 2 the scenario or the command line is wrong; 130 stopped by Ctrl-C."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Simulate a scenario, print the answer and write results, report and figures
    Run(RunArgs),
    /// Put the parts of a run together, which `averted run --part` has drawn on whatever machines
    Merge(MergeArgs),
    /// Run many scenarios, or one with many values of its inputs: an answer each, on whatever machines
    Sweep(SweepArgs),
    /// Put the answers of a sweep into one table, for R, Python and Excel
    Gather(GatherArgs),
    /// Stress-test savings targets: their chances, prudent numbers, people needed, switching values, shocks, whose cash it is
    Stress(StressArgs),
    /// Compare scenarios: how far apart they are, the chance that one beats another, and which assumptions set them apart
    Compare(CompareArgs),
    /// Read a scenario back in plain English and say what to expect, without simulating
    Check(ScenarioArgs),
    /// Say what a small sample of case studies can tell, and how published figures stand against the model
    Evidence(EvidenceArgs),
    /// Say what drives the answer (tornado, shares of the variance) and what is worth knowing better (EVPI, EVPPI, EVSI)
    Drivers(DriversArgs),
    /// Say what a key of a scenario, a distribution, a warning or a term of the field means
    Explain(ExplainArgs),
    /// List, search, show and import unit costs, in the prices of any year
    Costs(CostsArgs),
    /// Draw figures and papers again from the results.json of an earlier run, without simulating
    Render(RenderArgs),
    #[cfg(feature = "live")]
    /// Write a page that holds the program: every assumption can be moved in it, with nothing installed
    Live(LiveArgs),
    /// Start a scenario of your own: an annotated file that is valid at once
    New(NewArgs),
    #[cfg(feature = "xlsx")]
    /// Turn a scenario from a text file into a workbook or back, and tables likewise
    Convert(ConvertArgs),
    /// Print a JSON Schema: of the scenario language, with which editors complete and check, or of what is written
    Schema(SchemaArgs),
    /// Say of every key of results, draws and other answers what it means, its unit and what its interval covers
    Dictionary(DictionaryArgs),
    /// Serve the programs of language models: check, run, stress and others as tools, on standard input and output
    Mcp(McpArgs),
    /// Print the script with which a shell completes commands and options
    Completions(CompletionsArgs),
    /// Write a manual page for every command
    Man(ManArgs),
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
