//! Lets one program at a time write into a folder; the system lets go of the lock when that ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::output;
use crate::cli::write_error::unwritten;

/// Held while a program writes into a folder.
pub(super) struct Lock {
    _file: File,
    /// Folders that did not exist before, outermost first.
    made: Vec<PathBuf>,
}

impl Lock {
    /// Makes the folder where need be, and waits until nobody else writes into it, which is said.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or opened.
    pub(super) fn take(folder: &Path) -> anyhow::Result<Self> {
        let mut made = Vec::new();
        loop {
            made.extend(make(folder)?);
            let file = match opened(folder) {
                // Who held the lock has removed it again.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => continue,
                other => other.map_err(unwritten(format!("cannot write into the folder {}", folder.display())))?,
            };
            wait(&file, folder);
            if still(&file, folder) {
                return Ok(Self { _file: file, made });
            }
        }
    }

    /// Removes the folders that were made for nothing; one that is not empty stays.
    pub(super) fn unmake(self) {
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Waits for the lock. A disk without locks is no reason not to write: each swap is whole, only two at the same time are
/// not kept apart.
fn wait(file: &File, folder: &Path) {
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        output::remark(&format!("Waiting for another averted that writes into {}…\n", folder.display()));
        let _ = file.lock();
    }
}

/// Makes the folder and those above it, and returns the ones that did not exist, outermost first.
fn make(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.exists())
        .map(Path::to_path_buf)
        .collect();
    missing.reverse();
    fs::create_dir_all(folder).map_err(unwritten(format!("cannot make the folder {}", folder.display())))?;
    Ok(missing)
}

/// The folder itself, which can be locked like a file.
#[cfg(unix)]
fn opened(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// A file in it, where a folder cannot be locked.
#[cfg(not(unix))]
fn opened(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".averted.lock"))
}

/// Whether the folder that was locked is the one that stands there: another program may have removed it meanwhile.
#[cfg(unix)]
fn still(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |about: fs::Metadata| (about.dev(), about.ino());
    match (file.metadata(), folder.metadata()) {
        (Ok(own), Ok(now)) => number(own) == number(now),
        // What cannot be told is taken for granted, and found out when writing.
        (Err(_), _) => true,
        (_, Err(error)) => error.kind() != io::ErrorKind::NotFound,
    }
}

#[cfg(not(unix))]
fn still(_: &File, _: &Path) -> bool {
    true
}
