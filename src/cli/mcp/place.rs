//! Keeps to one folder: what a client names lies in it once links are followed, or is refused.

use std::path::{Component, Path, PathBuf};

use crate::cli::caller::Caller;

/// The folder that a server reads, which is also where it runs.
pub(super) struct Place {
    /// Links followed.
    folder: PathBuf,
    /// Whether it may write there.
    writes: bool,
    caller: Caller,
}

/// Endings of files that may be scenarios.
const KINDS: [&str; 3] = ["yaml", "yml", "xlsx"];

/// Entries of the folder that are looked through for them.
const LOOKED_THROUGH: usize = 10_000;

/// Files that are named at most.
const NAMED: usize = 50;

/// What is said of a path that leads elsewhere.
const OUTSIDE: &str = "lies outside the folder that this server may read; name a file in it by its path from there, such as \
                       my_service.yaml";

impl Place {
    /// Goes into `folder`, from where all paths are read then.
    ///
    /// # Errors
    ///
    /// When there is no such folder.
    pub(super) fn enter(folder: &Path, writes: bool) -> std::io::Result<Self> {
        std::env::set_current_dir(folder)?;
        let here = Path::new(".");
        Ok(Self { folder: here.canonicalize()?, writes, caller: Caller::program().within(here)? })
    }

    /// For whom a call is carried out: nothing is read outside the folder, and it can be told to stop by itself.
    pub(super) fn caller(&self) -> Caller {
        self.caller.anew()
    }

    /// Whether it may be written into.
    pub(super) const fn writes(&self) -> bool {
        self.writes
    }

    /// The path of a file that may be read; one that is not there is for the command to say.
    ///
    /// # Errors
    ///
    /// Why it may not be read.
    pub(super) fn file(&self, path: &str) -> Result<String, String> {
        let inside = self.inside(path)?;
        // Pipes and devices may never end, and nobody typed their name.
        match inside.metadata() {
            Ok(about) if !about.is_file() => Err(format!("names {path}, which is no ordinary file")),
            _ => Ok(path.to_owned()),
        }
    }

    /// The path of a folder that may be written into.
    ///
    /// # Errors
    ///
    /// Why it may not.
    pub(super) fn folder(&self, path: &str) -> Result<String, String> {
        if !self.writes {
            return Err("is for a server that was started with --write; this one writes nothing".to_owned());
        }
        self.inside(path).map(|_| path.to_owned())
    }

    /// The names of what may be scenarios in the folder, for who named none.
    pub(super) fn files(&self) -> String {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().take(LOOKED_THROUGH).filter_map(Result::ok);
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names
            .filter(|name| {
                Path::new(name)
                    .extension()
                    .is_some_and(|kind| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)))
            })
            .collect();
        names.sort();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if more > 0 {
            names.push(format!("{more} more"));
        }
        if names.is_empty() { "is none".to_owned() } else { format!("are {}", names.join(", ")) }
    }

    fn inside(&self, path: &str) -> Result<PathBuf, String> {
        let named = Path::new(path);
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.is_empty() || path.contains('\0') || !named.components().all(plain) {
            return Err(format!("{path:?} {OUTSIDE}"));
        }
        // Of a path that is not there, what is there of the way to it.
        let whole = self.folder.join(named);
        let there = whole.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(&self.folder);
        match there.canonicalize() {
            Ok(found) if found.starts_with(&self.folder) => Ok(whole),
            _ => Err(format!("{path:?} {OUTSIDE}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn nothing_outside_the_folder_is_reached() {
        let all = tempfile::tempdir().unwrap();
        let folder = all.path().join("in");
        fs::create_dir_all(folder.join("below")).unwrap();
        fs::write(all.path().join("secret.yaml"), "").unwrap();
        fs::write(folder.join("a.yaml"), "").unwrap();
        let place = Place { folder: folder.canonicalize().unwrap(), writes: true, caller: Caller::program() };
        for path in ["a.yaml", "./a.yaml", "below/none.yaml", "none.yaml"] {
            assert_eq!(place.file(path).as_deref(), Ok(path));
        }
        let absolute = folder.join("a.yaml");
        for path in ["", "..", "../secret.yaml", "below/../a.yaml", "a\0.yaml", absolute.to_str().unwrap()] {
            assert!(place.file(path).is_err() && place.folder(path).is_err(), "{path:?}");
        }
        assert!(place.file("below").unwrap_err().contains("no ordinary file"));
        assert_eq!(place.folder("new/folder").as_deref(), Ok("new/folder"));
        assert!(Place { writes: false, ..place }.folder("new").unwrap_err().contains("--write"));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_not_followed() {
        use std::os::unix::fs::symlink;
        let all = tempfile::tempdir().unwrap();
        let folder = all.path().join("in");
        fs::create_dir(&folder).unwrap();
        fs::write(all.path().join("secret.yaml"), "").unwrap();
        fs::write(folder.join("a.yaml"), "").unwrap();
        symlink("../secret.yaml", folder.join("link.yaml")).unwrap();
        symlink("..", folder.join("out")).unwrap();
        symlink("/nowhere", folder.join("broken.yaml")).unwrap();
        symlink("a.yaml", folder.join("within.yaml")).unwrap();
        let place = Place { folder: folder.canonicalize().unwrap(), writes: true, caller: Caller::program() };
        for path in ["link.yaml", "out/secret.yaml", "out/none.yaml", "broken.yaml", "out/new"] {
            assert!(place.file(path).is_err() && place.folder(path).is_err(), "{path}");
        }
        assert!(place.file("within.yaml").is_ok());
    }
}
