//! Notes what a swap is to move where, so that it can be ended by whoever finds it, forwards or back.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{inside, settled};
use crate::cli::json;
use crate::cli::stored::where_there;

/// The name of the file.
pub(super) const NAME: &str = "journal";

/// What its text begins with.
pub(super) const HEAD: &str = "averted journal 1\n";

/// What a swap does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// New files, in the order in which they are moved to their places.
    pub(super) new: Vec<String>,
    /// Files of an earlier run, which go.
    pub(super) retired: Vec<Retired>,
    /// Files of somebody else that stand where a new one belongs, which are kept.
    pub(super) aside: Vec<String>,
    /// The folder in which they are kept.
    pub(super) kept: String,
}

/// A file of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Retired {
    pub(super) name: String,
    /// Its SHA-256.
    pub(super) sum: String,
}

impl Journal {
    /// Writes it through to the disk.
    ///
    /// # Errors
    ///
    /// What the disk said.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut file = File::create(folder.join(NAME))?;
        file.write_all(format!("{HEAD}{}\n", serde_json::to_string(self)?).as_bytes())?;
        settled(file)
    }

    /// Reads it; `None` for what is not whole, or names what is not inside the folder.
    ///
    /// # Errors
    ///
    /// When there is one and the disk does not give it.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        let Some(bytes) = where_there(fs::read(folder.join(NAME)))? else { return Ok(None) };
        let Some(text) = std::str::from_utf8(&bytes).ok().and_then(|text| text.strip_prefix(HEAD)) else {
            return Ok(None);
        };
        let journal: Option<Self> = text.strip_suffix('\n').and_then(|text| json::read(text.as_bytes()).ok());
        Ok(journal.filter(Self::stays_inside))
    }

    fn stays_inside(&self) -> bool {
        let retired = self.retired.iter().map(|file| &file.name);
        self.new.iter().chain(&self.aside).chain(retired).chain([&self.kept]).all(|name| inside(name))
    }

    /// All names that it moves.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let retired = self.retired.iter().map(|file| file.name.as_str());
        self.new.iter().map(String::as_str).chain(retired)
    }
}
