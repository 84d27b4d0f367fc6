//! Reads and writes the manifest of a folder: which run it holds, and each of its files with its checksum.
//!
//! ```text
//! # averted manifest 1: …
//! # run: havering.yaml 3f…, seed 1, 4000 draws, averted 0.1.0
//! 9f86d081…  results.json
//! ```
//! `sha256sum --check manifest.sha256` reads it too.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::disk::inside;
use crate::cli::stored::where_there;

/// The name of the file.
pub(super) const NAME: &str = "manifest.sha256";

const HEAD: &str =
    "# averted manifest 1: the files of one run; `sha256sum --check manifest.sha256` says whether they still are";
const RUN: &str = "# run: ";

/// Most bytes of a manifest that is read; far more than any run writes.
const LARGEST: u64 = 1 << 20;

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The run, in words.
    pub(super) run: String,
    /// Checksums by name, `/` between folder and file.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a folder; `None` where there is none that can be relied upon.
    ///
    /// # Errors
    ///
    /// When there is one and the disk does not give it: then nobody can tell whose the files are.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(NAME);
        let Some(about) = where_there(path.symlink_metadata())? else { return Ok(None) };
        if !about.is_file() || about.len() > LARGEST {
            return Ok(None);
        }
        let bytes = fs::read(path)?;
        Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse))
    }

    /// Reads the text of one. A name that leads out of the folder or stands twice makes it worthless.
    fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_prefix(RUN)?;
        let (run, rest) = rest.strip_suffix('\n')?.split_once('\n').unwrap_or((rest.trim_end_matches('\n'), ""));
        let mut files = BTreeMap::new();
        for line in rest.lines() {
            let (sum, name) = line.split_at_checked(DIGITS)?;
            let name = name.strip_prefix("  ")?;
            let hexadecimal = sum.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
            if !hexadecimal || !inside(name) || files.insert(name.to_owned(), sum.to_owned()).is_some() {
                return None;
            }
        }
        Some(Self { run: run.to_owned(), files })
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        let lines = self.files.iter().map(|(name, sum)| format!("{sum}  {name}\n"));
        format!("{HEAD}\n{RUN}{}\n{}", self.run.replace(['\n', '\r'], " "), lines.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(names: &[&str]) -> Manifest {
        let files = names.iter().map(|name| ((*name).to_owned(), "0a".repeat(32))).collect();
        Manifest { run: "town.yaml, seed 1".to_owned(), files }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for names in [&[][..], &["results.json"], &["figures/chance.svg", "results.json"]] {
            let manifest = manifest(names);
            assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        }
    }

    #[test]
    fn what_is_torn_changed_or_leads_out_of_the_folder_is_worth_nothing() {
        let text = manifest(&["results.json", "report.html"]).text();
        for end in 0..text.len() {
            // A whole line less is a manifest of fewer files, which removes nothing that it does not name.
            let whole = text[..end].ends_with('\n') && text[..end].lines().count() >= 2;
            assert_eq!(Manifest::parse(&text[..end]).is_some(), whole, "{}", &text[..end]);
        }
        for name in ["../thesis.docx", "/etc/passwd", "a/../../b", "", "."] {
            assert_eq!(Manifest::parse(&manifest(&[name]).text()), None, "{name}");
        }
        let line = text.lines().last().unwrap();
        assert_eq!(Manifest::parse(&format!("{text}{line}\n")), None, "a name that stands twice");
        assert_eq!(Manifest::parse(&text.replace("0a0a", "0A0a")), None);
    }
}
