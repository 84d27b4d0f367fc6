//! Carries out `averted check`.

use super::args::ScenarioArgs;
use super::caller::Caller;
use super::deliver::say;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::scenario;
use crate::estimate;
use crate::render::document::{self, Depth, Document};

/// Reads a scenario back and says what it expects.
pub(super) fn check(arguments: &ScenarioArgs) -> Result<(), Failure> {
    say(answer(arguments, &Caller::at_terminal(false))?, Depth::Full, &[])
}

/// What a scenario says, and what it expects.
pub(super) fn answer(arguments: &ScenarioArgs, caller: &Caller) -> Result<Document, Failure> {
    let loaded = scenario::load(arguments, caller)?;
    effort::agreed(&[(&loaded.plan, Work::Check)], arguments.changes.large)?;
    Ok(document::outlook(&estimate::outlook(&loaded.plan, &loaded.identity)))
}
