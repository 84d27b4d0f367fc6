//! Carries out `averted explain`: says what a key, a distribution, a warning or a term of the field means.

use super::args::ExplainArgs;
use super::deliver::say;
use super::exit_code::Failure;
use super::output;
use super::reference::{self, left_out, standing};
use crate::model::WARNINGS;
use crate::render::document::{Block, Depth, Document, Section, glossary};
use crate::render::plain_markdown;
use crate::scenario::{BlockEntry, KeyEntry, Reference, nearest, reference as language};

/// Explains what is asked for, else lists what can be explained.
pub(super) fn explain(arguments: &ExplainArgs) -> Result<(), Failure> {
    let language = language();
    if arguments.all {
        return Ok(output::print_bytes(plain_markdown(reference::document(&language)).as_bytes())?);
    }
    let asked = arguments.words.join(" ");
    let document = if asked.trim().is_empty() { contents(&language) } else { found(&language, asked.trim())? };
    say(document, Depth::Full, &[])
}

/// Everything that goes by a name.
fn found(language: &Reference, asked: &str) -> Result<Document, Failure> {
    let sections = meanings(language, asked);
    if sections.is_empty() {
        let last = asked.rsplit('.').next().unwrap_or(asked);
        let names = names(language);
        let hint = nearest(last, names.iter().map(String::as_str)).map_or_else(
            || "`averted explain` lists what can be explained".to_owned(),
            |near| format!("did you mean `{}`?", near.replace('_', if is_term(near) { " " } else { "_" })),
        );
        return Err(Failure::Scenario(format!("error: nothing is called `{asked}`; {hint}\n")));
    }
    Ok(Document { sections, ..Document::default() })
}

/// A section for each meaning of a name: as a key, a block, a spelling of a value, a remark, a warning, a term.
fn meanings(language: &Reference, asked: &str) -> Vec<Section> {
    let word = spelled(asked);
    // What a view or shock sets is a part of the scenario.
    let path = asked.split_once(".set.").map_or(asked, |(_, rest)| rest);
    let mut sections = Vec::new();
    for block in &language.blocks {
        for key in &block.keys {
            let paths: Vec<String> = block.places.iter().map(|place| below(place, key.name)).collect();
            if paths.iter().any(|full| leads(path, full)) || key.name == word {
                sections.push(of_key(block, key, &paths));
            }
        }
    }
    let stands = |block: &&BlockEntry| block.id == word || block.places.iter().any(|place| is_at(path, place));
    sections.extend(language.blocks.iter().filter(stands).map(reference::block));
    for way in language.spellings.iter().filter(|way| way.key == word) {
        let what = way.kinds.map_or("stands for a value", |_| "a distribution");
        let kinds = way.kinds.map(|kinds| format!("It describes {kinds}."));
        let points: Vec<String> = [format!("Written {}.", way.written)].into_iter().chain(kinds).collect();
        sections.push(section(format!("{}, {what}", way.key), way.about, points));
    }
    for (key, about) in language.remarks.iter().filter(|(key, _)| *key == word) {
        let anywhere = "It may stand in every block, and beside every value in braces.".to_owned();
        sections.push(section(format!("{key}, a remark"), about, vec![anywhere]));
    }
    for rule in WARNINGS.iter().filter(|rule| spelled(rule.id) == word) {
        let silence = format!("silence: {{{}: reason}} at the top level hides it; the reason is printed.", rule.id);
        sections.push(section(format!("{}, a warning", rule.id), rule.about, vec![silence]));
    }
    for (term, meaning) in glossary().filter(|(term, _)| spelled(term) == word) {
        sections.push(section(format!("{term}, a term"), meaning, Vec::new()));
    }
    sections
}

fn of_key(block: &BlockEntry, key: &KeyEntry, paths: &[String]) -> Section {
    let left_out = match left_out(key) {
        "required" => "It must be given.".to_owned(),
        "–" => "It may be left out.".to_owned(),
        default => format!("Where it is left out: {default}."),
    };
    let points = vec![format!("It holds {}.", key.holds), left_out, standing(paths)];
    section(format!("{}, a key of {}", key.name, block.name), key.about, points)
}

fn section(title: String, about: &str, points: Vec<String>) -> Section {
    Section::new("meaning", title, vec![Block::say(about), Block::List(points)])
}

/// What can be explained, by kind.
fn contents(language: &Reference) -> Document {
    let listed = |id, title: String, names: Vec<&str>| Section::new(id, title, vec![Block::say(names.join(", "))]);
    let mut sections: Vec<Section> = language
        .blocks
        .iter()
        .map(|block| {
            let title = format!("Keys of {}", block.name);
            listed(block.id, title, block.keys.iter().map(|key| key.name).collect())
        })
        .collect();
    let ways = language.spellings.iter().map(|way| way.key).collect();
    sections.push(listed("values", "Spellings of a value".to_owned(), ways));
    let remarks = language.remarks.iter().map(|(key, _)| *key).collect();
    sections.push(listed("remarks", "Remarks".to_owned(), remarks));
    sections.push(listed("warnings", "Warnings".to_owned(), WARNINGS.iter().map(|rule| rule.id).collect()));
    sections.push(listed("terms", "Terms".to_owned(), glossary().map(|(term, _)| term).collect()));
    let lead =
        vec!["averted explain NAME says what any of these means; averted explain --all prints everything.".to_owned()];
    Document { title: "What can be explained".to_owned(), lead, sections, ..Document::default() }
}

/// Every name that can be asked for, as `spelled` spells it.
fn names(language: &Reference) -> Vec<String> {
    let keys = language.blocks.iter().flat_map(|block| block.keys.iter().map(|key| key.name).chain([block.id]));
    let values = language.spellings.iter().map(|way| way.key);
    let remarks = language.remarks.iter().map(|(key, _)| *key);
    let terms = glossary().map(|(term, _)| term);
    keys.chain(values).chain(remarks).chain(terms).map(spelled).collect()
}

fn is_term(name: &str) -> bool {
    glossary().any(|(term, _)| spelled(term) == name)
}

/// A name in small letters with underscores, as keys are written.
fn spelled(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn below(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// Whether a path with names, or with `*` for them, is a path of the language.
fn is_at(path: &str, full: &str) -> bool {
    let (asked, full): (Vec<&str>, Vec<&str>) = (path.split('.').collect(), full.split('.').collect());
    path.contains('.')
        && asked.len() == full.len()
        && asked.iter().zip(full).all(|(part, known)| known == "*" || *part == known)
}

/// The same, or the last keys of one without names, such as `follows.probability`.
fn leads(path: &str, full: &str) -> bool {
    let keys = |path: &str| path.split('.').filter(|part| *part != "*").map(str::to_owned).collect::<Vec<_>>();
    is_at(path, full) || (path.contains('.') && keys(full).ends_with(&keys(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(asked: &str) -> Vec<String> {
        meanings(&language(), asked).into_iter().map(|section| section.title).collect()
    }

    #[test]
    fn a_name_is_explained_in_every_meaning() {
        assert_eq!(titles("prevents"), ["prevents, a key of support"]);
        assert_eq!(titles("events.*.support.prevents"), titles("events.eviction.support.prevents"));
        assert_eq!(titles("views.low.set.events.eviction.unit_cost"), ["unit_cost, a key of an event"]);
        assert_eq!(titles("follows.probability"), ["probability, a key of what an event follows"]);
        assert_eq!(titles("probability").len(), 2);
        assert_eq!(titles("pert"), ["pert, a distribution"]);
        assert_eq!(titles("w07"), ["W07, a warning"]);
        assert_eq!(titles("grade"), ["grade, a remark"]);
        assert_eq!(titles("Credible interval"), ["Credible interval, a term"]);
        assert_eq!(titles("timing"), ["timing, a key of an event", "The timing"]);
        assert_eq!(titles("zebra"), [""; 0]);
    }

    #[test]
    fn every_name_has_a_meaning() {
        let language = language();
        let silent: Vec<String> =
            names(&language).into_iter().filter(|name| meanings(&language, name).is_empty()).collect();
        assert_eq!(silent, [""; 0]);
    }
}
