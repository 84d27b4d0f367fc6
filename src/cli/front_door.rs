//! Answers another program as the command line would: the same arguments, checks and words, but nothing is printed.

use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::{CommandFactory as _, Parser as _};

use super::args::{Cli, Command};
use super::caller::Caller;
use super::exit_code::{Exit, Failure};
use super::output;
use super::refusal::Refusal;
use super::reply::{Reply, Said};
use super::{check, compare, costs, dictionary, drivers, evidence, explain, parts, run, schema, stress};
use crate::quantity::spelled_out;
use crate::render::answer::Companion;
use crate::render::document::Document;

/// What a command answers, of which `arguments` are all that stands behind `averted` on a command line. Commands that have
/// the option `--json` are taken to be given it.
///
/// ```
/// use averted::cli::{Caller, answer};
///
/// let reply = answer(["stress", "scenarios/havering.yaml", "--draws", "500"], &Caller::program())?;
/// assert!(reply.bytes()?.starts_with(b"{"));
/// # Ok::<(), averted::cli::Refusal>(())
/// ```
///
/// # Errors
///
/// What the command says when it fails. What only writes files has no answer.
pub fn answer<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>, caller: &Caller) -> Result<Reply, Refusal> {
    let arguments = arguments.into_iter().map(Into::into).collect();
    let command = read(arguments)?;
    // A program that asks is not to be ended by a fault of this one.
    let said = catch_unwind(AssertUnwindSafe(|| carry_out(&command, caller)));
    Ok(Reply::new(said.unwrap_or_else(|_| Err(Failure::fault()))?))
}

/// Reads the arguments as the command line does.
fn read(mut arguments: Vec<OsString>) -> Result<Command, Refusal> {
    arguments.insert(0, "averted".into());
    let has =
        |option: &str| arguments.iter().take_while(|argument| *argument != "--").any(|argument| argument == option);
    let part = arguments.iter().any(|argument| argument.to_string_lossy().starts_with("--part"));
    let named = arguments.get(1).and_then(|name| name.to_str()).unwrap_or_default();
    let cli = Cli::command();
    let of_json =
        cli.find_subcommand(named).is_some_and(|of| of.get_arguments().any(|one| one.get_long() == Some("json")));
    if of_json && !part && !has("--json") {
        arguments.insert(2, OsStr::new("--json").to_owned());
    }
    Cli::try_parse_from(&arguments).map(|cli| cli.command).map_err(|message| Refusal {
        message: output::plain(&spelled_out(&message.to_string())),
        code: Exit::Wrong.code(),
    })
}

fn carry_out(command: &Command, caller: &Caller) -> Result<Said, Failure> {
    fn of(answer: impl Companion + Send + 'static) -> Said {
        Said::Answer(Box::new(answer))
    }
    fn text(document: Document) -> Said {
        Said::Document(Box::new(document))
    }
    Ok(match command {
        Command::Run(arguments) if arguments.verify => return Err(without_answer("run --verify")),
        Command::Run(arguments) => match arguments.part {
            Some(part) => {
                writing("run --part", caller)?;
                Said::Bytes(parts::kept(arguments, part, caller)?.into_bytes())
            }
            None => Said::Run(Box::new(run::answer(arguments, caller, None)?)),
        },
        Command::Merge(arguments) => {
            let runs = parts::draws(arguments, caller)?;
            Said::Run(Box::new(run::answer(&arguments.run, caller, Some(runs))?))
        }
        Command::Stress(arguments) => of(stress::answer(arguments, caller)?),
        Command::Compare(arguments) => of(compare::answer(arguments, caller)?),
        Command::Evidence(arguments) => of(evidence::answer(arguments, caller)?),
        Command::Drivers(arguments) => of(drivers::answer(arguments, caller)?),
        Command::Check(arguments) => text(check::answer(arguments, caller)?),
        Command::Explain(arguments) if arguments.all => Said::Bytes(explain::whole().into_bytes()),
        Command::Explain(arguments) => text(explain::answer(arguments)?),
        Command::Costs(arguments) if arguments.import.is_some() => return Err(without_answer("costs --import")),
        Command::Costs(arguments) => text(costs::answer(arguments, caller)?),
        Command::Schema(arguments) => Said::Bytes(schema::answer(arguments)?),
        Command::Dictionary(arguments) if arguments.csv => Said::Bytes(dictionary::table(arguments)?),
        Command::Dictionary(arguments) => text(dictionary::answer(arguments)),
        Command::Sweep(_) => return Err(without_answer("sweep")),
        Command::Gather(_) => return Err(without_answer("gather")),
        Command::Render(_) => return Err(without_answer("render")),
        #[cfg(feature = "live")]
        Command::Live(_) => return Err(without_answer("live")),
        Command::New(_) => return Err(without_answer("new")),
        #[cfg(feature = "xlsx")]
        Command::Convert(_) => return Err(without_answer("convert")),
        Command::Mcp(_) => return Err(without_answer("mcp")),
        Command::Completions(_) => return Err(without_answer("completions")),
        Command::Man(_) => return Err(without_answer("man")),
    })
}

/// Refuses to write where the caller may have nothing written.
fn writing(command: &str, caller: &Caller) -> Result<(), Failure> {
    if caller.writes() {
        return Ok(());
    }
    Err(Failure::wrong(format!("averted {command} writes a file, and nothing may be written here")))
}

/// What is said of a command that gives a program no answer.
fn without_answer(command: &str) -> Failure {
    Failure::wrong(format!(
        "averted {command} gives no answer to another program\n  = help: start it on a command line"
    ))
}
