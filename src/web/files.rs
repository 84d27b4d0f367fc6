//! Reaches the files that a page was opened with, and no others.

use std::path::{Path, PathBuf};

use crate::estimate::Inputs;
use crate::run::{Recorded, Request};
use crate::scenario::{Files, nearest};

/// The files of a page.
pub(super) struct Opened {
    files: Recorded,
    names: Vec<String>,
}

impl Opened {
    /// The files that `inputs` hold.
    ///
    /// # Errors
    ///
    /// A sentence when a file of it cannot be made out.
    pub(super) fn new(inputs: &Inputs) -> Result<Self, String> {
        let names = inputs.files.iter().map(|file| file.path.clone()).collect();
        Ok(Self { files: Recorded::new(inputs)?, names })
    }
}

impl Files for Opened {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.files.read(path).map_err(|_| "the page does not hold it; open it together with the scenario".to_owned())
    }

    fn near(&self, path: &Path) -> Option<PathBuf> {
        nearest(path.to_str()?, self.names.iter().map(String::as_str)).map(PathBuf::from)
    }

    fn allows(&self, _: &Path) -> bool {
        // What the page does not hold cannot be reached, which reading says.
        true
    }
}

/// The path of the scenario, and what is asked of it.
///
/// # Errors
///
/// A sentence when there is no scenario.
pub(super) fn asked(inputs: &Inputs) -> Result<(PathBuf, Request), String> {
    let scenario = inputs.files.first().ok_or("there is no scenario; open one, or paste its text")?;
    let Inputs { set, draws, seed, .. } = inputs.clone();
    Ok((PathBuf::from(&scenario.path), Request { set, draws, seed }))
}
