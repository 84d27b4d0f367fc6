//! Tells the group that had support from the one it is compared with, by what the table calls the two.

use super::super::diagnostic::{Collected, Diagnostic};
use super::super::table::{Grid, Row};
use super::layout::Layout;
use super::table::Groups;
use crate::quantity::listed;

/// Words of a group that had no support; one of them decides.
const WITHOUT: [&str; 20] = [
    "comparison",
    "comparator",
    "compared",
    "control",
    "controls",
    "without",
    "usual",
    "waiting",
    "waitlist",
    "no",
    "not",
    "non",
    "none",
    "unsupported",
    "untreated",
    "never",
    "counterfactual",
    "matched",
    "declined",
    "nothing",
];
/// Words of a group that had support.
const WITH: [&str; 14] = [
    "supported",
    "support",
    "with",
    "intervention",
    "treatment",
    "treated",
    "service",
    "programme",
    "program",
    "participants",
    "participant",
    "project",
    "pilot",
    "helped",
];

/// The groups of a table: none without that column, `None` after saying why they cannot be told apart.
pub(super) fn find(layout: &Layout<'_>, grid: &Grid<'_>, faults: &mut Collected) -> Option<Option<Groups>> {
    if !layout.columns.has("group") {
        return Some(None);
    }
    let mut found: Vec<(&str, &Row)> = Vec::new();
    for row in &grid.rows {
        let name = layout.columns.field(row, "group");
        if !name.is_empty() && !found.iter().any(|(known, _)| same(known, name)) && found.len() < 20 {
            found.push((name, row));
        }
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    let (message, help) = match names[..] {
        [one, other] => match (has_support(one), has_support(other)) {
            (Some(true), Some(false)) => return Some(Some(groups(one, other))),
            (Some(false), Some(true)) => return Some(Some(groups(other, one))),
            _ => (
                format!("it is not plain which of `{one}` and `{other}` had support"),
                "call the two groups `supported` and `comparison`, or rename the column if it means something else"
                    .to_owned(),
            ),
        },
        [] => ("nobody is in a group".to_owned(), "write `supported` or `comparison` in each row".to_owned()),
        [one] => (
            format!("everybody is in the group `{one}`"),
            "add the people they are compared with, or take the column out".to_owned(),
        ),
        _ => (
            format!("the table has more than two groups: {}", listed(names.iter().copied(), "and")),
            "keep two, called `supported` and `comparison`, or rename the column if it means something else".to_owned(),
        ),
    };
    let row = found.get(1).or(found.first()).map_or(&grid.head, |(_, row)| row);
    faults.push(Diagnostic::error(layout.columns.place(row, Some("group")), message).help(help));
    None
}

fn groups(supported: &str, comparison: &str) -> Groups {
    Groups { supported: supported.to_owned(), comparison: comparison.to_owned() }
}

/// Whether two names are of one group.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Whether a group had support, if its name tells.
fn has_support(name: &str) -> Option<bool> {
    let lower = name.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    if words.clone().any(|word| WITHOUT.contains(&word)) {
        return Some(false);
    }
    words.any(|word| WITH.contains(&word)).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_who_had_support() {
        for (name, expected) in [
            ("Supported", Some(true)),
            ("with support", Some(true)),
            ("Intervention group", Some(true)),
            ("comparison", Some(false)),
            ("Control", Some(false)),
            ("without support", Some(false)),
            ("not supported", Some(false)),
            ("non-treatment", Some(false)),
            ("treatment as usual", Some(false)),
            ("waiting list", Some(false)),
            ("A", None),
            ("North", None),
        ] {
            assert_eq!(has_support(name), expected, "{name}");
        }
    }
}
