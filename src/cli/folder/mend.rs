//! Ends what a killed program left unfinished in a folder, before anything else is done with it.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::disk::{renamed, sync_folder, there};
use super::journal::Journal;
use super::lock::Lock;
use super::stage;
use super::swap::Swap;
use crate::cli::output;

/// The folder inside in which a swap is under way. It is not hidden: who looks into the folder is to see that it is not
/// whole.
pub(super) const UNFINISHED: &str = "averted-unfinished";

/// Makes a folder whole that is going to be read; nothing is done to one that is.
///
/// # Errors
///
/// When it is not and cannot be made so.
pub(in crate::cli) fn mend(folder: &Path) -> anyhow::Result<()> {
    if !there(&folder.join(UNFINISHED))? {
        return Ok(());
    }
    let _lock = Lock::take(folder)?;
    recover(folder)
}

/// The same for who holds the lock, with what was left hidden.
///
/// # Errors
///
/// As [`mend`].
pub(super) fn recover(folder: &Path) -> anyhow::Result<()> {
    let work = folder.join(UNFINISHED);
    if there(&work)? {
        let journal = Journal::read(&work).map_err(|error| unmended(folder, &work, &error.to_string()))?;
        let Some(journal) = journal else {
            bail!(
                "{} is not of averted, which needs that name: it stays as it is\n  = help: move it away, or use another \
                 folder",
                work.display()
            );
        };
        let swap = Swap { folder, work: &work, journal: &journal };
        let forward = swap.forward();
        if let Err((path, error)) = &forward
            && swap.back().is_err()
        {
            return Err(unmended(folder, path, &error.to_string()));
        }
        hide(folder, &work, &swap).map_err(|error| unmended(folder, &work, &error.to_string()))?;
        let now = if forward.is_ok() { "the later run" } else { "the earlier run" };
        output::remark(&format!(
            "{} was left unfinished by a program that was ended; it is whole again and holds {now}.\n",
            folder.display()
        ));
    }
    stage::sweep(folder);
    Ok(())
}

/// Ends a swap: hides its folder under a name that may be cleared away, and clears it away.
///
/// # Errors
///
/// When it cannot be hidden; the folder is unfinished then.
pub(super) fn hide(folder: &Path, work: &Path, swap: &Swap<'_>) -> std::io::Result<()> {
    let hidden: PathBuf = (0_u32..)
        .map(|number| folder.join(format!(".averted-done-{number}")))
        .find(|path| path.symlink_metadata().is_err())
        .ok_or(std::io::ErrorKind::AlreadyExists)?;
    renamed(work, &hidden)?;
    // Should the power fail before this lasts, the swap is ended once more, which changes nothing.
    let _ = sync_folder(folder);
    stage::discard(&hidden);
    swap.tidy();
    Ok(())
}

/// What is said of a folder that is neither old nor new.
pub(super) fn unmended(folder: &Path, path: &Path, reason: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "{} is unfinished: {}: {reason}\n  = help: every file is still there, in it or in {UNFINISHED}; close what has \
         them open, or make room, and any `averted` command on this folder makes it whole",
        folder.display(),
        path.display()
    )
}
