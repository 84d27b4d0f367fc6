//! Runs the program on a scenario in a folder of its own, which goes when the test is over.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with `town.yaml` in it.
pub(crate) struct Town {
    folder: TempDir,
}

impl Town {
    pub(crate) fn new(text: &str) -> Self {
        let town = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(town.path("town.yaml"), text).unwrap();
        town
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, in the folder.
    pub(crate) fn averted(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("averted").unwrap();
        command.current_dir(self.path("")).args(arguments).env_remove("COLUMNS");
        command
    }
}
