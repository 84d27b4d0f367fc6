//! Names the folder that a run writes into when nobody has: after its scenario, and after what is different about it.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::args::ScenarioArgs;
use super::hashing::hexadecimal;

/// Most characters that tell what is different.
const LONGEST: usize = 80;

/// Hexadecimal digits that tell changes apart whose words do not.
const DIGITS: usize = 8;

/// `output/<name of the scenario file>`, in the current folder, and `output/havering--people-120` with
/// `--set cohort.people=120`; never outside of `output`, however the file is called.
pub(super) fn default_folder(arguments: &ScenarioArgs) -> PathBuf {
    let folder = of_file(&arguments.file);
    let changed = changed(&arguments.changes.set);
    if changed.is_empty() {
        return folder;
    }
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push("--");
    name.push(changed);
    folder.with_file_name(name)
}

/// `output/<name of the file>`.
pub(super) fn of_file(file: &Path) -> PathBuf {
    let stem = file.file_stem().filter(|stem| matches!(stem.to_str(), Some(name) if !matches!(name, "." | "..")));
    Path::new("output").join(stem.unwrap_or_else(|| "scenario".as_ref()))
}

/// What is different, in a name for a folder; what its words leave out is told by a checksum.
fn changed(sets: &[String]) -> String {
    let mut exact = true;
    let parts: Vec<String> = sets.iter().map(|set| words(set, &mut exact)).collect();
    let mut name = parts.join("--");
    if name.chars().count() > LONGEST {
        exact = false;
        name = name.chars().take(LONGEST).collect();
    }
    if !exact {
        let sum = hexadecimal(Sha256::new_with_prefix(sets.join("\n")));
        name = format!("{}-{}", name.trim_end_matches('-'), &sum[..DIGITS]);
    }
    name
}

/// One change in letters, digits, dots and dashes, without the block that its path begins with.
fn words(set: &str, exact: &mut bool) -> String {
    let (path, value) = set.split_once('=').unwrap_or((set, ""));
    let path = path.split_once('.').map_or(path, |(_, below)| below).replace('.', "-");
    let mut said = String::new();
    let dash = |said: &mut String| {
        if !said.is_empty() && !said.ends_with('-') {
            said.push('-');
        }
    };
    for letter in path.chars().chain(['=']).chain(value.trim().chars()) {
        match letter {
            'a'..='z' | '0'..='9' | '.' => said.push(letter),
            '%' => said.push_str("pc"),
            '_' | '-' | '=' | ' ' => dash(&mut said),
            '£' => {}
            _ => {
                *exact = false;
                dash(&mut said);
            }
        }
    }
    // A sign is not to be lost between two dashes.
    *exact &= !value.trim_start_matches('x').starts_with('-');
    said.trim_end_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sets: &[&str]) -> String {
        changed(&sets.iter().map(|set| (*set).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_what_if_is_named_for_what_is_different() {
        for (sets, name) in [
            (&["cohort.people=120"][..], "people-120"),
            (&["horizon=12 months"], "horizon-12-months"),
            (&["events.eviction.unit_cost=x1.2"], "eviction-unit-cost-x1.2"),
            (&["cohort.engagement=85%", "targets.mtfs.amount=£50k"], "engagement-85pc--mtfs-amount-50k"),
            (&[], ""),
        ] {
            assert_eq!(named(sets), name);
        }
    }

    #[test]
    fn what_words_cannot_tell_apart_a_checksum_does() {
        let range = named(&["events.eviction.unit_cost={range: {low: £5k, high: £9k}}"]);
        assert!(range.starts_with("eviction-unit-cost-range-low-5k-high-9k-"), "{range}");
        assert_ne!(named(&["a.b=-1"]), named(&["a.b=1"]));
        assert_ne!(named(&["a.b=A"]), named(&["a.b=a"]));
        assert_ne!(named(&["a.b=[1, 2]"]), named(&["a.b=1-2"]));
        let long = named(&[&format!("a.b={}", "1".repeat(500))]);
        assert!(long.len() <= LONGEST + 1 + DIGITS, "{long}");
        for wild in ["a.b=../../etc", "a.b=/etc/passwd", "..=..", "a.b=\u{202e}\n\0"] {
            assert!(!named(&[wild]).contains(['/', '\n', '\0', '\u{202e}']), "{wild:?}");
        }
    }
}
