//! Carries out `averted run`: simulate, estimate, render, write, say what came out.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;

use super::answers::{self, Answers};
use super::args::{RunArgs, ScenarioArgs, With};
use super::caller::Caller;
use super::checkpoint::{self, Checkpoint};
use super::deliver::{listed, say};
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::figures::{Choice, Figures};
use super::folder::{self, Of};
use super::format::Format;
use super::formats::{Wanted, artifacts};
use super::place::default_folder;
use super::resources::Room;
use super::scenario::{self, ShockedScenario};
use super::simulate::Sampler;
use super::template::House;
use super::timings::Timings;
use super::{output, parts, precision, stress};
use crate::engine::Draws;
use crate::estimate::{self, DrawsTable, Estimates, Identity, Results, Stress};
use crate::model::Plan;
use crate::render;
use crate::render::answer::Answer as _;
use crate::render::document::{self, Depth};
use crate::run::Loaded;
use crate::scenario::Files;

/// Runs a scenario, or draws a part of its run.
pub(super) fn run(arguments: &RunArgs) -> Result<(), Failure> {
    match arguments.part {
        Some(part) => parts::draw(arguments, part),
        None => of_draws(arguments, Sampler::new(&Caller::at_terminal(arguments.quiet))),
    }
}

/// Runs a scenario by a `sampler` that may have all its draws already.
pub(super) fn of_draws(arguments: &RunArgs, sampler: Sampler<'_>) -> Result<(), Failure> {
    fits_json(arguments)?;
    let timings = Timings::start();
    let asked = asked(arguments);
    let caller = sampler.caller().clone();
    let disk = scenario::disk(&asked, &caller)?;
    let (Loaded { plan, identity, mut inputs }, tried) = load(&asked, &disk, arguments.with.contains(&With::Stress))?;
    inputs.max_draws = arguments.max_draws;
    timings.done("reading the scenario");
    let folder = arguments.output.clone().unwrap_or_else(|| default_folder(&arguments.scenario));
    let formats = formats(arguments);
    #[cfg(feature = "docx")]
    let house = House::read(arguments.template.as_deref(), &formats)?;
    #[cfg(not(feature = "docx"))]
    let house = House::default();
    let room =
        Room { folder: (!arguments.json).then_some(&folder), draws: formats.iter().any(|format| format.needs_draws()) };
    room.check(&plan)?;
    let works = arguments.with.iter().filter_map(|part| match part {
        With::Evidence => Some(Work::Evidence),
        With::Drivers => Some(Work::Drivers(estimate::drivers_evaluations(&plan, &estimate::Ask::default()))),
        With::Stress => None,
    });
    let works: Vec<(&Plan, Work)> = works.chain([work(tried.as_ref())]).map(|work| (&plan, work)).collect();
    effort::agreed(&works, asked.changes.large)?;
    let mut sampler = sampler.timed(&timings);
    let path = arguments.checkpoint.as_ref().map(|path| path.clone().unwrap_or_else(|| folder.join(checkpoint::FILE)));
    let kept = path.map(|path| (path, checkpoint::identity(&inputs, &plan)));
    if let Some((path, run)) = &kept {
        let every = Duration::from_secs_f64(arguments.checkpoint_every);
        sampler = sampler.with_checkpoint(Checkpoint::open(path.clone(), every, run.clone(), &plan, arguments.quiet)?);
    }
    let loaded = Loaded { plan, identity, inputs };
    let done = carry_out(loaded, tried, arguments.max_draws, sampler, &room, &timings)?;
    let Done { plan, identity, headline, estimates, stress } = done;
    if arguments.json {
        let json = render::json(&estimates.results).context("cannot write the results as JSON")?;
        output::print_bytes(&json)?;
        timings.done("printing results.json");
    } else {
        let answers = answers::make(&arguments.with, &plan, &identity, stress, &caller)?;
        if !arguments.with.is_empty() {
            timings.done("further answers");
        }
        let table = estimates.table(&plan, &headline);
        let written = write(
            &folder,
            Wanted { formats: &formats, house: &house },
            &answers,
            &estimates,
            &table,
            &timings,
            arguments.quiet,
        )?;
        if !arguments.quiet {
            let results = &estimates.results;
            let document = if arguments.full { results.document() } else { document::short(results) };
            say(document, Depth::Brief, &listed(&folder, &written))?;
        }
        timings.done("saying what came out");
    }
    kept.iter().for_each(|(path, run)| Checkpoint::remove(path, run));
    match (arguments.timings, arguments.json) {
        (false, _) => {}
        (true, false) => say(timings.document(), Depth::Full, &[])?,
        (true, true) => output::remark(&render::terminal(timings.document(), Depth::Full, output::width(), &[])),
    }
    Ok(())
}

/// What a run finds of which nothing is written: the scenario of the arguments, or what was `drawn` of it elsewhere.
pub(super) fn answer(arguments: &RunArgs, caller: &Caller, drawn: Option<Vec<Draws>>) -> Result<Done, Failure> {
    fits_json(arguments)?;
    if arguments.checkpoint.is_some() {
        return Err(Failure::wrong("a checkpoint is a file, and nothing is written here; leave out --checkpoint"));
    }
    let asked = asked(arguments);
    let sampler = match drawn {
        Some(runs) => Sampler::new(caller).with(runs),
        None => Sampler::new(caller),
    };
    let disk = scenario::disk(&asked, caller)?;
    of_files(&asked, &disk, arguments.with.contains(&With::Stress), arguments.max_draws, sampler)
}

/// Refuses `--json` where the answer has parts that results.json has no place for.
fn fits_json(arguments: &RunArgs) -> Result<(), Failure> {
    if arguments.json && arguments.with.iter().any(|part| *part != With::Stress) {
        return Err(Failure::wrong(
            "--json prints results.json alone, where evidence and drivers have no place; use `averted evidence --json` or \
             `averted drivers --json`, or leave out --json",
        ));
    }
    Ok(())
}

/// The results of a scenario that is read from `files`, and nothing else.
pub(super) fn results(
    arguments: &ScenarioArgs,
    files: &dyn Files,
    with_stress: bool,
    max_draws: Option<u64>,
    caller: &Caller,
) -> Result<Results, Failure> {
    Ok(of_files(arguments, files, with_stress, max_draws, Sampler::new(caller))?.estimates.results)
}

fn of_files(
    arguments: &ScenarioArgs,
    files: &dyn Files,
    with_stress: bool,
    max_draws: Option<u64>,
    sampler: Sampler<'_>,
) -> Result<Done, Failure> {
    let (mut loaded, tried) = load(arguments, files, with_stress)?;
    loaded.inputs.max_draws = max_draws;
    effort::agreed(&[(&loaded.plan, work(tried.as_ref()))], arguments.changes.large)?;
    carry_out(loaded, tried, max_draws, sampler, &UNWRITTEN, &Timings::start())
}

/// The results of a scenario that is loaded, and nothing else.
pub(super) fn results_of(loaded: Loaded, caller: &Caller) -> Result<Results, Failure> {
    Ok(carry_out(loaded, None, None, Sampler::new(caller), &UNWRITTEN, &Timings::start())?.estimates.results)
}

/// The room for a run of which no files are written.
const UNWRITTEN: Room<'static> = Room { folder: None, draws: false };

/// What a run does: itself, and every shock that is tried on it.
fn work(tried: Option<&ShockedScenario>) -> Work {
    Work::Run(tried.map_or(0, |tried| tried.shocks.len()))
}

/// A run that is done, before anything is written.
pub(super) struct Done {
    pub(super) plan: Plan,
    identity: Identity,
    pub(super) headline: Draws,
    pub(super) estimates: Estimates,
    stress: Option<Stress>,
}

/// Draws, estimates and, where asked, stress-tests what was loaded.
fn carry_out(
    loaded: Loaded,
    tried: Option<ShockedScenario>,
    max_draws: Option<u64>,
    mut sampler: Sampler<'_>,
    room: &Room<'_>,
    timings: &Timings,
) -> Result<Done, Failure> {
    let Loaded { mut plan, identity, inputs } = loaded;
    let precision = match plan.simulation.precision.filter(|_| !sampler.is_settled()) {
        None => {
            sampler.draw(&plan)?;
            None
        }
        Some(asked) => Some(precision::simulate(&mut plan, asked, max_draws, &mut sampler, room)?),
    };
    let caller = sampler.caller().clone();
    let (headline, views) = sampler.finish(&plan);
    let checked = estimate::check(&plan, &headline, &views).map_err(anyhow::Error::new)?;
    timings.done("exact expectation and self-check");
    let mut estimates = checked.claim(&plan, &identity, &headline, &views);
    estimates.results.run.precision = precision;
    estimates.results.inputs = Some(inputs);
    timings.done("summaries");
    let stress = tried.map(|tried| stress::of_run(tried, &headline, &estimates, None, &caller)).transpose()?;
    if let Some(stress) = &stress {
        // It knows how many people the targets take.
        stress.fill(&mut estimates.results);
        timings.done("stress test");
    }
    Ok(Done { plan, identity, headline, estimates, stress })
}

/// The scenario that is asked for: `--precision` is as good as a `--set`.
fn asked(arguments: &RunArgs) -> ScenarioArgs {
    let mut scenario = arguments.scenario.clone();
    scenario.changes.set.extend(arguments.precision.iter().map(|share| format!("simulation.precision={share}")));
    scenario
}

/// The scenario, and what a stress test tries on it where one is asked for.
fn load(
    arguments: &ScenarioArgs,
    files: &dyn Files,
    with_stress: bool,
) -> Result<(Loaded, Option<ShockedScenario>), Failure> {
    if !with_stress {
        return Ok((scenario::load_from(arguments, files)?, None));
    }
    let tried = stress::load(arguments, files)?;
    let mut loaded = tried.loaded.clone();
    loaded.inputs.with_stress = with_stress;
    Ok((loaded, Some(tried)))
}

/// What is to be written: who keeps the scenario in a workbook gets a workbook too.
fn formats(arguments: &RunArgs) -> Vec<Format> {
    let chosen = Format::asked(arguments.format.as_deref().unwrap_or(Format::OF_A_RUN), |_| true);
    #[cfg(feature = "xlsx")]
    let chosen = if arguments.format.is_none() && is_workbook(&arguments.scenario.file) {
        chosen.into_iter().chain([Format::Xlsx]).collect()
    } else {
        chosen
    };
    #[cfg(feature = "parquet")]
    let chosen = if arguments.parquet && !chosen.contains(&Format::Parquet) {
        chosen.into_iter().chain([Format::Parquet]).collect()
    } else {
        chosen
    };
    chosen
}

/// Whether a scenario is a workbook, by its name.
#[cfg(feature = "xlsx")]
fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

/// Draws the figures, makes the papers and writes all of it.
fn write(
    folder: &Path,
    wanted: Wanted<'_>,
    answers: &Answers,
    estimates: &Estimates,
    table: &DrawsTable<'_>,
    timings: &Timings,
    quiet: bool,
) -> Result<Vec<PathBuf>, Failure> {
    let companions = answers::all(answers);
    let drawn = Figures::new(&estimates.results, &companions, wanted.formats, &Choice::ALL);
    if drawn.count() > 0 {
        timings.done("drawing figures");
    }
    let mut files = artifacts(&estimates.results, &companions, Some(table), &drawn, wanted);
    files.extend(answers::artifacts(answers));
    let written = folder::deliver(folder, &Of::results(&estimates.results), &files, quiet)?;
    timings.done("making and writing files");
    timings.made(&files);
    Ok(written)
}
