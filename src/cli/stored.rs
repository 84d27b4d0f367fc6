//! Reads a results.json that an earlier run wrote.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::exit_code::Failure;
use super::json;
use crate::estimate::{Results, VERSION};
use crate::render::answer::Answer as _;
use crate::run::near;

/// The folder in which a file stands.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The results.json of a run: the file itself, or that within the folder that is named.
pub(super) fn results_in(named: &Path) -> PathBuf {
    if named.is_dir() { named.join(Results::FILE) } else { named.to_path_buf() }
}

/// What the disk gave; `None` where there is nothing to give.
pub(super) fn where_there<T>(given: io::Result<T>) -> io::Result<Option<T>> {
    match given {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        given => given.map(Some),
    }
}

/// Largest results.json, in bytes: far more than any run writes.
const LARGEST: u64 = 256 << 20;

/// Reads results and their bytes.
///
/// # Errors
///
/// When the file is not one that this program can read, or its run did not pass its self-check.
pub(super) fn read(path: &Path) -> Result<(Results, Vec<u8>), Failure> {
    let wrong = |reason: String| Failure::wrong(format!("{}: {reason}", path.display()));
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).map_err(|error| {
        let meant = near(path).map_or_else(String::new, |near| format!("; did you mean `{}`?", near.display()));
        Failure::wrong(format!("cannot read {}: {error}{meant}", path.display()))
    })?;
    let results: Results = json::read(&bytes).map_err(|error| {
        wrong(format!("this is not a results.json of averted ({error}); name the one that `averted run` wrote"))
    })?;
    if results.version != VERSION {
        return Err(wrong(format!(
            "version {} of results.json; this program reads version {VERSION}",
            results.version
        )));
    }
    if !results.run.self_check.passed {
        return Err(anyhow!("{}: the self-check of this run did not pass", path.display()).into());
    }
    Ok((results, bytes))
}
