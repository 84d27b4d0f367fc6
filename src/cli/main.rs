//! Chooses the command and turns whatever becomes of it into an exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use super::args::{Cli, Command};
use super::exit_code::{Exit, Failure};
use super::{check, compare, costs, drivers, evidence, manual, new, render, run, schema, stop, stress, verify};

/// Does what the arguments ask for; messages go to standard error.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Help and version are asked for, anything else is a wrong command line. A closed pipe is no fault.
        Err(message) => {
            let _ = message.print();
            return if message.use_stderr() { Exit::Wrong } else { Exit::Done }.into();
        }
    };
    stop::listen();
    let done = match &cli.command {
        Command::Run(arguments) if arguments.verify => verify::verify(arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::Stress(arguments) => stress::stress(arguments),
        Command::Compare(arguments) => compare::compare(arguments),
        Command::Check(arguments) => check::check(arguments),
        Command::Evidence(arguments) => evidence::evidence(arguments),
        Command::Drivers(arguments) => drivers::drivers(arguments),
        Command::Costs(arguments) => costs::costs(arguments),
        Command::Render(arguments) => render::render(arguments),
        Command::New(arguments) => new::new(arguments),
        Command::Schema(arguments) => schema::schema(arguments),
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Man(arguments) => manual::man(arguments),
    };
    match done {
        Ok(()) => Exit::Done,
        Err(failure) => report(&failure),
    }
    .into()
}

fn report(failure: &Failure) -> Exit {
    let mut screen = anstream::stderr().lock();
    match failure {
        Failure::Scenario(drawn) => {
            let _ = write!(screen, "{drawn}");
            Exit::Wrong
        }
        Failure::Differs(what) => {
            let _ = write!(screen, "{what}");
            Exit::FailedWhileRunning
        }
        Failure::Stopped(sentence) => {
            let _ = writeln!(screen, "{sentence}");
            Exit::Stopped
        }
        Failure::Running(error) => {
            let _ = writeln!(screen, "error: {error:#}");
            Exit::FailedWhileRunning
        }
    }
}
