//! Sees to the answers beside results.json: makes them for `--with`, reads them for `render`.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::de::DeserializeOwned;

use super::args::With;
use super::caller::Caller;
use super::exit_code::Failure;
use super::files::Artifact;
use super::progress::Meter;
use super::{drivers, evidence, json};
use crate::estimate::{self, Drivers, Evidence, Identity, Results, RunOrigin, Stress};
use crate::model::Plan;
use crate::render::answer::{Answer, Companion};

/// Answers beside the results, each of the same run, in the order in which papers show them.
pub(super) type Answers = Vec<Box<dyn Companion>>;

/// One kind of answer, as far as it can be told without having one.
struct Kind {
    file: &'static str,
    read: fn(&[u8]) -> serde_json::Result<Box<dyn Companion>>,
}

/// All kinds, in the order in which papers show them.
const KINDS: [Kind; 3] = [kind::<Stress>(), kind::<Drivers>(), kind::<Evidence>()];

const fn kind<A: Answer + DeserializeOwned>() -> Kind {
    Kind { file: A::FILE, read: |bytes| Ok(Box::new(json::read::<A>(bytes)?)) }
}

/// The answers as renderers take them.
pub(super) fn all(answers: &Answers) -> Vec<&dyn Companion> {
    answers.iter().map(AsRef::as_ref).collect()
}

/// What a run was asked to answer besides; the stress test comes from the run itself.
pub(super) fn make(
    with: &[With],
    plan: &Plan,
    identity: &Identity,
    stress: Option<Stress>,
    caller: &Caller,
) -> Result<Answers, Failure> {
    let mut answers: Answers = stress.into_iter().map(|stress| Box::new(stress) as Box<dyn Companion>).collect();
    if with.contains(&With::Drivers) {
        answers.push(Box::new(drivers::of_plan(plan, identity, &estimate::Ask::default())?));
    }
    if with.contains(&With::Evidence) {
        let meter = Meter::new(estimate::evidence_draws(plan), caller);
        answers.push(Box::new(evidence::of_plan(plan, identity, estimate::Options::default(), &meter)?));
    }
    Ok(answers)
}

/// The files of what was made.
pub(super) fn artifacts(answers: &Answers) -> impl Iterator<Item = Artifact<'_>> {
    answers.iter().map(|answer| Artifact::bytes(answer.file(), || answer.json()))
}

/// What stands in `folder` and is of the run of `results`, and the names of files that are of another run and left out.
pub(super) fn read(folder: &Path, results: &Results) -> anyhow::Result<(Answers, Vec<String>)> {
    let (mut answers, mut left_out) = (Answers::new(), Vec::new());
    for kind in &KINDS {
        match standing(folder, kind, results) {
            Standing::SameRun(bytes) => {
                let damaged =
                    || format!("{} is damaged; remove it, or write it again", folder.join(kind.file).display());
                answers.push((kind.read)(&bytes).with_context(damaged)?);
            }
            Standing::OtherRun => left_out.push(kind.file.to_owned()),
            Standing::Nothing => {}
        }
    }
    Ok((answers, left_out))
}

/// What a file beside results.json is to them.
enum Standing {
    /// It is not there, or not of this program.
    Nothing,
    /// Another run wrote it.
    OtherRun,
    /// It is of the same run.
    SameRun(Vec<u8>),
}

fn standing(folder: &Path, kind: &Kind, results: &Results) -> Standing {
    let Ok(bytes) = fs::read(folder.join(kind.file)) else { return Standing::Nothing };
    match serde_json::from_slice::<RunOrigin>(&bytes) {
        Ok(origin) if origin.belongs_to(results) => Standing::SameRun(bytes),
        Ok(origin) if origin.is_ours(results) => Standing::OtherRun,
        _ => Standing::Nothing,
    }
}
