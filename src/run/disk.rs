//! Reaches the files that a scenario refers to, and lets none of them lie where nobody allowed it.

use crate::scenario::limits::LARGEST_FILE;
use crate::scenario::nearest;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::scenario::Files;

/// The files of this computer, as far as one scenario may see them: what is named on the command line, what lies in its
/// folder or below once links are followed, and what lies in folders that `--allow-path` names.
#[derive(Clone, Debug)]
pub struct Disk {
    /// The file that is named on the command line, which may be anywhere.
    named: PathBuf,
    /// Folders, links followed.
    allowed: Vec<PathBuf>,
}

impl Disk {
    /// For the file `named` on the command line.
    ///
    /// # Errors
    ///
    /// A sentence when a folder of `--allow-path` cannot be found.
    pub fn new(named: &Path, allow: &[PathBuf]) -> Result<Self, String> {
        let mut disk = Self::beside(named);
        for folder in allow {
            let found = folder.canonicalize().map_err(|error| format!("--allow-path {}: {error}", folder.display()))?;
            disk.allowed.push(found);
        }
        Ok(disk)
    }

    /// For the file `named` on the command line and what lies in its folder.
    #[must_use]
    pub fn beside(named: &Path) -> Self {
        let folder = named.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A folder that is not there holds no scenario either, which is said when that is read.
        Self { named: named.to_path_buf(), allowed: folder.canonicalize().into_iter().collect() }
    }

    fn is_allowed(&self, path: &Path) -> std::io::Result<bool> {
        let found = path.canonicalize()?;
        Ok(self.allowed.iter().any(|folder| found.starts_with(folder)))
    }
}

/// Entries of a folder that are looked through for a name that was meant.
const LOOKED_THROUGH: usize = 10_000;

/// The file in the folder of `path`, which is not there, whose name is nearest, if any is near enough to have been meant.
#[must_use]
pub fn near(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return None;
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.take(LOOKED_THROUGH).filter_map(Result::ok);
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    // The order of a folder is no order: of two that are as near, the first by name.
    names.sort_by(|one, other| other.cmp(one));
    let name = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(path.with_file_name(name))
}

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let said = |error: std::io::Error| error.to_string();
        let about = fs::metadata(path).map_err(said)?;
        if about.is_dir() {
            return Err("it is a folder".to_owned());
        }
        if path != self.named {
            if !self.is_allowed(path).map_err(said)? {
                return Err("it is a link that leads out of the folder of the scenario; --allow-path DIR allows \
                            another folder"
                    .to_owned());
            }
            // Pipes and devices may never end; only who types their name can mean them.
            if !about.is_file() {
                return Err("it is no ordinary file".to_owned());
            }
        }
        let mut bytes = Vec::new();
        // One byte more than is allowed, so that the reader can say that there is too much.
        let most = LARGEST_FILE as u64 + 1;
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(said)?;
        Ok(bytes)
    }

    fn near(&self, path: &Path) -> Option<PathBuf> {
        near(path).filter(|near| *path == self.named || self.is_allowed(near).unwrap_or(false))
    }

    fn allows(&self, path: &Path) -> bool {
        // A file that is not there is refused for that, if its folder is allowed.
        let found = path.canonicalize().or_else(|_| path.parent().unwrap_or(Path::new("")).canonicalize());
        found.is_ok_and(|found| self.allowed.iter().any(|folder| found.starts_with(folder)))
    }
}
