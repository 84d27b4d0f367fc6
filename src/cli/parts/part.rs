//! Draws one part of a run and keeps it in a file, whole or not at all; a part that is there already is not drawn again.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::task::PartOf;
use crate::cli::args::RunArgs;
use crate::cli::caller::Caller;
use crate::cli::draws_file::{self, Found, Origin};
use crate::cli::exit_code::Failure;
use crate::cli::output;
use crate::cli::place::default_folder;
use crate::cli::progress::Meter;
use crate::cli::scenario;
use crate::cli::single_file;
use crate::cli::stored::folder_of;
use crate::cli::write_error::unwritten;
use crate::engine::{self, Draws, RunOf};
use crate::estimate::Inputs;
use crate::model::Plan;
use crate::render::number::whole;
use crate::run::Loaded;

/// The folder of parts below that of the results.
pub(super) const FOLDER: &str = "parts";

/// What the draws `from` to `to` are of: the scenario with its files and changes, and its seed. Not how many draws there are
/// to be in all, so that a run can be given more of them later.
pub(super) fn origin(inputs: &Inputs, plan: &Plan, from: usize, to: usize) -> Origin {
    let inputs = Inputs { draws: None, max_draws: None, seed: None, with_stress: false, ..inputs.clone() };
    Origin::new(Sha256::digest(format!("part\n{inputs:?}")).into(), plan.simulation.seed, from as u64, to as u64)
}

/// Draws the part that is asked for, keeps it and says so.
pub(in crate::cli) fn draw(arguments: &RunArgs, part: Option<PartOf>) -> Result<(), Failure> {
    let said = kept(arguments, part, &Caller::at_terminal(arguments.quiet))?;
    if arguments.quiet { Ok(()) } else { Ok(output::print(&said)?) }
}

/// Draws the part that is asked for, keeps it in a file and gives the sentence about it.
pub(in crate::cli) fn kept(arguments: &RunArgs, part: Option<PartOf>, caller: &Caller) -> Result<String, Failure> {
    let part = part.map_or_else(PartOf::of_environment, Ok)?;
    let Loaded { plan, inputs, .. } = scenario::load(&arguments.scenario, caller)?;
    if arguments.precision.is_some() || plan.simulation.precision.is_some() {
        let help = "say how many draws there are with --draws; `averted merge` says how precise they are together";
        return Err(wrong("a part cannot know how precise all parts are together, as `precision` asks", help));
    }
    let range = part.range(plan.simulation.draws);
    if range.is_empty() {
        let message = format!("there are {} parts, but only {} draws", part.count, whole(plan.simulation.draws));
        return Err(wrong(&message, "take fewer parts, or more draws"));
    }
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.scenario).join(FOLDER));
    let path = folder.join(name(part));
    let origin = origin(&inputs, &plan, range.start, range.end);
    let said = |what: &str| {
        let draws = format!("draws {} to {}", whole(range.start + 1), whole(range.end));
        format!("{} {what}: part {} of {}, {draws}.\n", path.display(), part.number, part.count)
    };
    if stands(&path, &origin, &plan)? {
        return Ok(said("is there already"));
    }
    let views = plan.runs() - 1;
    let meter = Meter::new(range.len() * (1 + views), caller);
    let mut runs = Vec::new();
    for run in 0..=views {
        let which = run.checked_sub(1).map_or(RunOf::Headline, RunOf::View);
        let drawn = engine::simulate_range(&plan, which, range.clone(), &meter);
        runs.push(drawn.ok_or_else(|| Failure::Stopped("Stopped; no part was written.".to_owned()))?);
    }
    meter.finish();
    write(&path, &origin, &runs).map_err(unwritten(format!("cannot write {}", path.display())))?;
    Ok(said("is written"))
}

/// The name of the file of a part: by name they stand in order.
fn name(part: PartOf) -> String {
    let digits = part.count.to_string().len();
    format!("part-{:0digits$}-of-{}.draws", part.number, part.count)
}

/// Whether the part stands there already; a damaged one does not, and is drawn again.
fn stands(path: &Path, origin: &Origin, plan: &Plan) -> Result<bool, Failure> {
    let read = draws_file::read(path, origin, plan);
    match read.map_err(|error| anyhow::anyhow!("cannot read {}: {error}", path.display()))? {
        Found::Nothing => Ok(false),
        Found::Damaged => {
            output::say(&format!("{} is damaged and is drawn again.", path.display()));
            Ok(false)
        }
        Found::Draws(found, _) if found == *origin => Ok(true),
        Found::Draws(found, _) => {
            let message =
                format!("{} holds the draws {} to {}", path.display(), whole(found.from + 1), whole(found.to));
            Err(wrong(&message, "take another folder with --output, or move it away"))
        }
        Found::OfAnother(what) => {
            let message = format!("{} is of {what}", path.display());
            Err(wrong(&message, "take another folder with --output, or move it away"))
        }
        Found::Foreign => {
            let message = format!("{} is there already and is no part of a run", path.display());
            Err(wrong(&message, "take another folder with --output, or move it away"))
        }
    }
}

fn write(path: &Path, origin: &Origin, runs: &[Draws]) -> anyhow::Result<()> {
    single_file::clear(folder_of(path), draws_file::MAGIC);
    single_file::write(path, |file| draws_file::write(file, origin, runs))
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::wrong(format!("{message}\n  = help: {help}"))
}
