//! Lists the keys that may stand in the rows of a sheet, with what explains them.

use super::super::language::{Block, Form};
use super::super::reader::join;

/// A key that a row may state.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyOutline {
    /// The key, as a path below its entry or block: `support.prevents`.
    pub name: String,
    /// What it says, in a few words.
    pub meaning: String,
    /// Everything to know of it: what it says, what may stand there, what holds without it.
    pub about: String,
    /// What may be chosen for it.
    pub choices: Choices,
    /// Whether a new workbook has a row for it.
    pub prompted: bool,
    /// Whether it holds text, which a spreadsheet program is not to take for a date or a number.
    pub is_text: bool,
}

/// What may be chosen in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// Anything.
    Any,
    /// One of these words.
    Words(Vec<&'static str>),
    /// The id of a row of the sheet with this name.
    Ids(&'static str),
}

/// The parts of a cost that is paid as it runs.
const PRICE: [(&str, &str); 4] = [
    ("each", "What one costs, £"),
    ("per", "What one is: day, night, week, month or year"),
    ("for", "For how long it is paid, such as 12 weeks"),
    ("times", "How many of it, where it is not paid by time"),
];

/// Longest meaning, in characters.
const LONGEST_MEANING: usize = 64;

/// The keys of a block, and of the blocks in it.
pub(super) fn keys_of(block: &Block, payers: &[String]) -> Vec<KeyOutline> {
    let mut keys = Vec::new();
    gather(block, "", payers, &mut keys);
    keys
}

fn gather(block: &Block, path: &str, payers: &[String], keys: &mut Vec<KeyOutline>) {
    for key in block.keys {
        let name = join(path, key.name);
        let top = path.is_empty() && block.id == "scenario";
        // Blocks of the top level have sheets of their own, and entries have rows of their own.
        if top && super::sheets::has_sheet(key.name)
            || matches!(key.form, Form::Entries(_) | Form::EmptyEntries(_) | Form::List(_))
        {
            continue;
        }
        if let (Form::Block(inner), true) = (key.form, path.is_empty()) {
            gather(inner, &name, payers, keys);
            continue;
        }
        let default = key.default.map_or_else(String::new, |default| format!(" Without it: {default}."));
        let needed = if key.required { " Needed." } else { "" };
        let rows = match key.form {
            Form::PeopleByYear | Form::ByYear(_) | Form::ValuesByYear(_) => {
                format!(" A row for each year: {name}.2025/26.")
            }
            Form::PaidBy | Form::Cashable => format!(" A row for each payer: {name}.nhs."),
            Form::RelativeRisk => format!(" A row for each event: {name}.default, {name}.eviction."),
            Form::Links(_) => format!(" A row for each: {name}.eviction.probability."),
            Form::Silence => format!(" A row for each: {name}.W07."),
            Form::Scale => format!(" A row for each path: {name}.events.*.unit_cost."),
            Form::Patch => format!(" A row for each value: {name}.events.eviction.probability."),
            Form::Cost => format!(
                " What is paid as it runs has three rows: {name}.each, {name}.per (week) and {name}.for (12 weeks)."
            ),
            _ => String::new(),
        };
        let outline = |name: String| KeyOutline {
            name,
            meaning: meaning(key.about),
            about: format!("{}\n\nWhat may stand here: {}.{rows}{default}{needed}", key.about, key.form.words()),
            choices: choices(key.form, key.name),
            prompted: path.is_empty() || matches!(path, "support" | "releases"),
            is_text: matches!(key.form, Form::Text | Form::Words | Form::Month | Form::Year | Form::Choice(_)),
        };
        if matches!(key.form, Form::PaidBy) && !payers.is_empty() {
            let each = payers.iter().map(|payer| outline(join(&name, payer)));
            keys.extend(each);
            continue;
        }
        keys.push(outline(name.clone()));
        if matches!(key.form, Form::Cost) {
            for (part, says) in PRICE {
                let of = |name| KeyOutline {
                    meaning: says.to_owned(),
                    about: format!("{says}."),
                    prompted: false,
                    is_text: false,
                    ..outline(name)
                };
                keys.push(of(join(&name, part)));
            }
        }
        if let Form::EvenOr(inner) = key.form {
            gather(inner, &name, payers, keys);
        }
    }
}

/// A key that names something, such as `follows.eviction.after`: what its last part says.
pub(super) fn key_at(block: &Block, name: &str) -> Option<KeyOutline> {
    let mut about = None;
    name.split('.').try_fold(Form::Block(&EMPTY), |form, part| {
        let block = if about.is_none() { Some(block) } else { form.block() };
        let key = block.and_then(|block| block.keys.iter().find(|key| key.name == part));
        about = key.map_or(about, |key| Some(key.about));
        key.map(|key| key.form).or_else(|| form.below(part))
    });
    about.map(|about| KeyOutline {
        name: name.to_owned(),
        meaning: meaning(about),
        about: about.to_owned(),
        choices: Choices::Any,
        prompted: false,
        is_text: false,
    })
}

/// A block without keys, to begin a path with.
const EMPTY: Block = Block { name: "", id: "", about: "", keys: &[], rules: &[] };

/// The beginning of what a key says, up to where examples and conditions begin.
fn meaning(about: &str) -> String {
    let end = [": ", ". ", "; "].into_iter().filter_map(|stop| about.find(stop)).min().unwrap_or(about.len());
    let first = about[..end].trim_end_matches('.');
    let mut meaning: String = first.chars().take(LONGEST_MEANING).collect();
    if meaning.len() < first.len() {
        meaning.push('…');
    }
    meaning
}

fn choices(form: Form, key: &str) -> Choices {
    match (form, key) {
        (Form::Choice(words), _) => Choices::Words(words.to_vec()),
        (Form::Switch, _) => Choices::Words(vec!["true", "false"]),
        (_, "payer" | "payers") => Choices::Ids("Payers"),
        (_, "of") => Choices::Ids("Cohort"),
        _ => Choices::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::{EVENT, SCENARIO};
    use super::*;

    #[test]
    fn keys_are_those_of_the_language_with_paths_below_their_entry() {
        let keys = keys_of(&EVENT, &["nhs".to_owned()]);
        let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        for expected in ["label", "probability", "timing", "timing.decays", "paid_by.nhs", "support.prevents"] {
            assert!(names.contains(&expected), "{expected}: {names:?}");
        }
        let prevents = keys.iter().find(|key| key.name == "support.prevents").unwrap();
        assert!(
            prevents.about.contains("Without it: 0%") && prevents.meaning.starts_with("The effect"),
            "{prevents:?}"
        );
        let after = key_at(&EVENT, "follows.eviction.after").unwrap();
        assert!(after.meaning.starts_with("How long after the one event"), "{after:?}");
        let start = keys_of(&SCENARIO, &[]);
        assert!(start.iter().any(|key| key.name == "title") && start.iter().all(|key| key.name != "events"));
    }
}
