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
    /// The folder, links followed, that holds all that may be read, even what is named; anything where there is none.
    bounds: Option<PathBuf>,
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
        Self { named: named.to_path_buf(), allowed: folder.canonicalize().into_iter().collect(), bounds: None }
    }

    /// The same, of which nothing is read that does not lie in the folder `bounds`, links followed, whoever names it.
    #[must_use]
    pub fn within(self, bounds: Option<PathBuf>) -> Self {
        Self { bounds, ..self }
    }

    fn is_allowed(&self, path: &Path) -> std::io::Result<bool> {
        let found = path.canonicalize()?;
        Ok(self.is_in_bounds(path) && self.allowed.iter().any(|folder| found.starts_with(folder)))
    }

    /// Refuses a file that lies where nothing may be read, whoever names it.
    ///
    /// # Errors
    ///
    /// A sentence that names the folder in which files may be read.
    pub fn bounded(&self, path: &Path) -> Result<(), String> {
        match &self.bounds {
            Some(bounds) if !self.is_in_bounds(path) => {
                Err(format!("it does not lie in {}, and nothing else may be read", bounds.display()))
            }
            _ => Ok(()),
        }
    }

    /// Whether a file lies where files may be read at all; of one that is not there, its folder tells.
    fn is_in_bounds(&self, path: &Path) -> bool {
        self.bounds.as_ref().is_none_or(|bounds| standing(path).is_some_and(|found| found.starts_with(bounds)))
    }
}

/// Where a file stands once links are followed; of one that is not there, where its folder does.
fn standing(path: &Path) -> Option<PathBuf> {
    let folder = || path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    path.canonicalize().or_else(|_| folder().canonicalize()).ok()
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
        self.bounded(path)?;
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
        // What lies in a folder that may not be read is not told either.
        let near = near(path).filter(|near| self.is_in_bounds(near))?;
        (*path == self.named || self.is_allowed(&near).unwrap_or(false)).then_some(near)
    }

    fn allows(&self, path: &Path) -> bool {
        // A file that is not there is refused for that, if its folder is allowed.
        let allowed = |found: PathBuf| self.allowed.iter().any(|folder| found.starts_with(folder));
        self.is_in_bounds(path) && standing(path).is_some_and(allowed)
    }
}
