//! Reads and builds the scenario that the arguments name.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::anyhow;
use sha2::{Digest as _, Sha256};

use super::args::ScenarioArgs;
use super::exit_code::Failure;
use crate::engine;
use crate::estimate::Identity;
use crate::model::{self, Plan};
use crate::scenario::{self, Diagnostics, Files, Sources};

/// A scenario ready to run, and what identifies it.
pub(super) struct Loaded {
    pub(super) plan: Plan,
    pub(super) identity: Identity,
}

/// Most numbers that the draws of one run may hold, as in a scenario: 4 GB.
const MOST_CELLS: usize = 500_000_000;

/// Reads the file, applies `--set`, builds the plan, applies `--draws`, `--seed` and `--threads`.
///
/// # Errors
///
/// [`Failure::Scenario`] with every mistake drawn.
pub(super) fn load(arguments: &ScenarioArgs) -> Result<Loaded, Failure> {
    if let Some(threads) = arguments.threads {
        engine::use_threads(usize::from(threads)).map_err(|reason| anyhow!(reason))?;
    }
    let (mut plan, sources) =
        read_and_build(&arguments.file, &arguments.set).map_err(|faults| Failure::Scenario(faults.render(true)))?;
    if let Some(draws) = arguments.draws {
        plan.simulation.draws = usize::try_from(draws).unwrap_or(usize::MAX);
        let most = MOST_CELLS / plan.measures.len();
        if plan.simulation.draws > most {
            let message = format!("error: {draws} draws do not fit into memory; ask for at most {most} with --draws\n");
            return Err(Failure::Scenario(message));
        }
    }
    if let Some(seed) = arguments.seed {
        plan.simulation.seed = seed;
    }
    let file = arguments.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Loaded { plan, identity: Identity { file, sha256: checksum(&sources) } })
}

/// The plan of the scenario file at `path`, with `sets` applied as `--set` does.
///
/// # Errors
///
/// Every mistake of the scenario, with its place and what to do about it.
pub fn plan(path: &Path, sets: &[String]) -> Result<Plan, Diagnostics> {
    read_and_build(path, sets).map(|(plan, _)| plan)
}

fn read_and_build(path: &Path, sets: &[String]) -> Result<(Plan, Sources), Diagnostics> {
    let (reading, sources) = scenario::read(path, &Disk, sets)?;
    match model::build(&reading) {
        Ok(plan) => Ok((plan, sources)),
        Err(list) => Err(Diagnostics { list, sources }),
    }
}

/// SHA-256 of everything that was read, one text after another; of a scenario without other files and `--set` that is
/// the checksum of its file.
fn checksum(sources: &Sources) -> String {
    let mut hash = Sha256::new();
    for source in sources.iter() {
        hash.update(source.bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Largest file that is read, in bytes: one more than a scenario may have, so that the reader can say that it is too
/// large.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The files of this computer.
struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| error.to_string())?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            return Err("it is a folder".to_owned());
        }
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}
