//! Gathers what inputs are made of: the project's own scenarios, right and wrong, and what did harm before.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file below `folder` of the project whose name ends with `.extension`, by path.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .expect("a folder of the project")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a readable file")).collect()
}

/// A scenario of every kind of key, small enough for many executions.
pub(crate) fn scenarios() -> Vec<Vec<u8>> {
    ["tests/fuzz/corpus", "tests/invalid", "tests/figures", "tests/scenarios", "scenarios"]
        .iter()
        .flat_map(|folder| files(folder, "yaml"))
        .collect()
}
