//! Sees to what stands beside results.json: makes it for `--with`, reads it for `render`, clears what is of another run.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::de::DeserializeOwned;

use super::args::With;
use super::exit_code::Failure;
use super::files::Artifact;
use super::progress::Meter;
use super::{drivers, evidence, json};
use crate::estimate::{self, Identity, Origin, Results, Stress};
use crate::model::Plan;
use crate::render;
use crate::render::report::Beside;

/// The file of a part.
const fn file(part: With) -> &'static str {
    match part {
        With::Evidence => "evidence.json",
        With::Stress => "stress.json",
        With::Drivers => "drivers.json",
    }
}

/// What a run was asked to answer besides; the stress test comes from the run itself.
pub(super) fn make(
    with: &[With],
    plan: &Plan,
    identity: &Identity,
    stress: Option<Stress>,
    watched: bool,
) -> Result<Beside, Failure> {
    let evidence = with.contains(&With::Evidence).then(|| {
        let meter = Meter::new(estimate::evidence_draws(plan), watched);
        evidence::of_plan(plan, identity, estimate::Options::default(), &meter)
    });
    let drivers = with.contains(&With::Drivers).then(|| drivers::of_plan(plan, identity, &estimate::Ask::default()));
    Ok(Beside { evidence: evidence.transpose()?, stress, drivers: drivers.transpose()? })
}

/// The files of what was made.
pub(super) fn artifacts(beside: &Beside) -> Vec<Artifact<'_>> {
    let mut files = Vec::new();
    files.extend(beside.evidence.as_ref().map(|found| Artifact::bytes(file(With::Evidence), || render::json(found))));
    files.extend(beside.stress.as_ref().map(|found| Artifact::bytes(file(With::Stress), || render::json(found))));
    files.extend(beside.drivers.as_ref().map(|found| Artifact::bytes(file(With::Drivers), || render::json(found))));
    files
}

/// What stands in `folder` and is of the run of `results`, and the names of files that are of another run and left out.
pub(super) fn read(folder: &Path, results: &Results) -> anyhow::Result<(Beside, Vec<String>)> {
    let mut left_out = Vec::new();
    let beside = Beside {
        evidence: one(folder, With::Evidence, results, &mut left_out)?,
        stress: one(folder, With::Stress, results, &mut left_out)?,
        drivers: one(folder, With::Drivers, results, &mut left_out)?,
    };
    Ok((beside, left_out))
}

fn one<T: DeserializeOwned>(
    folder: &Path,
    part: With,
    results: &Results,
    left_out: &mut Vec<String>,
) -> anyhow::Result<Option<T>> {
    match standing(folder, part, results) {
        Standing::SameRun(bytes) => {
            let path = folder.join(file(part));
            let read = json::read(&bytes);
            read.map(Some).with_context(|| format!("{} is damaged; remove it, or write it again", path.display()))
        }
        Standing::OtherRun => {
            left_out.push(file(part).to_owned());
            Ok(None)
        }
        Standing::Nothing => Ok(None),
    }
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

fn standing(folder: &Path, part: With, results: &Results) -> Standing {
    let Ok(bytes) = fs::read(folder.join(file(part))) else { return Standing::Nothing };
    match serde_json::from_slice::<Origin>(&bytes) {
        Ok(origin) if origin.belongs_to(results) => Standing::SameRun(bytes),
        Ok(origin) if origin.is_ours(results) => Standing::OtherRun,
        _ => Standing::Nothing,
    }
}
