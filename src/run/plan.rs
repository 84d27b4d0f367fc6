//! Reads and builds a scenario, and notes what identifies it.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::inputs::gathered;
use super::{Disk, Request};
use crate::estimate::{Identity, Inputs};
use crate::model::{self, Plan};
use crate::render::number::whole;
use crate::scenario::limits::MOST_CELLS;
use crate::scenario::{self, Diagnostics, Files, Source, Sources};

/// More draws than a run may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} draws do not fit into memory; ask for at most {}", whole(*.draws), whole(*.most))]
pub struct TooManyDraws {
    /// What was asked for.
    pub draws: u64,
    /// What fits.
    pub most: u64,
}

/// A scenario ready to run, and what identifies it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the scenario means.
    pub plan: Plan,
    /// Its file and checksum.
    pub identity: Identity,
    /// Everything that it was read from.
    pub inputs: Inputs,
}

impl Loaded {
    /// A plan that was built from `sources`, the first of them `file`, with the draws and the seed that are asked for.
    ///
    /// # Errors
    ///
    /// When so many draws cannot be held.
    pub fn new(file: &Path, mut plan: Plan, sources: &Sources, request: &Request) -> Result<Self, TooManyDraws> {
        if let Some(draws) = request.draws {
            plan.simulation.draws = usize::try_from(draws).unwrap_or(usize::MAX);
            let most = MOST_CELLS / plan.measures.len();
            if plan.simulation.draws > most {
                return Err(TooManyDraws { draws, most: most as u64 });
            }
        }
        if let Some(seed) = request.seed {
            plan.simulation.seed = seed;
        }
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let changes = request.set.iter().filter(|change| !change.trim_start().starts_with("simulation.")).cloned();
        let identity = Identity {
            file: name,
            sha256: checksum(sources),
            fingerprint: fingerprint(sources),
            changes: changes.collect(),
        };
        Ok(Self { plan, identity, inputs: gathered(file, sources, request) })
    }
}

/// The plan of the scenario at `file` with `sets` applied, and the texts that it was read from.
///
/// # Errors
///
/// Every mistake of the scenario, with its place and what to do about it.
pub fn load(file: &Path, files: &dyn Files, sets: &[String]) -> Result<(Plan, Sources), Diagnostics> {
    let (reading, sources) = scenario::read(file, files, sets)?;
    match model::build(&reading) {
        Ok(plan) => Ok((plan, sources)),
        Err(list) => Err(Diagnostics { list, sources }),
    }
}

/// The plan of the scenario file at `path`, with `sets` applied as `--set` does.
///
/// # Errors
///
/// Every mistake of the scenario, with its place and what to do about it.
pub fn plan(path: &Path, sets: &[String]) -> Result<Plan, Diagnostics> {
    load(path, &Disk::beside(path), sets).map(|(plan, _)| plan)
}

/// SHA-256 of the scenario file, as `sha256sum` prints it.
#[must_use]
pub fn checksum(sources: &Sources) -> String {
    hexadecimal(Sha256::new_with_prefix(sources.get(0).map_or(&[][..], Source::bytes)))
}

/// SHA-256 of everything that was read: of each text its length and its bytes, `--set` among them. What is only tried on a
/// scenario is no part of it: a stress test with further shocks is of the same run.
#[must_use]
pub fn fingerprint(sources: &Sources) -> String {
    let mut hash = Sha256::new();
    let tried = |name: &str| ["--shock", "--grid"].iter().any(|option| name.starts_with(option));
    for source in sources.iter().filter(|source| !tried(source.name())) {
        // Without lengths, two texts and the same two parted elsewhere would be one.
        hash.update((source.bytes().len() as u64).to_le_bytes());
        hash.update(source.bytes());
    }
    hexadecimal(hash)
}

/// A checksum as `sha256sum` prints it.
pub(crate) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
