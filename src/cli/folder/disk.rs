//! Asks the disk what is there and makes what was done to a folder last, with every refusal an error.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// Whether something stands at `path`, be it a link that leads nowhere.
///
/// # Errors
///
/// When the disk does not say.
pub(super) fn there(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Moves a file to a name that nothing has, and makes the folders above it.
///
/// # Errors
///
/// What the disk said; an existing file there is one.
pub(super) fn moved(from: &Path, to: &Path) -> io::Result<()> {
    if there(to)? {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    renamed(from, to)
}

/// Renames a file or folder.
///
/// # Errors
///
/// What the disk said.
#[cfg(not(windows))]
pub(super) fn renamed(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Windows' numbers for what somebody may not do, or not while another program has it open.
#[cfg(windows)]
pub(super) const ACCESS_DENIED: i32 = 5;
#[cfg(windows)]
pub(super) const SHARING_VIOLATION: i32 = 32;

/// Renames a file or folder. Whatever looks through new files, for viruses or to find them again, has them open for a
/// moment, in which they cannot be renamed: a refusal of that kind is final only after about a second.
///
/// # Errors
///
/// What the disk said.
#[cfg(windows)]
pub(super) fn renamed(from: &Path, to: &Path) -> io::Result<()> {
    let (mut pause, longest) = (std::time::Duration::from_millis(10), std::time::Duration::from_millis(1280));
    loop {
        match fs::rename(from, to) {
            Err(error)
                if matches!(error.raw_os_error(), Some(ACCESS_DENIED | SHARING_VIOLATION)) && pause < longest =>
            {
                std::thread::sleep(pause);
                pause *= 2;
            }
            done => return done,
        }
    }
}

/// Makes what was done in a folder outlast a loss of power.
///
/// # Errors
///
/// What the disk said; a system or disk that has no such thing is no fault.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Makes the content of a file outlast a loss of power, and closes it.
///
/// # Errors
///
/// What the disk said of either.
pub(super) fn settled(file: File) -> io::Result<()> {
    file.sync_all()?;
    #[cfg(unix)]
    nix::unistd::close(file)?;
    #[cfg(not(unix))]
    drop(file);
    Ok(())
}

/// Whether a name that a file gives leads to a place inside the folder, and nowhere else.
pub(super) fn inside(name: &str) -> bool {
    let mut parts = Path::new(name).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// The folders in which the files called `names` stand, outermost first, each once.
pub(super) fn folders_of<'a>(folder: &Path, names: impl IntoIterator<Item = &'a str>) -> Vec<PathBuf> {
    let mut found = vec![folder.to_path_buf()];
    for name in names {
        for above in Path::new(name).ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
            let above = folder.join(above);
            if !found.contains(&above) {
                found.push(above);
            }
        }
    }
    found.sort();
    found
}

/// The folders of `names` that are none, or that lead out of the folder by a link; a file below them is not to be touched.
pub(super) fn detour(folder: &Path, name: &str) -> Option<PathBuf> {
    let above = Path::new(name).ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
    above.map(|above| folder.join(above)).find(|above| above.is_symlink())
}
