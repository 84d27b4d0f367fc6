//! Reaches the files that a page was opened with, and no others.

use std::path::{Path, PathBuf};

use crate::estimate::Inputs;
use crate::run::{Recorded, Request};
use crate::scenario::Files;

/// The files of a page.
pub(super) struct Opened(Recorded);

impl Opened {
    /// The files that `inputs` hold.
    ///
    /// # Errors
    ///
    /// A sentence when a file of it cannot be made out.
    pub(super) fn new(inputs: &Inputs) -> Result<Self, String> {
        Ok(Self(Recorded::new(inputs)?))
    }
}

impl Files for Opened {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.read(path).map_err(|_| "the page does not hold it; open it together with the scenario".to_owned())
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
