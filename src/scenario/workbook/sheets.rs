//! Lists the sheets of a workbook that is a scenario: one for each block of the table of the language.

use super::super::language::{Block, Form, SCENARIO};
use super::super::reader::join;

/// A sheet.
#[derive(Clone, Debug)]
pub(super) struct SheetPlan {
    /// Its name: `Events`.
    pub(super) name: String,
    /// What stands on it, in a sentence.
    pub(super) about: &'static str,
    /// The path of the block whose keys stand in rows without an id; empty for the top level.
    pub(super) block: Option<String>,
    /// The path of the entries that the ids name, and what each of them is.
    pub(super) entries: Option<(String, Form)>,
}

/// The sheet of what is said of the whole.
pub(super) const START: &str = "Start";
/// The sheet of remarks that belong to no value: the comments of a text file.
pub(super) const NOTES: &str = "Notes";

/// Every sheet, in the order of the language.
pub(super) fn sheets() -> Vec<SheetPlan> {
    let start = SheetPlan { name: START.to_owned(), about: SCENARIO.about, block: Some(String::new()), entries: None };
    let mut sheets = vec![start];
    for key in SCENARIO.keys {
        let name = crate::quantity::capital(&crate::quantity::words_of(key.name));
        let sheet = |block, entries| SheetPlan { name: name.clone(), about: key.about, block, entries };
        match key.form {
            Form::Block(block) => sheets.push(sheet(Some(key.name.to_owned()), entries_of(block, key.name))),
            Form::Entries(_) | Form::EmptyEntries(_) | Form::List(_) | Form::Shared => {
                sheets.push(sheet(None, Some((key.name.to_owned(), key.form))));
            }
            _ => {}
        }
    }
    sheets
}

/// The one key of a block below which entries stand.
fn entries_of(block: &Block, path: &str) -> Option<(String, Form)> {
    let key = block.keys.iter().find(|key| matches!(key.form, Form::Entries(_) | Form::List(_)))?;
    Some((join(path, key.name), key.form))
}

/// Whether a key of the top level has a sheet of its own.
pub(super) fn has_sheet(key: &str) -> bool {
    let top = |path: &str| path == key;
    sheets().iter().any(|sheet| {
        sheet.block.as_deref().is_some_and(|block| !block.is_empty() && top(block))
            || sheet.entries.as_ref().is_some_and(|(path, _)| top(path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_has_a_sheet() {
        let names: Vec<String> = sheets().into_iter().map(|sheet| sheet.name).collect();
        for expected in [
            "Start",
            "Cohort",
            "Payers",
            "Programme",
            "Events",
            "Support",
            "Outcomes",
            "Views",
            "Targets",
            "Published",
            "Shocks",
        ] {
            assert!(names.iter().any(|name| name == expected), "{expected}: {names:?}");
        }
        let entries =
            |name: &str| sheets().into_iter().find(|sheet| sheet.name == name).and_then(|sheet| sheet.entries);
        assert_eq!(entries("Programme").unwrap().0, "programme.funding");
        assert_eq!(entries("Cohort").unwrap().0, "cohort.segments");
    }
}
