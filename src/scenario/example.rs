//! Lets tests read scenarios from memory.

use super::{Files, Reading, read};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Files in memory, by path.
pub(super) struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Memory {
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect())
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

/// A scenario with one event per line of `events`, and more at the top level.
pub(super) fn scenario(events: &[&str], more: &str) -> String {
    let events: String = events.iter().map(|event| format!("  {event}\n")).collect();
    format!(
        "title: T\nhorizon: 24 months\ncohort: {{people: 100}}\npayers: {{nhs: {{label: NHS}}}}\nevents:\n{events}{more}\n"
    )
}

/// Reads a scenario that must be right.
pub(super) fn reading(text: &str, sets: &[&str]) -> Reading {
    reading_of(&[("s.yaml", text)], sets)
}

/// Reads the first of several files, which must be right.
pub(crate) fn reading_of(files: &[(&str, &str)], sets: &[&str]) -> Reading {
    match outcome(files, sets) {
        Ok(reading) => reading,
        Err(message) => panic!("{message}"),
    }
}

/// Reads the first of several files, or says what is wrong with it.
pub(super) fn outcome(files: &[(&str, &str)], sets: &[&str]) -> Result<Reading, String> {
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    let read = read(Path::new(files[0].0), &Memory::of(files), &sets);
    read.map(|(reading, _)| reading).map_err(|diagnostics| diagnostics.render(false))
}
