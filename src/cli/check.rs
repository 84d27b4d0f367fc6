//! Carries out `averted check`.

use super::args::ScenarioArgs;
use super::deliver::say;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::scenario;
use crate::estimate;
use crate::render::document::{self, Depth};

/// Reads a scenario back and says what it expects.
pub(super) fn check(arguments: &ScenarioArgs) -> Result<(), Failure> {
    let loaded = scenario::load(arguments)?;
    effort::agreed(&[(&loaded.plan, Work::Check)], arguments.changes.large)?;
    let outlook = estimate::outlook(&loaded.plan, &loaded.identity);
    say(document::outlook(&outlook), Depth::Full, &[])
}
