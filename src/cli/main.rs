//! Chooses the command and turns whatever becomes of it into an exit code.

use std::ffi::OsString;

use clap::Parser as _;

use super::args::{Cli, Command};
#[cfg(feature = "xlsx")]
use super::convert;
use super::exit_code::{Exit, Failure};
#[cfg(feature = "live")]
use super::live;
use super::{
    check, compare, costs, dictionary, drivers, evidence, explain, manual, mcp, new, output, parts, render, run,
    schema, stop, stress, sweep, verify,
};
use crate::quantity::{is_hidden, spelled_out};

/// Does what the arguments ask for, the first of which is the program's name, and gives the exit code; messages go to
/// standard error.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        // Help and version are asked for, anything else is a wrong command line. A closed pipe is no fault.
        Err(message) => {
            answer(&message, &arguments);
            return if message.use_stderr() { Exit::Wrong } else { Exit::Done }.number();
        }
    };
    stop::listen();
    // What must not happen ends as an error too: after its message, which names the place in the source.
    let done = std::panic::catch_unwind(|| carry_out(&cli.command));
    match done.unwrap_or_else(|_| Err(Failure::fault())) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            output::remark(&failure.said());
            failure.exit()
        }
    }
    .number()
}

fn carry_out(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Run(arguments) if arguments.verify => verify::verify(arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::Merge(arguments) => parts::merge(arguments),
        Command::Sweep(arguments) => sweep::sweep(arguments),
        Command::Gather(arguments) => sweep::gather(arguments),
        Command::Stress(arguments) => stress::stress(arguments),
        Command::Compare(arguments) => compare::compare(arguments),
        Command::Check(arguments) => check::check(arguments),
        Command::Evidence(arguments) => evidence::evidence(arguments),
        Command::Drivers(arguments) => drivers::drivers(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Costs(arguments) => costs::costs(arguments),
        Command::Render(arguments) => render::render(arguments),
        #[cfg(feature = "live")]
        Command::Live(arguments) => live::live(arguments),
        Command::New(arguments) => new::new(arguments),
        #[cfg(feature = "xlsx")]
        Command::Convert(arguments) => convert::convert(arguments),
        Command::Schema(arguments) => schema::schema(arguments),
        Command::Dictionary(arguments) => dictionary::dictionary(arguments),
        Command::Mcp(arguments) => mcp::serve(arguments),
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Man(arguments) => manual::man(arguments),
    }
}

/// Prints what clap has to say: with its colours, unless an argument that it repeats holds what does not show itself.
fn answer(message: &clap::Error, arguments: &[OsString]) {
    if !arguments.iter().any(|argument| argument.to_string_lossy().contains(is_hidden)) {
        let _ = message.print();
    } else if message.use_stderr() {
        output::remark(&spelled_out(&message.to_string()));
    } else {
        let _ = output::print(&spelled_out(&message.to_string()));
    }
}
