//! Puts the parts of a run together, names what is missing or does not belong, and goes on as if all had been drawn here.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::part::origin;
use super::pattern::expanded;
use super::task::PartOf;
use crate::cli::args::MergeArgs;
use crate::cli::caller::Caller;
use crate::cli::draws_file::{self, Found, Origin};
use crate::cli::exit_code::Failure;
use crate::cli::hashing;
use crate::cli::output;
use crate::cli::resources;
use crate::cli::run;
use crate::cli::scenario;
use crate::cli::simulate::Sampler;
use crate::engine::Draws;
use crate::estimate::excess;
use crate::model::Plan;
use crate::quantity::Kind;
use crate::render::number::whole;
use crate::run::Loaded;
use crate::statistics::{float, whole_part};

/// Carries out `averted merge`.
pub(in crate::cli) fn merge(arguments: &MergeArgs) -> Result<(), Failure> {
    let caller = Caller::at_terminal(arguments.run.quiet);
    let runs = draws(arguments, &caller)?;
    run::of_draws(&arguments.run, Sampler::new(&caller).with(runs))
}

/// The draws of all parts put together: of the headline, and of each view.
pub(in crate::cli) fn draws(arguments: &MergeArgs, caller: &Caller) -> Result<Vec<Draws>, Failure> {
    let Loaded { plan, inputs, .. } = scenario::load(&arguments.run.scenario, caller)?;
    let given = expanded(&arguments.parts);
    given.iter().try_for_each(|part| caller.may_read(part))?;
    let wanted = plan.simulation.draws;
    resources::in_memory(&plan, 0)?;
    if caller.watches() {
        output::say(&resources::memory_in_words(&plan));
    }
    let origin = origin(&inputs, &plan, 0, wanted);
    let parts = in_order(found(&given, &origin)?, wanted)?;
    let mut runs: Vec<Draws> = Vec::new();
    // One by one: no more than one part is in memory beside what is put together.
    for part in parts {
        for (run, draws) in part.draws(&origin, &plan)?.into_iter().enumerate() {
            match runs.get_mut(run) {
                Some(all) => all.append(draws),
                None => {
                    let mut all = Draws::none(&plan);
                    all.reserve(wanted, &plan);
                    all.append(draws);
                    runs.push(all);
                }
            }
        }
    }
    let asked = arguments.run.precision.as_ref().map(|text| Kind::Share.parse(text)).transpose();
    let asked = asked.map_err(|error| Failure::wrong(format!("--precision: {error}")))?.or(plan.simulation.precision);
    if let (Some(asked), Some(headline)) = (asked, runs.first())
        && caller.watches()
    {
        output::say(&precise(excess(&plan, headline, wanted, asked), given.len()));
    }
    Ok(runs)
}

/// How precise all parts are together, by how many times their errors `exceed` what was asked, and what would be enough.
fn precise(exceed: f64, parts: usize) -> String {
    if exceed <= 1.0 {
        return "The parts are together as precise as was asked.".to_owned();
    }
    // Errors shrink with the root of the draws.
    let further = whole_part::<usize>((float(parts) * (exceed * exceed - 1.0)).ceil());
    format!(
        "The errors are {exceed:.1} times what was asked: about {} further parts like these would reach it.",
        whole(further)
    )
}

/// A part that is there.
struct Part {
    path: PathBuf,
    range: Range<usize>,
}

impl Part {
    /// Its draws, run by run.
    fn draws(&self, origin: &Origin, plan: &Plan) -> Result<Vec<Draws>, Failure> {
        let (of, runs) = of_this_run(&self.path, draws_file::read(&self.path, origin, plan))?;
        if (of.from, of.to) != (self.range.start as u64, self.range.end as u64) {
            return Err(Failure::Running(anyhow::anyhow!("{} was changed while it was read", self.path.display())));
        }
        if runs.len() != plan.runs() || runs.iter().any(|draws| draws.count != self.range.len()) {
            let message = format!("{} is not whole: it was kept while a run went on", self.path.display());
            return Err(wrong(&message, "leave it out, and draw that part"));
        }
        Ok(runs)
    }
}

/// Which draws each file holds. A part that is there twice is taken once.
fn found(paths: &[PathBuf], origin: &Origin) -> Result<Vec<Part>, Failure> {
    let mut parts: Vec<Part> = Vec::new();
    for path in paths {
        let (_, range) = of_this_run(path, draws_file::range(path, origin))?;
        let shown = path.display();
        if let Some(twin) = parts.iter().find(|part| part.range == range) {
            let [one, other] = [path, &twin.path].map(|path| hashing::of_file(path));
            if one.ok() != other.ok() {
                let message = format!("{shown} and {} are the same part with other content", twin.path.display());
                return Err(wrong(&message, "they cannot both be right: draw that part again"));
            }
            output::say(&format!("{shown} is the same part as {}, and is taken once.", twin.path.display()));
            continue;
        }
        parts.push(Part { path: path.clone(), range });
    }
    Ok(parts)
}

/// What was found in a file, or why it is no part of this run.
fn of_this_run<T>(path: &Path, found: io::Result<Found<T>>) -> Result<(Origin, T), Failure> {
    let shown = path.display();
    let not = |what: &str, help: &str| Err(wrong(&format!("{shown} {what}"), help));
    match found.map_err(|error| anyhow::anyhow!("cannot read {shown}: {error}"))? {
        Found::Draws(of, more) => Ok((of, more)),
        Found::Nothing => not("is not there, or is empty", "draw that part again"),
        Found::Damaged => not("is damaged, or was cut short", "draw that part again: the same command does"),
        Found::Foreign => not("is no part of a run", "leave it out"),
        Found::OfAnother(what) => {
            not(&format!("is of {what}"), "leave it out, and merge with what the parts were drawn with")
        }
    }
}

/// The parts in the order of their draws, if they are all there.
fn in_order(mut parts: Vec<Part>, wanted: usize) -> Result<Vec<Part>, Failure> {
    parts.sort_by_key(|part| part.range.start);
    let mut missing: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for part in &parts {
        if part.range.start < at {
            let message = format!(
                "{} holds draws that another part holds too, from {} on",
                part.path.display(),
                whole(part.range.start + 1)
            );
            return Err(wrong(&message, "leave out the parts of one of the two ways in which the run was cut"));
        }
        if part.range.start > at {
            missing.push(at..part.range.start);
        }
        at = part.range.end;
    }
    if at < wanted {
        missing.push(at..wanted);
    }
    if at > wanted {
        let message = format!("the parts hold {} draws, but the run has {}", whole(at), whole(wanted));
        return Err(wrong(&message, &format!("say how many there are to be: --draws {at}")));
    }
    if missing.is_empty() {
        return Ok(parts);
    }
    let draws: Vec<String> =
        missing.iter().map(|range| format!("{} to {}", whole(range.start + 1), whole(range.end))).collect();
    let again = array(&parts, &missing, wanted)
        .map_or_else(String::new, |list| format!("\n  = help: draw what is missing: {list}"));
    Err(Failure::Running(anyhow::anyhow!("draws {} are missing{again}", draws.join(", "))))
}

/// The numbers of the missing parts as a scheduler takes them, where all parts were cut alike.
fn array(parts: &[Part], missing: &[Range<usize>], wanted: usize) -> Option<String> {
    let count = parts.first().map_or(Some(1), |part| cut(&part.range, wanted))?;
    let range = |number: usize| PartOf { number, count }.range(wanted);
    if !parts.iter().all(|part| (1..=count).any(|number| range(number) == part.range)) {
        return None;
    }
    let lies = |part: Range<usize>| missing.iter().any(|gap| gap.start <= part.start && part.end <= gap.end);
    let numbers: Vec<String> =
        (1..=count).filter(|&number| lies(range(number))).map(|number| number.to_string()).collect();
    Some(format!("--array={} of {count}, each with --part NUMBER/{count}", numbers.join(",")))
}

/// Into how many parts a run was cut of which this is one; near to what its length says.
fn cut(part: &Range<usize>, wanted: usize) -> Option<usize> {
    let fewest = wanted / (part.len() + 1).max(1);
    let most = wanted / part.len().saturating_sub(1).max(1) + 1;
    (fewest.max(1)..=most.min(wanted)).find(|&count| {
        let near = part.start * count / wanted.max(1);
        (near.max(1)..=(near + 2).min(count)).any(|number| PartOf { number, count }.range(wanted) == *part)
    })
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::Running(anyhow::anyhow!("{message}\n  = help: {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_tells_into_how_many_the_run_was_cut() {
        for (wanted, count) in [(4_000, 64), (1_000, 7), (10, 10), (9, 1), (1_000_000, 64)] {
            for number in [1, count / 2 + 1, count] {
                let range = PartOf { number, count }.range(wanted);
                let found = cut(&range, wanted).unwrap();
                assert!((1..=found).any(|number| PartOf { number, count: found }.range(wanted) == range));
            }
        }
    }

    #[test]
    fn what_is_missing_is_named_as_a_scheduler_takes_it() {
        let part = |number| Part { path: PathBuf::from("p"), range: PartOf { number, count: 20 }.range(4_000) };
        let refused =
            in_order([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20].map(part).into(), 4_000);
        let said = refused.map(|_| ()).unwrap_err().to_string();
        assert!(said.contains("draws 801 to 1,000, 3,201 to 3,400 are missing"), "{said}");
        assert!(said.contains("--array=5,17 of 20"), "{said}");
        assert!(in_order((1..=20).rev().map(part).collect(), 4_000).is_ok());
        let twice = in_order(vec![part(1), Part { path: PathBuf::from("q"), range: 100..4_000 }], 4_000);
        assert!(
            twice
                .map(|_| ())
                .unwrap_err()
                .to_string()
                .contains("q holds draws that another part holds too, from 101 on")
        );
        assert!(
            in_order((1..=20).map(part).collect(), 100).map(|_| ()).unwrap_err().to_string().contains("--draws 4000")
        );
    }

    #[test]
    fn how_many_further_parts_are_needed_follows_from_the_errors() {
        assert_eq!(
            precise(2.0, 10),
            "The errors are 2.0 times what was asked: about 30 further parts like these would reach it."
        );
        assert!(precise(0.9, 10).contains("as precise as was asked"));
    }
}
