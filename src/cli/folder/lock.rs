//! Lets one program at a time write into a folder; the system lets go of the lock when that ends, however it ends.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

#[cfg(windows)]
use super::disk;
use crate::cli::output;
use crate::cli::write_error::unwritten;

/// Held while a program writes into a folder.
pub(super) struct Lock {
    file: File,
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
            match held(folder) {
                Ok(Some(file)) => return Ok(Self { file, made }),
                // Who held the lock has removed the folder again.
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => {}
                Err(error) => {
                    return Err(unwritten(format!("cannot write into the folder {}", folder.display()))(error));
                }
            }
        }
    }

    /// Removes the folders that were made for nothing; one that is not empty stays.
    pub(super) fn unmake(self) {
        // Where it is a file in the folder, that goes first.
        drop(self.file);
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Says that somebody is waited for.
fn say(folder: &Path) {
    output::remark(&format!("Waiting for another averted that writes into {}…\n", folder.display()));
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

/// The folder itself, locked like a file; `None` when that was removed meanwhile. A disk without locks is no reason not to
/// write: each swap is whole, only two at the same time are not kept apart.
#[cfg(unix)]
fn held(folder: &Path) -> io::Result<Option<File>> {
    let file = File::open(folder)?;
    if matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)) {
        say(folder);
        let _ = file.lock();
    }
    Ok(still(&file, folder).then_some(file))
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

/// A file in the folder, which cannot be locked itself, that nobody else can open meanwhile; the system removes it when it
/// is closed, however the program ends.
#[cfg(windows)]
fn held(folder: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;
    use std::time::Duration;
    // FILE_FLAG_DELETE_ON_CLOSE, and FILE_ATTRIBUTE_HIDDEN.
    let (goes, hidden) = (0x0400_0000, 2);
    let mut wanted = File::options();
    wanted.create(true).truncate(false).write(true).share_mode(0).custom_flags(goes).attributes(hidden);
    let (path, mut waited, mut refusals) = (folder.join(".averted.lock"), false, 0);
    loop {
        let error = match wanted.open(&path) {
            Ok(file) => return Ok(Some(file)),
            Err(error) => error,
        };
        match error.raw_os_error() {
            Some(disk::SHARING_VIOLATION) if !waited => {
                say(folder);
                waited = true;
            }
            Some(disk::SHARING_VIOLATION) => {}
            // Also said of a file that is just going.
            Some(disk::ACCESS_DENIED) if refusals < 10 => refusals += 1,
            _ => return Err(error),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
