//! Finds the files that a name with a `*` means, where the shell does not, as that of Windows.

use std::fs;
use std::path::{Path, PathBuf};

/// Every path as it is, but those whose file name holds a `*` and that lead nowhere: all files in their place whose names
/// begin and end as they do; themselves where there are none.
pub(super) fn expanded(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| matching(path).unwrap_or_else(|| vec![path.clone()])).collect()
}

/// The files that a pattern means, by name; `None` where it is no pattern, or means nothing.
fn matching(path: &Path) -> Option<Vec<PathBuf>> {
    let (begins, ends) = path.file_name()?.to_str()?.split_once('*')?;
    if path.exists() {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let named =
        |name: &str| name.len() >= begins.len() + ends.len() && name.starts_with(begins) && name.ends_with(ends);
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // As in a shell, what is hidden is meant only where that is said.
    let meant = names.filter(|name| named(name) && (begins.starts_with('.') || !name.starts_with('.')));
    let mut found: Vec<PathBuf> = meant.map(|name| path.with_file_name(name)).collect();
    found.sort();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_means_what_a_shell_would_make_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["part-1.draws", "part-2.draws", "notes.txt", ".hidden.draws"] {
            fs::write(at(name), "").unwrap();
        }
        let found = |name: &str| expanded(&[at(name)]);
        assert_eq!(found("*.draws"), [at("part-1.draws"), at("part-2.draws")]);
        assert_eq!(found("part-*"), [at("part-1.draws"), at("part-2.draws")]);
        assert_eq!(found("*").len(), 3);
        assert_eq!(found("part-1.draws"), [at("part-1.draws")]);
        for nothing in ["*.json", "part-1*1.draws"] {
            assert_eq!(found(nothing), [at(nothing)], "{nothing}");
        }
        // A file of that very name is meant by it.
        fs::write(at("a*b"), "").unwrap();
        assert_eq!(found("a*b"), [at("a*b")]);
    }
}
